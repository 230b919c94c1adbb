import { collectElements, type XmlElement, type XmlLimits, XmlParser } from '../../../formats/xml/index.ts'
import { FormatError } from '../../../lib/format-error.ts'
import type { Reference } from '../schema.ts'
import type { Session } from '../session/session.ts'
import { element, type Fragment, referenceElement } from '../soap/envelope.ts'
import { faultOf, type SoapFault } from '../soap/fault.ts'
import type { Transport } from '../transport/http.ts'

/** Said when storage policies cannot be asked for; never fatal, because nothing else comes from there. */
export class PbmRefused extends Error {
  override readonly name = 'PbmRefused'
}

/** A policy may rest on every disk of an estate. */
const limits: XmlLimits = {
  maxDepth: 100,
  maxElements: 10_000_000,
  maxAttributes: 50,
  maxMarkupChars: 64 * 1024,
  maxTextChars: 1024 * 1024,
}

/**
 * One call of the storage policy service: its `returnval` elements. It has an endpoint of its own, and knows the log-in
 * by the cookie of the session, sent as a header of the envelope. Throws SoapFault, PbmRefused.
 */
export function pbmCall(
  session: Session,
  transport: Transport,
  method: string,
  on: Reference,
  args: readonly Fragment[] = [],
): Promise<readonly XmlElement[]> {
  return session.renewing(() => send(transport, method, body(session, method, on, args)))
}

function body(session: Session, method: string, on: Reference, args: readonly Fragment[]): string {
  const call = element(method, [referenceElement('_this', on), ...args], { xmlns: 'urn:pbm' })
  const cookie = element('vcSessionCookie', session.cookie ?? '')
  return `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Header>${cookie.xml}</soapenv:Header><soapenv:Body>${call.xml}</soapenv:Body></soapenv:Envelope>`
}

async function send(transport: Transport, method: string, envelope: string): Promise<readonly XmlElement[]> {
  const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: '"urn:pbm/2.0"' }
  const request = { method: 'POST', path: '/pbm', headers, body: envelope, reads: true } as const
  return transport.send(request, async (answer) => {
    if (answer.status !== 200 && answer.status !== 500)
      throw new PbmRefused(`its storage policy service answered ${answer.status}`)
    const found: XmlElement[] = []
    let fault: SoapFault | undefined
    const collector = collectElements(new Set(['returnval', 'Fault']), (one) => {
      if (one.local === 'Fault') fault = faultOf(method, one)
      else found.push(one)
    })
    const parser = new XmlParser(collector, limits)
    try {
      for await (const chunk of answer.chunks()) parser.write(chunk)
      parser.end()
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      throw new PbmRefused(`its storage policy service sent ${error.seen}`, { cause: error })
    }
    if (fault !== undefined) throw fault
    return found
  })
}
