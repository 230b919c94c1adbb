import { FormatError } from './format-error.ts'

/** Bytes of known length that can be read at any place: a file, a member of an archive, or memory. */
export interface ByteReader {
  /** The file's name for messages, never an absolute path. */
  readonly name: string
  readonly sizeBytes: number
  /** Fills `target` from `offsetBytes` on; throws FormatError that names the end when there is not enough. */
  readInto(target: Uint8Array, offsetBytes: number): Promise<void>
  close(): Promise<void>
}

/** Reads `lengthBytes` bytes into a new array. */
export async function readBytes(
  reader: ByteReader,
  offsetBytes: number,
  lengthBytes: number,
): Promise<Uint8Array> {
  checkRange(reader.name, offsetBytes, lengthBytes, reader.sizeBytes)
  const target = new Uint8Array(lengthBytes)
  await reader.readInto(target, offsetBytes)
  return target
}

/** Bytes in memory. */
export function memoryReader(name: string, bytes: Uint8Array): ByteReader {
  return {
    name,
    sizeBytes: bytes.length,
    async readInto(target, offsetBytes) {
      checkRange(name, offsetBytes, target.length, bytes.length)
      target.set(bytes.subarray(offsetBytes, offsetBytes + target.length))
    },
    async close() {},
  }
}

/** A part of another reader, such as a member of an archive; closing it closes the whole. */
export function sliceReader(
  whole: ByteReader,
  name: string,
  startBytes: number,
  sizeBytes: number,
): ByteReader {
  checkRange(name, startBytes, sizeBytes, whole.sizeBytes)
  return {
    name,
    sizeBytes,
    async readInto(target, offsetBytes) {
      checkRange(name, offsetBytes, target.length, sizeBytes)
      await whole.readInto(target, startBytes + offsetBytes)
    },
    close: () => whole.close(),
  }
}

/** Throws FormatError when the range leaves the `sizeBytes` that there are. */
export function checkRange(name: string, offsetBytes: number, lengthBytes: number, sizeBytes: number): void {
  if (offsetBytes >= 0 && lengthBytes >= 0 && offsetBytes + lengthBytes <= sizeBytes) return
  throw new FormatError(name, {
    seen: `the end of the file after ${sizeBytes} bytes`,
    expected: `${lengthBytes} bytes from offset ${offsetBytes} on (is the file cut off?)`,
    where: { offset: sizeBytes },
  })
}
