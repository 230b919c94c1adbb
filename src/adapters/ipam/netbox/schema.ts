import type { Line } from '../../../lib/lines.ts'

/** What an object of NetBox is to an address plan; what is `silent` is known and names nothing. */
export type NetBoxKind =
  | 'address'
  | 'prefix'
  | 'range'
  | 'vlan'
  | 'machine'
  | 'service'
  | 'redundancy'
  | 'assignment'
  | 'silent'

/** Objects by the end of their API address. */
export const endpoints: ReadonlyMap<string, NetBoxKind> = new Map<string, NetBoxKind>([
  ['ipam/ip-addresses', 'address'],
  ['ipam/prefixes', 'prefix'],
  ['ipam/aggregates', 'prefix'],
  ['ipam/ip-ranges', 'range'],
  ['ipam/vlans', 'vlan'],
  ['ipam/services', 'service'],
  ['ipam/fhrp-groups', 'redundancy'],
  ['virtualization/virtual-machines', 'machine'],
  ['dcim/devices', 'machine'],
  ['dcim/virtual-device-contexts', 'machine'],
  ['tenancy/contact-assignments', 'assignment'],
  ...(
    'ipam/vrfs ipam/roles ipam/rirs ipam/asns ipam/asn-ranges ipam/vlan-groups ipam/route-targets ipam/service-templates ' +
    'ipam/fhrp-group-assignments tenancy/tenants tenancy/tenant-groups tenancy/contacts tenancy/contact-groups ' +
    'tenancy/contact-roles dcim/sites dcim/site-groups dcim/regions dcim/locations dcim/racks dcim/interfaces ' +
    'dcim/manufacturers dcim/device-types dcim/device-roles dcim/platforms dcim/mac-addresses virtualization/interfaces ' +
    'virtualization/clusters virtualization/cluster-types virtualization/cluster-groups virtualization/virtual-disks ' +
    'extras/tags users/owners users/owner-groups'
  )
    .split(' ')
    .map((endpoint): [string, NetBoxKind] => [endpoint, 'silent']),
])

/** What a field of an object says, whichever form the export has. */
export type NetBoxField =
  | 'address'
  | 'prefix'
  | 'start'
  | 'end'
  | 'vid'
  | 'name'
  | 'vrf'
  | 'tenant'
  | 'owner'
  | 'contact'
  | 'status'
  | 'role'
  | 'dnsName'
  | 'description'
  | 'comments'
  | 'inside'
  | 'outside'
  | 'parent'
  | 'site'
  | 'vlan'
  | 'group'
  | 'prefixes'
  | 'ip'
  | 'ip4'
  | 'ip6'
  | 'oob'
  | 'ipAddresses'
  | 'protocol'
  | 'ports'
  | 'object'
  | 'objectType'
  | 'redundancy'
  | 'known'

/** A value and the line that it stands on. */
export interface NetBoxValue {
  readonly text: string
  readonly line: Line
}

/** One object of an export. */
export interface NetBoxRecord {
  readonly kind: NetBoxKind
  readonly line: Line
  /** The text of a field; empty when it has none. */
  text(field: NetBoxField): string
  /** Every value of a field that may have several. */
  values(field: NetBoxField): readonly NetBoxValue[]
  /** Texts of fields that somebody added: custom fields, local context. */
  others(): readonly NetBoxValue[]
  /** Every text of an object that is not known. */
  all(): readonly NetBoxValue[]
}

/** Names of custom fields that say who has an object; letters and digits only. */
export const ownerFields =
  /^(?:owner|team|ownerteam|owningteam|supportgroup|supportteam|serviceowner|responsible)$/

/** Columns of the tables, as they are spelt since 2.x; letters and digits only, lower case. */
export const columnNames: ReadonlyMap<string, NetBoxField> = new Map(
  Object.entries({
    address: 'ipaddress address',
    prefix: 'prefix prefixflat aggregate',
    start: 'startaddress',
    end: 'endaddress',
    vid: 'vid',
    name: 'name',
    vrf: 'vrf',
    tenant: 'tenant',
    owner: 'owner team ownerteam owningteam supportgroup supportteam serviceowner responsible',
    contact: 'contacts contact',
    status: 'status',
    role: 'role devicerole',
    dnsName: 'dnsname',
    description: 'description',
    comments: 'comments',
    inside: 'natinside',
    outside: 'natoutside',
    parent: 'devicevm parent assignedobjectparent device virtualmachine',
    site: 'site scope',
    vlan: 'vlan',
    group: 'vlangroup group',
    prefixes: 'prefixes',
    ip4: 'ipv4address primaryip4 primaryipv4',
    ip6: 'ipv6address primaryip6 primaryipv6',
    oob: 'oobip',
    known:
      'id tenantgroup assigned interface assignedobject assignedobjecttype assignedobjectid isprimary isoob tags created ' +
      'lastupdated url children depth utilization pool ispool markutilized markedutilized markedpopulated size scopetype ' +
      'rir added prefixesavailable qinqrole qinqsvlan l2vpn cluster platform vcpus memory memorymb disk disksizegb rack ' +
      'location manufacturer type devicetype serial serialnumber assettag position rackface ownergroup sitegroup region',
  }).flatMap(([field, names]) =>
    names.split(' ').map((name): [string, NetBoxField] => [name, isField(field) ? field : 'known']),
  ),
)

function isField(text: string): text is NetBoxField {
  return text !== ''
}
