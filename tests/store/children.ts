import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'esbuild'

/** Another process on the same workspace. */
export interface Child {
  readonly process: ChildProcess
  readonly lines: readonly string[]
  /** The first line that starts so, also one that was said already. */
  said(start: string): Promise<string>
  kill(signal: NodeJS.Signals): void
  /** Stops it, and comes back when none of its threads runs any more; `kill('SIGCONT')` lets it go on. */
  stop(): Promise<void>
  readonly ended: Promise<void>
}

/** Builds `child.ts` beside the build under test, where its packages are found; answers how to start it. */
export async function buildChild(): Promise<(...parameters: readonly string[]) => Child> {
  const home = process.env['CAUSEWAY_HOME'] ?? '.'
  const folder = join(dirname(process.env['CAUSEWAY_BUILD'] ?? join(home, '.build/x')), 'store-tests')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `child-${process.pid}.mjs`)
  await build({
    entryPoints: [join(home, 'tests/store/child.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    loader: { '.sql': 'text' },
    logLevel: 'error',
  })
  return (...parameters) => start(outfile, parameters)
}

/** A signal is only on its way when `kill` returns: whether every thread has obeyed it stands in /proc, where there is one. */
function isStopped(pid: number): boolean {
  const threads = `/proc/${pid}/task`
  if (!existsSync(threads)) return true
  return readdirSync(threads).every((thread) => {
    const text = readFileSync(join(threads, thread, 'stat'), 'utf8')
    return text.charAt(text.lastIndexOf(')') + 2) === 'T'
  })
}

function start(file: string, parameters: readonly string[]): Child {
  const child = spawn(process.execPath, [file, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const waiting: (() => void)[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    for (const wake of waiting.splice(0)) wake()
  })
  const ended = once(child, 'close').then(() => {
    for (const wake of waiting.splice(0)) wake()
  })
  return {
    process: child,
    lines,
    ended,
    kill: (signal) => void child.kill(signal),
    async stop() {
      child.kill('SIGSTOP')
      while (!isStopped(child.pid ?? 0)) await pause(5)
    },
    async said(begin) {
      for (;;) {
        const found = lines.find((line) => line.startsWith(begin))
        if (found !== undefined) return found
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`the child ended without saying "${begin}": ${lines.slice(-5).join(' / ')}`)
        }
        await new Promise<void>((wake) => waiting.push(wake))
      }
    },
  }
}
