import { resolve } from 'node:path'
import type {
  RepositoryFileResult,
  RepositoryFolder,
  RepositoryOverview,
  VmManifestResult,
} from '../contract/repository.ts'
import { problem } from '../model/problems/index.ts'
import type { AppContext } from './context.ts'
import { loadVm } from './estate.ts'
import { lastTranslation, storedLosses, vmManifest } from './translate.ts'

/** Commits that the overview shows. */
const shownCommits = 30
const shownLosses = 1000
const shownVms = 50

/** One folder of the repository; `path` is checked by the reader and never leaves the root. Throws `repository-no-path`. */
export async function showFolder(context: AppContext, path: string): Promise<RepositoryFolder> {
  const out = await repositoryFolderOf(context)
  if (out === undefined) return { path, translated: false, entries: [] }
  const entries = await context.adapters.repository.folder(out, path)
  if (!entries) throw problem('repository-no-path', { path })
  return { path, translated: true, entries: entries.map((entry) => ({ ...entry })) }
}

/** One file of the repository, as it stands and as it was generated. Throws `repository-no-path`. */
export async function showFile(context: AppContext, path: string): Promise<RepositoryFileResult> {
  const out = await repositoryFolderOf(context)
  const file = out === undefined ? undefined : await context.adapters.repository.file(out, path)
  if (!file) throw problem('repository-no-path', { path })
  return { path: file.path, text: file.text, generated: file.generated ?? null }
}

/** What the last translation wrote and lost, with the commits. */
export async function showRepository(context: AppContext): Promise<RepositoryOverview> {
  const last = await lastTranslation(context)
  const out = await repositoryFolderOf(context)
  const losses = await sharedLosses(context)
  const history = out === undefined ? [] : await context.adapters.repository.history(out, shownCommits)
  return {
    translated: last !== undefined,
    objects: last?.objects ?? {},
    files: last?.files ?? 0,
    losses: losses.slice(0, shownLosses),
    lossesLeftOut: Math.max(0, losses.length - shownLosses),
    problems: last?.problems ?? [],
    conflicts: last?.conflicts ?? [],
    checked: last?.checked ?? false,
    notes: last?.notes ?? [],
    history: history.map((commit) => ({ ...commit })),
  }
}

/** The manifest of one VM as it stands in the repository. */
export async function showManifest(context: AppContext, reference: string): Promise<VmManifestResult> {
  const { id } = await loadVm(context, reference)
  const manifest = await vmManifest(context, id, context.adapters.repository)
  return manifest ? { manifest } : {}
}

/** The folder of the last translation; undefined when there was none. */
async function repositoryFolderOf(context: AppContext): Promise<string | undefined> {
  const last = await lastTranslation(context)
  return last && resolve(context.workspace.folder, last.out)
}

type SharedLoss = RepositoryOverview['losses'][number]

/** Losses that say the same of several VMs, once: an unmapped network is one line to edit, however many VMs use it. */
async function sharedLosses(context: AppContext): Promise<readonly SharedLoss[]> {
  const shared = new Map<string, SharedLoss>()
  for await (const { vm, field, grade, why } of storedLosses(context)) {
    const key = `${grade} ${field} ${why}`
    const known = shared.get(key)
    if (known === undefined) shared.set(key, { grade, field, why, count: 1, vms: [vm] })
    else {
      known.count += 1
      if (known.vms.length < shownVms) known.vms.push(vm)
    }
  }
  const order = [...shared.values()]
  for (const loss of order) loss.vms.sort()
  return order.sort(
    (a, b) => Number(a.grade === 'partial') - Number(b.grade === 'partial') || b.count - a.count,
  )
}
