import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { addressName, type IpamEntry, spanName } from '../shared/entry.ts'
import { type Columns, findHead, readTable, type TableHead } from '../shared/table.ts'
import { entryOf, isoOfSeconds, scopeEntry } from './to-model.ts'

type DhcpField =
  | 'ip'
  | 'host'
  | 'state'
  | 'type'
  | 'remark'
  | 'scope'
  | 'client'
  | 'expire'
  | 'subnetId'
  | 'mask'
  | 'start'
  | 'end'

/** Columns of Windows' `Get-DhcpServerv4Lease` and `…Reservation` and of Kea's lease files; letters and digits only. */
const columnNames: ReadonlyMap<string, DhcpField> = new Map<string, DhcpField>([
  ['ipaddress', 'ip'],
  ['address', 'ip'],
  ['hostname', 'host'],
  ['name', 'host'],
  ['addressstate', 'state'],
  ['state', 'state'],
  ['type', 'type'],
  ['description', 'remark'],
  ['scopeid', 'scope'],
  ['prefix', 'scope'],
  ['clientid', 'client'],
  ['clientduid', 'client'],
  ['duid', 'client'],
  ['hwaddr', 'client'],
  ['iaid', 'client'],
  ['expire', 'expire'],
  ['subnetid', 'subnetId'],
  ['subnetmask', 'mask'],
  ['startrange', 'start'],
  ['endrange', 'end'],
])

const keaStates = ['active', 'declined', 'expired-reclaimed', 'released']

/** The head of a table of leases or reservations; undefined when it is none. */
export function dhcpHead(lines: readonly Line[]): TableHead<DhcpField> | undefined {
  return findHead(lines, columnNames, (columns) => isWindows(columns) || isScopes(columns) || isKea(columns))
}

function isWindows(columns: Columns<DhcpField>): boolean {
  return columns.has('ip') && columns.has('scope') && columns.has('client') && !columns.has('expire')
}

/** `Get-DhcpServerv4Scope`, and the exclusions of scopes. */
function isScopes(columns: Columns<DhcpField>): boolean {
  return columns.has('scope') && columns.has('start') && columns.has('end')
}

function isKea(columns: Columns<DhcpField>): boolean {
  return columns.has('ip') && columns.has('expire') && columns.has('subnetId') && columns.has('client')
}

/** Gives the entry of each row to `visit`. Kea writes a lease again whenever it changes: the last one counts. */
export function readDhcpCsv(
  lines: readonly Line[],
  head: TableHead<DhcpField>,
  tally: Tally,
  visit: (entry: IpamEntry) => void,
): void {
  if (isScopes(head.columns)) return readScopes(lines, head, tally, visit)
  const kea = isKea(head.columns)
  const reservations = !kea && !head.columns.has('state')
  const last = new Map<string, IpamEntry>()
  readTable(lines, head, tally, (row) => {
    const { line } = row
    const name = addressName(row.cell('ip'), line)
    if (!name) return tally.unknown('row without an address', line)
    tally.known()
    const said = row.cell('state')
    const state = kea ? (keaStates[Number(said)] ?? said) : said.toLowerCase()
    const entry = entryOf({
      line,
      names: [name],
      kind: reservations || state.endsWith('reservation') ? 'reservation' : 'lease',
      card: { text: row.cell('client'), line },
      // What Windows writes for an address that somebody else has.
      host: row.cell('host') === 'BAD_ADDRESS' ? '' : row.cell('host'),
      state: state.replace(/reservation$/, ''),
      expires: kea ? isoOfSeconds(Number(row.cell('expire'))) : undefined,
      remark: row.cell('remark') || undefined,
    })
    if (!kea) return visit(entry)
    last.delete(name.matched)
    last.set(name.matched, entry)
  })
  for (const entry of last.values()) visit(entry)
}

function readScopes(
  lines: readonly Line[],
  head: TableHead<DhcpField>,
  tally: Tally,
  visit: (entry: IpamEntry) => void,
): void {
  readTable(lines, head, tally, (row) => {
    const { line } = row
    const [scope, mask] = [row.cell('scope'), row.cell('mask')]
    const subnet = mask === '' ? undefined : spanName(`${scope}/${mask}`, line)
    const range = spanName(`${row.cell('start')}-${row.cell('end')}`, line)
    if (!range) return tally.unknown('scope without a range', line)
    tally.known()
    const name = row.cell('host') || (mask === '' ? 'exclusion' : 'scope')
    visit(scopeEntry(name, line, subnet ? [subnet, range] : [range], row.cell('remark')))
  })
}
