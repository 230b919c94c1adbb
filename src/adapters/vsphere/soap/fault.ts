import { childOf, childText, localName, type XmlElement } from '../../../formats/xml/index.ts'
import { wireType } from '../schema/kinds.ts'
import { privilegesOf } from './refusal.ts'

/**
 * A fault that the server answered. `fault` is vSphere's type, for example `NotAuthenticated`; it is read from the
 * detail and never from the text, which is translated and may be empty.
 */
export class SoapFault extends Error {
  override readonly name = 'SoapFault'
  readonly method: string
  readonly fault: string
  readonly text: string
  /** The detail's own fields, such as the name of an unknown property or the object that is gone. */
  readonly detail: Readonly<Record<string, string>>

  constructor(method: string, fault: string, text: string, detail: Readonly<Record<string, string>> = {}) {
    super(`${method}: ${fault}${text === '' ? '' : ` (${text})`}`)
    this.method = method
    this.fault = fault
    this.text = text
    this.detail = detail
  }
}

/** Reads a `Fault` element. */
export function faultOf(method: string, element: XmlElement): SoapFault {
  const text = childText(element, 'faultstring') ?? ''
  const detail = childOf(element, 'detail')?.children[0]
  const type =
    detail === undefined ? undefined : (wireType(detail) ?? localName(detail.name).replace(/Fault$/, ''))
  const fields: Record<string, string> = {}
  for (const field of detail?.children ?? []) fields[field.local] = field.text
  // All that are missing stand where the one used to: whoever asks for it gets the whole list.
  if (type === 'NoPermission' && detail !== undefined) fields['privilegeId'] = privilegesOf(detail)
  return new SoapFault(method, type === undefined || type === '' ? 'SystemError' : type, text, fields)
}
