import { setTimeout as sleep } from 'node:timers/promises'
import type { Progress } from '../../../lib/progress.ts'
import { Problem } from '../../../model/problems/index.ts'
import type { WatchSink } from '../../../ports/source-watcher.ts'
import { Paths } from '../collect/retrieve.ts'
import { connect, type Connection, type LiveOptions } from '../live.ts'
import type { Reference } from '../schema.ts'
import { SoapFault } from '../soap/fault.ts'
import type { Target } from '../transport/target.ts'
import { makeFilter, waitForUpdates } from './filter.ts'
import { Held } from './held.ts'
import { type Bundling, Pending } from './pending.ts'
import { Picture } from './picture.ts'

/** How a vCenter is followed; a test shortens it. */
export interface WatchOptions extends LiveOptions {
  readonly bundling?: Bundling
  /** Longest wait in one call; shorter than the time in which a server must begin to answer. */
  readonly waitSeconds?: number
  /** Between two looks at the tags. */
  readonly tagMilliseconds?: number
  /** Between two whole reads, for what a filter does not tell: loads and free space. */
  readonly wholeMilliseconds?: number
  /** Before a server that is away is asked again; doubles up to thirty seconds. */
  readonly awayMilliseconds?: number
}

const usual = {
  bundling: { quietMilliseconds: 3000, mostMilliseconds: 60_000 },
  waitSeconds: 25,
  tagMilliseconds: 5 * 60_000,
  wholeMilliseconds: 6 * 60 * 60_000,
  awayMilliseconds: 1000,
} as const

/** Faults that mean: the filter is gone, with its session or because it fell behind. */
const lostFaults = new Set(['NotAuthenticated', 'InvalidCollectorVersion', 'ManagedObjectNotFound'])
const longestPause = 30_000
/** Filters lost in a row after which the server is treated as one that is away. */
const mostLost = 3

/**
 * Follows a vCenter until it is stopped. The filter is made before the first read, so that nothing falls between the two;
 * when it is lost it is made anew, tells everything again, and what differs from what is held is what happened meanwhile.
 */
export async function follow(
  target: Target,
  sink: WatchSink,
  progress: Progress,
  options: WatchOptions = {},
): Promise<void> {
  const connection = await connect(target, progress, options)
  try {
    await new Follower(connection, sink, progress, options).run()
  } finally {
    await connection.close()
  }
}

class Follower {
  readonly #connection: Connection
  readonly #sink: WatchSink
  readonly #signal: AbortSignal
  readonly #options: Required<Omit<WatchOptions, keyof LiveOptions>>
  readonly #paths: Paths
  readonly #held = new Held()
  readonly #pending: Pending
  readonly #picture: Picture
  #collector: Reference | undefined
  #version = ''
  #isListing = false
  #hasRead = false
  #lost = 0
  #failures = 0
  #tagsAt = 0
  #wholeAt = 0

  constructor(connection: Connection, sink: WatchSink, progress: Progress, options: WatchOptions) {
    this.#connection = connection
    this.#sink = sink
    this.#signal = progress.signal
    this.#options = { ...usual, ...options }
    this.#paths = new Paths(connection.session.content.about.apiVersion)
    this.#pending = new Pending(this.#options.bundling)
    this.#picture = new Picture(connection, progress)
  }

  async run(): Promise<void> {
    for (;;) {
      this.#signal.throwIfAborted()
      try {
        await this.#step()
        this.#failures = 0
      } catch (error) {
        this.#signal.throwIfAborted()
        await this.#recover(error)
      }
    }
  }

  async #step(): Promise<void> {
    if (this.#collector === undefined) await this.#beginFilter()
    const due = this.#pending.due(Date.now())
    const waits = !this.#isListing && due !== undefined ? 0 : this.#options.waitSeconds
    if (due !== undefined && due > 0 && !this.#isListing) await this.#pause(Math.min(due, 1000))
    const collector = this.#collector
    if (collector === undefined) return
    const answer = await waitForUpdates(this.#connection.session, collector, this.#version, waits)
    this.#lost = 0
    for (const told of answer?.told ?? []) {
      if (this.#held.hear(told)) this.#pending.note(told.object, told.kind === 'leave', Date.now())
    }
    if (answer !== undefined) this.#version = answer.version
    if (answer?.truncated === true) return
    if (this.#isListing) {
      // No word is no list: an estate that was there is not gone because a server is slow to tell of it.
      if (answer === undefined && this.#hasRead) return
      this.#endListing()
    }
    if (!this.#hasRead) return this.#store(true)
    await this.#lookAround()
    if (this.#pending.due(Date.now()) === 0) await this.#store(false)
  }

  async #beginFilter(): Promise<void> {
    const { session } = this.#connection
    this.#collector = await session.inWords(() => session.renewing(() => makeFilter(session, this.#paths)))
    this.#version = ''
    this.#isListing = true
    this.#held.begin()
  }

  #endListing(): void {
    this.#isListing = false
    for (const object of this.#held.finish()) this.#pending.note(object, true, Date.now())
    if (this.#hasRead) this.#tellWatching()
  }

  /** Stores what has gathered, or everything. */
  async #store(everything: boolean): Promise<void> {
    const taken = this.#pending.take()
    const store = (update: Parameters<WatchSink['update']>[0]): Promise<void> => this.#sink.update(update)
    try {
      if (!everything && (await this.#picture.part(taken, store))) return
      this.#sink.state({ state: 'reading' })
      await this.#picture.whole(store)
      this.#hasRead = true
      this.#tagsAt = Date.now()
      this.#wholeAt = Date.now()
      if (this.#picture.incomplete) this.#pending.noteWhole(Date.now())
      this.#tellWatching()
    } catch (error) {
      this.#pending.restore({ ...taken, whole: taken.whole || everything }, Date.now())
      throw error
    }
  }

  #tellWatching(): void {
    const next = new Date(this.#wholeAt + this.#options.wholeMilliseconds)
    this.#sink.state({ state: 'watching', nextWhole: next.toISOString() })
  }

  /** Looks at what no filter tells. */
  async #lookAround(): Promise<void> {
    const now = Date.now()
    if (now - this.#wholeAt >= this.#options.wholeMilliseconds) {
      this.#wholeAt = now
      this.#pending.noteWhole(now)
    } else if (now - this.#tagsAt >= this.#options.tagMilliseconds) {
      this.#tagsAt = now
      if (await this.#picture.hasOtherTags()) this.#pending.noteWhole(now)
    }
  }

  /** After a lost filter: makes it anew. After trouble: waits. What does not pass is thrown. */
  async #recover(error: unknown): Promise<void> {
    const fault = faultIn(error)
    if (fault !== undefined && lostFaults.has(fault.fault) && ++this.#lost <= mostLost) {
      this.#collector = undefined
      return
    }
    const passes = this.#lost > mostLost || (error instanceof Problem && passing.has(error.code))
    if (!passes || (!this.#hasRead && this.#failures >= mostLost)) throw error
    this.#lost = 0
    this.#collector = undefined
    this.#sink.state({ state: 'waiting', why: error instanceof Error ? error.message : String(error) })
    await this.#pause(Math.min(longestPause, this.#options.awayMilliseconds * 2 ** this.#failures++))
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#signal })
  }
}

/** Troubles that pass: the vCenter is away, busy, or answers with half a document. */
const passing = new Set(['vcenter-busy', 'vcenter-unreachable', 'vcenter-answer', 'vcenter-fault'])

function faultIn(error: unknown): SoapFault | undefined {
  if (error instanceof SoapFault) return error
  return error instanceof Problem && error.cause instanceof SoapFault ? error.cause : undefined
}
