import { openDirectFile } from './direct-file.ts'
import { pageAlignedBuffer } from './page-memory.ts'

const chunkBytes = 4 * 1024 * 1024

/** Reads a stretch of a file once, the next chunk while the last is worked on. */
export async function readThrough(
  path: string,
  offsetBytes: number,
  sizeBytes: number,
  signal: AbortSignal,
  take: (bytes: Uint8Array, doneBytes: number) => void,
): Promise<void> {
  const file = openDirectFile(path, false)
  try {
    const buffers = [pageAlignedBuffer(chunkBytes), pageAlignedBuffer(chunkBytes)] as const
    const read = async (at: number, buffer: Buffer): Promise<Uint8Array> => {
      const wanted = Math.min(chunkBytes, sizeBytes - at)
      let done = 0
      while (done < wanted) {
        // The whole rest of the buffer, so that direct reads stay whole pages; behind the stretch nothing is used.
        const got = await file.read(buffer.subarray(done), offsetBytes + at + done)
        if (got === 0) break
        done += got
      }
      return buffer.subarray(0, Math.min(done, wanted))
    }
    let turn = 0
    let next = read(0, buffers[0])
    for (let at = 0; at < sizeBytes; ) {
      const bytes = await next
      signal.throwIfAborted()
      if (bytes.length === 0) return
      at += bytes.length
      turn = 1 - turn
      next = at < sizeBytes ? read(at, turn === 0 ? buffers[0] : buffers[1]) : Promise.resolve(bytes)
      take(bytes, at)
    }
    await next
  } finally {
    file.close()
  }
}
