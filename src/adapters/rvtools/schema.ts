import type { Place } from '../../model/evidence-place.ts'
import type { Tab } from './header.ts'

/** What a cell holds before it is understood. */
export type RawCell = string | number | boolean | Date | undefined

/** One row as the formats give it: of a sheet with `row`, of a file with `line`. */
export interface RawRow {
  readonly row?: number
  readonly line?: number
  readonly cells: readonly RawCell[]
  /** Holds NUL characters: not what RVTools wrote. */
  readonly nul: boolean
}

/** One tab as it was exported: a sheet of a workbook or a CSV file. */
export interface RawTab {
  readonly tab: Tab
  /** What the tab is called in its file. */
  readonly title: string
  placeOf(row: number): Place
  rows(): AsyncIterable<readonly RawRow[]>
}

/** An export of RVTools: a workbook or a set of CSV files. */
export interface RawExport {
  /** Name for people, and the key of a source whose vCenter is not known. */
  readonly name: string
  readonly tabs: readonly RawTab[]
  /** Sheets that are none of RVTools'. */
  readonly ignored: readonly string[]
  readonly from1904: boolean
  /** Lets go of file and strings; no tab can be read any more. Twice does no harm. */
  close(): Promise<void>
}
