/** A piece of a line, as wide gaps cut it: a word, a sentence, a cell of a table. Places are points of the page. */
export interface PdfCell {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** A page with its lines from top to bottom, each with its cells from left to right. */
export interface PdfPage {
  readonly page: number
  readonly lines: readonly (readonly PdfCell[])[]
}

/** Something of the document that could not be read; what else there is stays. */
export interface PdfTrouble {
  readonly construct: string
  readonly text: string
}

/** What the thread that unpacks a document says; `end` when nothing more comes. */
export type PdfMessage = PdfPage | PdfTrouble | 'end'

/** What a document may cost. Ten thousand pages of text are 30 million characters. */
export interface PdfLimits {
  readonly bytes: number
  readonly pages: number
  readonly characters: number
  readonly milliseconds: number
  readonly mebibytes: number
}

export const pdfLimits: PdfLimits = {
  bytes: 256 * 2 ** 20,
  pages: 10_000,
  characters: 64 * 2 ** 20,
  milliseconds: 60_000,
  mebibytes: 1536,
}
