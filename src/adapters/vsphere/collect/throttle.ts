import type { Pace } from './slices.ts'

/** Answers in a row after which a little more is asked for at once. */
const patient = 4
const longestPauseMilliseconds = 30_000

/**
 * How much is asked for at once. Each refusal halves it, a row of answers raises it step by step; when one object in
 * one call is refused too, the server is away, and the pauses grow until it has been away too long.
 */
export class Throttle {
  readonly #pace: Pace
  #objects: number
  #inFlight: number
  #row = 0
  #pauses = 0
  #away = 0

  constructor(pace: Pace) {
    this.#pace = pace
    this.#objects = pace.sliceObjects
    this.#inFlight = pace.inFlight
  }

  get objects(): number {
    return this.#objects
  }

  get inFlight(): number {
    return this.#inFlight
  }

  answered(): void {
    this.#pauses = 0
    this.#away = 0
    if (++this.#row % patient !== 0) return
    this.#objects = Math.min(this.#pace.sliceObjects, this.#objects * 2)
    this.#inFlight = Math.min(this.#pace.inFlight, this.#inFlight + 1)
  }

  /** Asks for less from now on; false when there is nothing less to ask for than the `objects` that were refused. */
  refused(objects: number): boolean {
    this.#row = 0
    this.#inFlight = Math.max(1, Math.floor(this.#inFlight / 2))
    this.#objects = Math.max(1, Math.floor(Math.min(this.#objects, objects) / 2))
    return objects > 1
  }

  /** How long to wait for a server that is away; undefined when it has been away too long. */
  pause(): number | undefined {
    if (this.#away >= this.#pace.awayMilliseconds) return undefined
    const pause = Math.min(longestPauseMilliseconds, this.#pace.pauseMilliseconds * 2 ** this.#pauses++)
    this.#away += pause
    return pause
  }
}
