import { open } from 'node:fs/promises'
import { FormatError } from '../../lib/format-error.ts'

/** Bytes that can be read at any place: a file, or memory. */
export interface ByteSource {
  /** The file's name for messages; absent for memory. */
  readonly file?: string
  readonly sizeBytes: number
  /** Exactly `lengthBytes` bytes; throws FormatError beyond the end. */
  read(offsetBytes: number, lengthBytes: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** Bytes in memory as a source. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    async read(offsetBytes, lengthBytes) {
      checkRange(offsetBytes, lengthBytes, bytes.length)
      return bytes.subarray(offsetBytes, offsetBytes + lengthBytes)
    },
    async close() {},
  }
}

/** An open file as a source; the caller closes it. */
export async function openSource(path: string): Promise<ByteSource> {
  const handle = await open(path, 'r')
  const { size } = await handle.stat()
  return {
    file: path,
    sizeBytes: size,
    async read(offsetBytes, lengthBytes) {
      checkRange(offsetBytes, lengthBytes, size)
      const buffer = Buffer.allocUnsafe(lengthBytes)
      let done = 0
      while (done < lengthBytes) {
        const { bytesRead } = await handle.read(buffer, done, lengthBytes - done, offsetBytes + done)
        if (bytesRead === 0) throw pastEnd(offsetBytes + done, offsetBytes + lengthBytes)
        done += bytesRead
      }
      return buffer
    },
    close: () => handle.close(),
  }
}

function checkRange(offsetBytes: number, lengthBytes: number, sizeBytes: number): void {
  if (offsetBytes < 0 || lengthBytes < 0 || offsetBytes + lengthBytes > sizeBytes) {
    throw pastEnd(sizeBytes, offsetBytes + lengthBytes)
  }
}

function pastEnd(endBytes: number, neededBytes: number): FormatError {
  return new FormatError('zip', {
    seen: `the end of the file at ${endBytes} bytes`,
    expected: `at least ${neededBytes} bytes (is the file cut off?)`,
    where: { offset: endBytes },
  })
}
