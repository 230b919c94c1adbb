import { type AddressKey, type AddressSpan, everyAddress, parseSpan } from '../../lib/ip.ts'
import type { ArtefactKind, OwnerHintBasis, Reference, Role, Strength } from '../../model/evidence.ts'
import { encodeAddresses, openAddresses } from './addresses.ts'
import { bytesColumn, decodeColumns, encodeColumns, wordColumn } from './codec.ts'
import { collectStrings, openStrings } from './strings.ts'

/**
 * How the rows of a chunk are found: `address` single addresses, `span` ranges, subnets and any, `name` host names.
 * A reference that has both an address and a name stands in two chunks.
 */
export type ReferenceOrder = 'address' | 'span' | 'name'

/** Rows of one chunk; a lookup reads one or two chunks whole, so they are kept smaller than those of flows. */
export const referenceChunkRows = 4096

/** One chunk of references as it is stored. */
export interface ReferenceChunk {
  readonly order: ReferenceOrder
  readonly rows: number
  readonly first?: AddressKey
  readonly last?: AddressKey
  readonly firstName?: string
  readonly lastName?: string
  readonly data: Uint8Array
}

const orders: readonly ReferenceOrder[] = ['address', 'span', 'name']
const strengths: readonly Strength[] = ['exact', 'range', 'subnet', 'group', 'any', 'name', 'name-derived']
const roles: readonly Role[] = ['source', 'destination', 'translated', 'vip', 'member', 'target', 'literal']
const kinds: readonly ArtefactKind[] = [
  'firewall-rule',
  'nat-rule',
  'dns-record',
  'balancer-member',
  'balancer-virtual',
  'monitor-target',
  'config-literal',
  'document-literal',
  'ipam-entry',
  'cmdb-record',
]
const bases: readonly (OwnerHintBasis | undefined)[] = [
  undefined,
  'tag',
  'description',
  'comment',
  'label',
  'contact',
  'file-head',
  'zone-contact',
]
const texts = [
  'device',
  'file',
  'text',
  'matched',
  'name',
  'ownerHint',
  'service',
  'action',
  'covers',
  'host',
  'leadsTo',
  'vrf',
  'expires',
  'shadowedBy',
] as const
const lists = ['path', 'via'] as const
const disabledFlag = 1
const redundantFlag = 2

/** The addresses that a reference covers; undefined when it goes by name only. */
export function spanOf(
  reference: Pick<Reference, 'covers' | 'matched' | 'strength'>,
): AddressSpan | undefined {
  if (reference.strength === 'any') return everyAddress
  return parseSpan(reference.covers ?? reference.matched)
}

/** The host name that a reference is found under, lower case without a final dot. */
export function nameOf(reference: Pick<Reference, 'host' | 'matched' | 'strength'>): string | undefined {
  if (reference.host !== undefined) return reference.host
  return reference.strength === 'name' || reference.strength === 'name-derived'
    ? reference.matched.toLowerCase().replace(/\.$/, '')
    : undefined
}

/** A reference with what it is sorted by. */
export interface Keyed {
  readonly reference: Reference
  readonly span: AddressSpan | undefined
  readonly name: string | undefined
}

/** Sorts references into chunks. Names that a CNAME or PTR leads to are keys as well. */
export function* referenceChunks(references: Iterable<Reference>): Iterable<ReferenceChunk> {
  const single: Keyed[] = []
  const spans: Keyed[] = []
  const named: Keyed[] = []
  for (const reference of references) {
    const span = spanOf(reference)
    const name = nameOf(reference)
    const keyed = { reference, span, name }
    if (span) (span.low === span.high ? single : spans).push(keyed)
    if (name !== undefined) named.push(keyed)
    const target = reference.leadsTo
    if (target !== undefined && target !== name) named.push({ reference, span, name: target })
  }
  const byAddress = (a: Keyed, b: Keyed): number =>
    compare(a.span?.low, b.span?.low) || compare(a.span?.high, b.span?.high)
  yield* cut(single.sort(byAddress), 'address')
  yield* cut(spans.sort(byAddress), 'span')
  yield* cut(
    named.sort((a, b) => compare(a.name, b.name)),
    'name',
  )
}

function compare(a: string | undefined, b: string | undefined): number {
  const left = a ?? ''
  const right = b ?? ''
  return left < right ? -1 : left > right ? 1 : 0
}

function* cut(rows: readonly Keyed[], order: ReferenceOrder): Iterable<ReferenceChunk> {
  for (let from = 0; from < rows.length; from += referenceChunkRows) {
    yield packReferences(rows.slice(from, from + referenceChunkRows), order)
  }
}

/** Packs sorted rows into one chunk. */
export function packReferences(rows: readonly Keyed[], order: ReferenceOrder): ReferenceChunk {
  const first = rows[0]
  let highest = ''
  for (const { span } of rows) if (span && span.high > highest) highest = span.high
  return {
    order,
    rows: rows.length,
    ...(order === 'name'
      ? { firstName: first?.name ?? '', lastName: rows.at(-1)?.name ?? '' }
      : { first: first?.span?.low ?? '', last: highest }),
    data: encodeReferences(rows, order),
  }
}

function encodeReferences(rows: readonly Keyed[], order: ReferenceOrder): Uint8Array {
  const sorted = [...new Set(rows.flatMap(({ span }) => (span ? [span.low, span.high] : [])))].sort()
  const rank = new Map(sorted.map((key, index) => [key, index + 1]))
  const strings = collectStrings()
  const count = rows.length
  const columns = {
    low: new Uint32Array(count),
    high: new Uint32Array(count),
    key: new Uint32Array(count),
    kind: new Uint8Array(count),
    strength: new Uint8Array(count),
    role: new Uint8Array(count),
    basis: new Uint8Array(count),
    flags: new Uint8Array(count),
    line: new Uint32Array(count),
    column: new Uint32Array(count),
    ttl: new Uint32Array(count),
    hits: new Uint32Array(count),
  }
  const words: Record<string, Uint32Array> = {}
  for (const field of [...texts, ...lists]) words[field] = new Uint32Array(count)
  for (const [row, { reference, span, name }] of rows.entries()) {
    columns.low[row] = rank.get(span?.low ?? '') ?? 0
    columns.high[row] = rank.get(span?.high ?? '') ?? 0
    columns.key[row] = strings.add(order === 'name' ? name : undefined)
    columns.kind[row] = kinds.indexOf(reference.kind)
    columns.strength[row] = strengths.indexOf(reference.strength)
    columns.role[row] = roles.indexOf(reference.role)
    columns.basis[row] = Math.max(0, bases.indexOf(reference.ownerHintBasis))
    columns.flags[row] = (reference.disabled ? disabledFlag : 0) | (reference.redundant ? redundantFlag : 0)
    columns.line[row] = reference.line
    columns.column[row] = reference.column ?? 0
    // 0 = not said, so both are kept one higher.
    columns.ttl[row] = reference.ttlSeconds === undefined ? 0 : reference.ttlSeconds + 1
    columns.hits[row] = reference.hits === undefined ? 0 : Math.min(reference.hits, 0xff_ff_ff_fe) + 1
    for (const field of texts) {
      const column = words[field]
      if (column) column[row] = strings.add(reference[field])
    }
    for (const field of lists) {
      const column = words[field]
      const list = reference[field]
      if (column) column[row] = strings.add(list === undefined ? undefined : JSON.stringify(list))
    }
  }
  return encodeColumns({
    addresses: encodeAddresses(sorted),
    order: Uint8Array.of(orders.indexOf(order)),
    ...columns,
    ...words,
    ...strings.encode(),
  })
}

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
