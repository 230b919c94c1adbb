import type { Disk } from '../../model/hardware.ts'
import type { Nic } from '../../model/nic.ts'
import type { Decide } from './decide.ts'
import type { Conflict, Origin } from '../../model/vm.ts'

/** One reading of an object: its facts and how much they weigh. */
export interface Reading {
  readonly origin: Origin
  /** Reader rank: live vCenter 40, RVTools 30, OVA 20, overlay 10. */
  readonly rank: number
  readonly facts: Readonly<Record<string, unknown>>
  /** For people and for decisions: label of the source. */
  readonly label: string
}

/** Facts of all readings put together. */
export interface Combined {
  readonly facts: Record<string, unknown>
  readonly from: Record<string, number>
  readonly conflicts: readonly Conflict[]
}

/** Fields that people state in an overlay, against which an inventory's guess gives way. */
const stated = new Set([
  'owner',
  'team',
  'email',
  'application',
  'function',
  'criticality',
  'environment',
  'complianceScopes',
  'maintenanceWindow',
  'slaClass',
  'rpoMinutes',
  'rtoMinutes',
  'standbyByDesign',
])

/** Fields that differ between readings without contradicting: they move while the VM runs, or are lists put together. */
const quiet = new Set([
  'usage',
  'usedMib',
  'unsharedMib',
  'provisionedMib',
  'toolsStatus',
  'poweredOnAt',
  'attributes',
  'tags',
  'disks',
  'nics',
  'devices',
  'guestDisks',
  'snapshots',
  'guestAddresses',
  'moref',
  'vcenter',
  'physicalNics',
  'kernelNics',
  'storageAdapters',
  'storagePaths',
  'cpuUsagePercent',
  'memoryUsagePercent',
  'luns',
  'files',
  'licences',
  'health',
  'guestDetails',
  'product',
  'freeMib',
  'rules',
  'groups',
  'startOrder',
  'alarms',
  'storagePolicies',
  'roles',
  'permissions',
  'effectiveCpuMhz',
  'effectiveMemoryMib',
  'hosts',
])

/**
 * Puts readings of one object together, field by field: the highest rank wins, the newer reading among equals; what
 * people state in an overlay wins over an inventory; `decide` overrules both where sources disagree. Lists of disks and
 * NICs are completed element by element.
 */
export function combine(readings: readonly Reading[], decide?: Decide): Combined {
  const order = readings.map((_, index) => index).sort((a, b) => weigh(readings[b], readings[a]))
  const facts: Record<string, unknown> = {}
  const from: Record<string, number> = {}
  const conflicts: Conflict[] = []
  const fields = new Set(readings.flatMap((reading) => Object.keys(reading.facts)))
  for (const field of [...fields].sort()) {
    const ranked = stated.has(field) ? overlayFirst(order, readings) : order
    const saying = ranked.filter((index) => readings[index]?.facts[field] !== undefined)
    const winner = saying[0]
    if (winner === undefined) continue
    facts[field] = saying.length === 1 ? readings[winner]?.facts[field] : complete(field, saying, readings)
    from[field] = winner
    const conflict = quiet.has(field) ? undefined : contradiction(field, saying, readings)
    if (!conflict) continue
    const decided = decide?.(
      field,
      conflict.values.map(({ origin, value }) => ({ label: readings[origin]?.label ?? '', value })),
    )
    const believed = decided && conflict.values[decided.chosen]
    if (!decided || !believed) conflicts.push(conflict)
    else {
      facts[field] = believed.value
      from[field] = believed.origin
      conflicts.push({ ...conflict, ...decided, decided: true })
    }
  }
  return { facts, from, conflicts }
}

function weigh(left: Reading | undefined, right: Reading | undefined): number {
  if (!left || !right) return 0
  if (left.rank !== right.rank) return left.rank - right.rank
  if (left.origin.observedAt !== right.origin.observedAt)
    return left.origin.observedAt < right.origin.observedAt ? -1 : 1
  return left.origin.source < right.origin.source ? 1 : -1
}

function overlayFirst(order: readonly number[], readings: readonly Reading[]): readonly number[] {
  const overlay = order.filter((index) => (readings[index]?.rank ?? 0) <= 10)
  return [...overlay, ...order.filter((index) => !overlay.includes(index))]
}

function contradiction(
  field: string,
  saying: readonly number[],
  readings: readonly Reading[],
): Conflict | undefined {
  const values = saying.map((index) => ({ origin: index, value: readings[index]?.facts[field] }))
  const first = comparable(field, values[0]?.value)
  if (values.every(({ value }) => comparable(field, value) === first)) return undefined
  const winner = readings[values[0]?.origin ?? 0]
  const because =
    stated.has(field) && (winner?.rank ?? 0) <= 10
      ? 'people stated it in an overlay'
      : 'the source of higher rank, or the newer of equals'
  return { field, values, chosen: 0, because }
}

/** Values that mean the same compare equal: letter case and outer blanks, and times whatever their fraction or offset. */
function comparable(field: string, value: unknown): string {
  if (typeof value === 'string') {
    const time = field.endsWith('At') ? Date.parse(value) : Number.NaN
    return Number.isNaN(time) ? value.trim().toLowerCase() : String(Math.floor(time / 1000))
  }
  return JSON.stringify(value) ?? ''
}

function complete(field: string, saying: readonly number[], readings: readonly Reading[]): unknown {
  const values = saying.map((index) => readings[index]?.facts[field])
  if (field === 'disks')
    return completeList(values.filter(isDisks), (disk) => [`k${disk.key ?? '?'}`, `l${disk.label}`])
  if (field === 'nics')
    return completeList(values.filter(isNics), (nic) => [`m${nic.mac ?? '?'}`, `l${nic.label}`])
  if (field === 'attributes') return Object.assign({}, ...[...values].reverse())
  return values[0]
}

function isDisks(value: unknown): value is readonly Disk[] {
  return Array.isArray(value)
}

function isNics(value: unknown): value is readonly Nic[] {
  return Array.isArray(value)
}

/** The first list decides which elements there are; the others only fill fields that it leaves open. */
function completeList<T extends object>(
  lists: readonly (readonly T[])[],
  keys: (item: T) => readonly string[],
): readonly T[] {
  const [base, ...others] = lists
  if (!base) return []
  return base.map((item) => {
    let full = item
    for (const other of others) {
      const match = other.find((candidate) =>
        keys(candidate).some((key) => !key.endsWith('?') && keys(item).includes(key)),
      )
      if (match) full = { ...match, ...defined(full) }
    }
    return full
  })
}

function defined<T extends object>(value: T): T {
  const kept = { ...value }
  for (const key of Object.keys(kept) as (keyof T)[]) if (kept[key] === undefined) delete kept[key]
  return kept
}
