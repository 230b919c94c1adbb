import type { ReadReport } from '../../model/observation.ts'
import { stewardshipFields } from '../../model/stewardship.ts'
import type { ColumnMap, ListField } from './schema.ts'
import type { ListPass } from './to-model.ts'

/** Facts that each field gives; fields that only name the machine give none. */
const given: Readonly<Partial<Record<ListField, string>>> = {
  name: 'name',
  dnsName: 'guestHostName',
  address: 'primaryAddress',
  mac: 'nics[].mac',
  cpus: 'cpus',
  memory: 'memoryMib',
  os: 'guestFullName',
  firmware: 'firmware',
  power: 'power',
  hypervisorHost: 'host',
  cluster: 'cluster',
  network: 'nics[].network',
  disk: 'disks[].capacityBytes',
  diskTotal: 'provisionedMib',
  used: 'usedMib',
}

/** How the read of a list went: every column is read, left on purpose, or named as unknown. */
export function listReport(
  headers: readonly string[],
  map: ColumnMap,
  { observations, seen, merged, rejected, notes }: ListPass,
  decided: readonly string[],
): ReadReport {
  const filled = headers.map((header) => header.trim()).filter((header) => header !== '')
  const fieldOf = (header: string) => map.get(header)?.field
  const unknown = filled.filter((header) => fieldOf(header) === undefined)
  const present = new Set(filled.map(fieldOf))
  const lacking = Object.entries(given).filter(([field]) => ![...present].some((one) => one === field))
  const lacks = lacking.map(([field, fact]) => ({ part: 'list', column: field, fields: [fact] }))
  return {
    seen,
    kept: observations.length,
    merged,
    rejected,
    unknown: [...unknown.map((header) => `column ${header}`), ...notes.sentences()],
    missing: lacking.map(
      ([field, fact]) => `no column says ${field}: not assessable from this source: ${fact}`,
    ),
    coverage: [
      {
        part: 'list',
        rows: seen,
        known: filled.filter((header) => fieldOf(header) !== undefined && fieldOf(header) !== 'ignore'),
        unread: filled.filter((header) => fieldOf(header) === 'ignore'),
        missing: lacking.map(([field]) => field),
        unknown,
      },
    ],
    decided,
    lacks,
    gives: [
      ...Object.entries(given).flatMap(([field, fact]) =>
        [...present].some((one) => one === field) ? [fact] : [],
      ),
      ...stewardshipFields.filter((field) => present.has(field)),
    ],
  }
}
