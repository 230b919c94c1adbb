import type { Progress } from '../../lib/progress.ts'
import { besidesOf } from './besides.ts'
import { batchesOf, defaultPace, inParallel, type Pace } from './collect/slices.ts'
import { Paths, retrieve } from './collect/retrieve.ts'
import { inventoryOf } from './collect/view.ts'
import { readPolicies } from './pbm/policies.ts'
import { readAccess } from './permissions/access.ts'
import { readTags } from './rest/tags.ts'
import { TextPool } from './schema/strings.ts'
import { Session } from './session/session.ts'
import type { RawSource } from './source.ts'
import { defaultLimits, Transport, type TransportLimits } from './transport/http.ts'
import type { Target } from './transport/target.ts'

/** What a test may shorten. */
export interface LiveOptions {
  readonly limits?: TransportLimits
  readonly pace?: Pace
  readonly now?: () => Date
}

/** A vCenter that is logged in to. Close it: sessions that stay behind bring a vCenter to its limit. */
export interface OpenVcenter extends RawSource {
  close(): Promise<void>
}

/** A log-in to a vCenter, by which it is read as often as is wanted. Close it. */
export interface Connection {
  readonly session: Session
  readonly transport: Transport
  /** Asked for once, whoever needs it: the REST interface has a session of its own. */
  readonly password: () => Promise<string>
  readonly pace: Pace
  readonly now?: () => Date
  close(): Promise<void>
}

/** Logs in to a vCenter. Throws Problems (`vcenter-*`); nothing stays open then. */
export async function connect(
  target: Target,
  progress: Progress,
  options: LiveOptions = {},
): Promise<Connection> {
  const password = once(target.password)
  const transport = new Transport({ ...target, password }, progress.signal, options.limits ?? defaultLimits)
  try {
    progress.phase(`logging in to ${target.url.host}`)
    const session = await Session.open(transport)
    return {
      session,
      transport,
      password,
      pace: options.pace ?? defaultPace,
      ...(options.now === undefined ? {} : { now: options.now }),
      async close() {
        await session.close()
        transport.close()
      },
    }
  } catch (error) {
    transport.close()
    throw error
  }
}

/** Logs in to a vCenter and lists its inventory. Throws Problems (`vcenter-*`); nothing stays open then. */
export async function openVcenter(
  target: Target,
  progress: Progress,
  options: LiveOptions = {},
): Promise<OpenVcenter> {
  const connection = await connect(target, progress, options)
  try {
    return { ...(await listed(connection, progress)), close: () => connection.close() }
  } catch (error) {
    await connection.close()
    throw error
  }
}

/** Lists the inventory as it is now, ready to be read. */
export async function listed(connection: Connection, progress: Progress): Promise<RawSource> {
  progress.phase('listing the inventory')
  const { session, transport, pace, password } = connection
  const observedAt = (connection.now?.() ?? new Date()).toISOString()
  const ids = await inventoryOf(session)
  const besides = await besidesOf(session)
  const { about } = session.content
  const paths = new Paths(about.apiVersion)
  const texts = new TextPool()
  const all = [...ids, ...besides.ids]
  return {
    host: transport.target.url.host,
    about,
    observedAt,
    ids,
    notes: besides.notes,
    read: (types) =>
      inParallel(
        batchesOf(all, types, pace),
        pace,
        (batch, outlet) => session.inWords(() => retrieve(session, batch, paths, texts, outlet)),
        progress.signal,
      ),
    tags: async () => readTags(transport, await password()),
    policies: () => readPolicies(session, transport),
    access: () => session.inWords(() => readAccess(session)),
    unknownPaths: () => paths.unknown(),
  }
}

function once(ask: () => Promise<string>): () => Promise<string> {
  let answer: Promise<string> | undefined
  return () => (answer ??= ask())
}
