import type { Reference } from '../schema/kinds.ts'
import { SoapFault } from '../soap/fault.ts'
import type { HeldByObject, Way } from './ask.ts'

const objectsPerCall = 100
const inFlight = 4
const mostExamples = 5

/** What is missing of one privilege. */
export interface Lack {
  count: number
  readonly examples: Reference[]
}

/** What a check of many objects found. */
export interface Checked {
  /** Objects that answered. */
  readonly asked: number
  /** Objects that were there a moment ago and gave no answer. */
  readonly unanswered: number
  /** Privileges that some of them lack. */
  readonly lacks: ReadonlyMap<string, Lack>
}

/** Faults after which the next way is tried: this server does not know the method, or not this user by that name. */
const notThisWay = new Set([
  'NotSupported',
  'NotImplemented',
  'MethodNotFound',
  'InvalidRequest',
  'InvalidArgument',
  'InvalidType',
  'UserNotFound',
  'NotFound',
  'RuntimeFault',
  'SystemError',
])

/** Asks a server what may be done on its objects, in batches, in the best way that it knows. */
export class Checker {
  readonly #ways: Way[]
  readonly #signal: AbortSignal

  constructor(ways: readonly Way[], signal: AbortSignal) {
    this.#ways = [...ways]
    this.#signal = signal
  }

  /** The way that was used last; undefined when no way is left. */
  get way(): string | undefined {
    return this.#ways[0]?.name
  }

  /** Checks privileges on objects; undefined when this server can be asked in no way. */
  async check(
    objects: readonly Reference[],
    privileges: readonly string[],
    done: (objects: number) => void,
  ): Promise<Checked | undefined> {
    const lacks = new Map<string, Lack>()
    let asked = 0
    const next = slices(objects)
    const work = async (): Promise<void> => {
      for (const slice of next) {
        this.#signal.throwIfAborted()
        const held = await this.#ask(slice, privileges)
        for (const object of slice) {
          const own = held.get(object.value)
          if (own === undefined) continue
          asked++
          for (const privilege of privileges) if (!own.has(privilege)) note(lacks, privilege, object)
        }
        done(slice.length)
      }
    }
    await Promise.all(Array.from({ length: inFlight }, work))
    if (this.#ways.length === 0) return undefined
    return { asked, unanswered: objects.length - asked, lacks: sorted(lacks) }
  }

  async #ask(objects: readonly Reference[], privileges: readonly string[]): Promise<HeldByObject> {
    for (;;) {
      const [way] = this.#ways
      if (way === undefined) return new Map()
      try {
        return await way.ask(objects, privileges)
      } catch (error) {
        if (!(error instanceof SoapFault)) throw error
        if (notThisWay.has(error.fault)) {
          if (this.#ways[0] === way) this.#ways.shift()
          continue
        }
        if (error.fault !== 'NoPermission' && error.fault !== 'ManagedObjectNotFound') throw error
        const [only] = objects
        if (objects.length === 1 && only !== undefined) {
          // Whoever has any role on an object may ask this: a refusal means no role at all.
          return error.fault === 'NoPermission' ? new Map([[only.value, new Set<string>()]]) : new Map()
        }
        const middle = Math.ceil(objects.length / 2)
        const first = await this.#ask(objects.slice(0, middle), privileges)
        return new Map([...first, ...(await this.#ask(objects.slice(middle), privileges))])
      }
    }
  }
}

function* slices(objects: readonly Reference[]): Generator<readonly Reference[]> {
  for (let at = 0; at < objects.length; at += objectsPerCall) yield objects.slice(at, at + objectsPerCall)
}

function note(lacks: Map<string, Lack>, privilege: string, object: Reference): void {
  const lack = lacks.get(privilege) ?? { count: 0, examples: [] }
  lack.count++
  // The first ones by id, whatever order the answers came in.
  lack.examples.push(object)
  lack.examples.sort((a, b) => (a.value < b.value ? -1 : 1)).splice(mostExamples)
  lacks.set(privilege, lack)
}

function sorted(lacks: Map<string, Lack>): ReadonlyMap<string, Lack> {
  return new Map([...lacks].sort(([a], [b]) => (a < b ? -1 : 1)))
}
