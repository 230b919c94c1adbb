import { type AddressBook, emptyAddressBook, openAddressBook } from '../algebra/columns/address-book.ts'
import { bytesOfKey, keyOfBytes } from '../algebra/columns/addresses.ts'
import { type FlowOrder, type FlowTable, openFlows } from '../algebra/columns/flow-table.ts'
import { openReferences, type ReferenceTable } from '../algebra/columns/reference-table.ts'
import { type AddressKey, parseAddress } from '../lib/ip.ts'
import type { Flow, OwnerRecord, Reference } from '../model/evidence.ts'
import type { ReferenceLookup } from '../stages/trace/index.ts'
import { type ChunkTable, chunks, type Store, type StoredChunk } from '../store/index.ts'
import { marks } from './import-evidence.ts'
import { ownerName } from './trace-index.ts'

/** Asks the trace index; every answer comes from one or two chunks, and chunks that were read stay at hand. */
export interface TraceLookup extends ReferenceLookup {
  flows(address: AddressKey, order: FlowOrder): Promise<readonly Flow[]>
  owners(subject: string): Promise<readonly OwnerRecord[]>
  book(): Promise<AddressBook>
}

interface Kept<Table> {
  readonly first: string
  readonly last: string
  readonly table: Table
}

/** Most chunks of each sort that stay in memory: about 40 MB. */
const mostKept = 12

interface Shelf {
  readonly build: number
  readonly names: Kept<ReferenceTable>[]
  readonly addresses: Kept<ReferenceTable>[]
  readonly clients: Kept<FlowTable>[]
  readonly servers: Kept<FlowTable>[]
  spans?: readonly ReferenceTable[]
  book?: AddressBook
}

const shelves = new WeakMap<Store, Shelf>()

function shelfOf(store: Store, build: number): Shelf {
  const known = shelves.get(store)
  if (known?.build === build) return known
  const shelf: Shelf = { build, names: [], addresses: [], clients: [], servers: [] }
  shelves.set(store, shelf)
  return shelf
}

/** A lookup on one building of the index. */
export function openTraceLookup(store: Store, build: number): TraceLookup {
  const shelf = shelfOf(store, build)
  const of = { kind: 'projection', build } as const

  /** Tables that may hold `key`: those at hand when it lies well inside one, else as the store finds them. */
  const tablesFor = async <Table>(
    table: ChunkTable,
    kept: Kept<Table>[],
    key: string,
    query: { readonly mark?: string },
    open: (data: Uint8Array) => Table,
  ): Promise<readonly Table[]> => {
    const inside = kept.find(({ first, last }) => first < key && key < last)
    if (inside) return [inside.table]
    const found: Table[] = []
    const asked =
      query.mark === undefined
        ? { names: { first: key, last: key } }
        : {
            addresses: { first: bytesOfKey(key), last: bytesOfKey(key) },
            names: { first: query.mark, last: query.mark },
          }
    for await (const chunk of chunks(store, table, { of, ...asked })) {
      const range = rangeOf(chunk, query.mark !== undefined)
      const at = kept.findIndex(({ first, last }) => first === range.first && last === range.last)
      const opened = kept[at]?.table ?? open(chunk.data)
      if (at < 0) kept.unshift({ ...range, table: opened })
      if (kept.length > mostKept) kept.pop()
      found.push(opened)
    }
    return found
  }

  const spans = async (): Promise<readonly ReferenceTable[]> => {
    shelf.spans ??= await all(store, build, marks.span)
    return shelf.spans
  }

  const named = async (name: string): Promise<readonly Reference[]> => {
    const tables = await tablesFor('reference_chunk', shelf.names, name, {}, openReferences)
    return tables.flatMap((table) => table.named(name))
  }

  return {
    named,
    async covering(address) {
      const tables = await tablesFor(
        'reference_chunk',
        shelf.addresses,
        address,
        { mark: marks.address },
        openReferences,
      )
      return [...tables, ...(await spans())].flatMap((table) => table.covering(address))
    },
    async flows(address, order) {
      const kept = order === 'client' ? shelf.clients : shelf.servers
      const tables = await tablesFor('flow_chunk', kept, address, { mark: marks[order] }, openFlows)
      return tables.flatMap((table) => table.ofAddress(address))
    },
    async owners(subject) {
      return (await named(ownerName(subject))).map(ownerOf)
    },
    async book() {
      if (shelf.book) return shelf.book
      const names = { first: marks.book, last: marks.book }
      for await (const chunk of chunks(store, 'reference_chunk', { of, names }))
        shelf.book = openAddressBook(chunk.data)
      shelf.book ??= emptyAddressBook
      return shelf.book
    },
  }
}

function rangeOf(chunk: StoredChunk, byAddress: boolean): { readonly first: string; readonly last: string } {
  if (!byAddress) return { first: chunk.firstName ?? '', last: chunk.lastName ?? '' }
  return {
    first: chunk.firstAddress ? keyOfBytes(chunk.firstAddress) : '',
    last: chunk.lastAddress ? keyOfBytes(chunk.lastAddress) : '',
  }
}

async function all(store: Store, build: number, mark: string): Promise<readonly ReferenceTable[]> {
  const tables: ReferenceTable[] = []
  const of = { kind: 'projection', build } as const
  for await (const chunk of chunks(store, 'reference_chunk', { of, names: { first: mark, last: mark } })) {
    tables.push(openReferences(chunk.data))
  }
  return tables
}

/** The record that the index packed as text. */
function ownerOf(reference: Reference): OwnerRecord {
  const record: OwnerRecord = JSON.parse(reference.text)
  return record
}

/** Everything in memory, for tracing all VMs in one go. */
export async function openWholeLookup(store: Store, build: number): Promise<TraceLookup> {
  const of = { kind: 'projection', build } as const
  const references: { readonly first: string; readonly last: string; readonly table: ReferenceTable }[] = []
  const flows: { readonly first: string; readonly last: string; readonly table: FlowTable }[] = []
  let book = emptyAddressBook
  for await (const chunk of chunks(store, 'reference_chunk', { of })) {
    if (chunk.firstName === marks.book) book = openAddressBook(chunk.data)
    else
      references.push({
        ...rangeOf(chunk, chunk.firstAddress !== undefined),
        table: openReferences(chunk.data),
      })
  }
  for await (const chunk of chunks(store, 'flow_chunk', { of })) {
    flows.push({ ...rangeOf(chunk, true), table: openFlows(chunk.data) })
  }
  const named = async (name: string): Promise<readonly Reference[]> =>
    references
      .filter(({ table, first, last }) => table.order === 'name' && first <= name && name <= last)
      .flatMap(({ table }) => table.named(name))
  return {
    named,
    async covering(address) {
      return references
        .filter(({ table, first, last }) => table.order !== 'name' && first <= address && address <= last)
        .flatMap(({ table }) => table.covering(address))
    },
    async flows(address, order) {
      return flows
        .filter(({ table, first, last }) => table.order === order && first <= address && address <= last)
        .flatMap(({ table }) => table.ofAddress(address))
    },
    async owners(subject) {
      return (await named(ownerName(subject))).map(ownerOf)
    },
    async book() {
      return book
    },
  }
}

/** Keys of written addresses; what is no address is left out. */
export function keysOf(addresses: readonly string[]): readonly AddressKey[] {
  return addresses.map(parseAddress).filter((key) => key !== undefined)
}
