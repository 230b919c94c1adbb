import type { Progress } from '../../lib/progress.ts'
import { type NotSeen, notSeenText } from '../../model/not-seen.ts'
import type { Coverage, Observation, ReadReport, Rejected } from '../../model/observation.ts'
import type { SourceReading } from '../../ports/source-reader.ts'
import { type AnyRecord, isManagedType, kindsOf, type ManagedType, propertiesByType } from './schema.ts'
import { accessFacts } from './to-model/access.ts'
import type { RawSource, Unread } from './source.ts'
import {
  type Context,
  contextOf,
  infrastructureObservation,
  machineObservation,
  unknownClasses,
  vcenterObservation,
} from './to-model.ts'

/** Types that become observations; the others only say where these stand. */
const keptTypes: ReadonlySet<string> = new Set([
  'VirtualMachine',
  'HostSystem',
  'ClusterComputeResource',
  'Datastore',
  'Network',
  'OpaqueNetwork',
  'DistributedVirtualPortgroup',
  'ResourcePool',
  'VirtualApp',
  'Folder',
] satisfies ManagedType[])

/** Told what stands around the machines before they are read; their names are added while they are. */
type Surrounded = (context: Context, names: Map<string, string>) => void

/**
 * A raw source as observations: everything around the machines first, then the machines slice by slice, so that memory
 * stays flat. `seen = kept + rejected` holds by construction: each id either becomes an observation, only holds others,
 * or is rejected with its reason.
 */
export function readingOf(
  source: RawSource,
  progress: Progress,
  surrounded: Surrounded = () => {},
): SourceReading {
  const tally = new Tally(source)
  return {
    description: {
      key: `vcenter:${(source.about.instanceUuid ?? source.host).toLowerCase()}`,
      reader: 'vcenter',
      label: source.host,
      observedAt: source.observedAt,
      rank: 40,
    },
    observations: observe(source, tally, progress, surrounded),
    report: () => tally.report(),
  }
}

async function* observe(
  source: RawSource,
  tally: Tally,
  progress: Progress,
  surrounded: Surrounded,
): AsyncGenerator<Observation> {
  const surroundings: AnyRecord[] = []
  const types = (Object.keys(propertiesByType) as ManagedType[]).filter((type) => type !== 'VirtualMachine')
  progress.phase('reading hosts, datastores and networks')
  for await (const slice of source.read(types)) {
    tally.add(slice.records, slice.unread)
    for (const record of slice.records) surroundings.push(record)
  }
  progress.phase('reading tags')
  const tags = await source.tags()
  tally.note(tags)
  const policies = await source.policies()
  tally.note(policies)
  const access = await source.access?.()
  tally.note({ notes: access?.notes ?? [] })
  tally.note({ notes: source.notes ?? [] })
  const context = contextOf(source.host, source.about, surroundings, tags.tags, policies.policies)
  const names = new Map<string, string>()
  surrounded(context, names)
  yield* machines(source, tally, context, names, progress)
  for (const record of surroundings) {
    const observation = infrastructureObservation(record, context, names)
    if (observation === undefined) continue
    tally.keep()
    yield observation
  }
  tally.keep()
  yield vcenterObservation(context, accessFacts(access, context, names))
}

async function* machines(
  source: RawSource,
  tally: Tally,
  context: Context,
  names: Map<string, string>,
  progress: Progress,
): AsyncGenerator<Observation> {
  progress.phase('reading virtual machines')
  const total = source.ids.filter((id) => id.type === 'VirtualMachine').length
  let done = 0
  for await (const slice of source.read(['VirtualMachine'])) {
    progress.signal.throwIfAborted()
    tally.add(slice.records, slice.unread)
    for (const record of slice.records) {
      if (record.type !== 'VirtualMachine') continue
      tally.classes(unknownClasses(record.properties['config.hardware.device'] ?? []))
      const observation = machineObservation(record, context)
      names.set(record.id, observation.facts.name)
      tally.keep()
      yield observation
    }
    done += slice.records.length + slice.unread.length
    progress.advance(done, total, 'VMs')
  }
}

