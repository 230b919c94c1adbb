import type {
  RepositoryCommit,
  RepositoryEntry,
  RepositoryFile,
  RepositoryReader,
} from '../../ports/repository-reader.ts'
import { findRepository } from './folder.ts'
import { git } from './run.ts'

const mostFileBytes = 4 * 1024 * 1024
const within = /^(?:[A-Za-z0-9_][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_][A-Za-z0-9._-]*)*)?$/

/** Reads the repository from its commits, never from the working copy. */
export const gitReader: RepositoryReader = { folder, file, history }

async function folder(out: string, path: string): Promise<readonly RepositoryEntry[] | undefined> {
  const repository = within.test(path) ? await findRepository(out) : undefined
  if (!repository?.head || !repository.tip) return undefined
  const now = await list(repository.out, repository.head, path)
  if (now === undefined) return undefined
  const before = new Map(
    (await list(repository.out, repository.tip, path))?.map((entry) => [entry.name, entry.id]),
  )
  return now
    .map(({ name, kind, id, bytes }): RepositoryEntry => {
      if (kind === 'folder') return { name, kind }
      const old = before.get(name)
      return { name, kind, state: old === undefined ? 'added' : old === id ? 'generated' : 'edited', bytes }
    })
    .sort((a, b) => (a.kind === b.kind ? (a.name < b.name ? -1 : 1) : a.kind === 'folder' ? -1 : 1))
}

async function file(out: string, path: string): Promise<RepositoryFile | undefined> {
  const repository = path !== '' && within.test(path) ? await findRepository(out) : undefined
  if (!repository?.head || !repository.tip) return undefined
  const text = await show(repository.out, repository.head, path)
  return text === undefined
    ? undefined
    : { path, text, generated: await show(repository.out, repository.tip, path) }
}

async function history(out: string, limit: number): Promise<readonly RepositoryCommit[]> {
  const repository = await findRepository(out)
  if (!repository?.head) return []
  const { stdout } = await git(repository.out, [
    'log',
    '--first-parent',
    `--max-count=${Math.max(1, Math.floor(limit))}`,
    '--format=%H%x00%cI%x00%an%x00%s%x00',
    repository.head,
    '--',
  ])
  const fields = stdout.split('\0').map((field) => field.replace(/^\n/, ''))
  const commits: RepositoryCommit[] = []
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [commit = '', when = '', author = '', subject = ''] = fields.slice(at, at + 4)
    commits.push({ commit, at: when, author, subject })
  }
  return commits
}

interface Listed {
  readonly name: string
  readonly kind: 'folder' | 'file'
  readonly id: string
  readonly bytes: number
}

async function list(out: string, commit: string, path: string): Promise<readonly Listed[] | undefined> {
  const { code, stdout } = await git(out, ['ls-tree', '-z', '--long', `${commit}:${path}`], {
    answers: [128],
  })
  if (code !== 0) return undefined
  return stdout
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [head = '', name = ''] = entry.split('\t')
      const [, type, id = '', bytes = '0'] = head.split(/ +/)
      return { name, kind: type === 'tree' ? 'folder' : 'file', id, bytes: Number(bytes) || 0 }
    })
}

async function show(out: string, commit: string, path: string): Promise<string | undefined> {
  const size = await git(out, ['cat-file', '-s', `${commit}:${path}`], { answers: [128] })
  if (size.code !== 0 || Number(size.stdout) > mostFileBytes) return undefined
  const { code, stdout } = await git(out, ['cat-file', 'blob', `${commit}:${path}`], { answers: [128] })
  return code === 0 ? stdout : undefined
}
