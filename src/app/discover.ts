import { createHash } from 'node:crypto'
import type { DiscoveredSource, DiscoverResult } from '../contract/discover.ts'
import { canonicalJson } from '../lib/canonical.ts'
import { maskText } from '../lib/mask.ts'
import { placeText } from '../model/place-text.ts'
import type { Observation, ReadReport, SourceDescription } from '../model/observation.ts'
import { Problem, problem } from '../model/problems/index.ts'
import type { SourceInput, SourceReader, SourceReading } from '../ports/source-reader.ts'
import { unansweredBy } from '../stages/assess/index.ts'
import {
  appendObservations,
  beginVersion,
  carryObservations,
  discardVersion,
  finishVersion,
  newestVersion,
  putDocument,
  sourceIdOf,
  type SourceVersion,
} from '../store/index.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, loadEstate } from './estate.ts'
import { sourcePathDocument } from './move.ts'
import { sortInput } from './sort-inputs.ts'
import { proposeDecisions } from './translate-files.ts'
import { withoutSecrets } from './without-secrets.ts'

/**
 * Reads sources and stores what they say. The same content twice changes nothing. Lists whose columns `mapFile` explains
 * are read by it.
 */
export async function discover(
  context: AppContext,
  inputs: readonly SourceInput[],
  mapFile?: string,
): Promise<DiscoverResult> {
  const { sources: known, lists } = context.adapters
  const readers = mapFile === undefined ? known : [lists.mapped(mapFile), ...known]
  const sources: DiscoveredSource[] = []
  const skipped: { file: string; why: string }[] = []
  for (const input of inputs) {
    const sorted = await sortInput(readers, input)
    skipped.push(...sorted.skipped)
    for (const { reader, input: part } of sorted.parts) {
      try {
        sources.push(...(await readInput(context, reader, part)))
      } catch (error) {
        // One bad file of a folder is listed and must not lose the others; a file that was named is the whole matter.
        if (!(error instanceof Problem) || part === input || part.kind === 'endpoint') throw error
        skipped.push({ file: part.name, why: error.message })
      }
    }
  }
  if (sources.length === 0 && skipped.length > 0) {
    throw problem('source-unrecognised', {
      files: skipped.slice(0, 5).map((skip) => skip.file),
      count: skipped.length,
    })
  }
  const { meta } = await ensureEstate(context)
  // New networks, datastores and folders get their line in mappings.yaml now, with a proposal and how many use it.
  if (sources.some((source) => source.changed)) proposeDecisions(context.workspace, await loadEstate(context))
  return {
    sources,
    skipped,
    unattached: [...meta.unattached],
    decided: [...meta.decided],
    estate: meta.counts,
  }
}

async function readInput(
  context: AppContext,
  reader: SourceReader,
  input: SourceInput,
): Promise<DiscoveredSource[]> {
  const done: DiscoveredSource[] = []
  context.progress.phase(`reading ${input.kind === 'endpoint' ? input.url.host : input.name}`)
  for await (const reading of reader.read(input, context.progress)) {
    const started = performance.now()
    const stored = await storeReading(context, reading, started)
    // Where the file lies, so that `move` finds the disks of a VM by its name.
    if (input.kind === 'file')
      await putDocument(context.store, sourcePathDocument, stored.source, { path: input.path })
    done.push(stored)
  }
  return done
}

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
  const unread = report.rejected.flatMap(({ where }) => where.object ?? [])
  if (unread.length === 0) return report
  const earlier = { version: before.id, readAt: before.readAt }
  const carried = await carryObservations(context.store, earlier, version, unread)
  if (carried === 0) return report
  const objects = carried === 1 ? '1 object stands' : `${carried} objects stand`
  const said = `${objects} as an earlier read saw them, since this one could not read them; the newest such read was on ${before.readAt.slice(0, 16).replace('T', ' ')}.`
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

/** Nothing silent: what was seen must be kept, merged or rejected. A reader that loses rows is a defect, and is told. */
export function checkCounts(description: SourceDescription, report: ReadReport): void {
  const accounted = report.kept + report.merged + report.rejected.length
  if (accounted === report.seen) return
  throw problem('source-miscounted', { source: description.label, seen: report.seen, accounted })
}

/** The source as every answer shows it. */
export function presentSource(
  source: string,
  description: Pick<SourceDescription, 'reader' | 'label'>,
  observedAt: string,
  report: ReadReport,
): Omit<DiscoveredSource, 'changed' | 'seconds'> {
  return {
    source,
    kind: description.reader,
    label: description.label,
    observedAt,
    seen: report.seen,
    kept: report.kept,
    merged: report.merged,
    rejected: report.rejected.map(({ where, name, why, row }) => ({
      where: placeText(where),
      ...(name === undefined ? {} : { name }),
      why,
      ...(row === undefined ? {} : { row }),
    })),
    unknown: [...report.unknown],
    missing: [...report.missing],
    coverage: report.coverage.map((part) => ({
      part: part.part,
      rows: part.rows,
      known: [...part.known],
      unread: [...(part.unread ?? [])],
      missing: [...part.missing],
      unknown: [...part.unknown],
    })),
    decided: [...(report.decided ?? [])],
    notAssessable: unansweredIn(report),
  }
}

/** Readers that do not say what they can give are not judged. */
function unansweredIn({ gives, lacks = [] }: ReadReport): DiscoveredSource['notAssessable'] {
  if (gives === undefined) return []
  return unansweredBy(gives, lacks).map(({ findings, ...where }) => ({ ...where, findings: [...findings] }))
}
