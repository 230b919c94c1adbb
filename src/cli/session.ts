import type { Command } from 'commander'
import type { AppContext } from '../app/context.ts'
import type { PreflightRequest } from '../app/preflight.ts'
import type { PreflightResult } from '../contract/preflight.ts'
import type { Progress } from '../lib/progress.ts'
import { type ProgressLine, progressLine } from './progress-line.ts'
import { type Style, styleOf, type Terminal } from './terminal.ts'

/** How a command asks for its context; the composition root answers. */
export interface ContextRequest {
  readonly workspace: string | undefined
  /** True for a command that writes: it makes a missing workspace. */
  readonly writes: boolean
  readonly what: 'command' | 'serve'
  readonly progress: Progress
}

/** An opened context; close it when done. */
export interface OpenedContext {
  readonly context: AppContext
  close(): Promise<void>
}

/** What the composition root gives the command line. */
export interface CliHost {
  readonly terminal: Terminal
  readonly version: string
  /** Aborted by the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal
  /** For durable runs: the first Ctrl-C stops at a checkpoint, the second at once. */
  readonly stop: { readonly gentle: AbortSignal; readonly hard: AbortSignal }
  open(request: ContextRequest): Promise<OpenedContext>
  /** Proposes what the columns of a list mean; needs no workspace. */
  suggestMap(path: string): Promise<{ readonly yaml: string }>
  /** Looks at a vCenter and reads nothing of it; needs no workspace. */
  preflight(request: PreflightRequest, progress: Progress): Promise<PreflightResult>
  /** Serves until the signal; resolves when it has closed cleanly. */
  serve(options: ServeOptions): Promise<void>
}

/** Options of `serve` and `demo`. */
export interface ServeOptions {
  readonly workspace: string | undefined
  readonly host: string
  readonly port: number
  readonly progress: Progress
  /** Told once the server answers; work that the server should do first (the demo) happens here. */
  ready(served: Served): Promise<void>
}

/** A server that answers. */
export interface Served {
  readonly url: string
  /** A link to a page that logs the browser in. */
  link(path: string): string
  readonly context: AppContext
}

/** Options that every command has. */
export interface CommonOptions {
  readonly workspace?: string
  readonly json?: boolean
}

/** What a command's action gets. */
export interface Session {
  readonly host: CliHost
  readonly style: Style
  readonly progress: ProgressLine
}

/** Adds `--workspace` and `--json` to a command. */
export function common(command: Command): Command {
  return command
    .option(
      '-w, --workspace <dir>',
      'workspace folder (else CAUSEWAY_WORKSPACE, else the nearest one upward)',
    )
    .option('--json', 'print one JSON document on stdout and nothing else')
}

/** The progress of a command, on this host's terminal. */
export function progressOf(host: CliHost): ProgressLine {
  return progressLine(host.terminal, host.signal)
}

/** Opens the context, runs `work`, shows its result, closes. */
export async function withContext<Result>(
  host: CliHost,
  options: CommonOptions,
  writes: boolean,
  work: (context: AppContext, session: Session) => Promise<Result>,
  show: (result: Result, session: Session) => string,
): Promise<void> {
  const progress = progressOf(host)
  const session = { host, style: styleOf(host.terminal), progress }
  const opened = await host.open({ workspace: options.workspace, writes, what: 'command', progress })
  try {
    const result = await work(opened.context, session)
    progress.clear()
    if (options.json === true) writeJson(host.terminal, result)
    else host.terminal.out(`${show(result, session)}\n`)
  } finally {
    progress.clear()
    await opened.close()
  }
}

/** Writes a JSON document; the elements of a long list go out one by one. */
export function writeJson(terminal: Terminal, value: unknown): void {
  for (const piece of jsonPieces(value)) terminal.out(piece)
  terminal.out('\n')
}

/** The text of a JSON document in pieces, byte for byte what JSON.stringify gives. */
export function* jsonPieces(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    yield JSON.stringify(value) ?? 'null'
    return
  }
  yield '{'
  let first = true
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue
    yield `${first ? '' : ','}${JSON.stringify(key)}:`
    first = false
    if (!Array.isArray(item) || item.length < 1000) yield JSON.stringify(item) ?? 'null'
    else {
      yield '['
      for (let at = 0; at < item.length; at += 500) {
        const slice = JSON.stringify(item.slice(at, at + 500))
        yield `${at === 0 ? '' : ','}${slice.slice(1, -1)}`
      }
      yield ']'
    }
  }
  yield '}'
}
