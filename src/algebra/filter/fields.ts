/** A row as the filter sees it: the keys of `vms --json`. */
export type FilterRow = Readonly<Record<string, unknown>>

/** A field that a filter may name. */
export interface FilterField {
  readonly name: string
  readonly aliases: readonly string[]
  readonly type: 'text' | 'path' | 'number' | 'mib' | 'address' | 'boolean'
  /** Key of the row. */
  readonly key: string
  readonly help: string
  /** All values that there are, where they are few. */
  readonly choices?: readonly string[]
}

/** Every field, in the order that help and completion show them. */
export const filterFields: readonly FilterField[] = [
  { name: 'name', aliases: ['vm'], type: 'text', key: 'name', help: 'name of the VM' },
  {
    name: 'power',
    aliases: [],
    type: 'text',
    key: 'power',
    help: 'on, off, suspended or unknown',
    choices: ['on', 'off', 'suspended', 'unknown'],
  },
  { name: 'cpus', aliases: ['cpu', 'vcpus'], type: 'number', key: 'cpus', help: 'virtual CPUs' },
  {
    name: 'memory',
    aliases: ['ram', 'memoryMib'],
    type: 'mib',
    key: 'memoryMib',
    help: 'memory, as 64GiB or 2048 (MiB)',
  },
  {
    name: 'disk',
    aliases: ['diskMib', 'storage'],
    type: 'mib',
    key: 'diskMib',
    help: 'sum of the disks, as 2TiB or 500GiB',
  },
  { name: 'disks', aliases: [], type: 'number', key: 'disks', help: 'number of disks' },
  { name: 'nics', aliases: [], type: 'number', key: 'nics', help: 'number of network cards' },
  {
    name: 'address',
    aliases: ['ip', 'addresses'],
    type: 'address',
    key: 'addresses',
    help: 'an address, or `in` a CIDR or range',
  },
  {
    name: 'network',
    aliases: ['networks', 'portgroup'],
    type: 'text',
    key: 'networks',
    help: 'port group or segment',
  },
  { name: 'host', aliases: [], type: 'text', key: 'host', help: 'ESXi host' },
  { name: 'cluster', aliases: [], type: 'text', key: 'cluster', help: 'compute cluster' },
  {
    name: 'folder',
    aliases: [],
    type: 'path',
    key: 'folder',
    help: 'inventory folder; `in ERP/Test` is that one and all below it',
  },
  {
    name: 'pool',
    aliases: ['resourcePool'],
    type: 'path',
    key: 'pool',
    help: 'resource pool, below it too with `in`',
  },
  { name: 'datacenter', aliases: ['dc'], type: 'text', key: 'datacenter', help: 'datacenter of vSphere' },
  { name: 'vcenter', aliases: ['vc'], type: 'text', key: 'vcenter', help: 'vCenter that it is in' },
  {
    name: 'datastore',
    aliases: ['datastores'],
    type: 'text',
    key: 'datastores',
    help: 'datastore that holds its disks',
  },
  { name: 'os', aliases: ['guest'], type: 'text', key: 'os', help: 'operating system' },
  { name: 'firmware', aliases: [], type: 'text', key: 'firmware', help: 'bios or efi' },
  { name: 'owner', aliases: [], type: 'text', key: 'owner', help: 'owner' },
  { name: 'team', aliases: [], type: 'text', key: 'team', help: 'owning team' },
  { name: 'application', aliases: ['app'], type: 'text', key: 'application', help: 'application' },
  { name: 'criticality', aliases: [], type: 'number', key: 'criticality', help: '1 (highest) to 4' },
  { name: 'environment', aliases: ['env'], type: 'text', key: 'environment', help: 'production, test …' },
  {
    name: 'template',
    aliases: [],
    type: 'boolean',
    key: 'template',
    help: 'true or false',
    choices: ['true', 'false'],
  },
  {
    name: 'platform',
    aliases: [],
    type: 'text',
    key: 'platform',
    help: 'kind of platform VM; empty for a workload',
  },
  {
    name: 'finding',
    aliases: ['findings'],
    type: 'text',
    key: 'findings',
    help: 'id of a finding, such as disk.rdm',
  },
  {
    name: 'worst',
    aliases: ['severity'],
    type: 'text',
    key: 'worst',
    help: 'block, act or inform',
    choices: ['block', 'act', 'inform'],
  },
  { name: 'disposition', aliases: ['r'], type: 'text', key: 'disposition', help: 'one of the six Rs' },
  { name: 'wave', aliases: [], type: 'text', key: 'wave', help: 'wave of the plan' },
  {
    name: 'conflicts',
    aliases: ['conflict'],
    type: 'number',
    key: 'conflicts',
    help: 'facts on which sources disagree',
  },
  { name: 'source', aliases: ['sources'], type: 'text', key: 'sources', help: 'source that describes it' },
  { name: 'id', aliases: [], type: 'text', key: 'id', help: 'id' },
]

const byName = new Map(
  filterFields.flatMap((field) => [field.name, ...field.aliases].map((name) => [name.toLowerCase(), field])),
)

/** The field of that name or alias, letter case ignored. */
export function fieldNamed(name: string): FilterField | undefined {
  return byName.get(name.toLowerCase())
}

/** Names of all fields. */
export const fieldNames: readonly string[] = filterFields.map((field) => field.name)
