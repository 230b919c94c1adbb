/** How long work tells its caller how far it is, and is told to stop. */
export interface Progress {
  /** Aborted when the caller no longer wants the result; long loops check it. */
  readonly signal: AbortSignal
  /** A new phase begins, for example `reading vDisk`. */
  phase(name: string): void
  /** Work done so far within the phase; `total` is left out when nobody knows it. */
  advance(done: number, total?: number, unit?: string): void
  /** One sentence for people. */
  log(sentence: string): void
}

/** A progress that nobody watches, for tests and for short work. */
export function silentProgress(signal: AbortSignal = new AbortController().signal): Progress {
  return { signal, phase() {}, advance() {}, log() {} }
}
