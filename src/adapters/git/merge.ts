import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { blobsOf, type Signature } from './import.ts'
import type { OpenRepository } from './folder.ts'
import { git } from './run.ts'

/** A file where people and the translation disagree. */
export interface Conflict {
  readonly file: string
  readonly why: string
}

/** The working branch after the merge. */
export interface Merged {
  readonly head: string
  readonly conflicts: readonly Conflict[]
}

const trailer = 'Causeway-Conflict: '

/**
 * Merges the branch `generated` into the working branch, three-way. A conflict leaves the version of the working branch and is
 * written into the commit's message, so that later runs go on listing it until somebody settles it.
 */
export async function mergeGenerated(
  { out, branch, head }: OpenRepository,
  tip: string,
  message: string,
  signature: Signature,
): Promise<Merged> {
  if (head === undefined) {
    await git(out, ['read-tree', '-m', '-u', tip])
    await git(out, ['update-ref', branch, tip])
    return { head: tip, conflicts: [] }
  }
  const open = await openConflicts(out, head, tip)
  if (await isAncestor(out, tip, head)) return { head, conflicts: open }
  if (await isAncestor(out, head, tip)) {
    await git(out, ['merge', '--ff-only', '-q', tip])
    return { head: tip, conflicts: open }
  }
  const merge = await git(
    out,
    ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', head, tip],
    { answers: [1] },
  )
  const [tree = '', ...names] = merge.stdout.split('\0').filter((part) => part !== '')
  const fresh =
    merge.code === 1 ? await keepHand(out, tree, [...new Set(names)], head, tip) : { tree, conflicts: [] }
  const conflicts = [
    ...fresh.conflicts,
    ...open.filter(({ file }) => !fresh.conflicts.some((each) => each.file === file)),
  ]
  const commit = await commitMerge(out, fresh.tree, [head, tip], withConflicts(message, conflicts), signature)
  await git(out, ['merge', '--ff-only', '-q', commit])
  return { head: commit, conflicts: await described(out, conflicts, commit, tip) }
}

async function isAncestor(out: string, ancestor: string, descendant: string): Promise<boolean> {
  return (await git(out, ['merge-base', '--is-ancestor', ancestor, descendant], { answers: [1] })).code === 0
}

/** Puts the hand version of every conflicting file into the merged tree. */
async function keepHand(
  out: string,
  tree: string,
  files: readonly string[],
  head: string,
  tip: string,
): Promise<{ readonly tree: string; readonly conflicts: readonly Conflict[] }> {
  const scratch = await mkdtemp(join(out, '.git', 'causeway-'))
  const env = { GIT_INDEX_FILE: join(scratch, 'index') }
  try {
    await git(out, ['read-tree', tree], { env })
    const ours = await blobsOf(out, head)
    const lines = files.map((file) => {
      const blob = ours.get(file)
      return blob === undefined ? `0 ${'0'.repeat(tree.length)}\t${file}\0` : `100644 ${blob}\t${file}\0`
    })
    await git(out, ['update-index', '-z', '--index-info'], {
      env,
      feed: (input) => new Promise((done) => input.write(lines.join(''), () => done())),
    })
    const { stdout } = await git(out, ['write-tree'], { env })
    return {
      tree: stdout.trim(),
      conflicts: await described(
        out,
        files.map((file) => ({ file, why: '' })),
        head,
        tip,
      ),
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function commitMerge(
  out: string,
  tree: string,
  parents: readonly string[],
  message: string,
  signature: Signature,
): Promise<string> {
  const when = `${signature.seconds} +0000`
  const env = {
    GIT_AUTHOR_NAME: signature.name,
    GIT_AUTHOR_EMAIL: signature.email,
    GIT_AUTHOR_DATE: when,
    GIT_COMMITTER_NAME: signature.name,
    GIT_COMMITTER_EMAIL: signature.email,
    GIT_COMMITTER_DATE: when,
  }
  const { stdout } = await git(out, ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])], {
    env,
    feed: (input) => new Promise((done) => input.write(message, () => done())),
  })
  return stdout.trim()
}

function withConflicts(message: string, conflicts: readonly Conflict[]): string {
  const lines = conflicts.map(({ file }) => trailer + file)
  return lines.length === 0 ? `${message}\n` : `${message}\n\n${lines.join('\n')}\n`
}

/** Conflicts of the last merge that nobody has settled: the hand version is as it was, and differs from what is generated. */
async function openConflicts(out: string, head: string, tip: string): Promise<readonly Conflict[]> {
  const { stdout } = await git(out, [
    'log',
    '-1',
    '--first-parent',
    '--merges',
    '--format=%H%n%B',
    head,
    '--',
  ])
  const [merge, ...lines] = stdout.split('\n')
  const files = lines.filter((line) => line.startsWith(trailer)).map((line) => line.slice(trailer.length))
  if (merge === undefined || files.length === 0) return []
  const [then, now, wanted] = [await blobsOf(out, merge), await blobsOf(out, head), await blobsOf(out, tip)]
  const open = files.filter((file) => then.get(file) === now.get(file) && now.get(file) !== wanted.get(file))
  return described(
    out,
    open.map((file) => ({ file, why: '' })),
    head,
    tip,
  )
}

async function described(
  out: string,
  conflicts: readonly Conflict[],
  head: string,
  tip: string,
): Promise<readonly Conflict[]> {
  if (conflicts.length === 0) return []
  const [hand, wanted] = [await blobsOf(out, head), await blobsOf(out, tip)]
  return conflicts.map(({ file }) => ({
    file,
    why: !hand.has(file)
      ? 'removed by hand and changed by the translation; it stays removed'
      : !wanted.has(file)
        ? 'changed by hand and no longer generated; the hand version stays'
        : 'changed by hand and by the translation at the same place; the hand version stays',
  }))
}
