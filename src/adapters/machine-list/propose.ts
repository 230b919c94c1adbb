import { type ColumnMap, type ColumnUse, namingFields, useOf } from './schema.ts'

/** What the headers of a list mean by their own words. A field that holds one value is taken from the first column that says it. */
export function proposeMap(headers: readonly string[]): ColumnMap {
  const map = new Map<string, ColumnUse>()
  const taken = new Set<string>()
  const trimmed = headers.map((one) => one.trim())
  const named = trimmed.some((one) => useOf(one)?.field === 'name' && !isHostName(one))
  for (const header of trimmed) {
    if (header === '' || map.has(header)) continue
    const use: ColumnUse | undefined = named && isHostName(header) ? { field: 'dnsName' } : useOf(header)
    if (use === undefined || taken.has(use.field)) continue
    if (use.field !== 'disk') taken.add(use.field)
    map.set(header, use)
  }
  return map
}

/** A column that is the machine's name only where no other is. */
function isHostName(header: string): boolean {
  return /^host[ _-]?name$/i.test(header)
}

/** Lists that are known well enough to be read without a mapping file. */
export type KnownList = 'azure-migrate' | 'aws-discovery' | 'migration-center' | 'powercli' | 'servicenow'

/** Tells the lists that the clouds' assessments take, what PowerCLI prints of machines, and a CMDB table of machines, by their columns. */
export function knownList(headers: readonly string[]): KnownList | undefined {
  const plain = new Set(headers.map((header) => header.toLowerCase().replace(/[^a-z0-9]/g, '')))
  const has = (...names: readonly string[]) => names.some((name) => plain.has(name))
  const azure = has('servername', 'machinename', 'machine') && has('cores') && has('memoryinmb', 'memorymb')
  if (azure && has('osname', 'operatingsystem', 'osversion')) return 'azure-migrate'
  if (has('hostname', 'vmwarevmname', 'ipaddress') && has('ramtotalsizeinmb')) return 'aws-discovery'
  if (has('machinename') && has('allocatedprocessorcorecount') && has('memorygib')) return 'migration-center'
  if (has('name') && has('powerstate') && has('numcpu') && has('memorygb', 'memorymb')) return 'powercli'
  const cmdb = has('sysclassname', 'class', 'sysid') && has('name')
  const hardware = has('cpucount', 'cpus', 'cpucorecount') && has('ram', 'rammb', 'memory', 'memorymb')
  return cmdb && hardware ? 'servicenow' : undefined
}

/** Whether a mapping names a machine at all. */
export function namesMachines(map: ColumnMap): boolean {
  const fields = new Set([...map.values()].map(({ field }) => field))
  return namingFields.some((field) => fields.has(field))
}
