import type { StatusResult } from '../contract/status.ts'
import { listRuns } from '../runs/index.ts'
import { getMeta, listEvidence, listSources, readProjection } from '../store/index.ts'
import { assessmentProjection } from './assess.ts'
import type { AppContext } from './context.ts'
import { ensureEstate } from './estate.ts'
import { reportOf } from './evidence-report.ts'
import { nextSteps, settles } from './next-steps.ts'
import { loadNotes } from './notes.ts'
import { planProjection } from './plan.ts'
import { type TraceMeta, traceProjection } from './trace-index.ts'
import { lastTranslation } from './translate.ts'

/** Where the workspace stands and what to do next. Looks only at what is stored; starts no stage but the merge. */
export async function showStatus(context: AppContext): Promise<StatusResult> {
  const { store } = context
  const { meta } = await ensureEstate(context)
  const sources = await listSources(store)
  const notes = [...(await loadNotes(context)).values()]
  const evidenceRows = await listEvidence(store)
  const files = evidenceRows.map(reportOf)
  const newest =
    [...sources.map((row) => row.newest?.readAt ?? ''), ...evidenceRows.map((row) => row.readAt)]
      .sort()
      .at(-1) ?? ''
  const of = meta.counts.vms + meta.counts.templates
  const translation = await lastTranslation(context)
  const passed = (test: (note: (typeof notes)[number]) => boolean) => notes.filter(test).length
  const stale = async (projection: string) => {
    const built = await readProjection<unknown>(store, projection)
    return built !== undefined && built.builtAt < newest
  }
  const planned = passed((note) => note.wave !== undefined)
  const funnel = [
    { stage: 'discover', vms: of, of, stale: false },
    {
      stage: 'trace',
      vms: passed((note) => note.references !== undefined),
      of,
      stale: await stale(traceProjection),
    },
    {
      stage: 'assess',
      vms: passed((note) => note.disposition !== undefined),
      of,
      stale: await stale(assessmentProjection),
    },
    { stage: 'plan', vms: planned, of, stale: await stale(planProjection) },
    { stage: 'translate', vms: translation?.objects['VirtualMachine'] ?? 0, of: planned, stale: false },
  ]
  const index = await readProjection<TraceMeta>(store, traceProjection)
  const settling = settles(index?.meta.kinds ?? [], meta.counts.vms)
  const evidence = {
    files: files.length,
    references: files.reduce((sum, file) => sum + file.references, 0),
    flows: files.reduce((sum, file) => sum + file.flows, 0),
    notUnderstood: files.reduce((sum, file) => sum + file.statements - file.understood, 0),
  }
  const running = (await listRuns(store))
    .filter((run) => run.state !== 'done' && run.state !== 'cancelled')
    .map((run) => ({
      run: run.id,
      what: run.type,
      state: run.state === 'running' && !run.live ? 'left behind' : run.state,
    }))
  return {
    workspace: context.workspace.folder,
    demo: (await getMeta<boolean>(store, 'demo')) === true,
    estate: meta.counts,
    funnel,
    sources: sources.map((row) => ({
      source: row.id,
      kind: row.reader,
      label: row.label,
      observedAt: row.observedAt ?? row.newest?.readAt ?? '',
    })),
    evidence,
    running,
    next: [...nextSteps({ funnel, evidence, running, conflicts: meta.counts.conflicts })],
    ...(settling ? { settles: settling } : {}),
  }
}
