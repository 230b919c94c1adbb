/** A cell with something in it, as a person sees it. */
export interface Cell {
  /** 0 is `A`. */
  readonly column: number
  readonly text: string
  /** Text, not a number, a date or a truth value: only text names addresses. */
  readonly isText: boolean
}

/** A row with cells, or a comment: one cell with the comment's text. */
export interface Row {
  readonly sheet: string
  /** As a spreadsheet program counts it, from one: what `line` means for this kind. */
  readonly number: number
  readonly cells: readonly Cell[]
  /** `comment` stands at the cell that it is about. */
  readonly of: 'row' | 'comment'
  /** What of the row could not be read. */
  readonly trouble?: string
}

/** Something of the workbook that could not be read; the rest goes on. */
export interface Trouble {
  readonly construct: string
  readonly text: string
}

/** What a workbook may cost: an inventory of 45,000 machines has a third of the text. */
export const workbookLimits = {
  entries: 10_000,
  entryBytes: 128 * 2 ** 20,
  totalBytes: 512 * 2 ** 20,
} as const

/** Sheets of one workbook. */
export const mostSheets = 1000
/** Columns and rows that spreadsheet programs have. */
export const mostColumns = 16_384
export const mostRows = 1_048_576
/** Characters of all cells beyond the size of the archive's parts: a shared string costs each time that it is shown. */
export const mostRepeated = 32 * 2 ** 20
/** References of one workbook. */
export const mostReferences = 1_000_000
