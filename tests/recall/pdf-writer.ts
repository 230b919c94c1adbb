import { deflateSync } from 'node:zlib'

/** Text drawn at a place, in points from the lower left corner. */
export interface Drawn {
  readonly x: number
  readonly y: number
  readonly text: string
}

/** Size and width of a character of the font that is written. */
export const pdfFont = { size: 10, width: 6 }

/** What else a document may have. */
interface PdfOptions {
  readonly deflate?: boolean
  /** Deflated already, in place of what the pages draw. */
  readonly content?: Uint8Array
  /** Entries for each page, for the catalog and for the trailer. */
  readonly extra?: string
  readonly catalog?: string
  readonly trailer?: string
}

/** A PDF 1.4 of pages that draw runs of text in Courier, with the streams plain or deflated. */
export function writePdf(pages: readonly (readonly Drawn[])[], options: PdfOptions = {}): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')]
  const places: number[] = []
  let size = parts[0]?.length ?? 0
  const object = (...content: readonly (string | Uint8Array)[]): void => {
    places.push(size)
    const all = [`${places.length} 0 obj\n`, ...content, '\nendobj\n'].map((one) =>
      typeof one === 'string' ? Buffer.from(one, 'latin1') : Buffer.from(one),
    )
    for (const one of all) size += one.length
    parts.push(...all)
  }
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ')
  object(`<< /Type /Catalog /Pages 2 0 R ${options.catalog ?? ''}>>`)
  object(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  object('<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>')
  for (const [at, drawn] of pages.entries()) {
    const text = drawn.map(({ x, y, text }) => `1 0 0 1 ${x} ${y} Tm (${escaped(text)}) Tj`).join('\n')
    const plain = Buffer.from(`BT /F1 ${pdfFont.size} Tf\n${text}\nET`, 'latin1')
    const stream = options.content ?? (options.deflate === true ? deflateSync(plain) : plain)
    const box = '/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>'
    object(`<< /Type /Page /Parent 2 0 R ${box} /Contents ${5 + at * 2} 0 R ${options.extra ?? ''}>>`)
    const filter = options.deflate === true || options.content !== undefined ? ' /Filter /FlateDecode' : ''
    object(`<< /Length ${stream.length}${filter} >>\nstream\n`, stream, '\nendstream')
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `trailer\n<< /Size ${places.length + 1} /Root 1 0 R ${options.trailer ?? ''}>>\nstartxref\n${size}\n%%EOF\n`
  parts.push(Buffer.from(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${table}${trailer}`, 'latin1'))
  return new Uint8Array(Buffer.concat(parts))
}

function escaped(text: string): string {
  return text.replaceAll(/[\\()]/g, (sign) => `\\${sign}`)
}
