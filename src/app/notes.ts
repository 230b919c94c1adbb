import { getDocument, putDocument } from '../store/index.ts'
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

/** What all stages together note, by VM id. */
export async function loadNotes(context: AppContext): Promise<ReadonlyMap<string, VmNotes>> {
  const all = new Map<string, VmNotes>()
  for (const stage of ['assess', 'plan', 'trace']) {
    const notes = await getDocument<Notes>(context.store, notesName, stage)
    for (const [id, note] of Object.entries(notes ?? {})) all.set(id, { ...all.get(id), ...note })
  }
  return all
}
