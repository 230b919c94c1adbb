import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import type { PublishedFile } from '../../ports/publisher.ts'
import { generated, mark, type OpenRepository } from './folder.ts'
import { git } from './run.ts'

/** Who commits, and when (seconds since 1970). */
export interface Signature {
  readonly name: string
  readonly email: string
  readonly seconds: number
}

/** What differs between the generated files and the branch `generated`. */
export interface Difference {
  readonly written: readonly PublishedFile[]
  readonly removed: readonly string[]
}

const safePath = /^[A-Za-z0-9_][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/

/** Compares by content id, so an unchanged file is neither read nor written. Throws a TypeError for an unsafe path. */
export async function differenceOf(
  { out, tip }: OpenRepository,
  files: readonly PublishedFile[],
): Promise<Difference> {
  const algorithm = (await git(out, ['rev-parse', '--show-object-format'])).stdout.trim()
  const before = tip === undefined ? new Map<string, string>() : await blobsOf(out, tip)
  const written: PublishedFile[] = []
  const seen = new Set<string>()
  for (const file of files) {
    if (!safePath.test(file.path) || file.path.length > 500)
      throw new TypeError(`unsafe path in the repository: ${JSON.stringify(file.path)}`)
    if (seen.has(file.path)) throw new TypeError(`two files with the path ${file.path}`)
    seen.add(file.path)
    const bytes = Buffer.from(file.text, 'utf8')
    const id = createHash(algorithm === 'sha256' ? 'sha256' : 'sha1')
      .update(`blob ${bytes.length}\0`)
      .update(bytes)
      .digest('hex')
    if (before.get(file.path) !== id) written.push(file)
  }
  return { written, removed: [...before.keys()].filter((path) => !seen.has(path)) }
}

/** Content id by path of a commit. */
export async function blobsOf(out: string, commit: string): Promise<Map<string, string>> {
  const { stdout } = await git(out, ['ls-tree', '-r', '-z', '--full-tree', commit])
  const blobs = new Map<string, string>()
  for (const entry of stdout.split('\0')) {
    const tab = entry.indexOf('\t')
    if (tab > 0) blobs.set(entry.slice(tab + 1), entry.slice(0, tab).split(' ')[2] ?? '')
  }
  return blobs
}

/** Commits the difference to the branch `generated` in one stream and returns the commit; the working copy stays untouched. */
export async function commitGenerated(
  { out, tip }: OpenRepository,
  difference: Difference,
  message: string,
  signature: Signature,
): Promise<string> {
  const text = tip === undefined ? `${message}\n\n${mark}\n` : `${message}\n`
  await git(out, ['fast-import', '--quiet', '--done'], {
    async feed(input) {
      const { name, email, seconds } = signature
      let batch = `commit ${generated}\ncommitter ${name} <${email}> ${seconds} +0000\n${data(text)}`
      if (tip !== undefined) batch += `from ${tip}\n`
      for (const path of difference.removed) batch += `D ${path}\n`
      for (const file of difference.written) {
        batch += `M 100644 inline ${file.path}\n${data(file.text)}`
        if (batch.length > 1_000_000) {
          await send(input, batch)
          batch = ''
        }
      }
      await send(input, `${batch}\ndone\n`)
    },
  })
  return (await git(out, ['rev-parse', '--verify', generated])).stdout.trim()
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}

/** Waits until git has read it; a git that ended early ends the wait, and its exit code tells why. */
function send(input: Writable, text: string): Promise<void> {
  return new Promise((resolve) => input.write(text, () => resolve()))
}
