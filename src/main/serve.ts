import type { ServeOptions } from '../cli/session.ts'

/** Serves the web UI and the API until `signal` is aborted. */
export async function serve(options: ServeOptions, signal: AbortSignal): Promise<void> {
  throw new Error(`serving ${options.host} is wired below`, { cause: signal.reason })
}
