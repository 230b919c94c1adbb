import type { Progress } from '../lib/progress.ts'
import type { CounterState, PerformanceKind } from '../model/performance.ts'
import type { SourceInput } from './source-reader.ts'

/** What of the past is wanted. */
export interface PerformanceRequest {
  /** The finest history that reaches back so far is read. */
  readonly days: number
  /** The last hour, sample by sample, with every counter whatever the statistics level. */
  readonly realtime: boolean
}

/** How a vCenter keeps samples. */
export interface PerformanceInterval {
  readonly seconds: number
  readonly name: string
  /** Counters of this level and below are kept. */
  readonly level?: number
  readonly keptDays: number
}

/** Samples of one entity, as they came. */
export interface ReadSamples {
  /** Its identity key: `vm|vc:<vCenter>/vm-1001`. */
  readonly entity: string
  /** Seconds since 1970. */
  readonly times: readonly number[]
  /** Values by counter, one for each time; NaN is a gap. */
  readonly values: ReadonlyMap<string, readonly number[]>
}

/** What a few questions gave. */
export interface PerformancePart {
  readonly samples: readonly ReadSamples[]
  /** Entities that could not be read, by identity key, and why. */
  readonly unread: readonly { readonly entity: string; readonly why: string }[]
  /** Entities about which nothing new can be there yet. */
  readonly upToDate: number
  /** Entities that are dealt with by this part. */
  readonly done: number
}

/** A vCenter whose performance can be read. Close it. */
export interface OpenPerformance {
  readonly host: string
  /** Instance UUID, or the host where there is none; lower case. */
  readonly vcenter: string
  /** ISO 8601, by the vCenter's own clock. */
  readonly now: string
  /** ISO 8601: how far back is asked. */
  readonly from: string
  readonly interval: PerformanceInterval
  /** What the vCenter does with each counter, by the counter's name. */
  readonly counters: ReadonlyMap<string, CounterState>
  readonly entities: Readonly<Record<PerformanceKind, number>>
  /** What is left out, in words. */
  readonly notes: readonly string[]
  /** Reads what is newer than `since` (seconds since 1970, by identity key); an entity that is not in it, all. */
  read(since: ReadonlyMap<string, number>): AsyncIterable<PerformancePart>
  close(): Promise<void>
}

/** Opens vCenters for their performance. Throws Problems (`vcenter-*`). */
export interface PerformanceReader {
  open(input: SourceInput, request: PerformanceRequest, progress: Progress): Promise<OpenPerformance>
}
