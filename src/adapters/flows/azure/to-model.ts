import type { Flow } from '../../../model/evidence.ts'
import type { RowTally } from '../shared/streamed.ts'
import { addressOf, isLocalOrGroup, portOf, protocolOf } from '../shared/values.ts'
import { type AddressOfName, type AzureRow, addressesByName, azureRows, dayOrderOf } from './read.ts'
import type { AzureHead } from './schema.ts'
import { type DayOrder, orderOf, type Slot, slotOf } from './slot.ts'

/** Four in a day of a month, and room for tables of years. */
const mostSlots = 10_000

/** The flows of an export, client to server, row by row. */
export function* azureFlows(bytes: Uint8Array, head: AzureHead, rows: RowTally): Iterable<Flow> {
  const shown = dayOrderOf(bytes, head)
  const order = shown ?? 'month-first'
  // Many rows share a slot.
  const slots = new Map<string, Slot | undefined>()
  let names: AddressOfName | undefined
  for (const row of azureRows(bytes, head)) {
    const { line, cell } = row
    const named = (name: string, peer: string | undefined): string | undefined => {
      if (name === '') return undefined
      names ??= addressesByName(bytes, head)
      return names(name, peer)
    }
    const [from, to] = [addressOf(cell('client')), addressOf(cell('server'))]
    const client = cell('client') === '' ? named(cell('clientName'), to) : from
    const server = cell('server') === '' ? named(cell('serverName'), client) : to
    const port = portOf(cell('port'))
    if (client === undefined || server === undefined) {
      rows.unknown(`row: ${whyNot(row, client === undefined ? 'client' : 'server')}`, line)
      continue
    }
    if (port === undefined) {
      rows.unknown('row: port is no number', line)
      continue
    }
    rows.known()
    if (client === server || isLocalOrGroup(client) || isLocalOrGroup(server)) {
      rows.note('row that names no other machine', line)
      continue
    }
    const slot = cell('slot')
    const seen = slot === '' ? undefined : slotIn(slots, slot, order)
    if (slot !== '' && !seen) rows.note('time that is not understood', line)
    else if (shown === undefined && orderOf(slot) === 'any')
      rows.note('date whose day and month may be either, read as month first', line)
    yield flowOf(row, { client, server, port }, seen)
  }
}

function slotIn(slots: Map<string, Slot | undefined>, text: string, order: DayOrder): Slot | undefined {
  if (slots.has(text)) return slots.get(text)
  const slot = slotOf(text, order)
  if (slots.size < mostSlots) slots.set(text, slot)
  return slot
}

function whyNot({ cell }: AzureRow, end: 'client' | 'server'): string {
  const word = end === 'client' ? 'source' : 'destination'
  if (cell(end) !== '') return `${word} is no address`
  const name = cell(end === 'client' ? 'clientName' : 'serverName')
  if (name === '') return `${word} has neither address nor name`
  return `${word} has a name only, and the file does not say one address of it; export it with Source IP`
}

type Writable = { -readonly [Name in keyof Flow]: Flow[Name] }

/** Agentless collection sees TCP alone, from who connects to who is connected to. */
function flowOf(
  { cell }: AzureRow,
  ends: Pick<Flow, 'client' | 'server' | 'port'>,
  seen: Slot | undefined,
): Flow {
  const count = Number(cell('connections'))
  const flow: Writable = {
    client: ends.client,
    server: ends.server,
    port: ends.port,
    protocol: protocolOf(cell('protocol') || 'tcp'),
    bytes: 0,
    connections: Number.isInteger(count) && count > 0 && count < 1e12 ? count : 1,
  }
  if (seen !== undefined) {
    flow.firstSeen = seen.first
    flow.lastSeen = seen.last
  }
  return flow
}
