import type { ChildProcess } from 'node:child_process'
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { causeway, newFolder, start } from '../causeway.ts'

const harbour = resolve('tests/estates/harbour')
/** A server that takes longer to end is ended by force. */
const closeMilliseconds = 20_000

/** A served workspace. */
export interface Served {
  readonly folder: string
  /** The link that `serve` printed, with the token. */
  readonly link: string
  /** The same without the token. */
  readonly origin: string
  close(): Promise<void>
}

/** Builds the web part, as `npm start` does. */
export function buildWeb(): void {
  execFileSync(process.execPath, ['scripts/build-web.mjs'], { stdio: 'inherit' })
}

/** First steps of every workspace: the estate, and who names it. */
const traced: readonly (readonly string[])[] = [
  ['discover', `${harbour}/rvtools.xlsx`, `${harbour}/vcenter`, `${harbour}/overlay.csv`],
  ['evidence', 'add', `${harbour}/evidence`],
]

/** Harbour with its evidence, in a folder of its own, served. */
export function serveTraced(): Promise<Served> {
  return serveAfter('trace', traced)
}

/** Harbour through all stages, in a folder of its own, served. */
export function serveHarbour(): Promise<Served> {
  return serveAfter('screens', [
    ...traced,
    ['trace', '--all'],
    ['assess', '--all'],
    ['plan'],
    ['translate', '--out', 'repository', '--check'],
  ])
}

// The server comes first: then no step opens the database anew.
async function serveAfter(name: string, steps: readonly (readonly string[])[]): Promise<Served> {
  const served = await serveFolder(newFolder(name))
  for (const step of steps) {
    const { code, stderr } = await causeway(step, served.folder)
    if (code !== 0) throw new Error(`causeway ${step.join(' ')} ended with ${code}: ${stderr}`)
  }
  return served
}

/** Serves a workspace on a free port. */
export async function serveFolder(folder: string): Promise<Served> {
  const child = start(['serve', '--port', '0'], folder)
  const link = await linkOf(child).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw error
  })
  return {
    folder,
    link,
    origin: new URL(link).origin,
    close: () =>
      new Promise((done) => {
        if (child.exitCode !== null || child.signalCode !== null) return done()
        const late = setTimeout(() => child.kill('SIGKILL'), closeMilliseconds)
        child.on('close', () => {
          clearTimeout(late)
          done()
        })
        child.kill('SIGTERM')
      }),
  }
}

function linkOf(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = ''
    const look = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const link = /http:\/\/\S+#token=[0-9a-f]{64}/.exec(said)?.[0]
      if (link !== undefined) done(link)
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    child.on('close', (code) => fail(new Error(`serve ended with ${code}: ${said}`)))
  })
}
