import { type Problem, problem } from '../../model/problems/index.ts'

/** Writes some bytes at a place and says how many it wrote. */
export type WriteSome = (bytes: Uint8Array, fileOffsetBytes: number) => Promise<number>

/**
 * Writes all of `bytes`, however short each write is. No room (ENOSPC, EDQUOT, EFBIG), or a write of nothing, is
 * `move-no-space` with the offset reached.
 */
export async function writeAll(
  write: WriteSome,
  bytes: Uint8Array,
  fileOffsetBytes: number,
  file: string,
): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    let wrote: number
    try {
      wrote = await write(bytes.subarray(done), fileOffsetBytes + done)
    } catch (error) {
      throw asNoSpace(error, file, fileOffsetBytes + done)
    }
    if (wrote === 0) throw noSpace(file, 'a write of nothing', fileOffsetBytes + done, undefined)
    done += wrote
  }
}

/** Turns the system's ways to say "full" into the sentence of the catalogue; other errors stay. */
export function asNoSpace(error: unknown, file: string, offset: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = reasons[code]
  return reason === undefined ? error : noSpace(file, reason, offset, error)
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the file system is full (ENOSPC)',
  EDQUOT: 'the quota is used up (EDQUOT)',
  EFBIG: 'the file system does not take a file of this size (EFBIG)',
}

function noSpace(file: string, reason: string, offset: number, cause: unknown): Problem {
  return problem('move-no-space', { file, reason, offset }, cause)
}
