import { escapeXml } from '../../../formats/xml/index.ts'
import type { Reference } from '../schema/kinds.ts'

/** Text that is XML already; everything else is escaped when it is written. */
export interface Fragment {
  readonly xml: string
}

/** What can stand inside an element. */
export type Content = string | number | boolean | Fragment | readonly Fragment[]

/** One element with attributes; text is escaped here and nowhere else. */
export function element(
  name: string,
  content: Content = '',
  attributes: Readonly<Record<string, string>> = {},
): Fragment {
  let written = `<${name}`
  for (const [key, value] of Object.entries(attributes)) written += ` ${key}="${escapeXml(value)}"`
  return { xml: `${written}>${inner(content)}</${name}>` }
}

/** A managed object reference as an element. */
export function referenceElement(name: string, reference: Reference): Fragment {
  return element(name, reference.value, { type: reference.type })
}

/** The envelope of one call: `method` on `target` with its arguments in the order of the WSDL. */
export function envelope(method: string, target: Reference, ...args: readonly Fragment[]): string {
  const call = element(method, [referenceElement('_this', target), ...args], { xmlns: 'urn:vim25' })
  return `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${call.xml}</soapenv:Body></soapenv:Envelope>`
}

function inner(content: Content): string {
  if (typeof content === 'string') return escapeXml(content)
  if (typeof content === 'number' || typeof content === 'boolean') return String(content)
  if ('xml' in content) return content.xml
  return content.map((fragment) => fragment.xml).join('')
}
