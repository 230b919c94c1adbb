/**
 * A paragraph of a document. Its number is what `line` means for this kind: paragraphs with text counted from one
 * through the body, its tables and text boxes, then notes, comments, headers and footers.
 */
export interface Paragraph {
  readonly number: number
  readonly text: string
  /** `body`, `comments`, `header1` … */
  readonly part: string
  /** In a table: the cell before it in its row and the cell at the head of its column; else empty. */
  readonly beside: string
  readonly below: string
}

/** Parts that hold text, in the order in which their paragraphs are counted. */
export const textParts = /^word\/(document|footnotes|endnotes|comments|header\d{0,4}|footer\d{0,4})\.xml$/

/** What a document may cost; a thousand pages are a few mebibytes. */
export const documentLimits = {
  entries: 10_000,
  entryBytes: 128 * 2 ** 20,
  totalBytes: 512 * 2 ** 20,
} as const
