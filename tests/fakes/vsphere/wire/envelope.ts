import { faultContent, type VimFault } from '../soap/fault.ts'
import { escape } from './encode.ts'
import type { Shapes } from './shapes.ts'

const open =
  '<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<soapenv:Body>\n'
const close = '\n</soapenv:Body>\n</soapenv:Envelope>'

/** An answer to a method, in pieces. */
export function* response(method: string, body: Iterable<string>): Generator<string> {
  yield `${open}<${method}Response xmlns="urn:vim25">`
  yield* body
  yield `</${method}Response>${close}`
}

/** A SOAP fault as a vCenter sends it: in its own language, and what counts in the detail. */
export function faultMessage(shapes: Shapes, fault: VimFault): string {
  const inner = `<${fault.fault}Fault xmlns="urn:vim25" xsi:type="${fault.fault}">${faultContent(shapes, fault)}</${fault.fault}Fault>`
  return `${open}<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>${escape(fault.text)}</faultstring><detail>${inner}</detail></soapenv:Fault>${close}`
}

/** The versions that a server speaks. */
export function versions(newest: string): string {
  return `<?xml version="1.0" encoding="UTF-8" ?><namespaces version="1.0"><namespace><name>urn:vim25</name><version>${newest}</version><priorVersions><version>6.5</version><version>6.7.3</version></priorVersions></namespace></namespaces>`
}
