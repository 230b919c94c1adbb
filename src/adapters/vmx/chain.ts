import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../model/problems/index.ts'
import { FormatError } from '../../lib/format-error.ts'
import type { DescribeDisk, DiskAccount, DiskChain } from './schema.ts'

/** vSphere allows 32 snapshots in a chain; a longer one is a mistake or a trap. */
const deepest = 64

/** A disk and what it rests on. Only plain files beside the configuration are opened: never a path, never a link. */
export async function followChain(
  folder: string,
  fileName: string,
  describe: DescribeDisk,
): Promise<DiskChain> {
  let account: DiskAccount | undefined
  let name: string | undefined = fileName
  const seen = new Set<string>()
  const ended = (trouble: string | undefined): DiskChain => ({
    account,
    parents: Math.max(0, seen.size - 1),
    trouble,
  })
  while (name !== undefined) {
    const plain: string = name.split(/[/\\]/).at(-1) ?? ''
    if (seen.has(plain)) return ended(`${quoted(plain)} stands in its own chain`)
    if (seen.size >= deepest) return ended(`a chain of more than ${deepest} disks`)
    const path = join(folder, plain)
    if (plain === '' || plain === '..' || !(await isPlainFile(path))) {
      return ended(`${quoted(name)} is not beside the configuration`)
    }
    seen.add(plain)
    try {
      const next = await describe(path)
      account ??= next
      name = next.parentHint
    } catch (error) {
      if (!(error instanceof Problem) && !(error instanceof FormatError)) throw error
      return ended(`${quoted(plain)} cannot be read: ${error.message}`)
    }
  }
  return ended(undefined)
}

/** Whether a plain file stands there; a link is none. */
export async function isPlainFile(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile()
  } catch {
    return false
  }
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 200))
}
