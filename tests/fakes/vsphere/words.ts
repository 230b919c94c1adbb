const open =
  '<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<soapenv:Body>\n'
const close = '\n</soapenv:Body>\n</soapenv:Envelope>'

/** A fault by vSphere's type; the text may be empty and is in the language of the vCenter. */
export interface Fault {
  readonly type: string
  readonly text?: string
  readonly detail?: string
}

/** An answer to a method. */
export function response(method: string, content: string): string {
  return `${open}<${method}Response xmlns="urn:vim25">${content}</${method}Response>${close}`
}

/** A SOAP fault as a vCenter sends it. */
export function fault({ type, text = 'Ein Fehler ist aufgetreten', detail = '' }: Fault): string {
  const inner = `<${type}Fault xmlns="urn:vim25" xsi:type="${type}">${detail}</${type}Fault>`
  return `${open}<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>${text}</faultstring><detail>${inner}</detail></soapenv:Fault>${close}`
}

/** The versions a server speaks. */
export function versions(newest: string): string {
  return `<?xml version="1.0" encoding="UTF-8" ?><namespaces version="1.0"><namespace><name>urn:vim25</name><version>${newest}</version><priorVersions><version>6.5</version><version>6.7.3</version></priorVersions></namespace></namespaces>`
}

/** The managers of this vCenter. */
export function serviceContent(apiVersion: string): string {
  const managers = [
    ['rootFolder', 'Folder', 'group-d1'],
    ['propertyCollector', 'PropertyCollector', 'propertyCollector'],
    ['viewManager', 'ViewManager', 'ViewManager'],
    ['sessionManager', 'SessionManager', 'SessionManager'],
    ['customFieldsManager', 'CustomFieldsManager', 'CustomFieldsManager'],
  ].map(([name, type, id]) => `<${name} type="${type}">${id}</${name}>`)
  const about = `<about><name>VMware vCenter Server</name><fullName>VMware vCenter Server ${apiVersion}</fullName><version>8.0.3</version><build>24022515</build><apiType>VirtualCenter</apiType><apiVersion>${apiVersion}</apiVersion><instanceUuid>AB12cd34-0000-4000-8000-000000000001</instanceUuid></about>`
  return response('RetrieveServiceContent', `<returnval>${managers.join('')}${about}</returnval>`)
}
