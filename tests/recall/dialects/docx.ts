import { docxReader } from '../../../src/adapters/document/docx/index.ts'
import { writeZip } from '../../../src/formats/zip/write.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet } from '../sheet.ts'

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** A document of a word processor: sentences cut into runs, a table, and numbers of sections between them. */
export const docxDialect: Dialect = {
  reader: docxReader,
  write(estate, size) {
    const sheet = new Sheet()
    const markup: string[] = []
    const paragraph = (...runs: readonly string[]): string => {
      sheet.line(runs.join(''))
      return `<w:p><w:pPr/>${runs.map((run) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${run}</w:t></w:r>`).join('')}</w:p>`
    }
    const fact = (covers: string): void => sheet.fact('document-literal', 'literal', covers)
    for (let at = 0; at < size; at++) {
      const host = someHost(estate)
      const range = someRange(estate)
      const network = someNetwork(estate)
      markup.push(paragraph(`4.${at % 9}.2.3 Scope of segment`))
      markup.push(
        paragraph('The tills are ', range.low, ' to ', range.high, ` in ${network.prefix}`, '.0/24.'),
      )
      fact(range.text)
      fact(network.cidr)
      const name = paragraph(host.name)
      fact(host.name)
      const address = paragraph(`${host.address} and ${host.address6}`, ` at ${host.mac.toUpperCase()}`)
      fact(host.address)
      fact(host.address6)
      fact(host.mac)
      markup.push(`<w:tbl><w:tr><w:tc>${name}</w:tc><w:tc>${address}</w:tc></w:tr></w:tbl>`)
    }
    const text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="${main}"><w:body>${markup.join('')}</w:body></w:document>`
    const types = '<?xml version="1.0" encoding="UTF-8"?><Types/>'
    const bytes = writeZip(
      [['[Content_Types].xml', types] as const, ['word/document.xml', text] as const].map(([name, data]) => ({
        name,
        data: new TextEncoder().encode(data),
      })),
    )
    return [{ ...sheet.written('scope.docx'), bytes }]
  },
}
