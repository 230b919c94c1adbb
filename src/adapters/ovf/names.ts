import { open } from 'node:fs/promises'
import { basename } from 'node:path'

const mostBytes = 16 * 1024 * 1024
/** Parts of one disk that are looked for: 1,000 of the usual 2 GB are 2 TB. */
const mostParts = 1000

/** Names of packages, for a file that is none by its content. */
export const called = /\.(?:ova|ovf)$/i
/** What an export leaves beside its descriptor. */
export const leaves = /\.(?:mf|cert|nvram)$/i

/**
 * Which of the names beside a descriptor its text quotes: disks, their parts, media. The text is searched and not
 * parsed, so that a damaged descriptor still says what belongs to it. An archive has everything inside.
 */
export async function namesBeside(path: string, beside: ReadonlySet<string>): Promise<Iterable<string>> {
  if (!/\.ovf$/i.test(path)) return []
  const found = new Set<string>()
  const stem = basename(path).replace(called, '')
  for (const end of ['mf', 'cert']) if (beside.has(`${stem}.${end}`)) found.add(`${stem}.${end}`)
  for (const [, quoted = ''] of (await textOf(path)).matchAll(/["']([^"'\n<>]{1,1024})["']/g)) {
    const written = quoted.replaceAll('&amp;', '&').replace(/^\.\//, '')
    const name = beside.has(written) ? written : decoded(written)
    if (beside.has(name)) found.add(name)
    for (let part = 0; part < mostParts; part++) {
      const one = `${name}.${String(part).padStart(9, '0')}`
      if (!beside.has(one)) break
      found.add(one)
    }
  }
  return found
}

/** A name whose spaces and signs were written as `%20`. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

async function textOf(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, mostBytes)), 0, null, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}
