import { constants, type PathLike } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { WriteSome } from './write-all.ts'

/** Direct writes go in whole pages. */
const pageBytes = 4096

/** An output file that writes whole pages past the page cache where the system can. */
export interface DirectFile {
  readonly write: WriteSome
  /** The plain file descriptor, for reading. */
  readonly descriptor: number
  close(): Promise<void>
}

/**
 * Opens an existing file. Writes of whole pages from page-aligned memory skip the page cache: an image of many GiB
 * would only push everything else out of it, and copying into fresh pages costs more than unpacking the grains.
 * Where the file system knows no direct access (tmpfs, macOS) all writes are plain.
 */
export async function openDirectFile(path: string, writes: boolean): Promise<DirectFile> {
  const plain = await open(path, writes ? 'r+' : 'r')
  let direct = writes ? await openDirect(path) : undefined
  return {
    descriptor: plain.fd,
    async write(bytes, fileOffsetBytes) {
      if (direct !== undefined && isWhole(bytes, fileOffsetBytes)) {
        try {
          return (await direct.write(bytes, 0, bytes.length, fileOffsetBytes)).bytesWritten
        } catch (error) {
          if (!isRefusal(error)) throw error
          const refused = direct
          direct = undefined
          await refused.close()
        }
      }
      return (await plain.write(bytes, 0, bytes.length, fileOffsetBytes)).bytesWritten
    },
    async close() {
      await plain.close()
      await direct?.close()
    },
  }
}

function isWhole(bytes: Uint8Array, fileOffsetBytes: number): boolean {
  return [fileOffsetBytes, bytes.length, bytes.byteOffset].every((value) => value % pageBytes === 0)
}

async function openDirect(path: PathLike): Promise<FileHandle | undefined> {
  const flag: number | undefined = constants.O_DIRECT
  if (flag === undefined) return undefined
  try {
    return await open(path, constants.O_RDWR | flag)
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'ENOTSUP')
}
