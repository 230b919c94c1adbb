import type { AddressKey } from '../../lib/ip.ts'
import type { Reference } from '../../model/evidence.ts'
import { openAddresses } from './addresses.ts'
import { bytesColumn, decodeColumns, wordColumn } from './codec.ts'
import {
  bases,
  disabledFlag,
  kinds,
  lists,
  orders,
  redundantFlag,
  type ReferenceOrder,
  roles,
  strengths,
  texts,
} from './reference-fields.ts'
import { openStrings } from './strings.ts'

/** References of one decoded chunk; rows become objects only when asked for. */
export interface ReferenceTable {
  readonly order: ReferenceOrder
  readonly rows: number
  referenceAt(row: number): Reference
  /** Line of a row, without making it an object. */
  lineAt(row: number): number
  /** What the row is sorted by: both ends of its span, or its name. */
  keyAt(row: number): string
  /** References that cover `key`. */
  covering(key: AddressKey): readonly Reference[]
  /** References found under that host name (lower case). */
  named(name: string): readonly Reference[]
}

/** Opens a chunk made by {@link referenceChunks}; throws a RangeError when the bytes are no such chunk. */
export function openReferences(data: Uint8Array): ReferenceTable {
  const columns = decodeColumns(data)
  const addresses = openAddresses(bytesColumn(columns, 'addresses'))
  const strings = openStrings(bytesColumn(columns, 'stringBytes'), wordColumn(columns, 'stringStarts'))
  const order = orders[bytesColumn(columns, 'order')[0] ?? 0] ?? 'address'
  const low = wordColumn(columns, 'low')
  const high = wordColumn(columns, 'high')
  const key = wordColumn(columns, 'key')
  const line = wordColumn(columns, 'line')
  const referenceAt = rowReader(columns, (index) => strings.at(index))
  const reach = highestSoFar(high)
  return {
    order,
    rows: low.length,
    referenceAt,
    lineAt: (row) => line[row] ?? 0,
    keyAt: (row) =>
      order === 'name'
        ? (strings.at(key[row] ?? 0) ?? '')
        : addresses.keyAt((low[row] ?? 1) - 1) + addresses.keyAt((high[row] ?? 1) - 1),
    covering(wanted) {
      const found: Reference[] = []
      if (order === 'name') return found
      // Ranks are kept one higher; `at` is the first address not below the wanted one.
      const at = addresses.lowerBound(wanted)
      const isAddress = at < addresses.size && addresses.keyAt(at) === wanted
      const upper = isAddress ? at + 1 : at
      let row = lastNotAbove(low, upper)
      for (; row >= 0 && (reach[row] ?? 0) > at; row--)
        if ((high[row] ?? 0) > at) found.push(referenceAt(row))
      return found.reverse()
    },
    named(name) {
      const found: Reference[] = []
      if (order !== 'name') return found
      let from = 0
      let to = key.length
      while (from < to) {
        const middle = (from + to) >> 1
        if ((strings.at(key[middle] ?? 0) ?? '') < name) from = middle + 1
        else to = middle
      }
      for (let row = from; row < key.length && strings.at(key[row] ?? 0) === name; row++)
        found.push(referenceAt(row))
      return found
    },
  }
}

/** Highest end up to each row: where it falls below the wanted address, no earlier row can cover it. */
function highestSoFar(high: Uint32Array): Uint32Array {
  const reach = new Uint32Array(high.length)
  let most = 0
  for (let row = 0; row < high.length; row++) {
    most = Math.max(most, high[row] ?? 0)
    reach[row] = most
  }
  return reach
}

/** Last row whose value is at most `most`, in a sorted column; -1 when there is none. */
function lastNotAbove(column: Uint32Array, most: number): number {
  let from = 0
  let to = column.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((column[middle] ?? 0) <= most) from = middle + 1
    else to = middle
  }
  return from - 1
}

function rowReader(
  columns: ReturnType<typeof decodeColumns>,
  textAt: (index: number) => string | undefined,
): (row: number) => Reference {
  const kind = bytesColumn(columns, 'kind')
  const strength = bytesColumn(columns, 'strength')
  const role = bytesColumn(columns, 'role')
  const basis = bytesColumn(columns, 'basis')
  const flags = bytesColumn(columns, 'flags')
  const line = wordColumn(columns, 'line')
  const column = wordColumn(columns, 'column')
  const ttl = wordColumn(columns, 'ttl')
  const hits = wordColumn(columns, 'hits')
  const none = new Uint32Array(0)
  // A chunk that an older version wrote lacks the newest fields.
  const words = new Map(
    [...texts, ...lists].map((field) => [field, columns[field] ? wordColumn(columns, field) : none]),
  )
  const text = (field: (typeof texts)[number] | (typeof lists)[number], row: number): string | undefined =>
    textAt(words.get(field)?.[row] ?? 0)
  return (row) => {
    const optional: Record<string, unknown> = {}
    for (const field of texts) {
      const value = text(field, row)
      if (value !== undefined) optional[field] = value
    }
    for (const field of lists) {
      const value = text(field, row)
      if (value !== undefined) optional[field] = JSON.parse(value)
    }
    const hintBasis = bases[basis[row] ?? 0]
    return {
      kind: kinds[kind[row] ?? 0] ?? 'config-literal',
      device: '',
      file: '',
      text: '',
      matched: '',
      ...optional,
      line: line[row] ?? 0,
      strength: strengths[strength[row] ?? 0] ?? 'exact',
      role: roles[role[row] ?? 0] ?? 'literal',
      ...(hintBasis ? { ownerHintBasis: hintBasis } : {}),
      ...((flags[row] ?? 0) & disabledFlag ? { disabled: true } : {}),
      ...((flags[row] ?? 0) & redundantFlag ? { redundant: true } : {}),
      ...(column[row] ? { column: column[row] } : {}),
      ...(ttl[row] ? { ttlSeconds: ttl[row] - 1 } : {}),
      ...(hits[row] ? { hits: hits[row] - 1 } : {}),
    }
  }
}
