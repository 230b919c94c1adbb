import { defined } from '../../lib/defined.ts'
import type { Snapshot } from '../../model/hardware.ts'
import type { VmxSettings } from './schema.ts'

const mostSnapshots = 1000

interface Entry {
  readonly uid: string
  readonly parent: string | undefined
  readonly snapshot: Snapshot
}

/** The snapshots that a .vmsd lists, each with its depth in the tree. */
export function snapshotsOf(settings: VmxSettings): readonly Snapshot[] {
  const entries: Entry[] = []
  for (const [key, uid] of settings) {
    // Numbers may have gaps: every one that is there counts.
    const at = /^snapshot(\d{1,6})\.uid$/.exec(key)?.[1]
    if (at === undefined || entries.length >= mostSnapshots) continue
    const value = (name: string): string | undefined => settings.get(`snapshot${at}.${name}`)
    const snapshot = defined<Snapshot>({
      name: value('displayname') ?? `snapshot ${uid}`,
      description: value('description') || undefined,
      createdAt: timeOf(value('createtimehigh'), value('createtimelow')),
      file: value('filename'),
      // Type 1 has the memory in it; its size stands in another file.
      memoryMib: value('type') === '0' ? 0 : undefined,
      depth: undefined,
      power: undefined,
      quiesced: undefined,
      sizeMib: undefined,
    })
    entries.push({ uid, parent: value('parent'), snapshot })
  }
  const parents = new Map(entries.map(({ uid, parent }) => [uid, parent]))
  return entries.map(({ uid, snapshot }) => ({ ...snapshot, depth: depthOf(uid, parents) }))
}

/** Ancestors that the file names; a circle ends at the number of snapshots. */
function depthOf(uid: string, parents: ReadonlyMap<string, string | undefined>): number {
  let depth = 0
  for (let next = parents.get(uid); next !== undefined && parents.has(next); next = parents.get(next)) {
    if (++depth >= parents.size) break
  }
  return depth
}

/** Two halves of microseconds since 1970, each written as a signed number. */
function timeOf(high: string | undefined, low: string | undefined): string | undefined {
  if (!/^-?\d{1,10}$/.test(high ?? '') || !/^-?\d{1,10}$/.test(low ?? '')) return undefined
  const milliseconds = (Number(high) * 2 ** 32 + (Number(low) >>> 0)) / 1000
  const time = new Date(milliseconds)
  return Number.isNaN(time.getTime()) || milliseconds <= 0 ? undefined : time.toISOString()
}
