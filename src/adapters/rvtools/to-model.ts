import type { Progress } from '../../lib/progress.ts'
import type { Coverage, Observation } from '../../model/observation.ts'
import type { SourceReading } from '../../ports/source-reader.ts'
import { type Cursor, coverageOf, openTab, type ValueNotes, valueNotes } from './cursor.ts'
import { type Tab, tabs as knownTabs } from './header.ts'
import type { RawExport, RawTab } from './schema.ts'
import { takeDisk, takeDrive, takeNic, takePartition, takeSnapshot, takeUsb } from './to-model/devices.ts'
import {
  takeCluster,
  takeDatastore,
  takeHost,
  takeKernelNic,
  takeMetaData,
  takePhysicalNic,
  takePool,
  takeSource,
} from './to-model/infrastructure.ts'
import {
  type Inventory,
  newInventory,
  reject,
  type Vcenter,
  vcenterById,
  vcenterOf,
} from './to-model/inventory.ts'
import { takeCpu, takeInfo, takeMemory, takeTools } from './to-model/machines.ts'
import { takeDistributedPort, takeStandardPort, takeSwitch } from './to-model/networks.ts'
import { missingFacts } from './to-model/missing.ts'
import { observe } from './to-model/observe.ts'

type Take = (inventory: Inventory, row: Cursor, notes: ValueNotes) => Vcenter | undefined

/** What each tab adds; tabs without an entry are counted only. */
const takers: Partial<Record<Tab, Take>> = {
  vMetaData: takeMetaData,
  vSource: takeSource,
  vInfo: takeInfo,
  vCPU: takeCpu,
  vMemory: takeMemory,
  vTools: takeTools,
  vDisk: takeDisk,
  vPartition: takePartition,
  vNetwork: takeNic,
  vSnapshot: takeSnapshot,
  vCD: takeDrive,
  vFloppy: takeDrive,
  vUSB: takeUsb,
  vCluster: takeCluster,
  vHost: takeHost,
  vNIC: takePhysicalNic,
  vSC_VMK: takeKernelNic,
  vDatastore: takeDatastore,
  dvSwitch: takeSwitch,
  vSwitch: takeSwitch,
  dvPort: takeDistributedPort,
  vPort: takeStandardPort,
  vRP: takePool,
}

/** A tab that was read: where its columns were, and how many rows. */
interface TabRead {
  readonly tab: Tab
  readonly cursor: Cursor
}

const rowsPerStep = 2000
const rank = 30

/**
 * Everything an export says, one reading per vCenter in it. Tabs are read in one fixed order whatever theirs is:
 * machines before what belongs to them, switches before port groups.
 */
export async function toModel(raw: RawExport, progress: Progress): Promise<readonly SourceReading[]> {
  const inventory = newInventory()
  const notes = valueNotes()
  const read: TabRead[] = []
  const remarks = raw.ignored.map((name) => `sheet ${JSON.stringify(name)}`)
  for (const tab of inOrder(raw.tabs)) {
    progress.phase(`reading ${tab.title}`)
    const cursor = await readTab(tab, inventory, notes, raw.from1904, progress)
    if (cursor) read.push({ tab: tab.tab, cursor })
    else remarks.push(`${tab.title}: no header row was found`)
  }
  if (inventory.vcenters.size === 0) vcenterById(inventory, '')
  const several = inventory.vcenters.size > 1
  return [...inventory.vcenters.values()].map((vcenter) =>
    readingOf({ raw, inventory, vcenter, read, notes, remarks }, several),
  )
}

function inOrder(found: readonly RawTab[]): readonly RawTab[] {
  return found.toSorted((left, right) => knownTabs.indexOf(left.tab) - knownTabs.indexOf(right.tab))
}

async function readTab(
  raw: RawTab,
  inventory: Inventory,
  notes: ValueNotes,
  from1904: boolean,
  progress: Progress,
): Promise<Cursor | undefined> {
  const open = await openTab(raw, notes, from1904)
  if (open === undefined) return undefined
  const { cursor, show } = open
  const take = takers[raw.tab]
  let rows = 0
  for await (const row of open.rows) {
    show(row)
    rows += 1
    if (rows % rowsPerStep === 0) {
      progress.signal.throwIfAborted()
      progress.advance(rows, undefined, 'rows')
    }
    let vcenter: Vcenter | undefined
    if (row.damaged) {
      vcenter = vcenterOf(inventory, cursor)
      reject(vcenter, cursor.place(), 'the row holds NUL characters: the file is damaged')
    } else vcenter = take ? take(inventory, cursor, notes) : vcenterOf(inventory, cursor)
    if (vcenter) vcenter.rows.set(raw.tab, (vcenter.rows.get(raw.tab) ?? 0) + 1)
  }
  return cursor
}

interface ReadingParts {
  readonly raw: RawExport
  readonly inventory: Inventory
  readonly vcenter: Vcenter
  readonly read: readonly TabRead[]
  readonly notes: ValueNotes
  readonly remarks: readonly string[]
}

function readingOf(parts: ReadingParts, several: boolean): SourceReading {
  const { raw, inventory, vcenter, read, notes, remarks } = parts
  const server = [...inventory.idByServer].find(([, id]) => id === vcenter.id)?.[0] ?? vcenter.id
  const tabs = new Set(read.map(({ tab }) => tab))
  const info = read.filter(({ tab }) => tab === 'vInfo')
  const hasRuleColumns = info.some(({ cursor }) => cursor.has('Cluster rule name(s)'))
  const coverage = coverageOfAll(read, vcenter)
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
      missing: missingFacts(read.map(({ tab, cursor }) => ({ tab, has: cursor.has }))),
      coverage,
    }),
  }
}

/** Columns that vInfo has as custom attributes come again on other tabs; there they are no news. */
function coverageOfAll(read: readonly TabRead[], vcenter: Vcenter): readonly Coverage[] {
  const attributes = new Set(
    read
      .filter(({ tab }) => tab === 'vInfo')
      .flatMap(({ cursor }) => cursor.match.extra.map(({ name }) => name)),
  )
  return read.map(({ tab, cursor }) =>
    coverageOf(cursor, vcenter.rows.get(tab) ?? 0, tab === 'vInfo' ? new Set() : attributes),
  )
}

function* counted(observations: Iterable<Observation>, count: () => void): Generator<Observation> {
  for (const observation of observations) {
    count()
    yield observation
  }
}
