import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from '../cli/run.ts'
import type { CliHost } from '../cli/session.ts'
import { processTerminal } from '../cli/terminal.ts'
import { makeStop } from '../runs/stop.ts'

const home = process.env['CAUSEWAY_HOME'] ?? '.'

const stop = makeStop()
let asked = 0
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    asked += 1
    if (asked > 2) process.exit(130)
    stop.ask()
  })
}
// A reader such as `head` that goes away is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const host: CliHost = {
  terminal: processTerminal(),
  version: version(),
  signal: stop.gentle,
  stop,
  open: async (request) => (await import('./compose.ts')).openContext(request),
  suggestMap: async (path) => (await import('./adapters.ts')).adapters.lists.suggest(path),
  preflight: async (request, progress) => (await import('./preflight.ts')).runPreflight(request, progress),
  serve: async (options) => (await import('./serve.ts')).serve(options, version(), stop.gentle),
}
process.exitCode = await runCli(process.argv, host)

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown'
}
