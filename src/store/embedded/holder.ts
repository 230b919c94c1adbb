import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Duplex } from 'node:stream'
import { MessageChannel, type Worker } from 'node:worker_threads'
import type { Progress } from '../../lib/progress.ts'
import { problem } from '../../model/problems/index.ts'
import { ensureDataDirectory } from './data-directory.ts'
import type { WorkerReply, WorkerRequest } from './messages.ts'
import { PortDuplex } from './port-duplex.ts'
import { replyOf, startWorker } from './worker-thread.ts'

/** Longest path of a unix socket that every system takes; Node cuts longer ones off without a word. */
const maximumSocketBytes = 100

/** Times of the holder; tests shorten them. */
export interface HolderTimes {
  readonly silenceMs: number
  readonly checkpointMs: number
}

/** The times of design §6. */
export const holderTimes: HolderTimes = { silenceMs: 5_000, checkpointMs: 60_000 }

/** The embedded database, held by this process and served to others of the same user. */
export interface Holder {
  /** A new client of this process. */
  connect(): Duplex
  counts(): Promise<Extract<WorkerReply, { reply: 'counts' }>>
  /** Resolves when the database's thread has ended, however it did. */
  readonly ended: Promise<void>
  /** Stops accepting, ends open transactions, checkpoints, removes the socket. */
  close(): Promise<void>
}

/** A path for a socket in a fresh folder that only this user can enter. */
export function freshSocket(): string {
  const runtime = process.env['XDG_RUNTIME_DIR']
  let seen = ''
  for (const folder of [runtime, tmpdir(), '/tmp']) {
    if (folder === undefined || folder === '') continue
    seen = join(folder, 'cw-XXXXXX', '.s.PGSQL.5432')
    if (Buffer.byteLength(seen) > maximumSocketBytes) continue
    try {
      return join(mkdtempSync(join(folder, 'cw-')), '.s.PGSQL.5432')
    } catch {
      // A runtime folder may be named and not be there.
    }
  }
  throw problem('workspace-socket', { path: seen, bytes: Buffer.byteLength(seen), limit: maximumSocketBytes })
}

/** Removes a socket and its folder; also those that a killed holder left. */
export function removeSocket(socket: string): void {
  rmSync(socket, { force: true })
  if (/[\\/]cw-[^\\/]{6}$/.test(dirname(socket))) rmSync(dirname(socket), { recursive: true, force: true })
}

/** Opens the workspace's embedded database. Call it only with the workspace's lock. */
export async function hold(
  stateDir: string,
  socket: string,
  progress: Progress,
  times: HolderTimes = holderTimes,
): Promise<Holder> {
  const dataDir = await ensureDataDirectory(stateDir, progress)
  const worker = startWorker({ task: 'serve', dataDir, socket, ...times })
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('error', () => {})
  try {
    await replyOf(worker, 'ready')
  } catch (error) {
    await worker.terminate()
    throw problem('database-unusable', { folder: dataDir }, error)
  }
  return {
    connect() {
      const { port1, port2 } = new MessageChannel()
      ask(worker, { ask: 'connect', port: port2 })
      return new PortDuplex(port1)
    },
    counts() {
      const reply = replyOf(worker, 'counts')
      ask(worker, { ask: 'counts' })
      return reply
    },
    ended,
    async close() {
      const closed = replyOf(worker, 'closed')
      ask(worker, { ask: 'close' })
      try {
        await closed
      } finally {
        await worker.terminate()
        removeSocket(socket)
      }
    },
  }
}

function ask(worker: Worker, request: WorkerRequest): void {
  worker.postMessage(request, request.ask === 'connect' ? [request.port] : [])
}
