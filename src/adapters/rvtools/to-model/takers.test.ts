import { expect, test } from 'vitest'
import { type Cursor, valueNotes } from '../cursor.ts'
import { columnsOf, readColumns, type Tab, tabs } from '../header.ts'
import { newInventory } from './inventory.ts'
import { takers } from './takers.ts'

/** A row in which `filled` decides which columns say something, and which writes down what it was asked for. */
function asking(tab: Tab, filled: (column: string) => boolean, asked: Set<string>): Cursor {
  const ask = (column: string): boolean => {
    asked.add(column)
    return filled(column)
  }
  const names: Record<string, string> = {
    'VM UUID': '50210000-0000-4000-8000-000000000001',
    Powerstate: 'poweredOn',
  }
  const say = (column: string) => (ask(column) ? (names[column] ?? 'x') : undefined)
  return {
    tab,
    match: { index: new Map(), extra: [], oldUnits: new Map(), repeated: [] },
    place: () => ({ file: 'f' }),
    has: (column) => ask(column),
    text: say,
    whole: (column) => (ask(column) ? 1 : undefined),
    size: (column) => (ask(column) ? 1 : undefined),
    decimal: (column) => (ask(column) ? 1 : undefined),
    percent: (column) => (ask(column) ? 1 : undefined),
    truth: (column) => (ask(column) ? true : undefined),
    date: (column) => (ask(column) ? '2026-09-01T08:00:00Z' : undefined),
    words: () => '',
    extras: () => [],
  }
}

/** Columns that must be empty before others are asked for. */
const fallbacks = [
  ['Serial number'],
  ['Fullname'],
  ['RVTools version'],
  ['VM ID'],
  ['Free MiB'],
  ['Free MiB', 'Consumed MiB'],
  ['Unit #'],
  ['Path'],
  Array.from({ length: 8 }, (_, at) => `Path ${at + 1} state`),
]

test.each(tabs)('%s: the columns that are called read are the ones that its rows are asked for', (tab) => {
  const asked = new Set<string>()
  for (const empty of [[], ...fallbacks]) {
    const inventory = newInventory()
    takers.vDatastore(
      inventory,
      asking('vDatastore', () => true, new Set()),
      valueNotes(),
    )
    takers[tab](
      inventory,
      asking(tab, (column) => !empty.includes(column), asked),
      valueNotes(),
    )
  }
  const { used, other } = columnsOf(tab)
  const known = new Set([...Object.keys(used), ...other])
  expect([...asked].filter((column) => known.has(column)).sort()).toEqual([...readColumns(tab)].sort())
})
