import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { problem } from '../model/problems/index.ts'

/** A raw file as it is kept. */
export interface RawFile {
  /** SHA-256, 64 lower-case hex digits. */
  readonly hash: string
  readonly bytes: number
}

/** Raw evidence by what it is: it never leaves the workspace, and the same file twice is kept once. */
export interface RawStore {
  /** Keeps what the stream gives; more than `limitBytes` is refused and nothing stays. */
  put(content: Readable | Uint8Array, limitBytes?: number): Promise<RawFile>
  read(hash: string): Promise<Uint8Array>
  open(hash: string): Readable
  has(hash: string): Promise<boolean>
  remove(hash: string): Promise<void>
  /** All files, in no order. */
  list(): AsyncIterable<RawFile>
}

const namePattern = /^[0-9a-f]{64}$/

/** The raw evidence of a workspace, under `.causeway/raw`. */
export function openRawStore(workspaceDir: string): RawStore {
  const folder = join(resolve(workspaceDir), '.causeway', 'raw')

  function pathOf(hash: string): string {
    if (!namePattern.test(hash)) throw problem('workspace-raw-missing', { hash })
    return join(folder, hash.slice(0, 2), hash)
  }

  async function has(hash: string): Promise<boolean> {
    return (await stat(pathOf(hash)).catch(() => undefined))?.isFile() ?? false
  }

  return {
    has,
    async put(content, limitBytes = Number.POSITIVE_INFINITY) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const beside = join(folder, `.new-${process.pid}-${randomUUID()}`)
      const digest = createHash('sha256')
      let bytes = 0
      const file = await open(beside, 'wx', 0o600)
      try {
        const parts: AsyncIterable<unknown> =
          content instanceof Uint8Array ? Readable.from([content]) : content
        for await (const part of parts) {
          const buffer = part instanceof Uint8Array ? part : Buffer.from(String(part))
          bytes += buffer.length
          if (bytes > limitBytes) throw problem('workspace-raw-too-large', { limitBytes })
          digest.update(buffer)
          await file.write(buffer)
        }
        await file.sync()
        await file.close()
        const hash = digest.digest('hex')
        await mkdir(join(folder, hash.slice(0, 2)), { recursive: true, mode: 0o700 })
        await rename(beside, pathOf(hash))
        return { hash, bytes }
      } catch (error) {
        await file.close().catch(() => {})
        await rm(beside, { force: true })
        throw error
      }
    },
    async read(hash) {
      if (!(await has(hash))) throw problem('workspace-raw-missing', { hash })
      return readFile(pathOf(hash))
    },
    open: (hash) => createReadStream(pathOf(hash)),
    async remove(hash) {
      await rm(pathOf(hash), { force: true })
    },
    async *list() {
      for (const first of await namesIn(folder, /^[0-9a-f]{2}$/)) {
        for (const hash of await namesIn(join(folder, first), namePattern)) {
          yield { hash, bytes: (await stat(pathOf(hash))).size }
        }
      }
    },
  }
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  const names: string[] = []
  const entries = await opendir(folder).catch(() => undefined)
  if (!entries) return names
  for await (const entry of entries) if (pattern.test(entry.name)) names.push(entry.name)
  return names.sort()
}
