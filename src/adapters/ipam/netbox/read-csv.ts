import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Columns, findHead, readTable, type TableHead, type TableRow } from '../shared/table.ts'
import {
  columnNames,
  type NetBoxField,
  type NetBoxKind,
  type NetBoxRecord,
  type NetBoxValue,
} from './schema.ts'

/** The head of a table that NetBox exported, and what its rows are. */
export interface NetBoxHead extends TableHead<NetBoxField> {
  readonly kind: NetBoxKind
  /** How many columns NetBox has, too. */
  readonly known: number
}

/** The head of an export as CSV; undefined when it is none. */
export function netBoxHead(lines: readonly Line[]): NetBoxHead | undefined {
  const head = findHead(lines, columnNames, (columns) => kindOf(columns) !== undefined)
  const kind = head && kindOf(head.columns)
  if (!head || !kind) return undefined
  const known = [...head.columns.values()].reduce((sum, places) => sum + places.length, 0)
  return { ...head, kind, known }
}

function kindOf(columns: Columns<NetBoxField>): NetBoxKind | undefined {
  const has = (...fields: readonly NetBoxField[]): boolean => fields.every((field) => columns.has(field))
  if (has('start', 'end', 'status')) return 'range'
  if (has('prefix') && (has('status', 'vrf') || has('tenant', 'known'))) return 'prefix'
  if (has('address', 'status') && !has('name') && (has('vrf', 'tenant') || has('inside') || has('dnsName')))
    return 'address'
  if (has('name', 'status', 'tenant') && has('site', 'group') && (has('vid') || has('known'))) return 'vlan'
  if (has('name', 'status', 'role') && (has('address') || has('ip4') || has('ip6')) && has('tenant', 'known'))
    return 'machine'
  return undefined
}

/** A row as a record. */
class RowRecord implements NetBoxRecord {
  readonly kind: NetBoxKind
  readonly #row: TableRow<NetBoxField>

  constructor(kind: NetBoxKind, row: TableRow<NetBoxField>) {
    this.kind = kind
    this.#row = row
  }

  get line(): Line {
    return this.#row.line
  }

  text(field: NetBoxField): string {
    return this.#row.cell(field)
  }

  values(field: NetBoxField): readonly NetBoxValue[] {
    const text = this.#row.cell(field)
    return text === '' ? none : [{ text, line: this.line }]
  }

  others(): readonly NetBoxValue[] {
    return this.#row.rest().map((text) => ({ text, line: this.line }))
  }

  all(): readonly NetBoxValue[] {
    return [this.line].map((line) => ({ text: line.text, line }))
  }
}

const none: readonly never[] = []

/** Gives each row below a head to `visit`. */
export function readNetBoxCsv(
  lines: readonly Line[],
  head: NetBoxHead,
  tally: Tally,
  visit: (record: NetBoxRecord) => void,
): void {
  readTable(lines, head, tally, (row) => visit(new RowRecord(head.kind, row)))
}
