import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { type ByteReader, checkRange } from '../../lib/byte-reader.ts'
import { FormatError } from '../../lib/format-error.ts'

/** Opens a regular file for reading at any place. Anything else (a folder, a device, a pipe) is a FormatError. */
export async function openFile(path: string): Promise<ByteReader> {
  const handle = await open(path, 'r')
  const name = basename(path)
  const status = await handle.stat()
  if (!status.isFile()) {
    await handle.close()
    throw new FormatError(name, { seen: 'something that is not a regular file', expected: 'a file' })
  }
  const sizeBytes = status.size
  return {
    name,
    sizeBytes,
    async readInto(target, offsetBytes) {
      checkRange(name, offsetBytes, target.length, sizeBytes)
      let done = 0
      while (done < target.length) {
        const { bytesRead } = await handle.read(target, done, target.length - done, offsetBytes + done)
        // The file became shorter while it was open.
        if (bytesRead === 0) checkRange(name, offsetBytes, target.length, offsetBytes + done)
        done += bytesRead
      }
    },
    close: () => handle.close(),
  }
}
