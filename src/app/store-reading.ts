import { createHash } from 'node:crypto'
import type { DiscoveredSource } from '../contract/discover.ts'
import { canonicalJson } from '../lib/canonical.ts'
import { maskText } from '../lib/mask.ts'
import type { Observation, ReadReport } from '../model/observation.ts'
import type { SourceReading } from '../ports/source-reader.ts'
import {
  appendObservations,
  beginVersion,
  carryObservations,
  discardVersion,
  finishVersion,
  newestVersion,
  sourceIdOf,
  type SourceVersion,
} from '../store/index.ts'
import { checkCounts } from './check-counts.ts'
import type { AppContext } from './context.ts'
import { presentSource } from './present-source.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Stores one source's observations as a new version; the same content as before changes nothing. */
export async function storeReading(
  context: AppContext,
  reading: SourceReading,
  started: number,
): Promise<DiscoveredSource> {
  const { description } = reading
  const source = sourceIdOf(description)
  const readAt = context.clock.now()
  const digest = createHash('sha256')
  const version = await beginVersion(context.store, description, { hash: '', readAt })
  try {
    await appendObservations(context.store, version, hashed(reading.observations, digest), context.progress)
    const read = withMaskedRows(reading.report())
    checkCounts(description, read)
    const { packages, unread = [] } = read
    const unseen = read.rejected.flatMap(({ where }) => where.object ?? [])
    // What could not be read this time is part of the answer: gone for good is another one.
    if (unseen.length + unread.length > 0) digest.update(canonicalJson([unseen, unread]))
    if (packages) digest.update(canonicalJson([packages, read.rejected]))
    const hash = digest.digest('hex')
    const before = await newestVersion(context.store, source)
    const report = before ? await withUnread(context, read, before, version) : read
    const changed = before?.hash !== hash
    if (changed) {
      const { seen, kept, merged } = report
      await finishVersion(context.store, version, { hash, counts: { seen, kept, merged }, report })
    } else await discardVersion(context.store, version)
    const seconds = Math.round((performance.now() - started) / 10) / 100
    return {
      ...presentSource(source, description, description.observedAt ?? readAt, report),
      changed,
      seconds,
    }
  } catch (error) {
    await discardVersion(context.store, version)
    throw error
  }
}

/**
 * What was there and could not be read this time stands as it was read before, and is told: only an object that the
 * source itself does not list any more is gone.
 */
async function withUnread(
  context: AppContext,
  report: ReadReport,
  before: SourceVersion,
  version: number,
): Promise<ReadReport> {
  const objects = report.rejected.flatMap(({ where }) => where.object ?? [])
  const { unread: files = [] } = report
  if (objects.length + files.length === 0) return report
  const earlier = { version: before.id, readAt: before.readAt }
  const carried = await carryObservations(context.store, earlier, version, { keys: objects, files })
  if (carried === 0) return report
  const stands = carried === 1 ? '1 object stands' : `${carried} objects stand`
  const said = `${stands} as an earlier read saw them, since this one could not read them; the newest such read was on ${before.readAt.slice(0, 16).replace('T', ' ')}.`
  return { ...report, missing: [...report.missing, said] }
}

/** Passes observations on and hashes each; order within a source is the reader's and stable. */
async function* hashed(
  observations: AsyncIterable<Observation> | Iterable<Observation>,
  digest: ReturnType<typeof createHash>,
): AsyncGenerator<Observation> {
  for await (const seen of observations) {
    const observation = withoutSecrets(seen)
    digest.update(canonicalJson(observation)).update('\n')
    yield observation
  }
}

/** A rejected row is shown as it stands, its secrets masked before it is stored. */
export function withMaskedRows(report: ReadReport): ReadReport {
  const rejected = report.rejected.map((one) =>
    one.row === undefined ? one : { ...one, row: maskText(one.row).text },
  )
  return { ...report, rejected }
}
