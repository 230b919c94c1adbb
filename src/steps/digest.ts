import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { problem } from '../model/problems/index.ts'
import type { DiskPlace, PackagedDisk } from '../ports/disk.ts'
import { defineStep, type StepProgress } from '../runs/index.ts'
import { Rate } from './convert/rate.ts'
import { readThrough } from './convert/read-through.ts'
import { removeWork } from './convert/workspace.ts'
import { convertResult, type digestResult } from './results.ts'

/** Which input, and what it must hash to. */
export interface DigestInput {
  readonly source: DiskPlace
  readonly convertStep: string
  readonly expected?: NonNullable<PackagedDisk['digest']>
  /** Removed when the input is not what the manifest says. */
  readonly unfinished: readonly string[]
}

/**
 * SHA-256 of the input, compared with the manifest. A conversion that ran through in one go has hashed its input on the
 * way and nothing is read here. One that was interrupted could not (a hash cannot be kept on disk), so the input is
 * read once.
 */
export const digestStep = defineStep<DigestInput, z.infer<typeof digestResult>>({
  type: 'disk-digest',
  semantics: 'pure',
  async run({ input, progress, resultOf }) {
    const { source, expected } = input
    const known = convertResult.parse(resultOf(input.convertStep)).inputDigests ?? {}
    const wanted = [...new Set(['sha256', ...(expected === undefined ? [] : [expected.algorithm])])]
    const digests = wanted.every((name) => known[name] !== undefined)
      ? known
      : await hashInput(source, wanted, progress)
    const seen = expected === undefined ? undefined : digests[expected.algorithm]
    if (expected !== undefined && seen !== expected.hex) {
      await removeWork(...input.unfinished)
      throw problem('package-digest-differs', {
        file: source.descriptor ?? source.name,
        member: source.name,
        offset: source.offsetBytes,
        algorithm: expected.algorithm.toUpperCase(),
        expected: expected.hex,
        seen: seen ?? '',
      })
    }
    return { sha256: digests['sha256'] ?? '', checkedAgainstManifest: expected !== undefined }
  },
})

async function hashInput(
  source: DiskPlace,
  algorithms: readonly string[],
  progress: StepProgress<undefined>,
): Promise<Readonly<Record<string, string>>> {
  progress.phase(`hashing ${source.name}`)
  const hashes = algorithms.map((name) => ({ name, hash: createHash(name) }))
  const rate = new Rate(progress, source.name, source.sizeBytes, 0)
  await readThrough(source.path, source.offsetBytes, source.sizeBytes, progress.signal, (bytes, done) => {
    for (const { hash } of hashes) hash.update(bytes)
    rate.reached(done)
  })
  return Object.fromEntries(hashes.map(({ name, hash }) => [name, hash.digest('hex')]))
}
