import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname, join } from 'node:path'
import { estateRows } from '../app/row-memory.ts'
import { endBeside } from '../app/runs.ts'
import { endWatches, resumeWatches } from '../app/watches.ts'
import type { ServeOptions } from '../cli/session.ts'
import { problem } from '../model/problems/index.ts'
import { buildServer } from '../server/app.ts'
import { workspaceToken } from '../server/token.ts'
import { buildFolder, openContext } from './compose.ts'

/** Serves the web UI and the API until `signal` is aborted, then closes cleanly: streams end, the store is checkpointed. */
export async function serve(options: ServeOptions, version: string, signal: AbortSignal): Promise<void> {
  if (!isLoopback(options.host)) throw problem('host-not-loopback', { host: options.host })
  const opened = await openContext({
    workspace: options.workspace,
    writes: true,
    what: 'serve',
    progress: options.progress,
  })
  try {
    const { context } = opened
    const token = workspaceToken(context.workspace.state)
    const app = await buildServer({
      context,
      token,
      hosts: [options.host, 'localhost', '127.0.0.1', '[::1]'],
      webFolder: webFolder(),
      version,
      signal,
      log: (text) => options.progress.log(text),
    })
    try {
      await app.listen({ host: options.host, port: options.port })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
        throw problem('port-taken', { host: options.host, port: options.port }, error)
      }
      throw error
    }
    try {
      const address = app.server.address()
      const port = typeof address === 'object' && address !== null ? address.port : options.port
      const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`
      await context.store.announce(url)
      await resumeWatches(context)
      // The first who opens the estate is not to wait for its rows; a workspace that cannot be read says so when asked.
      void estateRows(context.store).catch(() => {})
      await options.ready({ url, link: (path) => `${url}${path}#token=${token}`, context })
      await aborted(signal)
    } finally {
      await endWatches(context)
      await endBeside(context)
      // A demo that fails must not leave a server that answers without its database.
      await app.close()
    }
  } finally {
    await opened.close()
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }))
}

/** Where the built web UI is: beside the build in a checkout (a pointer names it), in dist/web in the package. */
function webFolder(): string | undefined {
  const folder = buildFolder()
  const shipped = join(folder, 'web')
  if (existsSync(shipped)) return shipped
  const pointer = join(dirname(folder), 'web-current')
  return existsSync(pointer) ? join(dirname(folder), readFileSync(pointer, 'utf8').trim()) : undefined
}
