import { realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { type Progress, silentProgress } from '../lib/progress.ts'
import { problem } from '../model/problems/index.ts'
import { freshSocket, hold, type HolderTimes, holderTimes, removeSocket } from './embedded/holder.ts'
import { type HeldLock, lockPath, type LockRecord, readLock, removeDead, takeLock } from './lock/lock.ts'
import { judge } from './lock/owner.ts'
import { makePool } from './pool.ts'

/** How a workspace's database is reached at this moment. */
export interface Connected {
  readonly role: 'holder' | 'client' | 'postgres'
  readonly pool: pg.Pool
  /** Becomes true when the holder behind it has gone. */
  readonly lost: () => boolean
  readonly lock?: HeldLock
  /** How often the embedded database wrote through, and so on; only the holder can tell. */
  readonly counts?: () => Promise<{
    readonly fsyncs: number
    readonly clients: number
    readonly checkpoints: number
  }>
  close(): Promise<void>
}

/** What a connection is opened for. */
export interface LinkOptions {
  readonly what: 'serve' | 'command'
  readonly url?: string
  readonly progress?: Progress
  /** How long a holder may keep silent before it counts as not answering. */
  readonly patienceMs?: number
  readonly times?: Partial<HolderTimes>
}

/** How long a holder may keep silent before it counts as not answering. */
export const patienceMs = 30_000
/** A lock of another machine is waited for, but not long: nothing here can see that holder end. */
const foreignPatienceMs = 5_000

/**
 * Takes the workspace's lock and holds the database, or connects to whoever does. Waits for a holder that is about to
 * open or to end; a dead one's lock is removed.
 */
export async function connectEmbedded(workspaceDir: string, options: LinkOptions): Promise<Connected> {
  const stateDir = join(resolve(workspaceDir), '.causeway')
  const patience = options.patienceMs ?? patienceMs
  const progress = options.progress ?? silentProgress()
  const began = Date.now()
  for (;;) {
    progress.signal.throwIfAborted()
    const found = readLock(lockPath(stateDir))
    if (found === undefined) {
      const held = await tryHold(stateDir, options, progress)
      if (held) return held
      continue
    }
    const left = began + patience - Date.now()
    if (found === 'unreadable') {
      if (left <= 0) throw problem('workspace-lock-unreadable', { file: lockPath(stateDir) })
      await pause(Math.min(100, patience))
      continue
    }
    if (found.what === 'serve' && options.what === 'serve' && judge(found) !== 'dead') {
      throw problem('workspace-served', {
        workspace: workspaceDir,
        pid: found.pid,
        url: found.url ?? 'its address',
      })
    }
    const client = await tryClient(found, Math.max(left, 1), patience)
    if (client) return client
    if (removeDead(stateDir, found)) {
      removeSocket(found.socket)
      continue
    }
    if (Date.now() - began >= Math.min(patience, judge(found) === 'foreign' ? foreignPatienceMs : patience)) {
      throw refusal(workspaceDir, stateDir, found, patience)
    }
    await pause(50)
  }
}

function refusal(workspaceDir: string, stateDir: string, found: LockRecord, patienceMs: number): Error {
  if (judge(found) === 'foreign') {
    return problem('workspace-foreign', {
      workspace: workspaceDir,
      since: found.since,
      pid: found.pid,
      machine: found.machine,
      file: lockPath(stateDir),
    })
  }
  return problem('workspace-held', {
    workspace: workspaceDir,
    pid: found.pid,
    what: found.what,
    seconds: patienceMs / 1000,
  })
}

async function tryHold(
  stateDir: string,
  options: LinkOptions,
  progress: Progress,
): Promise<Connected | undefined> {
  const socket = freshSocket()
  let lock: HeldLock | undefined
  try {
    const claim = { what: options.what, socket, ...(options.url === undefined ? {} : { url: options.url }) }
    lock = takeLock(stateDir, claim, new Date().toISOString())
    if (!lock) return undefined
    const holder = await hold(realpathSync(stateDir), socket, progress, { ...holderTimes, ...options.times })
    const held = lock
    const pool = makePool({ kind: 'stream', open: holder.connect })
    let lost = false
    void holder.ended.then(() => {
      lost = true
    })
    return {
      role: 'holder',
      pool,
      lock: held,
      lost: () => lost,
      counts: holder.counts,
      async close() {
        try {
          await pool.end()
          if (!lost) await holder.close()
        } finally {
          removeSocket(socket)
          held.release()
        }
      },
    }
  } catch (error) {
    lock?.release()
    if (
      error instanceof Error &&
      'code' in error &&
      /^(EACCES|EROFS|EPERM|ENOSPC)$/.test(String(error.code))
    ) {
      throw problem('workspace-unwritable', { workspace: stateDir, reason: error.message }, error)
    }
    throw error
  } finally {
    if (!lock) removeSocket(socket)
  }
}

/** A pool on the holder's socket, or undefined when nobody answers there within `waitMs`. */
async function tryClient(
  holder: LockRecord,
  waitMs: number,
  answerMs: number,
): Promise<Connected | undefined> {
  const pool = makePool({ kind: 'socket', socket: holder.socket, answerMs })
  const timer = new AbortController()
  const tooLate = pause(waitMs, 'late', { signal: timer.signal }).catch(() => 'answered')
  const answer = pool.query('select 1').then(
    () => 'answered',
    () => 'refused',
  )
  const outcome = await Promise.race([answer, tooLate])
  timer.abort()
  if (outcome === 'answered') return { role: 'client', pool, lost: () => false, close: () => pool.end() }
  // Ending a pool waits for its connections; one that never answers has its own time limit.
  const ending = pool.end()
  if (outcome === 'refused') await ending
  return undefined
}
