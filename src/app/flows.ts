import { formatAddress, parseAddress } from '../lib/ip.ts'
import type { AddressBook } from '../algebra/columns/address-book.ts'
import {
  type FlowGroup,
  type FlowSum,
  type FlowTest,
  groupFlows,
  rowTest,
} from '../algebra/columns/flow-groups.ts'
import { type FlowOrder, type FlowTable, isoOf, openFlows } from '../algebra/columns/flow-table.ts'
import { flowWords } from '../algebra/evidence/flow-words.ts'
import type { FlowsQuery, FlowsResult } from '../contract/flows.ts'
import { addressesOf } from '../model/estate.ts'
import { chunks, type Store } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { loadVm } from './estate.ts'
import { knownSubnets, type KnownSubnets } from './estate-subnets.ts'
import { marks } from './import-evidence.ts'
import { ensureTraceIndex } from './trace-index.ts'
import { openTraceLookup } from './trace-lookup.ts'

type Row = FlowsResult['rows'][number]

/** Rows in their order, of which a page becomes objects. */
interface Answer {
  readonly matching: FlowSum
  readonly total: number
  rowsAt(from: number, to: number): readonly Row[]
}

interface Shelf {
  readonly build: number
  /** Chunks in one order, opened when first asked for. */
  readonly tables: Map<FlowOrder, Promise<readonly FlowTable[]>>
  /** The last answers: scrolling asks for the next page of the same one. */
  readonly answers: Map<string, Promise<Answer>>
}

const shelves = new WeakMap<Store, Shelf>()
const mostAnswers = 6

/** Flows of the estate, summed by service, end or network, or one by one; always a page of them. */
export async function showFlows(context: AppContext, query: FlowsQuery): Promise<FlowsResult> {
  const index = await ensureTraceIndex(context)
  const shelf = shelfOf(context.store, index.build)
  const key = JSON.stringify([query.by, query.find, query.sort])
  const answer = shelf.answers.get(key) ?? answerOf(context, index, shelf, query)
  shelf.answers.delete(key)
  shelf.answers.set(key, answer)
  answer.catch(() => shelf.answers.delete(key))
  for (const oldest of shelf.answers.keys())
    if (shelf.answers.size > mostAnswers) shelf.answers.delete(oldest)
  const { matching, total, rowsAt } = await answer
  const { by, after, limit } = query
  return {
    by,
    known: index.meta.flows,
    matching: sumOf(matching),
    total,
    after,
    rows: [...rowsAt(after, after + limit)],
  }
}

function shelfOf(store: Store, build: number): Shelf {
  const known = shelves.get(store)
  if (known?.build === build) return known
  const shelf: Shelf = { build, tables: new Map(), answers: new Map() }
  shelves.set(store, shelf)
  return shelf
}

/** All chunks in one order. Summed by server they are read in that order: each server is then looked up once, not once in every chunk. */
async function tablesOf(store: Store, shelf: Shelf, by: FlowsQuery['by']): Promise<readonly FlowTable[]> {
  const order: FlowOrder = by === 'server' ? 'server' : 'client'
  const known = shelf.tables.get(order)
  if (known) return known
  const opened = openTables(store, shelf.build, order)
  shelf.tables.set(order, opened)
  opened.catch(() => shelf.tables.delete(order))
  return opened
}

async function openTables(store: Store, build: number, order: FlowOrder): Promise<readonly FlowTable[]> {
  const tables: FlowTable[] = []
  const names = { first: marks[order], last: marks[order] }
  for await (const chunk of chunks(store, 'flow_chunk', { of: { kind: 'projection', build }, names }))
    tables.push(openFlows(chunk.data))
  return tables
}

async function answerOf(
  context: AppContext,
  index: Awaited<ReturnType<typeof ensureTraceIndex>>,
  shelf: Shelf,
  { by, find = '', sort }: FlowsQuery,
): Promise<Answer> {
  const tables = await tablesOf(context.store, shelf, by)
  const lookup = openTraceLookup(context.store, index.build)
  const known = await knownSubnets(context.store, index, lookup)
  const book = await lookup.book()
  const tests = await testsOf(context, find, known)
  if (by === 'flow') return oneByOne(context, tables, tests, sort, book)
  const grouping = groupFlows(by, tests, known.subnets)
  for (const table of tables) {
    grouping.add(table)
    await pause(context)
  }
  const groups = [...grouping.groups()].sort((a, b) => b[sort] - a[sort] || b.flows - a.flows)
  return {
    matching: grouping.total,
    total: groups.length,
    rowsAt: (from, to) => groups.slice(from, to).map((group) => rowOf(group, known, book)),
  }
}

