import { createReadStream } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { collectElements, defaultXmlLimits, type XmlElement, XmlParser } from '../../../formats/xml/index.ts'
import { FormatError } from '../../../lib/format-error.ts'
import type { Reference } from '../schema.ts'

/** One saved object: its file, and what it is as far as the beginning of the file says. */
export interface SavedFile {
  readonly name: string
  readonly object?: Reference
}

const beginningBytes = 4096
const mostFiles = 2_000_000
/** An object of a real vCenter has a few hundred KiB; a host with many paths to storage some MiB. */
const largestBytes = 64 * 1024 * 1024

const root =
  /^\uFEFF?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,1000}-->\s*)*<(?:\w{1,20}:)?ObjectContent[\s>]/
const identity = /<(?:\w{1,20}:)?obj\b[^>]{0,300}?\btype="(\w{1,100})"[^>]{0,300}>([^<]{1,1000})</

/** Whether the first file of a folder that ends in `.xml` is an object that `govc object.save` wrote. */
export async function isSaved(dir: string): Promise<boolean> {
  try {
    const [first] = await namesIn(dir)
    return first !== undefined && root.test(await beginningOf(join(dir, first)))
  } catch {
    return false
  }
}

/** The saved objects of a folder, and the files that are none. */
export async function savedFiles(dir: string): Promise<SavedFile[]> {
  const names = await namesIn(dir)
  if (names.length > mostFiles)
    throw wrong('the folder', `${names.length} files`, `at most ${mostFiles} objects`)
  const files: SavedFile[] = []
  for (const name of names) {
    const text = await beginningOf(join(dir, name))
    const [, type, value] = root.test(text) ? (identity.exec(text) ?? []) : []
    files.push(type === undefined || value === undefined ? { name } : { name, object: { type, value } })
  }
  return files
}

/** The one object of a file as a tree. Throws FormatError when it is none, or too large. */
export async function contentOf(dir: string, name: string): Promise<XmlElement> {
  const path = join(dir, name)
  const { size } = await lstat(path)
  if (size > largestBytes) throw wrong(name, `${size} bytes`, 'a saved object of at most 64 MiB')
  let found: XmlElement | undefined
  const take = (element: XmlElement): void => void (found ??= element)
  const parser = new XmlParser(collectElements(new Set(['ObjectContent']), take), defaultXmlLimits)
  for await (const chunk of createReadStream(path)) parser.write(chunk)
  parser.end()
  if (found === undefined) throw wrong(name, 'no ObjectContent', 'a saved object')
  return found
}

/** Plain files only: a link could lead anywhere. */
async function namesIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && /\.xml$/i.test(entry.name))
  return files.map(({ name }) => name).sort()
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

function wrong(part: string, seen: string, expected: string): FormatError {
  return new FormatError('saved inventory', { seen, expected, where: { part } })
}
