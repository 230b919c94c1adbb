import { uuid } from './random.ts'
import type { DiskTraits, Traits } from './traits.ts'

/** A snapshot of a machine, with those taken on top of it. */
export interface SnapshotState {
  readonly id: string
  readonly number: number
  readonly name: string
  readonly description: string
  readonly createTime: string
  readonly quiesced: boolean
  /** How far the log of changed blocks was when it was taken. */
  readonly epoch: number
  readonly cbt: boolean
  readonly children: SnapshotState[]
}

/** What can change of a machine; kept only for machines that did change. */
export interface MachineState {
  name: string
  on: boolean
  cbt: boolean
  /** Rises with each snapshot and each write: the number behind the slash of a change id. */
  epoch: number
  /** Changes when tracking starts anew, so that old change ids no longer count. */
  generation: number
  snapshots: SnapshotState[]
  current: string | undefined
  /** How many snapshots were ever taken: their numbers are not used again. */
  taken: number
  /** Whether changes shall be tracked from the next stun on; undefined when nothing waits. */
  pendingCbt: boolean | undefined
}

/** The state of a machine that nobody has touched. */
export function untouched(traits: Traits): MachineState {
  const snapshots: SnapshotState[] = []
  let level = snapshots
  for (let depth = 0; depth < traits.snapshots; depth++) {
    const children: SnapshotState[] = []
    level.push({
      id: `snapshot-${1001 + traits.n}-${depth + 1}`,
      number: depth + 1,
      name: depth === 0 ? 'before patch' : `before patch ${depth + 1}`,
      description: 'taken by hand',
      createTime: new Date(Date.UTC(2025, 10, 3 + depth, 18)).toISOString(),
      quiesced: depth === 0,
      epoch: depth + 1,
      cbt: traits.cbt,
      children,
    })
    level = children
  }
  const current = traits.snapshots > 0 ? `snapshot-${1001 + traits.n}-${traits.snapshots}` : undefined
  return {
    name: traits.name,
    on: traits.on,
    cbt: traits.cbt,
    epoch: 1 + traits.snapshots,
    generation: 0,
    snapshots,
    current,
    taken: traits.snapshots,
    pendingCbt: undefined,
  }
}

/** Every snapshot of a machine, parents before children. */
export function* snapshotsOf(list: readonly SnapshotState[]): Generator<SnapshotState> {
  for (const snapshot of list) {
    yield snapshot
    yield* snapshotsOf(snapshot.children)
  }
}

/** The id of the changes of a disk: what it was made of, a slash, and how far it is. */
export function changeIdOf(traits: Traits, disk: DiskTraits, generation: number, epoch: number): string {
  return `${spaced(uuid(traits.seed, traits.n, disk.key, generation))}/${epoch}`
}

/** As ESXi writes such a UUID: pairs of digits, a dash in the middle. */
function spaced(text: string): string {
  const pairs = text.replaceAll('-', '').match(/../g) ?? []
  return `${pairs.slice(0, 8).join(' ')}-${pairs.slice(8).join(' ')}`
}
