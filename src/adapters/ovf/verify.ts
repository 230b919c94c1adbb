import { createHash } from 'node:crypto'
import { openFile } from '../../formats/tar/index.ts'
import type { Progress } from '../../lib/progress.ts'
import { problem } from '../../model/problems/index.ts'
import type { OvfPackage, PackageMember } from './package.ts'

const chunkBytes = 4 * 1024 * 1024

/**
 * Reads every file that the manifest names once and compares its hash; `only` narrows it. A file that differs is
 * `package-digest-differs` with its place, one that is missing `package-file-missing`. Answers the names checked.
 */
export async function verifyManifest(
  pack: OvfPackage,
  progress: Progress,
  only: (member: PackageMember) => boolean = () => true,
): Promise<readonly string[]> {
  const { signature } = pack
  if (signature?.outcome === 'broken') {
    throw problem('package-signature-broken', { file: pack.name, signer: signature.signer })
  }
  const checked: string[] = []
  for (const [name, { algorithm, digest }] of pack.manifest ?? []) {
    const member = pack.members.get(name)
    if (member === undefined) throw problem('package-file-missing', { file: pack.name, member: name })
    if (!only(member)) continue
    const seen = await hashMember(member, algorithm, progress)
    if (seen !== digest) {
      throw problem('package-digest-differs', {
        file: pack.name,
        member: name,
        offset: member.offsetBytes,
        algorithm: algorithm.toUpperCase(),
        expected: digest,
        seen,
      })
    }
    checked.push(name)
  }
  return checked
}

/** Hash of one member as lower-case hex. */
async function hashMember(member: PackageMember, algorithm: string, progress: Progress): Promise<string> {
  const reader = await openFile(member.path)
  try {
    const hash = createHash(algorithm)
    const buffer = new Uint8Array(Math.min(chunkBytes, Math.max(1, member.sizeBytes)))
    for (let at = 0; at < member.sizeBytes; at += buffer.length) {
      progress.signal.throwIfAborted()
      const part = buffer.subarray(0, Math.min(buffer.length, member.sizeBytes - at))
      await reader.readInto(part, member.offsetBytes + at)
      hash.update(part)
      progress.advance(at + part.length, member.sizeBytes, 'bytes')
    }
    return hash.digest('hex')
  } finally {
    await reader.close()
  }
}
