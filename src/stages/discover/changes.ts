import type { EstateObject } from '../../model/estate.ts'

/** One fact of an object that is another one than before. */
export interface FieldChange {
  /** Name of the fact; `disks[Hard disk 1].capacityBytes` within a list. */
  readonly field: string
  /** Absent = it was not known before. */
  readonly old?: unknown
  /** Absent = it is not known any more. */
  readonly new?: unknown
}

/** What became of one object of the estate. */
export interface ObjectChange {
  readonly kind: EstateObject['kind']
  readonly id: string
  readonly name: string
  readonly change: 'appeared' | 'vanished' | 'changed'
  readonly fields: readonly FieldChange[]
}

/** Facts that move while everything stays as it is, and what belongs to the merge and not to the object. */
const restless: ReadonlySet<string> = new Set(
  (
    'id kind formerIds origins from conflicts usage usedMib unsharedMib provisionedMib freeMib cpuUsagePercent memoryUsagePercent ' +
    'guestDisks health storagePaths files toolsRunning'
  ).split(' '),
)
/** Values longer than this are told by their length: an annotation may be a novel. */
const longestText = 1000
const mostFields = 200

/** What differs between two readings of one object; empty when nothing that is told does. */
export function fieldChanges(before: EstateObject, after: EstateObject): readonly FieldChange[] {
  const found: FieldChange[] = []
  compare('', before, after, found)
  return found.slice(0, mostFields)
}

function compare(prefix: string, before: object, after: object, found: FieldChange[]): void {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    if (prefix === '' && restless.has(key)) continue
    compareValues(prefix + key, old.get(key), now.get(key), found)
  }
}

function compareValues(field: string, old: unknown, now: unknown, found: FieldChange[]): void {
  if (old === now || JSON.stringify(old) === JSON.stringify(now)) return
  const [listBefore, listAfter] = [partsByName(old), partsByName(now)]
  if (listBefore && listAfter) {
    for (const name of new Set([...listBefore.keys(), ...listAfter.keys()])) {
      const [one, other] = [listBefore.get(name), listAfter.get(name)]
      if (one && other) compare(`${field}[${name}].`, one, other, found)
      else found.push(changeOf(`${field}[${name}]`, one, other))
    }
    return
  }
  found.push(changeOf(field, old, now))
}

/** Parts of a list by what people call them; undefined when it is no list of parts with names of their own. */
function partsByName(value: unknown): ReadonlyMap<string, object> | undefined {
  if (!Array.isArray(value)) return undefined
  const found = new Map<string, object>()
  for (const part of value as readonly unknown[]) {
    if (typeof part !== 'object' || part === null) return undefined
    const name: unknown = 'label' in part ? part.label : 'name' in part ? part.name : undefined
    if (typeof name !== 'string' || found.has(name)) return undefined
    found.set(name, part)
  }
  return found
}

function changeOf(field: string, old: unknown, now: unknown): FieldChange {
  return {
    field,
    ...(old === undefined ? {} : { old: shortened(old) }),
    ...(now === undefined ? {} : { new: shortened(now) }),
  }
}

function shortened(value: unknown): unknown {
  const text = JSON.stringify(value) ?? ''
  return text.length <= longestText ? value : `${text.length} characters`
}
