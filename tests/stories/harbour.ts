import type { ChildProcess } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { newFolder, start } from '../causeway.ts'

/** Where the sample estate is. */
export const harbour = resolve('tests/estates/harbour')

/** The four sources of the sample, in the order of the demo. */
export const sources = ['rvtools.xlsx', 'vcenter', 'ova', 'overlay.csv'].map((name) => join(harbour, name))

/** A server that answers. */
export interface Server {
  readonly url: string
  readonly token: string
  readonly pid: number
  /** Everything that it printed so far. */
  said(): string
  /** Ends it, and answers the exit code; null after a SIGKILL. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts `serve` (or `demo`) on a free port and waits until it serves; fails with what it said when it ends before. */
export function serve(
  folder: string,
  command: 'serve' | 'demo' = 'serve',
  extra: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const child = start([command, '--port', '0'], folder, extra)
  let said = ''
  const ended = new Promise<number | null>((done) => child.on('close', done))
  return new Promise((done, fail) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8')
      const link = /(http:\/\/127\.0\.0\.1:\d+)\/\S*#token=(\w+)/.exec(said)
      if (link?.[1] === undefined || link[2] === undefined || !said.includes('Stop with Ctrl-C.')) return
      done({
        url: link[1],
        token: link[2],
        pid: child.pid ?? 0,
        said: () => said,
        stop: (signal = 'SIGTERM') => end(child, signal, ended),
      })
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.on('error', fail)
    void ended.then((code) => fail(new Error(`${command} ended with ${code}: ${said}`)))
  })
}

function end(
  child: ChildProcess,
  signal: NodeJS.Signals,
  ended: Promise<number | null>,
): Promise<number | null> {
  child.kill(signal)
  return ended
}

/** The bytes that the API answers with. */
export async function api(server: Server, path: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${server.token}` },
  })
  return answer.text()
}

let made: Promise<string> | undefined

/** A workspace with Harbour read, traced, assessed, planned and translated by `demo`; a copy of the one that is made first. */
export async function demoWorkspace(name: string): Promise<string> {
  made ??= makeDemo()
  const copy = newFolder(name)
  cpSync(await made, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

async function makeDemo(): Promise<string> {
  const folder = newFolder('demo')
  const server = await serve(folder, 'demo')
  const code = await server.stop()
  if (code !== 0) throw new Error(`demo ended with ${code}: ${server.said()}`)
  return folder
}

/** The planted secrets that no output may show. */
export function canaries(): readonly string[] {
  return readFileSync(join(harbour, 'canaries.txt'), 'utf8').split('\n').filter(Boolean)
}
