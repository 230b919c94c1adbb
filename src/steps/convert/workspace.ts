import { createHash } from 'node:crypto'
import { type FileHandle, open, rm, stat } from 'node:fs/promises'
import type { DiskLayout, OutputFile } from '../../ports/disk.ts'
import { decodeFrames, replayFrame } from './journal.ts'
import type { BlockLedger } from './ledger.ts'
import { asNoSpace } from './write-all.ts'

/** Identity of the input file as far as the file system tells; a changed one is not resumed. */
export interface InputIdentity {
  readonly sizeBytes: number
  readonly modifiedMilliseconds: number
}

/** Size and time of a file. */
export async function identityOf(path: string): Promise<InputIdentity> {
  const { size, mtimeMs } = await stat(path)
  return { sizeBytes: size, modifiedMilliseconds: mtimeMs }
}

/** The open unfinished output. */
export interface WorkFile extends OutputFile {
  sync(): Promise<void>
  close(): Promise<void>
}

/** Opens the unfinished output; `fresh` empties it. */
export async function openWork(path: string, name: string, fresh: boolean): Promise<WorkFile> {
  const handle = await open(path, fresh ? 'w+' : 'r+', 0o600)
  const guard = async <T>(work: Promise<T>, offset: number): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw asNoSpace(error, name, offset)
    }
  }
  return {
    async write(bytes, fileOffsetBytes) {
      await guard(writeWhole(handle, bytes, fileOffsetBytes), fileOffsetBytes)
    },
    truncate: (sizeBytes) => guard(handle.truncate(sizeBytes), sizeBytes),
    // Delayed allocation reports a full file system only now.
    sync: () => guard(handle.datasync(), 0),
    close: () => handle.close(),
  }
}

/** The journal beside the output: what was done, trusted up to the length that a checkpoint names. */
export interface JournalFile {
  readonly bytes: number
  append(frames: readonly Uint8Array[]): Promise<void>
  close(): Promise<void>
}

/** Opens the journal, cut to `keepBytes`; what stands behind was never vouched for. */
export async function openJournal(path: string, name: string, keepBytes: number): Promise<JournalFile> {
  const handle = await open(path, keepBytes === 0 ? 'w' : 'r+', 0o600)
  await handle.truncate(keepBytes)
  let bytes = keepBytes
  return {
    get bytes() {
      return bytes
    },
    async append(frames) {
      try {
        for (const frame of frames) {
          await writeWhole(handle, frame, bytes)
          bytes += frame.length
        }
        await handle.datasync()
      } catch (error) {
        throw asNoSpace(error, name, bytes)
      }
    },
    close: () => handle.close(),
  }
}

/** Replays the first `bytes` of a journal. False when the file is gone, shorter or not what was written. */
export async function replayJournal(
  path: string,
  bytes: number,
  ledger: BlockLedger,
  layout: DiskLayout,
): Promise<boolean> {
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch {
    return false
  }
  try {
    const content = new Uint8Array(bytes)
    let done = 0
    while (done < bytes) {
      const { bytesRead } = await handle.read(content, done, bytes - done, done)
      if (bytesRead === 0) return false
      done += bytesRead
    }
    const frames = decodeFrames(content)
    return frames !== undefined && frames.every((frame) => replayFrame(frame, ledger, layout))
  } finally {
    await handle.close()
  }
}

/** Removes unfinished files; a missing one is fine. */
export async function removeWork(...paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true })
}

/** The hashes that run along with a read of the whole input. */
export class InputDigests {
  readonly #hashes: ReadonlyMap<string, ReturnType<typeof createHash>>

  constructor(algorithms: readonly string[]) {
    this.#hashes = new Map(algorithms.map((name) => [name, createHash(name)]))
  }

  add(bytes: Uint8Array): void {
    for (const hash of this.#hashes.values()) hash.update(bytes)
  }

  /** Lower-case hex by algorithm; ends the hashes. */
  finish(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#hashes].map(([name, hash]) => [name, hash.digest('hex')]))
  }
}

async function writeWhole(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done)
    if (bytesWritten === 0) throw Object.assign(new Error('a write of nothing'), { code: 'ENOSPC' })
    done += bytesWritten
  }
}
