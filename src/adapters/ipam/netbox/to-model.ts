import { addressName, type IpamEntry, type IpamName, spanName } from '../shared/entry.ts'
import { commonOf, filled, namesOf, placeOf } from './common.ts'
import type { NetBoxRecord } from './schema.ts'

/** Roles of addresses that several machines share. */
const sharedRole = /^(?:vip|vrrp|hsrp|glbp|carp|anycast)$/

/** What is known of a VLAN beside the prefix that lies in it. */
export interface VlanOfFile {
  readonly group: string
  readonly site: string
  readonly tenant: string
}

/** The entry that an object of NetBox is; undefined when it lacks what makes it one. */
export function entryOf(record: NetBoxRecord, vlan?: VlanOfFile): IpamEntry | undefined {
  switch (record.kind) {
    case 'address':
      return addressEntry(record)
    case 'prefix':
      return prefixEntry(record, vlan)
    case 'range':
      return rangeEntry(record)
    case 'vlan':
      return vlanEntry(record)
    case 'machine':
      return machineEntry(record)
    case 'service':
      return sharedEntry(record, 'literal', servicesOf(record))
    case 'redundancy':
      return sharedEntry(record, 'vip')
    case 'assignment':
      return assignmentEntry(record)
    default:
      return { line: record.line, names: [] }
  }
}

function addressEntry(record: NetBoxRecord): IpamEntry | undefined {
  const own = namesOf(record, 'address')[0]
  if (!own) return undefined
  const role = record.text('role').toLowerCase()
  const entry = commonOf(record, role)
  const dnsName = record.text('dnsName').toLowerCase()
  const parent = record.text('parent')
  const name = parent || dnsName || record.text('redundancy') || described(entry)
  const host = dnsName === '' ? parent.toLowerCase() : dnsName
  entry.name = filled(name)
  entry.host = filled(host.endsWith('.') ? host.slice(0, -1) : host)
  entry.owns = [own.matched]
  entry.names = addressNames(
    own,
    namesOf(record, 'inside'),
    namesOf(record, 'outside'),
    sharedRole.test(role),
  )
  return entry
}

/** An address, and the ones that it is translated to and from; their VRF stands with their own entries. */
function addressNames(
  own: IpamName,
  inside: readonly IpamName[],
  outside: readonly IpamName[],
  shared: boolean,
): readonly IpamName[] {
  if (inside.length === 0 && outside.length === 0) return shared ? [{ ...own, role: 'vip' }] : [own]
  const elsewhere = 'elsewhere' as const
  return [
    outside.length > 0
      ? { ...own, role: 'translated', via: outside.map(({ matched }) => matched) }
      : { ...own, role: 'destination' },
    ...inside.map((name) => ({
      ...name,
      role: 'translated' as const,
      via: [own.matched],
      other: elsewhere,
    })),
    ...outside.map((name) => ({ ...name, role: 'destination' as const, other: elsewhere })),
  ]
}

function prefixEntry(record: NetBoxRecord, vlan: VlanOfFile | undefined): IpamEntry | undefined {
  // Tables draw the depth of a prefix before it.
  const said = record.values('prefix')[0]
  const prefix = (said?.text ?? '').replace(/^[•\s]+/, '')
  const name = spanName(prefix, said?.line ?? record.line)
  if (!name) return undefined
  const entry = commonOf(record, '', vlan?.tenant)
  const group = record.text('group') || (vlan?.group ?? '')
  const site = record.text('site') || (vlan?.site ?? '')
  entry.name = filled(placeOf(record.text('vlan'), group, site) || described(entry))
  entry.names = [name]
  entry.owns = [prefix]
  return entry
}

function rangeEntry(record: NetBoxRecord): IpamEntry | undefined {
  const start = record.values('start')[0]
  const range = `${withoutLength(start?.text ?? '')}-${withoutLength(record.text('end'))}`
  const name = spanName(range, start?.line ?? record.line)
  if (!name) return undefined
  const entry = commonOf(record)
  entry.name = filled(described(entry))
  entry.names = [name]
  entry.owns = [range]
  return entry
}

function withoutLength(address: string): string {
  const slash = address.indexOf('/')
  return slash < 0 ? address : address.slice(0, slash)
}

function vlanEntry(record: NetBoxRecord): IpamEntry | undefined {
  const name = record.text('name')
  const vid = record.text('vid')
  if (name === '' && vid === '') return undefined
  const entry = commonOf(record)
  const shown = vid === '' ? name : `${name} (${vid})`
  entry.name = placeOf(shown, record.text('group'), record.text('site'))
  entry.names = namesOf(record, 'prefixes')
  if (name !== '') entry.owns = [name.toLowerCase()]
  return entry
}

function machineEntry(record: NetBoxRecord): IpamEntry | undefined {
  const name = record.text('name')
  const families = [...namesOf(record, 'ip4'), ...namesOf(record, 'ip6')]
  const primary = families.length > 0 ? families : [...namesOf(record, 'ip'), ...namesOf(record, 'address')]
  const names = [...primary, ...namesOf(record, 'oob')]
  // Devices may have no name.
  if (name === '' && names.length === 0 && record.text('status') === '') return undefined
  const entry = commonOf(record)
  const host = name.toLowerCase()
  entry.name = filled(name)
  entry.host = filled(host)
  entry.names = names
  if (host !== '') entry.owns = [host]
  return entry
}

function sharedEntry(record: NetBoxRecord, role: IpamName['role'], service = ''): IpamEntry {
  const entry = commonOf(record, record.kind === 'redundancy' ? record.text('protocol') : '')
  entry.names = namesOf(record, 'ipAddresses').map((name) => ({ ...name, role }))
  entry.name = filled([record.text('parent'), record.text('name')].filter((part) => part !== '').join(': '))
  entry.service = filled(service)
  return entry
}

function servicesOf(record: NetBoxRecord): string {
  const protocol = record.text('protocol').toLowerCase()
  const ports = record.values('ports')
  return ports.map(({ text }) => `${protocol}/${text}`).join(',')
}

/** A contact that somebody assigned to an object: its name, prefix or address belongs to that person. */
function assignmentEntry(record: NetBoxRecord): IpamEntry | undefined {
  const object = record.text('object')
  const contact = record.text('contact')
  if (object === '' || contact === '') return undefined
  const { line } = record
  const address = record.text('objectType').endsWith('.ipaddress') ? addressName(object, line) : undefined
  const subject = address?.matched ?? object.toLowerCase()
  return { line, names: [], owner: { person: contact, basis: 'contact' }, owns: [subject] }
}

/** What stands in its description, shortened to a name. */
function described({ prose = [] }: IpamEntry): string {
  return (prose[0]?.text ?? '').slice(0, 120)
}
