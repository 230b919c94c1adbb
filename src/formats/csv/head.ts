import { open } from 'node:fs/promises'
import { FormatError } from '../../lib/format-error.ts'
import { readCsv } from './read.ts'

const headBytes = 64 * 1024

/** The first record of a file as a CSV; empty when there is none or the file is no text. Reads at most 64 KiB. */
export async function csvHeader(path: string): Promise<readonly string[]> {
  const handle = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    for await (const [row] of readCsv(one(buffer.subarray(0, bytesRead)))) return row?.cells ?? []
    return []
  } catch (error) {
    if (error instanceof FormatError) return []
    throw error
  } finally {
    await handle.close()
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
