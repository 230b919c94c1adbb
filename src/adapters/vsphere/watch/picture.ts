import type { Progress } from '../../../lib/progress.ts'
import type { Observation } from '../../../model/observation.ts'
import type { SourceUpdate } from '../../../ports/source-watcher.ts'
import { batchesOf, inParallel } from '../collect/slices.ts'
import { Paths, retrieve } from '../collect/retrieve.ts'
import { type Connection, listed } from '../live.ts'
import { readingOf } from '../read.ts'
import { readTags } from '../rest/tags.ts'
import type { MachineRecord } from '../schema.ts'
import { TextPool } from '../schema/strings.ts'
import { type Context, infrastructureObservation, machineObservation } from '../to-model.ts'
import type { Changes } from './pending.ts'

/** More machines than this are read with everything else. */
const mostMachines = 1000

/** What a whole read found around the machines: against it, single machines are read again. */
export class Picture {
  readonly #connection: Connection
  readonly #progress: Progress
  #context: Context | undefined
  #names = new Map<string, string>()
  #tags = ''
  /** Set when the vCenter went away in the middle of the last whole read. */
  incomplete = false

  constructor(connection: Connection, progress: Progress) {
    this.#connection = connection
    this.#progress = progress
  }

  /** Reads everything and lets `store` have it. */
  async whole(store: (update: SourceUpdate) => Promise<void>): Promise<void> {
    const source = await listed(this.#connection, this.#progress)
    let tags = ''
    const heard = {
      ...source,
      async tags() {
        const found = await source.tags()
        tags = JSON.stringify(found)
        return found
      },
    }
    const reading = readingOf(heard, this.#progress, (context, names) => {
      this.#context = context
      this.#names = names
    })
    await store({ kind: 'whole', reading })
    this.#tags = tags
    this.incomplete = reading.report().rejected.some(({ why }) => why.includes('stopped answering'))
  }

  /** Reads these machines again; false when only a whole read will do. */
  async part(changes: Changes, store: (update: SourceUpdate) => Promise<void>): Promise<boolean> {
    const context = this.#context
    if (context === undefined || changes.whole || changes.machines.size > mostMachines) return false
    const records = await this.#read([...changes.machines].sort())
    if (records === undefined) return false
    const names = new Map(this.#names)
    for (const id of changes.gone) names.delete(id)
    const observations: Observation[] = []
    for (const record of records) {
      const observation = machineObservation(record, context)
      names.set(record.id, observation.facts.name)
      observations.push(observation)
    }
    observations.push(...clustersChanged(context, this.#names, names))
    const at = (this.#connection.now?.() ?? new Date()).toISOString()
    await store({ kind: 'part', at, observations, gone: [...changes.gone] })
    this.#names = names
    return true
  }

  /** Whether the tags are others than at the last whole read: a filter does not tell them. */
  async hasOtherTags(): Promise<boolean> {
    const { transport, password } = this.#connection
    return JSON.stringify(await readTags(transport, await password())) !== this.#tags
  }

  /** Machines that went away meanwhile are left out: the filter tells of them. Undefined when one cannot be read. */
  async #read(ids: readonly string[]): Promise<MachineRecord[] | undefined> {
    const { session, pace } = this.#connection
    const paths = new Paths(session.content.about.apiVersion)
    const texts = new TextPool()
    const objects = ids.map((value) => ({ type: 'VirtualMachine', value }))
    const slices = inParallel(
      batchesOf(objects, ['VirtualMachine'], pace),
      pace,
      (batch, outlet) => session.inWords(() => retrieve(session, batch, paths, texts, outlet)),
      this.#progress.signal,
    )
    const records: MachineRecord[] = []
    let refused = false
    for await (const slice of slices) {
      for (const record of slice.records) if (record.type === 'VirtualMachine') records.push(record)
      refused ||= slice.unread.some(({ why }) => !why.startsWith('it was removed'))
    }
    return refused ? undefined : records
  }
}

/** Clusters whose rules name machines by other names now. */
function* clustersChanged(
  context: Context,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Generator<Observation> {
  for (const record of context.objects.values()) {
    if (record.type !== 'ClusterComputeResource') continue
    const [old, now] = [before, after].map((names) => infrastructureObservation(record, context, names))
    if (now !== undefined && JSON.stringify(old) !== JSON.stringify(now)) yield now
  }
}
