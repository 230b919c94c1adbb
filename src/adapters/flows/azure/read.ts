import type { Line } from '../../../lib/lines.ts'
import { flowLines, splitRow } from '../shared/head.ts'
import { addressOf, isLocalOrGroup } from '../shared/values.ts'
import { type AzureField, type AzureHead, columnNames } from './schema.ts'
import { type DayOrder, orderOf } from './slot.ts'

/** The head stands within the first lines. */
const headWithin = 20
/** Rows that are asked for the order of day and month; an export holds up to thirty days. */
const datesAsked = 20_000
/** Most names whose address is remembered. */
const mostNames = 500_000

/** One row: its line and the cell of a field, without blanks around. */
export interface AzureRow {
  readonly line: Line
  readonly cell: (field: AzureField) => string
}

/** Finds the head; undefined when a file is no dependency export. */
export function findAzureHead(bytes: Uint8Array): AzureHead | undefined {
  for (const { number, text } of flowLines(bytes)) {
    if (number > headWithin) return undefined
    const delimiter = [',', ';', '\t'].find((sign) => text.includes(sign))
    if (delimiter === undefined) continue
    const columns: Partial<Record<AzureField, number>> = {}
    for (const [index, cell] of splitRow(text, delimiter).entries()) {
      const field = columnNames.get(cell.toLowerCase().replace(/[^a-z0-9]/g, ''))
      if (field !== undefined) columns[field] ??= index
    }
    if (isDependencies(columns)) return { line: number, delimiter, columns }
  }
  return undefined
}

/** Both ends, a port, and the process of an end: flows of networks know nothing of processes. */
function isDependencies(columns: AzureHead['columns']): boolean {
  const has = (...fields: readonly AzureField[]): boolean =>
    fields.some((field) => columns[field] !== undefined)
  return (
    has('clientName') &&
    has('serverName', 'server') &&
    has('port') &&
    has('clientProcess') &&
    has('serverProcess')
  )
}

/** Rows below the head, one by one. */
export function* azureRows(bytes: Uint8Array, head: AzureHead): Iterable<AzureRow> {
  const { columns, delimiter } = head
  for (const line of flowLines(bytes)) {
    if (line.number <= head.line || /^[\s,;]*$/.test(line.text)) continue
    const cells = splitRow(line.text, delimiter)
    yield {
      line,
      cell: (field) => {
        const index = columns[field]
        return index === undefined ? '' : (cells[index] ?? '').trim()
      },
    }
  }
}

/** The address of a name; where the other end has one, of its family. */
export type AddressOfName = (name: string, peer: string | undefined) => string | undefined

/**
 * The address of each server that the file itself names with one: older exports have no address of the source. A name
 * with several addresses of a family has none here, since the row does not say from which of them it spoke.
 */
export function addressesByName(bytes: Uint8Array, head: AzureHead): AddressOfName {
  const found = new Map<string, string | undefined>()
  const learn = (name: string, cell: string): void => {
    const address = addressOf(cell)
    if (name === '' || address === undefined || isLocalOrGroup(address) || found.size >= mostNames) return
    const key = keyOf(name, address.includes(':'))
    found.set(key, found.has(key) && found.get(key) !== address ? undefined : address)
  }
  for (const { cell } of azureRows(bytes, head)) {
    learn(cell('serverName'), cell('server'))
    learn(cell('clientName'), cell('client'))
  }
  return (name, peer) =>
    peer === undefined
      ? (found.get(keyOf(name, false)) ?? found.get(keyOf(name, true)))
      : found.get(keyOf(name, peer.includes(':')))
}

function keyOf(name: string, six: boolean): string {
  return `${name.toLowerCase()} ${six ? 6 : 4}`
}

/** The order in which the file writes day and month; undefined when no date shows it. */
export function dayOrderOf(bytes: Uint8Array, head: AzureHead): DayOrder | undefined {
  if (head.columns.slot === undefined) return undefined
  let asked = 0
  for (const { cell } of azureRows(bytes, head)) {
    const order = orderOf(cell('slot'))
    if (order === 'day-first' || order === 'month-first') return order
    if (order === undefined || ++asked > datesAsked) return undefined
  }
  return undefined
}
