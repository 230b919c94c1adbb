import type { AnyRecord, TagRecord } from '../../../src/adapters/vsphere/schema.ts'

/** Faults that the simulator of govmomi does not have; each happens as a real vCenter does it. */
export interface Faults {
  /** `Type.path` that this server does not know: InvalidProperty for the whole call. */
  readonly unknownPaths?: readonly string[]
  /** Ids that the view lists and that are gone when they are asked for. */
  readonly gone?: readonly string[]
  /** Ids that may not be read at all: NoPermission for the whole call. */
  readonly forbidden?: readonly string[]
  /** Ids that an answer simply leaves out. */
  readonly forgotten?: readonly string[]
  /** The session is lost at this property call (1 = the first), once. */
  readonly loseSessionAt?: number
  /** 503 at this property call, once. */
  readonly busyAt?: number
  /** 503 for every call that asks for more objects than this. */
  readonly busyAbove?: number
  /** The answer to this property call breaks off in the middle, once. */
  readonly cutAt?: number
  /** The answer to this continuation breaks off in the middle, once. */
  readonly cutPageAt?: number
  /** Every page comes again and again, with a token for the next. */
  readonly endless?: boolean
  /** No answer at all to this property call, once. */
  readonly silentAt?: number
  /** This body instead of every answer to a property call. */
  readonly nonsense?: string
}

/** What the fake is made of. */
export interface FakeOptions extends Faults {
  readonly records: readonly AnyRecord[]
  readonly tags?: readonly TagRecord[]
  readonly tls?: boolean
  readonly gzip?: boolean
  /** Which REST interface there is. */
  readonly rest?: 'api' | 'rest' | 'none'
  readonly apiVersion?: string
  readonly pageObjects?: number
  /** How long a property call takes. */
  readonly delayMilliseconds?: (call: number) => number
}

/** The one user who may log in. */
export const fakeUser = { name: 'reader@vsphere.local', password: 'pass<&>word' } as const

/** What the server remembers between requests. */
export class State {
  readonly options: FakeOptions
  readonly calls: string[] = []
  readonly sessions = new Set<string>()
  readonly pages = new Map<string, readonly AnyRecord[]>()
  requests = 0
  propertyCalls = 0
  continuations = 0
  atOnce = 0
  mostAtOnce = 0
  #serial = 0

  constructor(options: FakeOptions) {
    this.options = options
  }

  next(prefix: string): string {
    return `${prefix}-${++this.#serial}`
  }
}
