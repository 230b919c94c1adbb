import { constants, type PathLike, readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { WriteSome } from './write-all.ts'

/** Direct writes go in whole pages. */
const pageBytes = 4096

/** A file that is read and written past the page cache in whole pages, where the system can. */
export interface DirectFile {
  readonly write: WriteSome
  /** Reads some bytes; 0 = the end. */
  readSync(target: Uint8Array, fileOffsetBytes: number): number
  read(target: Uint8Array, fileOffsetBytes: number): Promise<number>
  close(): Promise<void>
}

/**
 * Opens an existing file. Whole pages to and from page-aligned memory skip the page cache: an image of many GiB would
 * only push everything else out of it, and fresh pages cost more than unpacking the grains. Where the file system
 * knows no direct access (tmpfs, macOS) everything is plain.
 */
export async function openDirectFile(path: string, writes: boolean): Promise<DirectFile> {
  const plain = await open(path, writes ? 'r+' : 'r')
  let direct = await openDirect(path, writes)
  const whole = (bytes: Uint8Array, fileOffsetBytes: number) =>
    isWhole(bytes, fileOffsetBytes) ? direct : undefined
  const refused = (error: unknown): void => {
    if (!isRefusal(error) || direct === undefined) throw error
    const handle = direct
    direct = undefined
    void handle.close()
  }
  return {
    async write(bytes, fileOffsetBytes) {
      try {
        const handle = whole(bytes, fileOffsetBytes)
        if (handle !== undefined)
          return (await handle.write(bytes, 0, bytes.length, fileOffsetBytes)).bytesWritten
      } catch (error) {
        refused(error)
      }
      return (await plain.write(bytes, 0, bytes.length, fileOffsetBytes)).bytesWritten
    },
    readSync(target, fileOffsetBytes) {
      try {
        const handle = whole(target, fileOffsetBytes)
        if (handle !== undefined) return readSync(handle.fd, target, 0, target.length, fileOffsetBytes)
      } catch (error) {
        refused(error)
      }
      return readSync(plain.fd, target, 0, target.length, fileOffsetBytes)
    },
    async read(target, fileOffsetBytes) {
      try {
        const handle = whole(target, fileOffsetBytes)
        if (handle !== undefined)
          return (await handle.read(target, 0, target.length, fileOffsetBytes)).bytesRead
      } catch (error) {
        refused(error)
      }
      return (await plain.read(target, 0, target.length, fileOffsetBytes)).bytesRead
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

async function openDirect(path: PathLike, writes: boolean): Promise<FileHandle | undefined> {
  const flag: number | undefined = constants.O_DIRECT
  if (flag === undefined) return undefined
  try {
    return await open(path, (writes ? constants.O_RDWR : constants.O_RDONLY) | flag)
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'ENOTSUP')
}