interface Part {
  rows: number
  readonly known: Set<string>
  readonly denied: Map<string, Denied>
}

/** How many objects hid a property, and what was missing to see it. */
interface Denied {
  count: number
  readonly lacks: Set<string>
}

/** Counts what came, what did not, and why. */
class Tally {
  readonly #source: RawSource
  readonly #parts = new Map<ManagedType, Part>()
  readonly #rejected: Rejected[] = []
  readonly #notes: NotSeen[] = []
  readonly #classes = new Set<string>()
  #kept = 0

  constructor(source: RawSource) {
    this.#source = source
  }

  keep(): void {
    this.#kept++
  }

  note({ notes }: { readonly notes: readonly NotSeen[] }): void {
    this.#notes.push(...notes)
  }

  classes(types: readonly string[]): void {
    for (const type of types) this.#classes.add(`device ${type}`)
  }

  add(records: readonly AnyRecord[], unread: readonly Unread[]): void {
    for (const record of records) {
      const part = this.#part(record.type)
      part.rows++
      for (const path of Object.keys(record.properties)) part.known.add(path)
      for (const [at, path] of (record.denied ?? []).entries()) {
        const denied = part.denied.get(path) ?? { count: 0, lacks: new Set() }
        denied.count++
        const lack = record.lacks?.[at]
        if (lack !== undefined && lack !== '') denied.lacks.add(lack)
        part.denied.set(path, denied)
      }
    }
    for (const { object, why } of unread) {
      if (keptTypes.has(object.type)) {
        this.#rejected.push({ where: { file: this.#source.host, object: object.value }, why })
      } else
        this.#notes.push({
          what: `${object.type} ${object.value}`,
          why,
          so: 'what it holds is shown without it',
        })
    }
  }

  report(): ReadReport {
    const unknownPaths = this.#source.unknownPaths()
    const denied = this.#deniedPaths()
    return {
      seen: this.#kept + this.#rejected.length,
      kept: this.#kept,
      merged: 0,
      rejected: this.#rejected,
      unknown: [...this.#classes].sort().concat(this.#otherTypes()),
      missing: [
        ...denied.map(notSeenText),
        ...tooNew(unknownPaths, this.#source.about.apiVersion),
        ...this.#notes.map(notSeenText),
      ],
      notSeen: [...denied, ...this.#notes],
      coverage: [...this.#parts].map(([type, part]) => coverageOf(type, part, unknownPaths)),
    }
  }

  #part(type: ManagedType): Part {
    let part = this.#parts.get(type)
    if (part === undefined) {
      part = { rows: 0, known: new Set(), denied: new Map() }
      this.#parts.set(type, part)
    }
    return part
  }

  #otherTypes(): string[] {
    const counts = new Map<string, number>()
    for (const { type } of this.#source.ids) {
      if (!isManagedType(type)) counts.set(type, (counts.get(type) ?? 0) + 1)
    }
    return [...counts].map(([type, count]) => `${count} objects of type ${type}`).sort()
  }

  #deniedPaths(): NotSeen[] {
    return [...this.#parts].flatMap(([type, { denied }]) =>
      [...denied].map(([path, { count, lacks }]) => ({
        what: `${path} of ${count} ${type}`,
        why: 'this user is not permitted to see it',
        ...(lacks.size === 0 ? {} : { privileges: [...lacks].sort() }),
        objects: count,
      })),
    )
  }
}

function tooNew(paths: readonly string[], version: string | undefined): string[] {
  return paths.map((path) => `${path}: not known to this server (API ${version ?? 'unknown'})`)
}

function coverageOf(type: ManagedType, part: Part, unknownPaths: readonly string[]): Coverage {
  const unknown = unknownPaths
    .filter((path) => path.startsWith(`${type}.`))
    .map((path) => path.slice(type.length + 1))
  return {
    part: type,
    rows: part.rows,
    known: [...kindsOf(type).keys()].filter((path) => part.known.has(path)),
    missing: [...part.denied.keys(), ...unknown].sort(),
    unknown: [],
  }
}
