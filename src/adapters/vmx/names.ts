import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isPlainFile } from './chain.ts'

/** As much of a configuration or of a disk's words is searched. */
const mostBytes = 8 * 1024 * 1024
/** The words of a sparse disk stand in its first sectors. */
const mostBytesOfDisk = 128 * 1024
/** Disks, extents and parents that are followed from one machine. */
const mostFollowed = 2000

/** Names of machines, for a file that is none by its content. */
export const called = /\.vmx$/i
/** What a machine leaves in its folder. */
export const leaves = /\.(?:vmxf|vmx~|vmsd|vmdk|nvram|log|vswp|vmsn|vmss|vmem|hlog|scoreboard|lck|iso|flp)$/i

/**
 * Which of the names beside a configuration belong to its machine: what its text and its list of snapshots quote, the
 * extents and parents that those disks quote in turn, and what bears its own name.
 */
export async function namesBeside(path: string, beside: ReadonlySet<string>): Promise<Iterable<string>> {
  const stem = basename(path).replace(called, '')
  const found = new Set<string>()
  const own = ['vmsd', 'vmxf', 'vmx~', 'nvram', 'vmdk', 'vmx.lck'].map((end) => `${stem}.${end}`)
  const open = [...own.filter((name) => beside.has(name)), ...(await quotedIn(path, mostBytes))]
  for (let name = open.pop(); name !== undefined && found.size < mostFollowed; name = open.pop()) {
    if (found.has(name) || !beside.has(name)) continue
    found.add(name)
    const most = /\.vmsd$/i.test(name) ? mostBytes : /\.vmdk$/i.test(name) ? mostBytesOfDisk : 0
    const next = join(dirname(path), name)
    if (most > 0 && (await isPlainFile(next))) open.push(...(await quotedIn(next, most)))
  }
  return found
}

/** Last parts of all quoted texts of a file: a disk may be quoted with the path it had on its datastore. */
async function quotedIn(path: string, most: number): Promise<readonly string[]> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, most)), 0, null, 0)
    const quoted = buffer.toString('utf8', 0, bytesRead).matchAll(/"([^"\n]{1,1024})"/g)
    return [...quoted].map(([, text = '']) => text.split(/[/\\]/).at(-1) ?? '')
  } finally {
    await file.close()
  }
}
