import type { AnyRecord, PolicyRecord } from '../../../src/adapters/vsphere/schema.ts'
import type { FakeAccess } from './access/authority.ts'
import type { FakeTag } from './inventory/inventory.ts'

/** Trouble at a chosen call; each happens as a real vCenter does it. */
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

/** Trouble that is drawn: what may happen to a request. */
export const disturbances = [
  /** 503. */
  'busy',
  /** The connection is closed before an answer. */
  'drop',
  /** The connection breaks in the middle of an answer. */
  'cut',
  /** The answer ends properly, in the middle of its XML. */
  'half',
  /** The answer comes late. */
  'slow',
  /** No answer at all. */
  'silent',
  /** The session is gone: NotAuthenticated. */
  'expire',
  /** The server starts anew: sessions, views, tokens and tasks are gone, and it is away for a while. */
  'restart',
] as const

/** One kind of trouble. */
export type Disturbance = (typeof disturbances)[number]

/** Trouble at moments that a seed decides. */
export interface Chaos {
  readonly kinds: readonly Disturbance[]
  /** One request in so many is disturbed. */
  readonly oneIn: number
  /** At most so many in all; without end when absent. */
  readonly most?: number
  readonly slowMilliseconds?: number
  readonly downMilliseconds?: number
}

/** What the user may not see: `oneIn` of the objects of a type, whole or some properties. */
export interface Hole {
  readonly type: string
  /** One object in so many, chosen by its id; 1 = all. */
  readonly oneIn: number
  /** Properties, with all below them; everything when absent. */
  readonly paths?: readonly string[]
  /** The privilege that is missing; System.Read when absent. */
  readonly privilege?: string
}

/** What the fake is made of. */
export interface FakeOptions extends Faults {
  /** An estate by hand … */
  readonly records?: readonly AnyRecord[]
  readonly tags?: readonly FakeTag[]
  readonly policies?: readonly PolicyRecord[]
  /** The user may not see storage policies; or the session is gone when they are first asked for. */
  readonly pbm?: 'forbidden' | 'forgets'
  /** … or one of so many machines, made while it is read. */
  readonly machines?: number
  /** Decides everything that is drawn. */
  readonly seed?: number
  /** What was said once is kept in memory: quick answers for measurements, of an estate that never changes. */
  readonly kept?: boolean
  readonly port?: number
  readonly tls?: boolean
  readonly gzip?: boolean
  /** Which REST interface there is. */
  readonly rest?: 'api' | 'rest' | 'both' | 'none'
  readonly apiVersion?: string
  /** Objects in a page at most; a vCenter gives 100. */
  readonly pageObjects?: number
  /** How long a property call takes. */
  readonly delayMilliseconds?: (call: number) => number
  /** How long each page takes. */
  readonly pageMilliseconds?: number
  readonly idleMilliseconds?: number
  readonly sessionCap?: number
  readonly taskMilliseconds?: number
  readonly leaseSeconds?: number
  readonly maxQueryMetrics?: number
  /** The statistics level of each historical interval. */
  readonly statisticsLevel?: number
  readonly holes?: readonly Hole[]
  readonly chaos?: Chaos
  /** Roles and permissions; without them the user may do everything. */
  readonly access?: FakeAccess
  /** How far the server's clock is ahead of this machine's. */
  readonly aheadMilliseconds?: number
}

/** The one user who may log in. */
export const fakeUser = { name: 'reader@vsphere.local', password: 'pass<&>word' } as const

/** The fake as a source that this user reads. */
export function endpointOf({ url }: { readonly url: URL }) {
  return { kind: 'endpoint', url, user: fakeUser.name, password: async () => fakeUser.password } as const
}
