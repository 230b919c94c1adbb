import { childOf, childrenOf, childText, type XmlElement } from '../../../../src/formats/xml/index.ts'
import { isA } from '../inventory/inventory.ts'
import type { Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import { referenceOf } from './call.ts'
import { VimFault } from './fault.ts'

/** Which properties of which type are asked for. */
interface PropertySet {
  readonly type: string
  readonly all: boolean
  readonly paths: readonly string[]
}

/** A step from an object to others, over one of its properties. */
interface Step {
  readonly type: string
  readonly path: string
  readonly skip: boolean
  /** The steps after it; a name stands for a step of that name, so that steps can go round. */
  readonly next: readonly (Step | string)[]
}

/** Where to begin, and how to go on from there. */
interface Start {
  readonly object: Ref
  readonly skip: boolean
  readonly next: readonly (Step | string)[]
}

/** A filter specification: what is asked for of which objects. */
export interface Spec {
  readonly properties: readonly PropertySet[]
  readonly starts: readonly Start[]
  readonly steps: ReadonlyMap<string, Step>
}

/** Reads a `specSet` or `spec` and refuses what no server of this version knows. */
export function specOf(world: World, element: XmlElement): Spec {
  const steps = new Map<string, Step>()
  const stepsIn = (parent: XmlElement): (Step | string)[] =>
    childrenOf(parent, 'selectSet').map((set) => {
      const [type, path, name] = [childText(set, 'type'), childText(set, 'path'), childText(set, 'name')]
      if (type === undefined || path === undefined) return name ?? ''
      const step = { type, path, skip: childText(set, 'skip') === 'true', next: stepsIn(set) }
      if (name !== undefined && name !== '') steps.set(name, step)
      return step
    })
  const properties = childrenOf(element, 'propSet').map((set) => ({
    type: childText(set, 'type') ?? '',
    all: childText(set, 'all') === 'true',
    paths: childrenOf(set, 'pathSet').map((path) => path.text),
  }))
  for (const { type, paths } of properties) refuseUnknown(world, type, paths)
  const starts = childrenOf(element, 'objectSet').map((set) => {
    const obj = childOf(set, 'obj')
    if (obj === undefined) throw new VimFault('InvalidArgument', { invalidProperty: 'specSet.objectSet.obj' })
    return { object: referenceOf(obj), skip: childText(set, 'skip') === 'true', next: stepsIn(set) }
  })
  return { properties, starts, steps }
}

/** Base classes whose own fields are asked for in their name. */
const entityPaths = new Set([
  'name',
  'parent',
  'overallStatus',
  'configStatus',
  'customValue',
  'effectiveRole',
  'permission',
  'recentTask',
  'tag',
  'triggeredAlarmState',
  'declaredAlarmState',
  'disabledMethod',
  'alarmActionsEnabled',
])

function refuseUnknown(world: World, type: string, paths: readonly string[]): void {
  for (const path of paths) {
    const known =
      type === 'ManagedEntity' || type === 'ManagedObject' || type === 'ExtensibleManagedObject'
        ? entityPaths.has(path) || path === 'value' || path === 'availableField'
        : world.knows(type, path)
    if (!known || world.options.unknownPaths?.includes(`${type}.${path}`) === true) {
      throw new VimFault('InvalidProperty', { name: path })
    }
  }
}

/** The objects of a specification, found while they are read. An object that does not exist is a fault. */
export function* objectsOf(world: World, spec: Spec): Generator<Ref> {
  const simple = spec.starts.every(({ next }) =>
    next.every((step) => typeof step !== 'string' && step.next.length === 0),
  )
  // Only steps that go round can meet an object twice; to remember them all costs memory.
  const seen = simple ? undefined : new Set<string>()
  const once = (object: Ref): boolean => {
    if (seen === undefined) return true
    const key = `${object.type}:${object.id}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }
  for (const start of spec.starts) {
    if (world.options.gone?.includes(start.object.id) === true || !world.has(start.object)) {
      throw new VimFault('ManagedObjectNotFound', { obj: start.object })
    }
    if (!start.skip && once(start.object)) yield start.object
    yield* walk(world, spec, start.object, start.next, once)
  }
}

function* walk(
  world: World,
  spec: Spec,
  from: Ref,
  next: readonly (Step | string)[],
  once: (object: Ref) => boolean,
): Generator<Ref> {
  for (const named of next) {
    const step = typeof named === 'string' ? spec.steps.get(named) : named
    if (step === undefined || !isA(from.type, step.type)) continue
    for (const object of world.links(from, step.path)) {
      if (!once(object)) continue
      if (!step.skip) yield object
      yield* walk(world, spec, object, step.next, once)
    }
  }
}

/** The paths that are asked for of an object; undefined when its type is not asked for at all. */
export function pathsOf(world: World, spec: Spec, object: Ref): readonly string[] | undefined {
  const sets = spec.properties.filter(({ type }) => isA(object.type, type))
  if (sets.length === 0) return undefined
  return [...new Set(sets.flatMap((set) => (set.all ? world.names(object.type) : set.paths)))]
}
