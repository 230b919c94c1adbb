import { FormatError } from '../../lib/format-error.ts'
import { writeZip, type ZipInput } from '../zip/write.ts'
import { columnLetters, escapeXml } from './text.ts'

/** What a written cell holds; a Date becomes a serial number with a date format (UTC), null an absent cell. */
export type XlsxValue = string | number | boolean | Date | null

/** One sheet to write, first row first; rows may be made as they are written. */
export interface XlsxSheetSource {
  readonly name: string
  readonly rows: Iterable<readonly XlsxValue[]>
}

/** As {@link XlsxSheetSource}, with rows that can be looked at. */
export interface XlsxSheetInput extends XlsxSheetSource {
  readonly rows: readonly (readonly XlsxValue[])[]
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const longestName = 31

/**
 * A workbook with shared strings, as spreadsheet programs write it: no times, no author, the same input gives
 * the same bytes. Throws FormatError for a sheet name that spreadsheets refuse.
 */
export function writeXlsx(sheets: readonly XlsxSheetSource[]): Uint8Array {
  checkNames(sheets)
  const strings = new Map<string, number>()
  const parts = sheets.map(
    (sheet, at): ZipInput => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      data: sheetXml(sheet.rows, strings),
    }),
  )
  return writeZip([
    { name: '[Content_Types].xml', data: utf8(contentTypes(sheets.length)) },
    { name: '_rels/.rels', data: utf8(relations([`${office}/officeDocument|xl/workbook.xml`])) },
    { name: 'xl/workbook.xml', data: utf8(workbookXml(sheets)) },
    { name: 'xl/_rels/workbook.xml.rels', data: utf8(workbookRelations(sheets.length)) },
    { name: 'xl/styles.xml', data: utf8(stylesXml()) },
    { name: 'xl/sharedStrings.xml', data: stringsXml(strings) },
    ...parts,
  ])
}

function checkNames(sheets: readonly XlsxSheetSource[]): void {
  const seen = new Set<string>()
  for (const { name } of sheets) {
    if (
      name === '' ||
      name.length > longestName ||
      /[\\/?*:[\]]/.test(name) ||
      seen.has(name.toLowerCase())
    ) {
      throw new FormatError('xlsx', {
        seen: `sheet name ${JSON.stringify(name)}`,
        expected: `a unique name of 1 to ${longestName} characters without \\ / ? * : [ ]`,
      })
    }
    seen.add(name.toLowerCase())
  }
}

function sheetXml(rows: XlsxSheetSource['rows'], strings: Map<string, number>): Uint8Array {
  const letters: string[] = []
  const chunks: Uint8Array[] = []
  let text = `${head}<worksheet xmlns="${main}"><sheetData>`
  let rowAt = -1
  for (const row of rows) {
    rowAt += 1
    text += `<row r="${rowAt + 1}">`
    row.forEach((value, columnAt) => {
      if (value === null) return
      letters[columnAt] ??= columnLetters(columnAt)
      text += cellXml(`${letters[columnAt]}${rowAt + 1}`, value, strings)
    })
    text += '</row>'
    if (text.length > 1 << 20) {
      chunks.push(utf8(text))
      text = ''
    }
  }
  chunks.push(utf8(`${text}</sheetData></worksheet>`))
  return Buffer.concat(chunks)
}

function cellXml(place: string, value: Exclude<XlsxValue, null>, strings: Map<string, number>): string {
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (value instanceof Date) return `<c r="${place}" s="1"><v>${serialOf(value)}</v></c>`
  if (typeof value === 'number' && Number.isFinite(value)) return `<c r="${place}"><v>${value}</v></c>`
  const text = String(value)
  let index = strings.get(text)
  if (index === undefined) {
    index = strings.size
    strings.set(text, index)
  }
  return `<c r="${place}" t="s"><v>${index}</v></c>`
}

/** Days since 1899-12-30, the count that spreadsheets keep; to the second, so that the text is short. */
function serialOf(date: Date): number {
  return Number((Math.round(date.getTime() / 1000) / 86_400 + 25_569).toFixed(8))
}

function stringsXml(strings: ReadonlyMap<string, number>): Uint8Array {
  const chunks: Uint8Array[] = []
  let text = `${head}<sst xmlns="${main}" uniqueCount="${strings.size}">`
  for (const value of strings.keys()) {
    text += `<si><t xml:space="preserve">${escapeXml(value)}</t></si>`
    if (text.length > 1 << 20) {
      chunks.push(utf8(text))
      text = ''
    }
  }
  chunks.push(utf8(`${text}</sst>`))
  return Buffer.concat(chunks)
}

function workbookXml(sheets: readonly XlsxSheetSource[]): string {
  const items = sheets.map(
    ({ name }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${items.join('')}</sheets></workbook>`
}

function workbookRelations(sheetCount: number): string {
  const sheets = Array.from(
    { length: sheetCount },
    (_, at) => `${office}/worksheet|worksheets/sheet${at + 1}.xml`,
  )
  return relations([...sheets, `${office}/styles|styles.xml`, `${office}/sharedStrings|sharedStrings.xml`])
}

function relations(items: readonly string[]): string {
  const lines = items.map((item, at) => {
    const [type, target] = item.split('|')
    return `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`
  })
  return `${head}<Relationships xmlns="${packages}/relationships">${lines.join('')}</Relationships>`
}

function contentTypes(sheetCount: number): string {
  const parts = [
    `workbook.xml|${contentType}.sheet.main+xml`,
    `styles.xml|${contentType}.styles+xml`,
    `sharedStrings.xml|${contentType}.sharedStrings+xml`,
    ...Array.from(
      { length: sheetCount },
      (_, at) => `worksheets/sheet${at + 1}.xml|${contentType}.worksheet+xml`,
    ),
  ].map((part) => part.split('|'))
  const overrides = parts.map(([name, type]) => `<Override PartName="/xl/${name}" ContentType="${type}"/>`)
  return `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
}

/** Two formats: 0 general, 1 date and time (the built-in number format 22). */
function stylesXml(): string {
  return `${head}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8')
}
