import { type ByteSource, entryBytes, entryChunks, readZip, type Zip, type ZipEntry } from '../zip/read.ts'
import { dateOfSerial, parseDateStyles, parseRelations, parseWorkbook, type Relation } from './book.ts'
import { badXlsx, defaultXlsxLimits, type XlsxLimits } from './limits.ts'
import { markupText } from './markup.ts'
import { sheetRows, type XlsxRow } from './sheet.ts'
import { readStrings } from './strings.ts'

export type { XlsxLimits } from './limits.ts'
export type { XlsxCell, XlsxRow } from './sheet.ts'

/** How to read a sheet. */
export interface RowOptions {
  /** Give cells with a date style as a Date (local time as if it were UTC); otherwise they are serial numbers. */
  readonly dates?: boolean
  readonly signal?: AbortSignal
}

/** One sheet of an open workbook. */
export interface XlsxSheet {
  readonly name: string
  /** Rows with cells in batches, in the order of the file; can be read again. */
  rows(options?: RowOptions): AsyncGenerator<XlsxRow[]>
}

/** An open workbook; the caller closes the source when it is done. */
export interface XlsxBook {
  /** In the order of the workbook. */
  readonly sheets: readonly XlsxSheet[]
  /** Dates count from 1904 instead of 1900. */
  readonly from1904: boolean
}

const smallPartBytes = 8 * 2 ** 20

/** Opens a workbook: the list of sheets now, strings and rows when they are asked for. Throws FormatError. */
export async function readXlsx(source: ByteSource, limits: Partial<XlsxLimits> = {}): Promise<XlsxBook> {
  const zip = await readZip(source)
  const bounds = { ...defaultXlsxLimits, ...limits }
  const find = finder(zip)
  const packages = await relationsOf(zip, find('_rels/.rels'), '')
  const bookPath = packages.find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml'
  const bookEntry = find(bookPath)
  if (bookEntry === undefined) throw badXlsx('an archive without a workbook', bookPath, bookPath)
  const { sheets, from1904 } = parseWorkbook(await smallPart(zip, bookEntry))
  if (sheets.length > bounds.sheets)
    throw badXlsx(`${sheets.length} sheets`, `at most ${bounds.sheets}`, bookPath)
  const folder = bookPath.slice(0, Math.max(0, bookPath.lastIndexOf('/')))
  const relations = await relationsOf(
    zip,
    find(`${folder}/_rels/${bookPath.slice(folder.length + 1)}.rels`),
    folder,
  )
  const partOf = (type: string) => find(relations.find((relation) => relation.type === type)?.path ?? '')

  let strings: Promise<string[]> | undefined
  let nulStrings: boolean | undefined
  let dateStyles: Promise<ReadonlySet<number>> | undefined
  function sharedStrings(): Promise<string[]> {
    const entry = partOf('sharedStrings') ?? find(`${folder}/sharedStrings.xml`)
    strings ??= entry
      ? readStrings(markupText(entryChunks(zip, entry), entry.name), bounds)
      : Promise.resolve([])
    return strings
  }
  function styles(): Promise<ReadonlySet<number>> {
    const entry = partOf('styles')
    dateStyles ??= entry ? smallPart(zip, entry).then(parseDateStyles) : Promise.resolve(new Set<number>())
    return dateStyles
  }
  async function* rows(entry: ZipEntry, options: RowOptions): AsyncGenerator<XlsxRow[]> {
    const dated = options.dates ? await styles() : undefined
    const dateOf = dated
      ? (serial: number, style: number) => (dated.has(style) ? dateOfSerial(serial, from1904) : undefined)
      : undefined
    const markup = markupText(entryChunks(zip, entry, options.signal), entry.name)
    const shared = await sharedStrings()
    nulStrings ??= shared.some((string) => string.includes('\u0000'))
    yield* sheetRows(markup, { part: entry.name, strings: shared, nulStrings, limits: bounds, dateOf })
  }
  const known = new Map(relations.map((relation) => [relation.id, relation]))
  return {
    from1904,
    sheets: sheets.flatMap(({ name, relation }) => {
      const target = known.get(relation)
      // Chart sheets and macro sheets have no rows.
      if (target !== undefined && target.type !== 'worksheet') return []
      const entry = find(target?.path ?? '')
      if (entry === undefined)
        throw badXlsx(`sheet ${JSON.stringify(name)} without a part`, 'a part for each sheet', bookPath)
      return [{ name, rows: (options: RowOptions = {}) => rows(entry, options) }]
    }),
  }
}

/** Some writers disagree with themselves on case and on slashes; readers of the format do not mind. */
function finder(zip: Zip): (path: string) => ZipEntry | undefined {
  const byPath = new Map<string, ZipEntry>()
  for (const entry of zip.entries.values()) byPath.set(entry.name.replaceAll('\\', '/').toLowerCase(), entry)
  return (path) => byPath.get(path.replace(/^\//, '').toLowerCase())
}

async function relationsOf(zip: Zip, entry: ZipEntry | undefined, folder: string): Promise<Relation[]> {
  return entry === undefined ? [] : parseRelations(await smallPart(zip, entry), folder)
}

async function smallPart(zip: Zip, entry: ZipEntry): Promise<string> {
  const bytes = await entryBytes(zip, entry, smallPartBytes)
  let text = ''
  for await (const piece of markupText(one(bytes), entry.name)) text += piece
  return text
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
