import { open } from 'node:fs/promises'
import { FormatError } from '../../lib/format-error.ts'
import { readCsv } from './read.ts'

const headBytes = 64 * 1024

/** A header may hold line breaks within quotes, and stand below `#TYPE` and `sep=`; more than so many lines it does not have. */
const mostLines = 60

/** The first record of a file as a CSV; empty when there is none or the file is no text. Reads at most 64 KiB. */
export async function csvHeader(path: string): Promise<readonly string[]> {
  const handle = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return await firstRecord(buffer.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}

/**
 * Line by line, because what follows the header is cut somewhere, most often within quotes, and that is no fault of the
 * file.
 */
async function firstRecord(head: Buffer): Promise<readonly string[]> {
  let end = -1
  for (let line = 0; line < mostLines; line += 1) {
    end = head.indexOf(0x0a, end + 1)
    const cells = await recordOf(end < 0 ? head : head.subarray(0, end + 1))
    if (cells !== undefined || end < 0) return cells ?? []
  }
  return []
}

/** Undefined when the bytes end within a record, hold none, or are no text. */
async function recordOf(bytes: Uint8Array): Promise<readonly string[] | undefined> {
  try {
    for await (const [row] of readCsv(one(bytes))) return row?.cells
    return undefined
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
