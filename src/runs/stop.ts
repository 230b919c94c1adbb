/** Why a run stops before its end. */
export type StopKind = 'interrupted' | 'cancelled' | 'fenced'

/** Thrown at a checkpoint, and the reason of the step's `AbortSignal`. It is no failure. */
export class StopError extends Error {
  override readonly name = 'StopError'
  readonly kind: StopKind

  constructor(kind: StopKind) {
    super(`the run was ${kind}`)
    this.kind = kind
  }
}

/** Two ways to stop what is going on: at the next checkpoint, and at once. */
export interface Stop {
  /** Aborted by the first request. */
  readonly gentle: AbortSignal
  /** Aborted by the second. */
  readonly hard: AbortSignal
  /** Call it at each Ctrl-C; says what it did. */
  ask(): 'gentle' | 'hard'
}

/** Makes a stop; the caller ties it to its signals. */
export function makeStop(): Stop {
  const gentle = new AbortController()
  const hard = new AbortController()
  return {
    gentle: gentle.signal,
    hard: hard.signal,
    ask() {
      const which = gentle.signal.aborted ? 'hard' : 'gentle'
      if (which === 'gentle') gentle.abort(new StopError('interrupted'))
      else hard.abort(new StopError('interrupted'))
      return which
    },
  }
}
