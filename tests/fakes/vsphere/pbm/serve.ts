import type { ServerResponse } from 'node:http'
import type { PolicyRecord } from '../../../../src/adapters/vsphere/schema.ts'
import {
  childOf,
  childrenOf,
  childText,
  parseXmlDocument,
  type XmlElement,
} from '../../../../src/formats/xml/index.ts'
import { GeneratedInventory } from '../inventory/generated.ts'
import { named } from '../inventory/topology.ts'
import { escape } from '../wire/encode.ts'
import type { World } from '../world.ts'

/** Answers the storage policy service: who is logged in stands in a header of the envelope. */
export function answerPbm(world: World, answer: ServerResponse, body: string): void {
  const envelope = parseXmlDocument(body)
  const header = childOf(envelope, 'Header')
  const call = childOf(envelope, 'Body')?.children[0]
  const cookie = (header && childText(header, 'vcSessionCookie')) ?? ''
  const reply = (status: number, text: string): void => {
    answer.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(`${open}${text}${close}`)
  }
  if (world.options.pbm === 'forgets' && !forgetful.has(world)) {
    forgetful.add(world)
    world.sessions.end(cookie)
  }
  if (call === undefined || !world.sessions.use(cookie, 'soap')) return reply(500, fault('NotAuthenticated'))
  if (world.options.pbm === 'forbidden') {
    const privilege = '<privilegeId>StorageProfile.View</privilegeId>'
    return reply(500, fault('NoPermission', privilege))
  }
  const found = contentOf(world, call)
  if (found === undefined) reply(500, fault('MethodNotFound'))
  else reply(200, `<${call.local}Response xmlns="urn:pbm">${found}</${call.local}Response>`)
}

/** Worlds that took a session away already. */
const forgetful = new WeakSet<World>()

const open =
  '<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>'
const close = '</soapenv:Body></soapenv:Envelope>'

function fault(type: string, fields = ''): string {
  return `<soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring></faultstring><detail><${type}Fault xmlns="urn:vim25" xsi:type="${type}">${fields}</${type}Fault></detail></soapenv:Fault>`
}

function contentOf(world: World, call: XmlElement): string | undefined {
  const policies = policiesOf(world)
  switch (call.local) {
    case 'PbmRetrieveServiceContent':
      return '<returnval><profileManager type="PbmProfileProfileManager">ProfileManager</profileManager></returnval>'
    case 'PbmQueryProfile':
      return policies.map(({ id }) => `<returnval><uniqueId>${id}</uniqueId></returnval>`).join('')
    case 'PbmRetrieveContent': {
      const wanted = childrenOf(call, 'profileIds').map((one) => childText(one, 'uniqueId'))
      return policies
        .filter(({ id }) => wanted.includes(id))
        .map(profileXml)
        .join('')
    }
    case 'PbmQueryAssociatedEntity': {
      const profile = childOf(call, 'profile')
      const policy = policies.find(({ id }) => id === (profile && childText(profile, 'uniqueId')))
      // A server that cannot tell, as the simulator.
      if (policy?.machines === undefined) return undefined
      const entity = (type: string) => (key: string) =>
        `<returnval><objectType>${type}</objectType><key>${key}</key></returnval>`
      const machines = policy.machines.map(entity('virtualMachine'))
      return [...machines, ...(policy.disks ?? []).map(entity('virtualDiskId'))].join('')
    }
    default:
      return undefined
  }
}

/** Those of a test; else two, of which every third machine of a generated estate has the first. */
function policiesOf(world: World): readonly PolicyRecord[] {
  const { inventory, options } = world
  if (options.policies !== undefined) return options.policies
  if (!(inventory instanceof GeneratedInventory)) return []
  const machines = Array.from({ length: inventory.topology.machines }, (_, n) => n)
    .filter((n) => n % 3 === 0)
    .map((n) => named.machine(n).id)
  const gold = {
    id: 'aa6d5a82-1c88-45da-85d3-3d74b91a5bad',
    name: 'Gold & mirrored',
    description: 'Two copies; array password: hunter2-in-a-policy',
    rules: ['VSAN.hostFailuresToTolerate = 1', 'VSAN.stripeWidth = 2'],
    machines,
    disks: machines.map((id) => `${id}:2000`),
  }
  const encryption = { id: '4d5f673c-536f-11e6-beb8-9e71128cae77', name: 'VM Encryption Policy', rules: [] }
  return [gold, { ...encryption, machines: [], disks: [] }]
}

function profileXml({ id, name, description, rules }: PolicyRecord): string {
  const capabilities = rules.map((rule) => {
    const [left = '', value = ''] = rule.split(' = ')
    const dot = left.lastIndexOf('.')
    const [namespace, key] = [left.slice(0, dot), left.slice(dot + 1)]
    return `<capability><id><namespace>${namespace}</namespace><id>${key}</id></id><constraint><propertyInstance><id>${key}</id><value xsi:type="xsd:string">${escape(value)}</value></propertyInstance></constraint></capability>`
  })
  return `<returnval xsi:type="PbmCapabilityProfile"><profileId><uniqueId>${id}</uniqueId></profileId><name>${escape(name)}</name><description>${escape(description ?? '')}</description><profileCategory>REQUIREMENT</profileCategory><resourceType><resourceType>STORAGE</resourceType></resourceType><constraints xsi:type="PbmCapabilitySubProfileConstraints"><subProfiles><name>Rules</name>${capabilities.join('')}</subProfiles></constraints></returnval>`
}
