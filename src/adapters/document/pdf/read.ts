import { linesOf } from '../../../lib/lines.ts'
import type { PdfPage, PdfTrouble } from './schema.ts'

/** Longest text of one unpacked page; a page of a million characters is not meant to be read. */
const longestPage = 256 * 2 ** 20

/** Pages and troubles of an unpacked document. Bytes that were not unpacked are one trouble. */
export function* readUnpacked(bytes: Uint8Array): Iterable<PdfPage | PdfTrouble> {
  for (const { text } of linesOf(bytes, longestPage)) {
    const said = parse(text)
    if (said === undefined) {
      yield { construct: 'document that was not unpacked', text: '' }
      return
    }
    yield said
  }
}

/** Lines are written by this program alone; anything else is not a line of it. */
function parse(text: string): PdfPage | PdfTrouble | undefined {
  if (!/^\{"(?:page|construct)":/.test(text)) return undefined
  try {
    const said: PdfPage | PdfTrouble = JSON.parse(text)
    return 'page' in said ? (Array.isArray(said.lines) ? said : undefined) : said
  } catch {
    return undefined
  }
}
