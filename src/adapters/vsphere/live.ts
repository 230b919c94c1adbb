import type { Progress } from '../../lib/progress.ts'
import { type Besides, besidesOf } from './besides.ts'
import { batchesOf, defaultPace, inParallel, type Pace } from './collect/slices.ts'
import { Paths, retrieve } from './collect/retrieve.ts'
import { inventoryOf } from './collect/view.ts'
import { readPolicies } from './pbm/policies.ts'
import { readAccess } from './permissions/access.ts'
import { readTags } from './rest/tags.ts'
import { stringPool } from './schema/strings.ts'
import { Session } from './session/session.ts'
import type { Reference } from './schema.ts'
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

/** Logs in to a vCenter and lists its inventory. Throws Problems (`vcenter-*`); nothing stays open then. */
export async function openVcenter(
  target: Target,
  progress: Progress,
  options: LiveOptions = {},
): Promise<OpenVcenter> {
  // One question to the user, two log-ins: the REST interface has a session of its own.
  const password = once(target.password)
  const transport = new Transport({ ...target, password }, progress.signal, options.limits ?? defaultLimits)
  let session: Session | undefined
  try {
    progress.phase(`logging in to ${target.url.host}`)
    session = await Session.open(transport)
    progress.phase('listing the inventory')
    const observedAt = (options.now?.() ?? new Date()).toISOString()
    const ids = await inventoryOf(session)
    const besides = await besidesOf(session)
    const pace = options.pace ?? defaultPace
    return sourceOf(session, transport, { ids, besides, observedAt, password, pace, signal: progress.signal })
  } catch (error) {
    await session?.close()
    transport.close()
    throw error
  }
}

interface Opened {
  readonly ids: readonly Reference[]
  readonly besides: Besides
  readonly observedAt: string
  readonly password: () => Promise<string>
  readonly pace: Pace
  readonly signal: AbortSignal
}

function sourceOf(session: Session, transport: Transport, opened: Opened): OpenVcenter {
  const { about } = session.content
  const paths = new Paths(about.apiVersion)
  const keep = stringPool()
  const all = [...opened.ids, ...opened.besides.ids]
  return {
    host: transport.target.url.host,
    about,
    observedAt: opened.observedAt,
    ids: opened.ids,
    notes: opened.besides.notes,
    read: (types) =>
      inParallel(
        batchesOf(all, types, opened.pace),
        opened.pace,
        (batch) => session.inWords(() => retrieve(session, batch, paths, keep)),
        opened.signal,
      ),
    tags: async () => readTags(transport, await opened.password()),
    policies: () => readPolicies(session, transport),
    access: () => session.inWords(() => readAccess(session)),
    unknownPaths: () => paths.unknown(),
    async close() {
      await session.close()
      transport.close()
    },
  }
}

function once(ask: () => Promise<string>): () => Promise<string> {
  let answer: Promise<string> | undefined
  return () => (answer ??= ask())
}
