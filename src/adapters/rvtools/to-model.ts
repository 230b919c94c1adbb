import type { Progress } from '../../lib/progress.ts'
import type { Coverage, Lack, Observation } from '../../model/observation.ts'
import type { SourceReading } from '../../ports/source-reader.ts'
import { type Cursor, coverageOf, openTab, type ValueNotes, valueNotes } from './cursor.ts'
import { type Formats, newFormats } from '../../formats/cells/whole-column.ts'
import { type Tab, tabs as knownTabs } from './header.ts'
import type { RawExport, RawTab } from './schema.ts'
import {
  type Inventory,
  newInventory,
  reject,
  type Vcenter,
  vcenterById,
  vcenterOf,
} from './to-model/inventory.ts'
import { guessInWords, uuidMeaning } from './to-model/identity.ts'
import { givenFacts, lackInWords, lacksOf } from './to-model/missing.ts'
import { observe } from './to-model/observe.ts'
import { takers } from './to-model/takers.ts'

/** A tab that was read: where its columns were, and how many rows. */
interface TabRead {
  readonly tab: Tab
  readonly cursor: Cursor
}

const rank = 30

/**
 * Everything an export says, one reading per vCenter in it. Tabs are read in one fixed order whatever theirs is:
 * machines before what belongs to them, switches before port groups.
 */
export async function toModel(raw: RawExport, progress: Progress): Promise<readonly SourceReading[]> {
  let pass = await readPass(raw, newFormats(), progress)
  // What a column means is known when all of it was seen; when that is not what was assumed, it is read once more.
  const { next } = pass.formats.settle()
  if (next) pass = await readPass(raw, next, progress)
  const { inventory } = pass
  if (inventory.vcenters.size === 0) vcenterById(inventory, '')
  const several = inventory.vcenters.size > 1
  const decided = pass.formats.settle().sentences
  return [...inventory.vcenters.values()].map((vcenter) =>
    readingOf({ raw, vcenter, decided, ...pass }, several),
  )
}

interface Pass {
  readonly inventory: Inventory
  readonly notes: ValueNotes
  readonly read: readonly TabRead[]
  readonly remarks: readonly string[]
  readonly formats: Formats
}

async function readPass(raw: RawExport, formats: Formats, progress: Progress): Promise<Pass> {
  const inventory = newInventory()
  const notes = valueNotes()
  const read: TabRead[] = []
  const remarks = raw.ignored.map((name) => `sheet ${JSON.stringify(name)}`)
  for (const tab of inOrder(raw.tabs)) {
    progress.phase(`reading ${tab.title}`)
    const cursor = await readTab(tab, { inventory, notes, formats }, raw.from1904, progress)
    if (cursor) read.push({ tab: tab.tab, cursor })
    else remarks.push(`${tab.title}: no header row was found`)
  }
  return { inventory, notes, read, remarks, formats }
}

function inOrder(found: readonly RawTab[]): readonly RawTab[] {
  return found.toSorted((left, right) => knownTabs.indexOf(left.tab) - knownTabs.indexOf(right.tab))
}

async function readTab(
  raw: RawTab,
  { inventory, notes, formats }: Pick<Pass, 'inventory' | 'notes' | 'formats'>,
  from1904: boolean,
  progress: Progress,
): Promise<Cursor | undefined> {
  const open = await openTab(raw, notes, formats, from1904)
  if (open === undefined) return undefined
  const { cursor, show } = open
  const take = takers[raw.tab]
  let rows = 0
  for await (const batch of open.rows) {
    progress.signal.throwIfAborted()
    for (const row of batch) {
      show(row)
      const vcenter = row.nul ? damagedRow(inventory, cursor) : take(inventory, cursor, notes)
      if (vcenter) vcenter.rows.set(raw.tab, (vcenter.rows.get(raw.tab) ?? 0) + 1)
    }
    rows += batch.length
    progress.advance(rows, undefined, 'rows')
  }
  return cursor
}

function damagedRow(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  reject(vcenter, row, 'the row holds NUL characters: the file is damaged')
  return vcenter
}

interface ReadingParts extends Pass {
  readonly raw: RawExport
  readonly vcenter: Vcenter
  readonly decided: readonly string[]
}

function readingOf(parts: ReadingParts, several: boolean): SourceReading {
  const { raw, inventory, vcenter, read, notes, remarks, decided } = parts
  const server = [...inventory.idByServer].find(([, id]) => id === vcenter.id)?.[0] ?? vcenter.id
  const tabs = new Set(read.map(({ tab }) => tab))
  const info = read.filter(({ tab }) => tab === 'vInfo')
  const hasRuleColumns = info.some(({ cursor }) => cursor.has('Cluster rule name(s)'))
  const present = read.map(({ tab, cursor }) => ({ tab, has: cursor.has }))
  const lacks = lacksOf(present)
  const coverage = coverageOfAll(read, vcenter, lacks)
  const guessed = guessedUuids(inventory, vcenter)
  let kept = 0
  return {
    description: {
      key: `rvtools:${vcenter.id === '' ? raw.name : vcenter.id}`,
      reader: 'rvtools',
      label: several ? `${raw.name} (${server === '' ? 'no vCenter named' : server})` : raw.name,
      ...(inventory.observedAt === undefined ? {} : { observedAt: inventory.observedAt }),
      rank,
    },
    observations: counted(observe(inventory, vcenter, tabs, hasRuleColumns), () => {
      kept += 1
    }),
    report: () => ({
      seen: vcenter.seen,
      kept,
      merged: vcenter.merged,
      rejected: vcenter.rejected,
      unknown: [
        ...remarks,
        ...coverage.flatMap(({ part, unknown }) => unknown.map((column) => `${part} column ${column}`)),
        ...notes.sentences(),
      ],
      missing: lacks.map(lackInWords),
      coverage,
      decided: [...decided, ...guessed],
      lacks,
      gives: givenFacts(present),
    }),
  }
}

function guessedUuids(inventory: Inventory, { machines }: Vcenter): readonly string[] {
  if (!machines.some(({ uuid }) => uuid !== undefined)) return []
  const sentence = guessInWords(uuidMeaning(inventory, machines))
  return sentence === undefined ? [] : [sentence]
}

/** Columns that vInfo has as custom attributes come again on other tabs; there they are no news. */
function coverageOfAll(
  read: readonly TabRead[],
  vcenter: Vcenter,
  lacks: readonly Lack[],
): readonly Coverage[] {
  const attributes = new Set(
    read
      .filter(({ tab }) => tab === 'vInfo')
      .flatMap(({ cursor }) => cursor.match.extra.map(({ name }) => name)),
  )
  return read.map(({ tab, cursor }) =>
    coverageOf(cursor, vcenter.rows.get(tab) ?? 0, lacks, tab === 'vInfo' ? new Set() : attributes),
  )
}

function* counted(observations: Iterable<Observation>, count: () => void): Generator<Observation> {
  for (const observation of observations) {
    count()
    yield observation
  }
}
