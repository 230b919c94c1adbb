import type { SourceRemoved, SourcesReading, SourcesResult } from '../contract/discover.ts'
import type { ReadReport } from '../model/observation.ts'
import { problem } from '../model/problems/index.ts'
import { listSources, loadingSources, removeSource } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { ensureEstate } from './estate.ts'
import { presentSource } from './present-source.ts'

const nothing: ReadReport = {
  seen: 0,
  kept: 0,
  merged: 0,
  rejected: [],
  unknown: [],
  missing: [],
  coverage: [],
}

/** Every source with how its newest read went; with `wanted`, an id or label, only that one. */
export async function showSources(context: AppContext, wanted?: string): Promise<SourcesResult> {
  const all = await listSources(context.store)
  const rows = wanted === undefined ? all : all.filter((row) => row.id === wanted || row.label === wanted)
  if (wanted !== undefined && rows.length === 0) throw problem('source-not-found', { wanted })
  return {
    sources: rows.map((row) => ({
      // The report was written by `discover` from this very type; the store keeps it as it came.
      ...presentSource(row.id, row, row.observedAt ?? row.newest?.readAt ?? '', reportOf(row.newest?.report)),
      readAt: row.newest?.readAt ?? '',
      versions: row.versions,
    })),
  }
}

/** What is being read now, by whichever process. */
export async function showReading(context: AppContext): Promise<SourcesReading> {
  const rows = await loadingSources(context.store)
  return { reading: rows.map(({ reader, ...row }) => ({ ...row, kind: reader })) }
}

function reportOf(stored: unknown): ReadReport {
  return typeof stored === 'object' && stored !== null ? { ...nothing, ...stored } : nothing
}

/** Takes one source out again, by id or label; what only it said is gone from the estate, ids stay. */
export async function dropSource(context: AppContext, wanted: string): Promise<SourceRemoved> {
  const rows = await listSources(context.store)
  const found = rows.filter((row) => row.id === wanted || row.label === wanted)
  const [only] = found
  if (!only || found.length > 1) throw problem('source-not-found', { wanted })
  await removeSource(context.store, only.id)
  const { meta } = await ensureEstate(context)
  return { removed: only.id, estate: meta.counts }
}
