import { createHash } from 'node:crypto'
import type { HistoryResult } from '../contract/history.ts'
import { canonicalJson } from '../lib/canonical.ts'
import type { ReadReport } from '../model/observation.ts'
import { problem } from '../model/problems/index.ts'
import type { SourceInput } from '../ports/source-reader.ts'
import type { SourceUpdate, WatchedInput, WatchState } from '../ports/source-watcher.ts'
import { amendVersion, discardVersion, mostAmended, newestVersion, sourceIdOf } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { storeReading } from './store-reading.ts'
import { ensureEstate, loadEstate } from './estate.ts'
import { showHistory } from './history.ts'
import { keptSets } from './record-history.ts'
import { proposeDecisions } from './translate-files.ts'
import { withoutSecrets } from './without-secrets.ts'

/** One change as `discover --watch --json` prints it: as `history --json` shows it. */
export type WatchedChange = HistoryResult['changes'][number]

/** Who is told while a source is watched. */
export interface WatchListener {
  state(state: WatchState): void
  /** What a bundle of changes did to the estate; empty when nothing that is told. */
  changes(changes: readonly WatchedChange[]): void
}

/** Changes that are told one by one; more are counted. */
const mostTold = 10_000

/** The one endpoint of a command line that can be watched. */
export function watchedInput(inputs: readonly SourceInput[]): WatchedInput {
  const [input, ...more] = inputs
  if (input?.kind === 'endpoint' && more.length === 0) return input
  const seen = more.length > 0 ? `${inputs.length} sources` : `a ${input?.kind ?? 'source of no kind'}`
  throw problem('option-wrong', { option: '--watch', seen, expected: 'one vCenter' })
}

/**
 * Follows a vCenter until the signal of the context's progress is aborted: a whole read, then one update of the source for
 * each bundle of changes, each with its entry in the history.
 */
export async function watchSource(
  context: AppContext,
  input: WatchedInput,
  listener: WatchListener,
): Promise<void> {
  const told = new Set((await keptSets(context)).map(({ id }) => id))
  const kept = new Kept(context)
  await context.adapters.watcher.watch(
    input,
    {
      state: (state) => listener.state(state),
      async update(update) {
        if (!(await kept.take(update))) return
        await ensureEstate(context)
        if (update.kind === 'whole') proposeDecisions(context.workspace, await loadEstate(context))
        for (const set of (await keptSets(context)).toReversed()) {
          if (told.has(set.id)) continue
          told.add(set.id)
          if (!set.first)
            listener.changes((await showHistory(context, { set: set.id, limit: mostTold })).changes)
        }
      },
    },
    context.progress,
  )
}

/** Stores what a watch finds out, in one version of the source that is amended until everything is read again. */
class Kept {
  readonly #context: AppContext
  #source = ''
  /** The version that this watch wrote: the only one that it takes away again. */
  #own: number | undefined

  constructor(context: AppContext) {
    this.#context = context
  }

  /** True when something is another thing than before. */
  async take(update: SourceUpdate): Promise<boolean> {
    const { store } = this.#context
    if (update.kind === 'part') return this.#amend(update)
    const { description } = update.reading
    this.#source = sourceIdOf(description)
    const { changed } = await storeReading(this.#context, update.reading, performance.now())
    if (!changed) return false
    const [before, now] = [this.#own, await newestVersion(store, this.#source)]
    this.#own = now?.id
    if (before !== undefined && before !== now?.id) await discardVersion(store, before)
    return true
  }

  async #amend(update: Extract<SourceUpdate, { kind: 'part' }>): Promise<boolean> {
    const { store } = this.#context
    const { at, gone } = update
    if (update.observations.length + gone.length > mostAmended)
      throw new RangeError('too many changes at once')
    const observations = update.observations.map(withoutSecrets)
    for (;;) {
      const newest = await newestVersion(store, this.#source)
      if (newest === undefined) throw problem('watch-source-gone', { source: this.#source })
      const text = `${newest.hash}\n${canonicalJson([observations, gone])}`
      const hash = createHash('sha256').update(text).digest('hex')
      const keys = gone.map((key) => ({ kind: 'vm', key }))
      // A reader of the same source may have come between: then its version is amended.
      const done = await amendVersion(
        store,
        newest.id,
        { observations, gone: keys, observedAt: at, hash },
        (there, removed) => amended(newest.report as ReadReport, observations, there, removed),
      )
      if (done) return true
    }
  }
}

type Key = { readonly kind: string; readonly key: string }

/** The report of a version with some of its objects read again: seen stays kept + merged + rejected. */
function amended(
  report: ReadReport,
  observations: readonly Key[],
  there: readonly Key[],
  removed: readonly Key[],
): { readonly counts: unknown; readonly report: ReadReport } {
  const unread = new Set(report.rejected.flatMap(({ where }) => where.object ?? []))
  const counted = (keys: readonly Key[]): number => keys.filter(({ key }) => !unread.has(key)).length
  const kept = report.kept + observations.length - counted(there) - counted(removed)
  const now = new Set([...observations, ...removed].map(({ key }) => key))
  const rejected = report.rejected.filter(({ where }) => !now.has(where.object ?? ''))
  const seen = kept + report.merged + rejected.length
  const isVm = ({ kind }: Key): boolean => kind === 'vm'
  const rows = observations.filter(isVm).length - there.filter(isVm).length - removed.filter(isVm).length
  const coverage = report.coverage.map((part) =>
    part.part === 'VirtualMachine' ? { ...part, rows: part.rows + rows } : part,
  )
  return {
    counts: { seen, kept, merged: report.merged },
    report: { ...report, seen, kept, rejected, coverage },
  }
}
