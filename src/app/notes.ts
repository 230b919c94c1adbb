import { sql } from 'kysely'
import { getDocument, putDocument, type Store } from '../store/index.ts'
import type { AppContext } from './context.ts'
import type { VmNotes } from './present-vm.ts'

/** Name of the documents that carry what each stage notes on VMs. */
const notesName = 'vm-notes'

/** Notes of one stage: VM id → what to show beside it. */
export type Notes = Readonly<Record<string, VmNotes>>

/** A stage that has run stores its notes whole; lists and pages show them without loading the stage's result. */
export async function saveNotes(
  context: AppContext,
  stage: 'assess' | 'plan' | 'trace',
  notes: Notes,
): Promise<void> {
  await putDocument(context.store, notesName, stage, notes)
}

interface Remembered {
  readonly stamp: string
  readonly notes: ReadonlyMap<string, VmNotes>
}

/** The notes that were asked for last, for each store that is open: at 45,000 VMs reading them anew takes seconds. */
const remembered = new WeakMap<Store, Remembered>()

/** What all stages together note, by VM id. */
export async function loadNotes({ store }: Pick<AppContext, 'store'>): Promise<ReadonlyMap<string, VmNotes>> {
  const stamp = await stampOf(store)
  const known = remembered.get(store)
  if (known?.stamp === stamp) return known.notes
  const all = new Map<string, VmNotes>()
  for (const stage of ['assess', 'plan', 'trace']) {
    const notes = await getDocument<Notes>(store, notesName, stage)
    for (const [id, note] of Object.entries(notes ?? {})) all.set(id, { ...all.get(id), ...note })
  }
  // Notes that were saved anew meanwhile are read again the next time.
  remembered.set(store, { stamp, notes: all })
  return all
}

/** Another text whenever a stage saved its notes. */
async function stampOf(store: Store): Promise<string> {
  const { rows } = await sql<{ stamp: string | null }>`
    select string_agg(key || ' ' || extract(epoch from saved_at)::text, ',' order by key) as stamp
    from document where name = ${notesName}`.execute(store.db)
  return rows[0]?.stamp ?? ''
}
