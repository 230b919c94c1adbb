import { childOf, childText } from '../../../../src/formats/xml/index.ts'
import { ref, type Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import { type Call, type Handlers, referenceXml } from './call.ts'
import { objectContent } from './collector.ts'
import { VimFault } from './fault.ts'
import { objectsOf, pathsOf, type Spec, specOf } from './spec.ts'

/** Object updates in one answer at most; a vCenter gives 100. */
const usualUpdates = 100

interface Filter {
  readonly self: Ref
  readonly spec: Spec
  /** What has not been told yet of the objects that were there at the beginning. */
  initial: Iterator<Ref> | undefined
  ahead: IteratorResult<Ref> | undefined
  /** The last change that was told, or was already true when the first object was told. */
  told: number
}

/** A property collector: filters, and how far its owner has listened. */
export class Collector {
  readonly session: string
  readonly filters: Filter[] = []
  version = 0
  /** The last answer, for a caller who did not get it and asks again. */
  last: { readonly asked: string; readonly text: string } | undefined

  constructor(session: string) {
    this.session = session
  }
}

/** Waiting for changes: collectors, filters, updates in pages. */
export const updateHandlers: Handlers = {
  CreatePropertyCollector({ world, session }) {
    const self = ref('PropertyCollector', `session[${session}]${world.next('pc')}`)
    world.add({ self, session, property: () => undefined })
    return referenceXml('returnval', self)
  },
  DestroyPropertyCollector({ world, self }) {
    world.collectors.delete(self.id)
    world.drop(self)
    return ''
  },
  CreateFilter(call) {
    const { world, args, session } = call
    const element = childOf(args, 'spec')
    if (element === undefined) throw new VimFault('InvalidArgument', { invalidProperty: 'spec' })
    const self = ref('PropertyFilter', `session[${session}]${world.next('filter')}`)
    const spec = specOf(world, element)
    collectorOf(call).filters.push({
      self,
      spec,
      initial: objectsOf(world, spec),
      ahead: undefined,
      told: world.journal.newest,
    })
    world.add({ self, session, property: () => undefined })
    return referenceXml('returnval', self)
  },
  DestroyPropertyFilter({ world, self }) {
    for (const { filters } of world.collectors.values()) {
      const at = filters.findIndex((filter) => filter.self.id === self.id)
      if (at >= 0) filters.splice(at, 1)
    }
    world.drop(self)
    return ''
  },
  async WaitForUpdatesEx(call) {
    const options = childOf(call.args, 'options')
    const wait = (options && childText(options, 'maxWaitSeconds')) ?? '1800'
    const most = (options && childText(options, 'maxObjectUpdates')) ?? String(usualUpdates)
    return await updates(call, Number(wait), Math.min(Number(most), usualUpdates))
  },
  WaitForUpdates: (call) => updates(call, 1800, Number.POSITIVE_INFINITY),
  CheckForUpdates: (call) => updates(call, 0, Number.POSITIVE_INFINITY),
  CancelWaitForUpdates({ world }) {
    world.journal.add(ref('PropertyCollector', 'cancelled'), 'modify')
    return ''
  },
}

function collectorOf({ world, self, session }: Call): Collector {
  const key = self.id === 'propertyCollector' ? `${session}:default` : self.id
  let found = world.collectors.get(key)
  if (found === undefined) {
    found = new Collector(session)
    world.collectors.set(key, found)
  }
  return found
}

async function updates(call: Call, waitSeconds: number, most: number): Promise<string> {
  const { world, args, signal } = call
  const collector = collectorOf(call)
  const asked = childText(args, 'version') ?? ''
  if (collector.last !== undefined && asked === collector.last.asked && asked !== '')
    return collector.last.text
  if (asked !== '' && asked !== String(collector.version)) throw new VimFault('InvalidCollectorVersion')
  if (asked === '') begin(world, collector)
  const end = world.now() + waitSeconds * 1000
  for (;;) {
    const sets = setsOf(world, collector, most)
    if (sets.text !== '') {
      collector.version++
      const more = sets.truncated ? '<truncated>true</truncated>' : ''
      const text = `<returnval><version>${collector.version}</version>${sets.text}${more}</returnval>`
      collector.last = { asked, text }
      return text
    }
    const left = end - world.now()
    if (left <= 0 || signal.aborted) return ''
    await world.journal.next(Math.min(left, 60_000), signal)
    if (!world.sessions.use(call.session, 'soap')) throw new VimFault('NotAuthenticated')
  }
}

/** From the beginning: every object is told again. */
function begin(world: World, { filters }: Collector): void {
  for (const filter of filters) {
    filter.initial = objectsOf(world, filter.spec)
    filter.ahead = undefined
    filter.told = world.journal.newest
  }
}

function setsOf(world: World, collector: Collector, most: number): { text: string; truncated: boolean } {
  let text = ''
  let left = most
  for (const filter of collector.filters) {
    let objects = ''
    // One object is always looked ahead, so that the last page knows that it is the last.
    while (filter.initial !== undefined && left > 0) {
      filter.ahead ??= filter.initial.next()
      if (filter.ahead.done === true) {
        filter.initial = undefined
        break
      }
      const object: Ref = filter.ahead.value
      const paths = pathsOf(world, filter.spec, object)
      if (paths !== undefined) {
        objects += objectUpdate(world, 'enter', object, paths)
        left--
      }
      filter.ahead = filter.initial.next()
      if (filter.ahead.done === true) filter.initial = undefined
    }
    if (filter.initial === undefined && left > 0) objects += changesOf(world, filter)
    if (objects !== '') text += `<filterSet>${referenceXml('filter', filter.self)}${objects}</filterSet>`
    if (left <= 0 && collector.filters.some(({ initial }) => initial !== undefined)) {
      return { text, truncated: true }
    }
  }
  return { text, truncated: false }
}

function changesOf(world: World, filter: Filter): string {
  if (filter.told + 1 < world.journal.oldest) throw new VimFault('InvalidCollectorVersion')
  const changes = world.journal.since(filter.told)
  filter.told = world.journal.newest
  let text = ''
  for (const { object, kind, paths: changed } of changes) {
    const paths = holds(filter.spec, object) ? pathsOf(world, filter.spec, object) : undefined
    if (paths === undefined) continue
    if (kind === 'leave') {
      text += `<objectSet><kind>leave</kind>${referenceXml('obj', object)}</objectSet>`
      continue
    }
    const asked = paths.filter((path) => kind === 'enter' || changed.includes(path.split('.', 1)[0] ?? ''))
    if (asked.length > 0 && world.has(object)) text += objectUpdate(world, kind, object, asked)
  }
  return text
}

/** Whether a filter is about an object: it names it, or steps lead from what it names to all of its kind. */
function holds(spec: Spec, object: Ref): boolean {
  return spec.starts.some(
    (start) => start.next.length > 0 || (start.object.type === object.type && start.object.id === object.id),
  )
}

function objectUpdate(world: World, kind: string, object: Ref, paths: readonly string[]): string {
  let content = ''
  for (const piece of objectContent(world, object, paths)) content += piece
  const named = content
    .replaceAll('<propSet>', '<changeSet>')
    .replaceAll('</propSet>', '</changeSet>')
    .replace(/<changeSet><name>([^<]*)<\/name>/g, '<changeSet><name>$1</name><op>assign</op>')
  const unset = paths
    .filter((path) => kind === 'modify' && world.value(object, path) === undefined)
    .map((path) => `<changeSet><name>${path}</name><op>assign</op></changeSet>`)
  return `<objectSet><kind>${kind}</kind>${named}${unset.join('')}</objectSet>`
}
