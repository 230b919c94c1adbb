import type { Line } from '../../../lib/lines.ts'

/** What a column or member of phpIPAM says. */
export type PhpIpamField =
  | 'ip'
  | 'subnet'
  | 'mask'
  | 'host'
  | 'description'
  | 'note'
  | 'owner'
  | 'customer'
  | 'tag'
  | 'gateway'
  | 'vrf'
  | 'vlan'
  | 'domain'
  | 'section'
  | 'nameServers'
  | 'folder'
  | 'only'
  | 'known'

/** Columns of the spreadsheets; letters and digits only, lower case. `only` no other program has. */
export const columnNames: ReadonlyMap<string, PhpIpamField> = new Map<string, PhpIpamField>([
  ['ipaddress', 'ip'],
  ['ip', 'ip'],
  ['hostname', 'host'],
  ['dnsname', 'host'],
  ['description', 'description'],
  ['note', 'note'],
  ['owner', 'owner'],
  ['customer', 'customer'],
  ['tag', 'tag'],
  ['ipstate', 'tag'],
  ['gateway', 'gateway'],
  ['vrf', 'vrf'],
  ['subnet', 'subnet'],
  ['mask', 'mask'],
  ['vlan', 'vlan'],
  ['vlandomain', 'domain'],
  ['domain', 'domain'],
  ['section', 'section'],
  ['fwobject', 'only'],
  ['firewallobject', 'only'],
  ['firewalladdressobject', 'only'],
  ['mastersubnet', 'only'],
  ['hostcheck', 'only'],
  ['mac', 'known'],
  ['macaddress', 'known'],
  ['device', 'known'],
  ['port', 'known'],
  ['location', 'known'],
  ['requests', 'known'],
  ['discover', 'known'],
])

/** Members of the answers of the API. */
export const memberNames: Readonly<Record<PhpIpamField, string>> = {
  ip: 'ip',
  subnet: 'subnet',
  mask: 'mask',
  host: 'hostname',
  description: 'description',
  note: 'note',
  owner: 'owner',
  customer: 'customer_id',
  tag: 'tag',
  gateway: 'is_gateway',
  vrf: 'vrfId',
  vlan: 'vlanId',
  domain: 'domainId',
  section: 'sectionId',
  nameServers: 'nameservers',
  folder: 'isFolder',
  only: '',
  known: '',
}

/** An address or a subnet, from a row or from an object. */
export interface PhpIpamRecord {
  readonly line: Line
  text(field: PhpIpamField): string
  lineOf(field: PhpIpamField): Line
  /** Texts of fields that somebody added. */
  others(): readonly { readonly text: string; readonly line: Line }[]
}
