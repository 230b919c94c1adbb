import type { Progress } from '../lib/progress.ts'
import type { Observation, ReadReport, SourceDescription } from '../model/observation.ts'

/** One source within what was read: a workbook of three vCenters yields three. */
export interface SourceReading {
  readonly description: SourceDescription
  /** Observations as they are read; memory stays flat. Must be consumed before `report` is asked. */
  readonly observations: AsyncIterable<Observation> | Iterable<Observation>
  /** How it went; valid once the observations are consumed. */
  report(): ReadReport
}

/** What the user named: a local file or folder already sorted by content, or an endpoint. */
export type SourceInput =
  | {
      readonly kind: 'file'
      readonly path: string /** Name below the folder given, never absolute. */
      readonly name: string
      /** Found in a folder: the sorter looks at what lies beside it, the reader need not. */
      readonly inFolder?: true
    }
  | { readonly kind: 'folder'; readonly path: string; readonly name: string }
  | {
      readonly kind: 'endpoint'
      readonly url: URL
      readonly user: string
      /** Asked for once, at log-in. */
      readonly password: () => Promise<string>
      /** SHA-256 of the leaf certificate, lower-case hex without colons. */
      readonly pin?: string
      /** A new or empty folder that gets a recording of what is read, without secrets. */
      readonly record?: string
    }

/** Reads a kind of source. The first reader that recognises an input takes it. */
export interface SourceReader {
  readonly reader: string
  /** 0 = not mine … 1 = certain. Looks at content, never at the name alone. */
  recognises(input: SourceInput): Promise<number>
  read(input: SourceInput, progress: Progress): AsyncIterable<SourceReading>
  /** Set by a reader of packages: all packages of one folder are one source. */
  readonly packages?: PackageHabits
}

/** What a folder of packages looks like. */
export interface PackageHabits {
  /** Names that promise a package: such a file with other content is rejected, not passed over. */
  readonly called: RegExp
  /** Names of what such packages leave beside them and nobody else reads. */
  readonly leaves: RegExp
  /**
   * Which of the names beside a package it names itself, such as its disks. Looks at the text alone, so that a damaged
   * one still answers.
   */
  names(path: string, beside: ReadonlySet<string>): Promise<Iterable<string>>
}

/** Lists whose columns only a person can explain. */
export interface ListMapper {
  /** A reader of lists with the columns that a mapping file explains. */
  mapped(mapFile: string): SourceReader
  /** Proposes a mapping file for a list. */
  suggest(path: string): Promise<{
    readonly file: string
    /** Header → field. */
    readonly columns: Readonly<Record<string, string>>
    readonly yaml: string
  }>
}
