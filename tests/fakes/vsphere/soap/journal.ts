import type { Ref } from '../wire/value.ts'

/** One change of one object. */
export interface Change {
  readonly at: number
  readonly object: Ref
  readonly kind: 'enter' | 'modify' | 'leave'
  /** Top-level properties that are different now. */
  readonly paths: readonly string[]
}

const longest = 20_000

/** What changed, in order, so that filters can tell it. Old entries go: whoever is behind them must begin anew. */
export class Journal {
  #changes: Change[] = []
  #at = 0
  #waiting: (() => void)[] = []
  /** The first change that is still told. */
  oldest = 1

  /** Number of the newest change. */
  get newest(): number {
    return this.#at
  }

  add(object: Ref, kind: Change['kind'], paths: readonly string[] = []): void {
    this.#changes.push({ at: ++this.#at, object, kind, paths })
    if (this.#changes.length > longest) {
      this.#changes = this.#changes.slice(longest / 2)
      this.oldest = this.#changes[0]?.at ?? this.#at
    }
    for (const wake of this.#waiting.splice(0)) wake()
  }

  /** Changes after number `at`. */
  since(at: number): readonly Change[] {
    const first = at + 1 - this.oldest
    return this.#changes.slice(Math.max(0, first))
  }

  /** Resolves at the next change, when the time is over, or when the caller went away. */
  next(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        this.#waiting = this.#waiting.filter((wake) => wake !== done)
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      signal.addEventListener('abort', done)
      this.#waiting.push(done)
    })
  }

  restart(): void {
    this.#changes = []
    this.oldest = this.#at + 1
    for (const wake of this.#waiting.splice(0)) wake()
  }
}
