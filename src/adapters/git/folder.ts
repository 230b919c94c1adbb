import { lstat, mkdir, readdir, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { problem } from '../../model/problems/index.ts'
import { git, initRepository } from './run.ts'

/** The branch that holds what was generated, untouched by people. */
export const generated = 'refs/heads/generated'

/** A line of the first commit's message: this repository was made by Causeway. */
export const mark = 'Causeway-Repository: 1'

/** A repository that may be written. */
export interface OpenRepository {
  /** Absolute, links resolved. */
  readonly out: string
  /** `refs/heads/main` */
  readonly branch: string
  /** Undefined before the first commit. */
  readonly head: string | undefined
  /** Tip of the branch `generated`, undefined before the first run. */
  readonly tip: string | undefined
}

/**
 * Opens the repository in `folder`, or makes one in an absent or empty folder. Throws `repository-foreign` for a folder
 * that Causeway did not make, `repository-dirty` for uncommitted changes, `repository-branch` for a detached one.
 */
export async function openRepository(folder: string): Promise<OpenRepository> {
  await mkdir(resolve(folder), { recursive: true })
  const out = await realpath(resolve(folder))
  const entries = await readdir(out)
  if (entries.length === 0) await initRepository(out)
  else if (!entries.includes('.git'))
    throw problem('repository-foreign', { folder: out, why: 'has files but no repository' })
  if (!(await lstat(join(out, '.git'))).isDirectory()) {
    throw problem('repository-foreign', {
      folder: out,
      why: 'is a linked working copy of another repository',
    })
  }
  const symbolic = await git(out, ['symbolic-ref', '-q', 'HEAD'], { answers: [1] })
  const branch = symbolic.stdout.trim()
  if (symbolic.code !== 0 || branch === generated) {
    throw problem('repository-branch', {
      folder: out,
      branch: branch === generated ? 'generated' : 'no branch',
    })
  }
  const head = await commitAt(out, branch)
  const tip = await generatedTip(out, head)
  if (head !== undefined && tip === undefined)
    throw problem('repository-foreign', { folder: out, why: 'holds commits that Causeway did not make' })
  await refuseChanges(out)
  return { out, branch, head, tip }
}

/** The repository for reading only; undefined when Causeway never wrote there. */
export async function findRepository(folder: string): Promise<OpenRepository | undefined> {
  const out = await realpath(resolve(folder)).catch(() => undefined)
  if (out === undefined || !(await readdir(out)).includes('.git')) return undefined
  const { code, stdout } = await git(out, ['symbolic-ref', '-q', 'HEAD'], { answers: [1, 128] })
  const branch = code === 0 ? stdout.trim() : 'HEAD'
  const head = await commitAt(out, branch)
  const tip = await generatedTip(out, head)
  return head === undefined || tip === undefined ? undefined : { out, branch, head, tip }
}

/** The commit that a name stands for. */
export async function commitAt(out: string, name: string): Promise<string | undefined> {
  const { code, stdout } = await git(out, ['rev-parse', '--verify', '-q', `${name}^{commit}`], {
    answers: [1, 128],
  })
  return code === 0 ? stdout.trim() : undefined
}

/** The branch `generated`, taken over from the remote in a fresh clone; only one whose first commit bears our mark. */
async function generatedTip(out: string, head: string | undefined): Promise<string | undefined> {
  const own = await commitAt(out, generated)
  const tip = own ?? (head === undefined ? undefined : await commitAt(out, 'refs/remotes/origin/generated'))
  if (tip === undefined) return undefined
  const { stdout } = await git(out, ['log', '--max-parents=0', '--format=%B', tip, '--'])
  if (!stdout.split('\n').includes(mark))
    throw problem('repository-foreign', {
      folder: out,
      why: 'has a branch generated that Causeway did not make',
    })
  if (own === undefined) await git(out, ['update-ref', generated, tip])
  return tip
}

async function refuseChanges(out: string): Promise<void> {
  const { stdout } = await git(out, ['status', '--porcelain=v1', '-z', '--untracked-files=normal'])
  const files = stdout.split('\0').filter((entry) => entry !== '')
  if (files.length > 0) {
    throw problem('repository-dirty', {
      folder: out,
      count: files.length,
      files: files.slice(0, 5).map((entry) => entry.slice(3)),
    })
  }
}
