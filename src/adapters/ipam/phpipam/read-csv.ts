import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type IpamEntry, spanName } from '../shared/entry.ts'
import { type Columns, findHead, readTable, type TableHead, type TableRow } from '../shared/table.ts'
import { columnNames, type PhpIpamField, type PhpIpamRecord } from './schema.ts'
import { addressEntry, subnetEntry } from './to-model.ts'

/** The head of a spreadsheet of phpIPAM that was saved as CSV; undefined when it is none. */
export function phpIpamHead(lines: readonly Line[]): TableHead<PhpIpamField> | undefined {
  return findHead(lines, columnNames, isHead)
}

/** Others have addresses, host names and owners, too; sections and states of addresses are phpIPAM's. */
function isHead(columns: Columns<PhpIpamField>): boolean {
  const has = (...fields: readonly PhpIpamField[]): boolean => fields.every((field) => columns.has(field))
  if (columns.size < 4) return false
  if (!columns.has('ip')) return has('subnet') && (has('section', 'description') || has('only', 'vlan'))
  return (
    has('host') && (has('only') || has('section', 'subnet') || has('tag', 'gateway') || has('section', 'tag'))
  )
}

class RowRecord implements PhpIpamRecord {
  readonly line: Line
  readonly #row: TableRow<PhpIpamField>

  constructor(row: TableRow<PhpIpamField>) {
    this.line = row.line
    this.#row = row
  }

  text(field: PhpIpamField): string {
    return this.#row.cell(field)
  }

  lineOf(): Line {
    return this.line
  }

  others(): ReturnType<PhpIpamRecord['others']> {
    return this.#row.rest().map((text) => ({ text, line: this.line }))
  }
}

/** Gives the entry of each row to `visit`; above the head of one subnet's export stand its name, prefix and VLAN. */
export function readPhpIpamCsv(
  lines: readonly Line[],
  head: TableHead<PhpIpamField>,
  tally: Tally,
  visit: (entry: IpamEntry) => void,
): void {
  for (const line of lines.slice(0, head.index)) {
    const title = line.text.replace(/(?<![\s,;"|])[\s,;"|]+$/, '').replace(/^"/, '')
    if (title === '') continue
    tally.known()
    const name = title.includes('/') ? spanName(title, line) : undefined
    if (name) visit({ line, names: [name] })
  }
  const addresses = head.columns.has('ip')
  readTable(lines, head, tally, (row) => {
    const record = new RowRecord(row)
    const vrf = record.text('vrf')
    const number = record.text('vlan')
    const domain = record.text('domain')
    const vlan = `VLAN ${number}${domain === '' ? '' : `, domain ${domain}`}`
    const place = {
      vrf: vrf === '' || /^default$/i.test(vrf) ? undefined : vrf,
      vlan: number === '' || number === 'NA' ? undefined : vlan,
    }
    const entry = addresses ? addressEntry(record, place) : subnetEntry(record, place)
    if (!entry) return tally.unknown(addresses ? 'row without an address' : 'row without a subnet', row.line)
    tally.known()
    visit(entry)
  })
}
