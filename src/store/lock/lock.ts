import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { judge, type Owner, thisOwner } from './owner.ts'

/** What stands in `.causeway/lock`. */
export interface LockRecord extends Owner {
  /** Names this holding; no two are alike. */
  readonly nonce: string
  readonly what: 'serve' | 'command'
  /** Unix socket that answers with the PostgreSQL protocol. */
  readonly socket: string
  /** For people: the machine's name. */
  readonly machine: string
  /** ISO 8601. */
  readonly since: string
  readonly url?: string
}

/** A lock that this process holds. */
export interface HeldLock {
  readonly record: LockRecord
  /** Rewrites the record with the URL that this process serves at. */
  announce(url: string): void
  release(): void
}

/** The lock file of a workspace's state folder. */
export function lockPath(stateDir: string): string {
  return join(stateDir, 'lock')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function write(path: string, record: Owner): void {
  writeFileSync(path, `${JSON.stringify(record)}\n`, { mode: 0o600, flush: true })
}

/** The record at `path`: undefined when there is none, `unreadable` when nobody can say whose it is. */
export function readLock(path: string): LockRecord | 'unreadable' | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
  try {
    const record: unknown = JSON.parse(text)
    return isRecord(record) ? record : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

function isRecord(value: unknown): value is LockRecord {
  if (typeof value !== 'object' || value === null) return false
  const texts = ['host', 'namespace', 'started', 'nonce', 'socket', 'machine', 'since']
  return (
    texts.every((key) => typeof Reflect.get(value, key) === 'string') &&
    Number.isInteger(Reflect.get(value, 'pid')) &&
    ['serve', 'command'].includes(String(Reflect.get(value, 'what')))
  )
}

/**
 * Creates `path` with its whole content at once, or says that it is there already. A hard link is as exclusive as
 * O_EXCL and never leaves an empty file behind; where links are not to be had, O_EXCL it is.
 */
function createWhole(path: string, record: Owner): boolean {
  const beside = `${path}.${process.pid}.${randomUUID()}`
  write(beside, record)
  try {
    linkSync(beside, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK'].includes(codeOf(error))) throw error
    try {
      writeFileSync(path, readFileSync(beside), { flag: 'wx', mode: 0o600, flush: true })
      return true
    } catch (second) {
      if (codeOf(second) === 'EEXIST') return false
      throw second
    }
  } finally {
    rmSync(beside, { force: true })
  }
}

/** Takes the lock, or answers undefined when somebody has it. Never removes anything. */
export function takeLock(
  stateDir: string,
  claim: Pick<LockRecord, 'what' | 'socket' | 'url'>,
  since: string,
): HeldLock | undefined {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 })
  const path = lockPath(stateDir)
  let record: LockRecord = { ...thisOwner(), nonce: randomUUID(), machine: hostname(), since, ...claim }
  if (!createWhole(path, record)) return undefined
  const isOurs = () => {
    const found = readLock(path)
    return typeof found === 'object' && found.nonce === record.nonce
  }
  return {
    get record() {
      return record
    },
    announce(url) {
      if (!isOurs()) return
      record = { ...record, url }
      const beside = `${path}.${process.pid}.${record.nonce}`
      write(beside, record)
      renameSync(beside, path)
    },
    release() {
      if (isOurs()) rmSync(path, { force: true })
    },
  }
}

/**
 * Removes the lock of a dead holder; never that of a living or an unjudged one.
 *
 * Two processes may judge the same holder dead at once, and the slower must not remove the faster one's new lock.
 * So the right to remove the holding `nonce` is itself taken exclusively, by a file named after it; a claimant that
 * died gives way to the next number. Whoever has the right reads the lock once more before removing it: only the one
 * claimant can remove that holding, so what is read stays true.
 */
export function removeDead(stateDir: string, holder: LockRecord): boolean {
  if (judge(holder) !== 'dead') return false
  const path = lockPath(stateDir)
  if (!/^[0-9a-f-]{36}$/.test(holder.nonce)) return false
  for (let attempt = 0; attempt < 100; attempt++) {
    const claim = `${path}.dead-${holder.nonce}-${attempt}`
    if (createWhole(claim, thisOwner())) {
      const found = readLock(path)
      const removed = typeof found === 'object' && found.nonce === holder.nonce
      if (removed) rmSync(path, { force: true })
      for (let done = 0; done <= attempt; done++) {
        rmSync(`${path}.dead-${holder.nonce}-${done}`, { force: true })
      }
      return removed
    }
    const claimant = readOwner(claim)
    if (claimant === undefined || judge(claimant) !== 'dead') return false
  }
  return false
}

function readOwner(path: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof value !== 'object' || value === null) return undefined
    const text = (key: string) => String(Reflect.get(value, key) ?? '')
    const pid = Number(Reflect.get(value, 'pid'))
    return Number.isInteger(pid)
      ? { host: text('host'), namespace: text('namespace'), pid, started: text('started') }
      : undefined
  } catch {
    return undefined
  }
}
