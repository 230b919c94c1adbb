import type { Reference } from '../schema.ts'

/** What has changed and is not stored yet. */
export interface Changes {
  readonly machines: ReadonlySet<string>
  readonly gone: ReadonlySet<string>
  /** Something around the machines is another one: all of them may look different now. */
  readonly whole: boolean
}

/** Times of a bundle. */
export interface Bundling {
  /** Changes are stored when nothing more came for so long … */
  readonly quietMilliseconds: number
  /** … or when the first of them is so old. */
  readonly mostMilliseconds: number
}

/** Gathers changes until they are quiet. */
export class Pending {
  readonly #bundling: Bundling
  #machines = new Set<string>()
  #gone = new Set<string>()
  #whole = false
  #first = 0
  #last = 0

  constructor(bundling: Bundling) {
    this.#bundling = bundling
  }

  note({ type, value }: Reference, isGone: boolean, now: number): void {
    if (this.#isEmpty()) this.#first = now
    this.#last = now
    if (type !== 'VirtualMachine') this.#whole = true
    else if (isGone) {
      this.#machines.delete(value)
      this.#gone.add(value)
    } else {
      this.#gone.delete(value)
      this.#machines.add(value)
    }
  }

  /** Everything is to be read again. */
  noteWhole(now: number): void {
    if (this.#isEmpty()) this.#first = now
    this.#last = now
    this.#whole = true
  }

  /** Milliseconds until what has gathered is to be stored; undefined when there is nothing. */
  due(now: number): number | undefined {
    if (this.#isEmpty()) return undefined
    const { quietMilliseconds, mostMilliseconds } = this.#bundling
    return Math.max(0, Math.min(this.#last + quietMilliseconds, this.#first + mostMilliseconds) - now)
  }

  /** Takes what has gathered. */
  take(): Changes {
    const taken = { machines: this.#machines, gone: this.#gone, whole: this.#whole }
    this.#machines = new Set()
    this.#gone = new Set()
    this.#whole = false
    return taken
  }

  /** What was taken could not be stored: it is kept, under what came since. */
  restore(taken: Changes, now: number): void {
    if (this.#isEmpty()) this.#first = now
    this.#last = now
    for (const id of taken.machines) if (!this.#gone.has(id)) this.#machines.add(id)
    for (const id of taken.gone) if (!this.#machines.has(id)) this.#gone.add(id)
    this.#whole ||= taken.whole
  }

  #isEmpty(): boolean {
    return this.#machines.size === 0 && this.#gone.size === 0 && !this.#whole
  }
}
