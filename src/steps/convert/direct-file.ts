import { closeSync, constants, openSync, read, readSync, write } from 'node:fs'
import { promisify } from 'node:util'
import type { WriteSome } from './write-all.ts'

// Plain descriptors: a thread that is ended closes its own, and file handles would complain about it.
const writeSome = promisify(write)
const readSome = promisify(read)

/** Direct writes go in whole pages. */
const pageBytes = 4096

/** A file that is read and written past the page cache in whole pages, where the system can. */
export interface DirectFile {
  readonly write: WriteSome
  /** Reads some bytes; 0 = the end. */
  readSync(target: Uint8Array, fileOffsetBytes: number): number
  read(target: Uint8Array, fileOffsetBytes: number): Promise<number>
  close(): void
}

/**
 * Opens an existing file. Whole pages to and from page-aligned memory skip the page cache: an image of many GiB would
 * only push everything else out of it, and fresh pages cost more than unpacking the grains. Where the file system
 * knows no direct access (tmpfs, macOS) everything is plain.
 */
export function openDirectFile(path: string, writes: boolean): DirectFile {
  const plain = openSync(path, writes ? 'r+' : 'r')
  let direct = openDirect(path, writes)
  const whole = (bytes: Uint8Array, fileOffsetBytes: number) =>
    isWhole(bytes, fileOffsetBytes) ? direct : undefined
  const refused = (error: unknown): void => {
    if (!isRefusal(error) || direct === undefined) throw error
    closeSync(direct)
    direct = undefined
  }
  return {
    async write(bytes, fileOffsetBytes) {
      try {
        const handle = whole(bytes, fileOffsetBytes)
        if (handle !== undefined)
          return (await writeSome(handle, bytes, 0, bytes.length, fileOffsetBytes)).bytesWritten
      } catch (error) {
        refused(error)
      }
      return (await writeSome(plain, bytes, 0, bytes.length, fileOffsetBytes)).bytesWritten
    },
    readSync(target, fileOffsetBytes) {
      try {
        const handle = whole(target, fileOffsetBytes)
        if (handle !== undefined) return readSync(handle, target, 0, target.length, fileOffsetBytes)
      } catch (error) {
        refused(error)
      }
      return readSync(plain, target, 0, target.length, fileOffsetBytes)
    },
    async read(target, fileOffsetBytes) {
      try {
        const handle = whole(target, fileOffsetBytes)
        if (handle !== undefined)
          return (await readSome(handle, target, 0, target.length, fileOffsetBytes)).bytesRead
      } catch (error) {
        refused(error)
      }
      return (await readSome(plain, target, 0, target.length, fileOffsetBytes)).bytesRead
    },
    close() {
      closeSync(plain)
      if (direct !== undefined) closeSync(direct)
    },
  }
}

function isWhole(bytes: Uint8Array, fileOffsetBytes: number): boolean {
  return [fileOffsetBytes, bytes.length, bytes.byteOffset].every((value) => value % pageBytes === 0)
}

function openDirect(path: string, writes: boolean): number | undefined {
  const flag: number | undefined = constants.O_DIRECT
  if (flag === undefined) return undefined
  try {
    return openSync(path, (writes ? constants.O_RDWR : constants.O_RDONLY) | flag)
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'ENOTSUP')
}
