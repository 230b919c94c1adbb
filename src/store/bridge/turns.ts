/** Hands out one turn at a time, first come, first served. */
export class Turns {
  #busy = false
  readonly #waiting: (() => void)[] = []

  /** Resolves with the function that gives the turn back, or with undefined when `signal` was aborted first. */
  take(signal?: AbortSignal): Promise<(() => void) | undefined> {
    if (signal?.aborted) return Promise.resolve(undefined)
    if (!this.#busy) {
      this.#busy = true
      return Promise.resolve(this.#giveBack())
    }
    return new Promise((resolve) => {
      const granted = () => {
        signal?.removeEventListener('abort', left)
        resolve(this.#giveBack())
      }
      const left = () => {
        const at = this.#waiting.indexOf(granted)
        if (at >= 0) this.#waiting.splice(at, 1)
        resolve(undefined)
      }
      this.#waiting.push(granted)
      signal?.addEventListener('abort', left, { once: true })
    })
  }

  /** Nobody has the turn and nobody waits. */
  get idle(): boolean {
    return !this.#busy
  }

  #giveBack(): () => void {
    let given = false
    return () => {
      if (given) return
      given = true
      const next = this.#waiting.shift()
      if (next) next()
      else this.#busy = false
    }
  }
}
