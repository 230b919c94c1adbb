import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'

/** Who holds a lock or a lease: enough to tell a dead process from a living one, and from another machine's. */
export interface Owner {
  /** Boot id: another start of the same machine is another host. */
  readonly host: string
  /** PID namespace; empty where the system has none. */
  readonly namespace: string
  readonly pid: number
  /** Start time of the process in the system's own unit; tells a reused pid. */
  readonly started: string
}

function firstOf(...attempts: readonly (() => string)[]): string {
  for (const attempt of attempts) {
    try {
      const value = attempt().trim()
      if (value !== '') return value
    } catch {
      // The next one may know.
    }
  }
  return ''
}

function run(command: string, parameters: readonly string[]): string {
  return execFileSync(command, [...parameters], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

/** Start time of a process, or an empty text when there is no such process or nobody can tell. */
export function startOf(pid: number): string {
  return firstOf(
    () => {
      // The command's name may hold spaces and brackets; field 22 is counted after the last one.
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
    },
    () => run('ps', ['-o', 'lstart=', '-p', String(pid)]),
  )
}

let own: Owner | undefined

/** This process. A machine that names no boot gets one that nobody else shares, so that nothing of it is ever judged dead. */
export function thisOwner(): Owner {
  own ??= {
    host: firstOf(
      () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'),
      () => run('sysctl', ['-n', 'kern.bootsessionuuid']),
      () => randomUUID(),
    ),
    namespace: firstOf(() => readlinkSync('/proc/self/ns/pid')),
    pid: process.pid,
    started: startOf(process.pid),
  }
  return own
}

/** `same`: this very process. `dead`: certainly gone. `foreign`: another host or namespace, nobody here can tell. */
export type Judgement = 'same' | 'alive' | 'dead' | 'foreign'

/** Judges an owner. Only one with our host id and PID namespace can be judged dead. */
export function judge(owner: Owner): Judgement {
  const self = thisOwner()
  if (owner.host !== self.host || owner.namespace !== self.namespace) return 'foreign'
  if (owner.pid === self.pid && owner.started === self.started) return 'same'
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return 'dead'
  }
  if (isZombie(owner.pid)) return 'dead'
  const started = startOf(owner.pid)
  return started !== '' && owner.started !== '' && started !== owner.started ? 'dead' : 'alive'
}

/** A killed process whose parent has not asked for it yet runs no more, though its pid still answers. */
function isZombie(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return 'ZX'.includes(text.slice(text.lastIndexOf(')') + 2, text.lastIndexOf(')') + 3))
  } catch {
    return false
  }
}

/** One line for a database column. */
export function ownerText(owner: Owner): string {
  return [owner.host, owner.namespace, owner.pid, owner.started].join('|')
}

/** Reads what `ownerText` wrote. */
export function parseOwner(text: string): Owner | undefined {
  const [host, namespace, pid, started] = text.split('|')
  if (host === undefined || namespace === undefined || started === undefined || !/^\d+$/.test(pid ?? ''))
    return
  return { host, namespace, pid: Number(pid), started }
}
