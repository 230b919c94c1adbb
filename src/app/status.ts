import type { StatusResult } from '../contract/status.ts'
import { getMeta, listSources } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { ensureEstate } from './estate.ts'
import { loadNotes } from './notes.ts'

/** Where the workspace stands and what to do next. */
export async function showStatus(context: AppContext): Promise<StatusResult> {
  const { meta } = await ensureEstate(context)
  const sources = await listSources(context.store)
  const notes = [...(await loadNotes(context)).values()]
  const demo = (await getMeta<boolean>(context.store, 'demo')) === true
  const of = meta.counts.vms
  const passed = (test: (note: (typeof notes)[number]) => boolean) => notes.filter(test).length
  return {
    workspace: context.workspace.folder,
    demo,
    estate: meta.counts,
    funnel: [
      { stage: 'discover', vms: of, of, stale: false },
      { stage: 'trace', vms: passed((note) => note.references !== undefined), of, stale: false },
      { stage: 'assess', vms: passed((note) => note.disposition !== undefined), of, stale: false },
      { stage: 'plan', vms: passed((note) => note.wave !== undefined), of, stale: false },
    ],
    sources: sources.map((row) => ({
      source: row.id,
      kind: row.reader,
      label: row.label,
      observedAt: row.observedAt ?? row.newest?.readAt ?? '',
    })),
    evidence: { files: 0, references: 0, flows: 0, notUnderstood: 0 },
    running: [],
    next: [],
  }
}
