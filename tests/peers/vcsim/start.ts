import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const bin = join(process.env['CAUSEWAY_PEERS_DIR'] ?? join(homedir(), '.cache', 'causeway-peers'), 'bin')

/** Whether the simulator and its reader are built; a required peer that is missing is a failure, not a skip. */
export function hasSimulator(): boolean {
  const there = existsSync(join(bin, 'vcsim')) && existsSync(join(bin, 'vcsim-reader'))
  if (!there && process.env['CAUSEWAY_PEERS'] === 'required') {
    throw new Error(`the vCenter simulator is required and missing in ${bin}; scripts/setup-peers builds it`)
  }
  return there
}

/** A running simulator. Stop it. */
export interface Simulator {
  readonly url: URL
  /** SHA-256 of its certificate. */
  readonly fingerprint: string
  readonly pid: number
  stop(): Promise<void>
}

/** Name and password that the simulator accepts. */
export const simulatorUser = { name: 'user', password: 'pass' } as const

/** Starts a simulator with this many machines: about 40 ms for each. */
export async function startSimulator(machines: number, more: readonly string[] = []): Promise<Simulator> {
  const child = spawn(join(bin, 'vcsim'), ['-vms', String(machines), ...more], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const first = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void ended.then(() => reject(new Error('the simulator ended before it listened')))
    child.once('error', reject)
  })
  const said: { url: string; fingerprint: string; pid: number } = JSON.parse(first)
  return {
    ...said,
    url: new URL(said.url),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Runs the govmomi reader against a simulator and gives what it printed. */
export function runReader(simulator: Simulator, args: readonly string[]): unknown {
  return readVcenter(simulator.url.href, simulatorUser.name, simulatorUser.password, args)
}

/** Runs the govmomi reader against any vCenter and gives what it printed. */
export function readVcenter(url: string, user: string, password: string, args: readonly string[]): unknown {
  const credentials = ['-url', url, '-user', user, '-password', password]
  const { status, stdout, stderr } = spawnSync(join(bin, 'vcsim-reader'), [...credentials, ...args], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`the govmomi reader failed: ${stderr}`)
  return JSON.parse(stdout)
}
