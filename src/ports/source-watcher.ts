import type { Progress } from '../lib/progress.ts'
import type { Observation } from '../model/observation.ts'
import type { SourceInput, SourceReading } from './source-reader.ts'

/** An endpoint that can be followed. */
export type WatchedInput = Extract<SourceInput, { readonly kind: 'endpoint' }>

/** What a watch found out: everything anew, or some objects of what is held. */
export type SourceUpdate =
  | { readonly kind: 'whole'; readonly reading: SourceReading }
  | {
      readonly kind: 'part'
      /** ISO 8601: when it was read. */
      readonly at: string
      readonly observations: readonly Observation[]
      /** Keys of the VMs that the source does not list any more. */
      readonly gone: readonly string[]
    }

/** How a watch stands: it reads, it follows, or it waits for a source that is away. */
export type WatchState =
  | { readonly state: 'reading' }
  | {
      readonly state: 'watching'
      /** ISO 8601: when everything is read anew. */
      readonly nextWhole?: string
    }
  | { readonly state: 'waiting'; readonly why: string }

/** Who is told by a watch. */
export interface WatchSink {
  /** Stores an update; what was told is held until this is done, and told again when it fails. */
  update(update: SourceUpdate): Promise<void>
  state(state: WatchState): void
}

/** Follows a source: begins with a whole read, then tells changes in bundles until it is stopped. */
export interface SourceWatcher {
  /** Ends when the signal of `progress` is aborted, or throws what does not pass. */
  watch(input: WatchedInput, sink: WatchSink, progress: Progress): Promise<void>
}
