import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What a finished command leaves. */
export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The build that the run of tests made, without the launcher's look whether the sources are still the same. */
const build = process.env['CAUSEWAY_BUILD']
const program = build === undefined ? resolve('bin/causeway') : join(build, 'cli.js')

/** An empty folder for one story. */
export function newFolder(name: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `causeway-${name}-`)))
}

/** Environment of a command: nothing of the developer's own settings. */
function environment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { CAUSEWAY_WORKSPACE: _, CAUSEWAY_PASSWORD: __, DATABASE_URL: ___, ...rest } = process.env
  return { ...rest, NO_COLOR: '1', ...extra }
}

/** Starts the real command line. Its launcher has stories of its own. */
export function start(
  args: readonly string[],
  folder: string,
  extra: Readonly<Record<string, string>> = {},
): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: environment(extra),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

const running = new Set<ChildProcess>()

// However the tests end, a failed set-up and a test that was stopped included, no server stays behind.
function endAll(): void {
  for (const child of running) child.kill('SIGKILL')
}
process.on('exit', endAll)
process.once('SIGTERM', () => {
  endAll()
  process.kill(process.pid, 'SIGTERM')
})

/** Runs one command to its end. */
export function causeway(
  args: readonly string[],
  folder: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const child = start(args, folder, extra)
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk))
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) =>
      done({
        code,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      }),
    )
  })
}

/** Runs a command with --json and answers its document; a failing command throws with what it said. */
export async function json(
  args: readonly string[],
  folder: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const finished = await causeway([...args, '--json'], folder, extra)
  if (finished.code !== 0)
    throw new Error(`causeway ${args.join(' ')} ended with ${finished.code}: ${finished.stderr}`)
  const document: unknown = JSON.parse(finished.stdout)
  return document
}
