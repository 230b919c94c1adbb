import { writeSync } from 'node:fs'
import { type Problem, problem } from '../../model/problems/index.ts'

/** Writes some bytes at a place and says how many it wrote; `fs.writeSync` or a stand-in. */
export type WriteSome = (bytes: Uint8Array, fileOffsetBytes: number) => number

/** Writes through an open file. */
export function writerTo(handle: number): WriteSome {
  return (bytes, fileOffsetBytes) => writeSync(handle, bytes, 0, bytes.length, fileOffsetBytes)
}

/**
 * Writes all of `bytes`, however short each write is. No room (ENOSPC, EDQUOT, EFBIG), or a write of nothing, is
 * `move-no-space` with the offset reached.
 */
export function writeAll(write: WriteSome, bytes: Uint8Array, fileOffsetBytes: number, file: string): void {
  let done = 0
  while (done < bytes.length) {
    let wrote: number
    try {
      wrote = write(bytes.subarray(done), fileOffsetBytes + done)
    } catch (error) {
      throw asNoSpace(error, file, fileOffsetBytes + done)
    }
    if (wrote === 0) {
      throw problem('move-no-space', { file, reason: 'a write of nothing', offset: fileOffsetBytes + done })
    }
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
