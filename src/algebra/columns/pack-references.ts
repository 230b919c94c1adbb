import type { AddressKey, AddressSpan } from '../../lib/ip.ts'
import type { Reference } from '../../model/evidence.ts'
import { encodeAddresses } from './addresses.ts'
import { encodeColumns } from './codec.ts'
import {
  bases,
  disabledFlag,
  kinds,
  type lists as listFields,
  nameOf,
  orders,
  redundantFlag,
  type ReferenceOrder,
  roles,
  spanOf,
  strengths,
  type texts as textFields,
} from './reference-fields.ts'
import { collectStrings, type StringCollector } from './strings.ts'

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

/** A reference with what it is sorted by. */
export interface Keyed {
  readonly reference: Reference
  readonly span: AddressSpan | undefined
  readonly name: string | undefined
}

/** Sorts references into chunks. Names that a CNAME or PTR leads to are keys as well. */
export function* referenceChunks(references: Iterable<Reference>): Iterable<ReferenceChunk> {
  const single = new Buckets()
  const spans = new Buckets()
  const named = new Buckets()
  for (const reference of references) {
    const span = spanOf(reference)
    const name = nameOf(reference)
    const keyed: Keyed = { reference, span, name }
    if (span) (span.low === span.high ? single : spans).add(span.low, keyed)
    if (name !== undefined) named.add(name, keyed)
    const target = reference.leadsTo
    if (target !== undefined && target !== name) named.add(target, { reference, span, name: target })
  }
  yield* cut(single.sorted(), 'address')
  yield* cut(spans.sorted(byHighEnd), 'span')
  yield* cut(named.sorted(), 'name')
}

/** Rows by their key: a file names the same addresses again and again, and fewer keys than rows are sorted. */
class Buckets {
  readonly #rows = new Map<string, Keyed[]>()

  add(key: string, row: Keyed): void {
    const there = this.#rows.get(key)
    if (there) there.push(row)
    else this.#rows.set(key, [row])
  }

  /** All rows in the order of their keys, those of one key by `within`, else as they came. */
  sorted(within?: (a: Keyed, b: Keyed) => number): readonly Keyed[] {
    const rows: Keyed[] = []
    for (const key of [...this.#rows.keys()].sort()) {
      const there = this.#rows.get(key) ?? []
      for (const row of within ? there.sort(within) : there) rows.push(row)
    }
    return rows
  }
}

function byHighEnd({ span: a }: Keyed, { span: b }: Keyed): number {
  const left = a?.high ?? ''
  const right = b?.high ?? ''
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
  const strings = collectStrings()
  const { sorted, low, high } = ranked(rows)
  const key = new TextColumn(rows.length, strings)
  if (order === 'name') for (const [row, { name }] of rows.entries()) key.set(row, name)
  return encodeColumns({
    addresses: encodeAddresses(sorted),
    order: Uint8Array.of(orders.indexOf(order)),
    low,
    high,
    key: key.numbers,
    ...fieldsOf(rows, strings),
    ...strings.encode(),
  })
}

/** The ends of the spans of rows, each once, and their numbers row by row, from one; 0 = the row has no span. */
function ranked(rows: readonly Keyed[]): {
  readonly sorted: readonly AddressKey[]
  readonly low: Uint32Array
  readonly high: Uint32Array
} {
  const ranks = new Map<AddressKey, number>()
  for (const { span } of rows) if (span) ranks.set(span.low, 0).set(span.high, 0)
  const sorted = [...ranks.keys()].sort()
  for (const [index, address] of sorted.entries()) ranks.set(address, index + 1)
  const low = new Uint32Array(rows.length)
  const high = new Uint32Array(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const span = rows[row]?.span
    if (!span) continue
    low[row] = ranks.get(span.low) ?? 0
    high[row] = span.high === span.low ? (low[row] ?? 0) : (ranks.get(span.high) ?? 0)
  }
  return { sorted, low, high }
}

/** Numbers of a text of each row. Rows that follow each other often have the same one. */
class TextColumn {
  readonly numbers: Uint32Array
  readonly #strings: StringCollector
  #last: string | undefined
  #number = 0
  #list: readonly string[] | undefined

  constructor(rows: number, strings: StringCollector) {
    this.numbers = new Uint32Array(rows)
    this.#strings = strings
  }

  set(row: number, text: string | undefined): void {
    if (text !== this.#last) {
      this.#number = this.#strings.add(text)
      this.#last = text
    }
    this.numbers[row] = this.#number
  }

  /** A list as JSON: references of one object share theirs. */
  setList(row: number, list: readonly string[] | undefined): void {
    if (list === undefined || list !== this.#list)
      this.set(row, list === undefined ? undefined : JSON.stringify(list))
    else this.numbers[row] = this.#number
    this.#list = list
  }
}

/**
 * The columns of the fields. Row by row, as rows lie anywhere in memory, and each field by its name: a name in a variable is
 * looked up among all shapes that references have, which took half of the time of packing (measured on Node 20).
 */
function fieldsOf(
  rows: readonly Keyed[],
  strings: StringCollector,
): Record<string, Uint8Array | Uint32Array> {
  const count = rows.length
  const texts = textColumns(count, strings)
  const columns = {
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
  for (let row = 0; row < count; row++) {
    const reference = rows[row]?.reference
    if (!reference) continue
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
    texts.device.set(row, reference.device)
    texts.file.set(row, reference.file)
    texts.text.set(row, reference.text)
    texts.matched.set(row, reference.matched)
    texts.name.set(row, reference.name)
    texts.ownerHint.set(row, reference.ownerHint)
    texts.service.set(row, reference.service)
    texts.action.set(row, reference.action)
    texts.covers.set(row, reference.covers)
    texts.host.set(row, reference.host)
    texts.leadsTo.set(row, reference.leadsTo)
    texts.vrf.set(row, reference.vrf)
    texts.expires.set(row, reference.expires)
    texts.shadowedBy.set(row, reference.shadowedBy)
    texts.path.setList(row, reference.path)
    texts.via.setList(row, reference.via)
  }
  const numbers: Record<string, Uint32Array> = {}
  for (const [field, column] of Object.entries(texts)) numbers[field] = column.numbers
  return { ...columns, ...numbers }
}

type TextField = (typeof textFields)[number] | (typeof listFields)[number]

function textColumns(count: number, strings: StringCollector): Record<TextField, TextColumn> {
  const column = (): TextColumn => new TextColumn(count, strings)
  return {
    device: column(),
    file: column(),
    text: column(),
    matched: column(),
    name: column(),
    ownerHint: column(),
    service: column(),
    action: column(),
    covers: column(),
    host: column(),
    leadsTo: column(),
    vrf: column(),
    expires: column(),
    shadowedBy: column(),
    path: column(),
    via: column(),
  }
}