/** Lets whoever else waits be answered between two chunks. */
async function pause(context: AppContext): Promise<void> {
  context.progress.signal.throwIfAborted()
  await new Promise((resume) => setImmediate(resume))
}

/** What every word of a search asks of a flow. A name is a VM of the estate; throws `vm-unknown` when it is none. */
async function testsOf(
  context: AppContext,
  find: string,
  { subnets }: KnownSubnets,
): Promise<readonly FlowTest[]> {
  const tests: FlowTest[] = []
  for (const word of flowWords(find)) {
    if (word.kind === 'service') tests.push(word)
    else if (word.kind === 'address') tests.push({ kind: 'end', side: word.side, spans: [word.span] })
    else if (word.kind === 'outside')
      tests.push({ kind: 'end', side: word.side, spans: subnets.map(({ span }) => span), outside: true })
    else {
      const keys = addressesOf(await loadVm(context, word.name)).map(parseAddress)
      const spans = keys.flatMap((key) => (key === undefined ? [] : [{ low: key, high: key }]))
      tests.push({ kind: 'end', side: word.side, spans })
    }
  }
  return tests
}

/** Flows that pass, the largest first: their places and what they are sorted by, in two typed arrays. */
async function oneByOne(
  context: AppContext,
  tables: readonly FlowTable[],
  tests: readonly FlowTest[],
  sort: FlowsQuery['sort'],
  book: AddressBook,
): Promise<Answer> {
  const matching = { flows: 0, connections: 0, bytes: 0, last: 0 }
  const most = tables.reduce((sum, { rows }) => sum + rows, 0)
  const places = new Float64Array(most)
  const values = new Float64Array(most)
  for (const [number, { columns, rows }] of tables.entries()) {
    const passes = rowTest(columns, tests)
    const { connections, bytes, last } = columns
    const value = sort === 'bytes' ? bytes : sort === 'last' ? last : connections
    for (let row = 0; row < rows; row++) {
      if (!passes(row)) continue
      values[matching.flows] = value[row] ?? 0
      places[matching.flows] = number * 0x1_00_00_00_00 + row
      matching.flows++
      matching.connections += connections[row] ?? 0
      matching.bytes += bytes[row] ?? 0
      matching.last = Math.max(matching.last, last[row] ?? 0)
    }
    await pause(context)
  }
  const order = Uint32Array.from({ length: matching.flows }, (_, at) => at).sort(
    (a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b,
  )
  return {
    matching,
    total: matching.flows,
    rowsAt: (from, to) =>
      [...order.subarray(from, to)].flatMap((at) => {
        const place = places[at] ?? 0
        const flow = tables[Math.floor(place / 0x1_00_00_00_00)]?.flowAt(place % 0x1_00_00_00_00)
        if (!flow) return []
        const service = `${flow.protocol}/${flow.port}`
        return [
          {
            ...vmOf('client', flow.client, book),
            ...vmOf('server', flow.server, book),
            service,
            flows: 1,
            connections: flow.connections,
            bytes: flow.bytes,
            ...(flow.lastSeen === undefined ? {} : { lastSeen: flow.lastSeen }),
            find: `from:${flow.client} to:${flow.server} ${service}`,
          },
        ]
      }),
  }
}

function rowOf(group: FlowGroup, { subnets }: KnownSubnets, book: AddressBook): Row {
  const sum = sumOf(group)
  const { key } = group
  if (key.by === 'service') {
    const service = `${key.protocol}/${key.port}`
    return { ...sum, service, find: service }
  }
  if (key.by === 'network') {
    const client = subnets[key.client]
    const server = subnets[key.server]
    return {
      ...sum,
      client: client?.name ?? 'outside',
      server: server?.name ?? 'outside',
      networks: [...new Set([...(client?.networks ?? []), ...(server?.networks ?? [])])],
      find: `from:${client?.name ?? 'outside'} to:${server?.name ?? 'outside'}`,
    }
  }
  const address = formatAddress(key.key)
  return {
    ...sum,
    ...vmOf(key.by, address, book),
    find: `${key.by === 'client' ? 'from' : 'to'}:${address}`,
  }
}

/** An end of a flow, with the VM that has the address when exactly one has. */
function vmOf(side: 'client' | 'server', address: string, book: AddressBook): Partial<Row> {
  const key = parseAddress(address)
  const found = key === undefined ? [] : book.at(key)
  const vm = new Set(found.map(({ id }) => id)).size === 1 ? found[0] : undefined
  if (side === 'client') return { client: address, ...(vm ? { clientVm: vm } : {}) }
  return { server: address, ...(vm ? { serverVm: vm } : {}) }
}

function sumOf({ flows, connections, bytes, last }: FlowSum): FlowsResult['matching'] {
  return { flows, connections, bytes, ...(last === 0 ? {} : { lastSeen: isoOf(last) }) }
}
