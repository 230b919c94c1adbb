import { xlsxReader } from '../../../src/adapters/document/xlsx/index.ts'
import { writeZip } from '../../../src/formats/zip/write.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, someRange } from '../estate.ts'
import type { Fact } from '../sheet.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const schemas = 'http://schemas.openxmlformats.org'
const main = `${schemas}/spreadsheetml/2006/main`
const office = `${schemas}/officeDocument/2006/relationships`

/** A workbook as a spreadsheet program saves it: shared strings, an inline one, a formula, numbers and a comment. */
export const xlsxDialect: Dialect = {
  reader: xlsxReader,
  write(estate, size) {
    const strings = new Map<string, number>()
    const facts: Fact[] = []
    const rows: string[] = []
    const comments: string[] = []
    const fact = (line: number, covers: string): void => {
      facts.push({ line, kind: 'document-literal', role: 'literal', covers })
    }
    const shared = (place: string, text: string): string => {
      const index = strings.get(text) ?? strings.size
      strings.set(text, index)
      return `<c r="${place}" t="s"><v>${index}</v></c>`
    }
    for (let at = 0; at < size; at++) {
      // Every other row is not in the file: it is empty.
      const line = at * 2 + 2
      const host = someHost(estate)
      const other = someHost(estate)
      const range = someRange(estate)
      const network = someNetwork(estate)
      const cells = [
        shared(`A${line}`, host.name),
        shared(`B${line}`, `${other.address}, since 1.${at}`),
        shared(`G${line}`, host.mac.replaceAll(':', '-')),
        `<c r="C${line}" t="inlineStr"><is><r><rPr><b/></rPr><t>${range.low} </t></r><r><t>to ${range.high}</t></r></is></c>`,
        `<c r="D${line}" t="str"><f>CONCAT("${network.prefix}",".0/24")</f><v>${network.cidr}</v></c>`,
        `<c r="E${line}" s="1"><v>${45_000 + at}.25</v></c><c r="F${line}" t="b"><v>1</v></c>`,
        `<c r="AB${line}" t="e"><v>#N/A</v></c>`,
      ]
      rows.push(`<row r="${line}" spans="1:28">${cells.join('')}</row>`)
      for (const covers of [host.name, other.address, range.text, network.cidr, host.mac]) fact(line, covers)
      comments.push(
        `<comment ref="B${line}" authorId="0"><text><r><t>Jane:</t></r><r><t xml:space="preserve">\nthen ${host.address6}</t></r></text></comment>`,
      )
      fact(line, host.address6)
    }
    const items = [...strings.keys()].map((text) => `<si><t>${text}</t></si>`)
    const relation = (id: string, type: string, target: string): string =>
      `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
    const relations = (...all: readonly string[]): string =>
      `<Relationships xmlns="${schemas}/package/2006/relationships">${all.join('')}</Relationships>`
    const parts: Readonly<Record<string, string>> = {
      '[Content_Types].xml': `<Types xmlns="${schemas}/package/2006/content-types"/>`,
      '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
      'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Scope &amp; more" sheetId="1" state="hidden" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': relations(
        relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
        relation('rId2', 'sharedStrings', 'sharedStrings.xml'),
      ),
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
      'xl/worksheets/_rels/sheet1.xml.rels': relations(relation('rId1', 'comments', '../comments1.xml')),
      'xl/comments1.xml': `<comments xmlns="${main}"><authors><author>Jane</author></authors><commentList>${comments.join('')}</commentList></comments>`,
      'xl/sharedStrings.xml': `<sst xmlns="${main}">${items.join('')}</sst>`,
    }
    const bytes = writeZip(
      Object.entries(parts).map(([name, xml]) => ({ name, data: new TextEncoder().encode(head + xml) })),
    )
    return [{ name: 'scope.xlsx', bytes, facts, flows: [], owners: [] }]
  },
}
