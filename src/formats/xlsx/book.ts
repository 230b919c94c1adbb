import { badXlsx } from './limits.ts'
import { decodeText } from './markup.ts'
import { unescapeXml } from './text.ts'

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string
  /** Relationship id that leads to its part. */
  readonly relation: string
}

/** A relationship of a package part: id → path within the archive; external ones are left out. */
export interface Relation {
  readonly id: string
  readonly type: string
  readonly path: string
}

/** Names and relationship ids of the sheets in their order, and whether dates count from 1904. */
export function parseWorkbook(markup: string): { sheets: SheetEntry[]; from1904: boolean } {
  const sheets: SheetEntry[] = []
  let from1904 = false
  for (const { name, attributes } of elements(markup)) {
    if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes.get('date1904') ?? '')
    if (name === 'sheet') {
      sheets.push({ name: attributes.get('name') ?? '', relation: attributes.get(':id') ?? '' })
    }
  }
  if (sheets.length === 0) throw badXlsx('no sheets', 'at least one', 'workbook.xml')
  return { sheets, from1904 }
}

/** Relationships of a part that lies in `folder` (`xl`, or empty for the package). */
export function parseRelations(markup: string, folder: string): Relation[] {
  const relations: Relation[] = []
  for (const { name, attributes } of elements(markup)) {
    if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') continue
    const type = attributes.get('Type') ?? ''
    relations.push({
      id: attributes.get('Id') ?? '',
      type: type.slice(type.lastIndexOf('/') + 1),
      path: resolve(folder, attributes.get('Target') ?? ''),
    })
  }
  return relations
}

/** Indexes of the cell styles that show a number as a date or time. */
export function parseDateStyles(markup: string): ReadonlySet<number> {
  const custom = new Map<number, string>()
  const dates = new Set<number>()
  let within = false
  let index = 0
  for (const { name, attributes, closing } of elements(markup)) {
    if (name === 'cellXfs') within = !closing
    else if (name === 'numFmt')
      custom.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '')
    else if (name === 'xf' && within && !closing) {
      const format = Number(attributes.get('numFmtId') ?? 0)
      if (isDateFormat(format, custom.get(format))) dates.add(index)
      index += 1
    }
  }
  return dates
}

// Built-in formats of ECMA-376 part 1, 18.8.30: 14–22 and 45–47 everywhere, 27–36 and 50–58 in East Asian locales.
function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    )
  return (
    /[dmyhs]/i.test(code.replace(/"[^"]*"|\[(?:[^hms\][][^\][]*)?\]|\\./gi, '')) && !/^general$/i.test(code)
  )
}

/** The date that a serial number means, to the second, as if the sheet's local time were UTC. */
export function dateOfSerial(serial: number, from1904: boolean): Date | undefined {
  const days = serial + (from1904 ? 1462 : 0) - 25_569
  const date = new Date(Math.round(days * 86_400) * 1000)
  return Number.isNaN(date.getTime()) ? undefined : date
}

interface Element {
  /** Without its prefix. */
  readonly name: string
  readonly closing: boolean
  /** Prefixed attributes keep a colon before their local name: `:id`. */
  readonly attributes: ReadonlyMap<string, string>
}

function* elements(markup: string): Generator<Element> {
  for (const match of markup.matchAll(
    /<(\/?)(?:[\w.-]{1,64}:)?([\w.-]{1,64})((?:[^<>"']|"[^"<]{0,32767}"|'[^'<]{0,32767}')*)>/g,
  )) {
    const attributes = new Map<string, string>()
    for (const pair of (match[3] ?? '').matchAll(
      /\s([\w.-]{1,64}(?=[:=]))?(:?)([\w.-]{0,64})\s{0,8}=\s{0,8}(?:"([^"]*)"|'([^']*)')/g,
    )) {
      const [, before = '', colon = '', after = '', double, single] = pair
      attributes.set(colon ? `:${after}` : before + after, unescapeXml(decodeText(double ?? single ?? '')))
    }
    yield { name: match[2] ?? '', closing: match[1] === '/', attributes }
  }
}

function resolve(folder: string, target: string): string {
  const parts = target.startsWith('/') ? [] : folder.split('/').filter(Boolean)
  for (const part of target.split(/[\\/]/)) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
