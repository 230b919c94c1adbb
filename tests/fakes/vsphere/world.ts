import { GeneratedInventory } from './inventory/generated.ts'
import type { Inventory } from './inventory/inventory.ts'
import { draws } from './inventory/random.ts'
import { named } from './inventory/topology.ts'
import type { FakeOptions } from './options.ts'
import { Sessions } from './sessions.ts'
import { Journal } from './soap/journal.ts'
import type { Collector } from './soap/updates.ts'
import { encodeProperty } from './wire/encode.ts'
import type { Shapes } from './wire/shapes.ts'
import { isData, Ref, type Value } from './wire/value.ts'

/** An object that lives in the server and not in the inventory: a view, a task, a lease, a manager. */
export interface Living {
  readonly self: Ref
  /** The session that ends it; a task belongs to none. */
  readonly session?: string
  property(name: string): Value | undefined
  /** References of a property that is too long to be one value. */
  links?(name: string): Iterable<Ref> | undefined
  /** Ends a task early. */
  cancel?(): void
}

/** Everything that the server knows and remembers. */
export class World {
  readonly options: FakeOptions
  readonly inventory: Inventory
  readonly shapes: Shapes
  readonly sessions: Sessions
  readonly journal = new Journal()
  readonly living = new Map<string, Living>()
  /** What is left of answers that were cut into pages. */
  readonly pages = new Map<string, { readonly session: string; readonly rest: Iterator<Iterable<string>> }>()
  /** Who listens for changes. */
  readonly collectors = new Map<string, Collector>()
  readonly random: () => number
  /** Names of the SOAP methods called, in order, as far as a test looks. */
  readonly calls: string[] = []
  /** Where it is reached, and the SHA-1 of its certificate; known when it listens. */
  origin = ''
  thumbprint = ''
  propertyCalls = 0
  continuations = 0
  downUntil = 0
  #serial = 0
  #ahead = 0

  constructor(options: FakeOptions, inventory: Inventory, shapes: Shapes) {
    this.options = options
    this.#ahead = options.aheadMilliseconds ?? 0
    this.inventory = inventory
    this.shapes = shapes
    this.random = draws(options.seed ?? 1)
    this.sessions = new Sessions(options, () => this.now())
    this.sessions.onEnd((session) => this.#forget(session))
  }

  /** Milliseconds since 1970; a test may put the clock forward. */
  now(): number {
    return Date.now() + this.#ahead
  }

  /** Puts the clock forward. */
  later(milliseconds: number): void {
    this.#ahead += milliseconds
  }

  next(prefix: string): string {
    return `${prefix}-${++this.#serial}`
  }

  add(living: Living): Ref {
    this.living.set(keyOf(living.self), living)
    return living.self
  }

  drop(object: Ref): void {
    this.living.delete(keyOf(object))
  }

  has(object: Ref): boolean {
    return this.living.has(keyOf(object)) || this.inventory.has(object)
  }

  knows(type: string, path: string): boolean {
    return this.inventory.knows(type, path) || this.shapes.at(type, path) !== undefined
  }

  names(type: string): readonly string[] {
    const own = this.inventory.names(type)
    return own.length > 0 ? own : [...(this.shapes.of(type)?.keys() ?? [])]
  }

  /** A property as a `val` element, in pieces where it is long; undefined when it is unset. */
  value(object: Ref, path: string): string | Iterable<string> | undefined {
    const living = this.living.get(keyOf(object))
    if (living === undefined) return this.inventory.value(object, path)
    const links = living.links?.(path)
    if (links !== undefined) return referencesXml(links)
    const [first = '', ...rest] = path.split('.')
    let value = living.property(first)
    for (const part of rest) value = value !== undefined && isData(value) ? value[part] : undefined
    const field = this.shapes.at(object.type, path)
    return value === undefined || field === undefined
      ? undefined
      : encodeProperty(this.shapes, 'val', value, field)
  }

  /** The objects that a property refers to. */
  links(object: Ref, path: string): Iterable<Ref> {
    const living = this.living.get(keyOf(object))
    if (living === undefined) return this.inventory.links(object, path)
    const value = living.links?.(path) ?? living.property(path)
    if (value instanceof Ref) return [value]
    return typeof value === 'object' && Symbol.iterator in value ? onlyReferences(value) : []
  }

  /** Gives machine `n` another name, as a user of the vCenter would. */
  rename(n: number, name: string): void {
    if (!(this.inventory instanceof GeneratedInventory)) return
    this.inventory.change(n, (state) => void (state.name = name))
    this.journal.add(named.machine(n), 'modify', ['name', 'config', 'summary'])
  }

  /** Takes machine `n` away. */
  remove(n: number): void {
    if (!(this.inventory instanceof GeneratedInventory)) return
    this.inventory.remove(n)
    this.journal.add(named.machine(n), 'leave')
  }

  /** Everything that a start of the server loses: sessions and all that belongs to them, and tasks. */
  restart(downMilliseconds: number): void {
    this.downUntil = this.now() + downMilliseconds
    this.sessions.endAll()
    this.pages.clear()
    for (const [key, living] of this.living) {
      if (living.session !== undefined || living.self.type === 'Task') this.living.delete(key)
    }
    this.journal.restart()
  }

  #forget(session: string): void {
    for (const [key, living] of this.living) if (living.session === session) this.living.delete(key)
    for (const [key, { session: own }] of this.collectors) if (own === session) this.collectors.delete(key)
    for (const [token, page] of this.pages) if (page.session === session) this.pages.delete(token)
  }
}

function keyOf({ type, id }: Ref): string {
  return `${type}:${id}`
}

function* onlyReferences(values: Iterable<unknown>): Generator<Ref> {
  for (const value of values) if (value instanceof Ref) yield value
}

function* referencesXml(links: Iterable<Ref>): Generator<string> {
  yield '<val xsi:type="ArrayOfManagedObjectReference">'
  let some = ''
  for (const { type, id } of links) {
    some += `<ManagedObjectReference type="${type}" xsi:type="ManagedObjectReference">${id}</ManagedObjectReference>`
    if (some.length < 16_384) continue
    yield some
    some = ''
  }
  yield `${some}</val>`
}
