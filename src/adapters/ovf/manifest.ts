import { FormatError } from '../../lib/format-error.ts'

/** Hash algorithms that a manifest may use. */
export type DigestAlgorithm = 'sha1' | 'sha256' | 'sha512'

/** What a manifest says of one file. */
export interface ManifestEntry {
  readonly algorithm: DigestAlgorithm
  /** Lower-case hex. */
  readonly digest: string
}

// OpenSSL 3 writes `SHA2-256(…)`, and the image builders that call it.
const line = /^SHA(?:2-|-)?(1|256|512) {0,4}\(([^()]{1,1024})\) {0,4}= {0,4}([0-9a-f]{40,128})$/i
const digits: Readonly<Record<DigestAlgorithm, number>> = { sha1: 40, sha256: 64, sha512: 128 }

/**
 * Reads a manifest (`.mf`): lines `SHA256(name)= hex`. A line of another form, or a file named twice, is a FormatError
 * with its line number.
 */
export function parseManifest(text: string, file: string): ReadonlyMap<string, ManifestEntry> {
  const entries = new Map<string, ManifestEntry>()
  const wrong = (number: number, seen: string, expected: string) =>
    new FormatError(file, { seen, expected, where: { line: number } })
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const trimmed = raw.trim()
    if (trimmed === '') continue
    const match = line.exec(trimmed)
    const algorithm = match === null ? undefined : algorithmOf(match[1])
    const name = match?.[2]
    const digest = match?.[3]?.toLowerCase()
    if (algorithm === undefined || name === undefined || digest?.length !== digits[algorithm]) {
      throw wrong(index + 1, JSON.stringify(trimmed.slice(0, 80)), 'SHA1, SHA256 or SHA512(file)= digest')
    }
    if (entries.has(name)) throw wrong(index + 1, `${JSON.stringify(name)} a second time`, 'each file once')
    entries.set(name, { algorithm, digest })
  }
  return entries
}

function algorithmOf(bits: string | undefined): DigestAlgorithm | undefined {
  if (bits === '1') return 'sha1'
  if (bits === '256') return 'sha256'
  return bits === '512' ? 'sha512' : undefined
}
