import type { Progress } from '../lib/progress.ts'
import { type Lease, prolong, type Store } from '../store/index.ts'
import { type Stop, StopError } from './stop.ts'

/** Far below the lease's own length, so that a busy database costs no run. */
const heartbeatMs = 5_000

/** Keeps a lease alive and hears who wants the run to stop. */
export interface LeaseKeeper {
  /** For steps: aborted when the work has to stop at once. */
  readonly signal: AbortSignal
  /** Somebody asked to stop at the next checkpoint. */
  readonly stopAsked: boolean
  /** What a write under the lease said. */
  heard(answer: 'kept' | 'cancel-asked' | 'fenced'): void
  /** Throws a `StopError` when the run is to stop here. */
  throwIfStopped(): void
  end(): void
}

/** Starts the heartbeat of a lease. */
export function keepLease(
  store: Store,
  lease: Lease,
  options: {
    readonly progress: Progress
    readonly stop?: Pick<Stop, 'gentle' | 'hard'>
    readonly heartbeatMs?: number
  },
): LeaseKeeper {
  const atOnce = new AbortController()
  let gentle: StopError | undefined
  let beating = false

  const hardStop = () => atOnce.abort(new StopError('interrupted'))
  const gentleStop = () => {
    gentle ??= new StopError('interrupted')
  }
  for (const [signal, act] of [
    [options.progress.signal, hardStop],
    [options.stop?.hard, hardStop],
    [options.stop?.gentle, gentleStop],
  ] as const) {
    if (signal?.aborted) act()
    else signal?.addEventListener('abort', act, { once: true })
  }

  function heard(answer: 'kept' | 'cancel-asked' | 'fenced'): void {
    if (answer === 'cancel-asked') gentle ??= new StopError('cancelled')
    if (answer === 'fenced') atOnce.abort(new StopError('fenced'))
  }

  const timer = setInterval(() => {
    if (beating) return
    beating = true
    // A beat that fails is followed by the next; a lease that ran out is told by the first write.
    void prolong(store, lease)
      .then(heard, () => {})
      .finally(() => {
        beating = false
      })
  }, options.heartbeatMs ?? heartbeatMs)

  return {
    signal: atOnce.signal,
    get stopAsked() {
      return gentle !== undefined || atOnce.signal.aborted
    },
    heard,
    throwIfStopped() {
      atOnce.signal.throwIfAborted()
      if (gentle) throw gentle
    },
    end() {
      clearInterval(timer)
      options.progress.signal.removeEventListener('abort', hardStop)
      options.stop?.hard.removeEventListener('abort', hardStop)
      options.stop?.gentle.removeEventListener('abort', gentleStop)
    },
  }
}
