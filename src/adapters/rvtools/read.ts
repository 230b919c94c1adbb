import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { csvHeader } from '../../formats/csv/head.ts'
import { readCsv } from '../../formats/csv/read.ts'
import { openSource } from '../../formats/zip/read.ts'
import { readXlsx } from '../../formats/xlsx/read.ts'
import { FormatError } from '../../lib/format-error.ts'
import type { SourceInput } from '../../ports/source-reader.ts'
import { isHeader, matchHeader, type Tab, tabOf } from './header.ts'
import type { RawExport, RawTab } from './schema.ts'

/** A file or folder. */
export type LocalInput = Extract<SourceInput, { kind: 'file' | 'folder' }>

/** A CSV file that is one tab of an export. */
export interface TabFile {
  readonly tab: Tab
  /** What stands before the tab in the file's name; files of one export share it. */
  readonly prefix: string
  readonly file: string
}

const mostFiles = 10_000

/** Opens a workbook. Throws FormatError; the caller closes it. */
export async function openWorkbook(input: LocalInput, signal?: AbortSignal): Promise<RawExport> {
  const source = await openSource(input.path)
  try {
    const book = await readXlsx(source)
    // Let go of when it is closed: the strings of a large workbook are a hundred megabytes.
    let open: typeof book | undefined = book
    const named = book.sheets.map((sheet) => ({ sheet, tab: tabOf(sheet.name)?.tab }))
    const only = named.every(({ tab }) => tab === undefined)
      ? await guessTab(named.map(({ sheet }) => sheet))
      : undefined
    const tabs = named.flatMap(({ sheet: { name }, tab }, at): RawTab[] => {
      const meant = name === only?.name ? 'vInfo' : tab
      if (meant === undefined) return []
      return [
        {
          tab: meant,
          title: name,
          placeOf: (row) => ({ file: input.name, part: name, row }),
          rows() {
            const sheet = open?.sheets[at]
            if (sheet === undefined) throw new Error(`${input.name} is closed`)
            return sheet.rows({ dates: true, ...(signal ? { signal } : {}) })
          },
        },
      ]
    })
    if (tabs.length === 0) throw noTabs(book.sheets)
    return {
      name: input.name,
      tabs,
      ignored: named
        .filter(({ sheet, tab }) => tab === undefined && sheet !== only)
        .map(({ sheet }) => sheet.name),
      from1904: book.from1904,
      async close() {
        if (open === undefined) return
        open = undefined
        await source.close()
      },
    }
  } catch (error) {
    await source.close()
    throw error
  }
}

function noTabs(sheets: readonly Sheet[]): FormatError {
  const names = sheets.slice(0, 8).map(({ name }) => JSON.stringify(name))
  return new FormatError('xlsx', {
    seen: `only the sheets ${names.join(', ')}`,
    expected: 'a tab that RVTools writes',
  })
}

/** A sheet of an open workbook. */
type Sheet = Awaited<ReturnType<typeof readXlsx>>['sheets'][number]

/** A workbook that somebody cut down to one sheet and renamed: the sheet whose first row looks like vInfo. */
export async function guessTab(sheets: readonly Sheet[]): Promise<Sheet | undefined> {
  for (const sheet of sheets.slice(0, 50)) {
    for await (const [row] of sheet.rows()) {
      const headers = Array.from(row?.cells ?? [], (cell) => (typeof cell === 'string' ? cell : ''))
      if (looksLikeInfo(headers)) return sheet
      break
    }
  }
  return undefined
}

/** A VM column and three more of vInfo's: enough to tell it from anybody else's list of machines. */
export function looksLikeInfo(headers: readonly string[]): boolean {
  const { index } = matchHeader('vInfo', headers)
  const telling = [
    'Powerstate',
    'Template',
    'SRM Placeholder',
    'VI SDK Server',
    'VI SDK UUID',
    'OS according to the configuration file',
    'Provisioned MiB',
    'In Use MiB',
    'HW version',
    'CBT',
    'Primary IP Address',
    'DNS Name',
    'Resource pool',
  ]
  return index.has('VM') && telling.filter((column) => index.has(column)).length >= 3
}

/** Opens the CSV files of one export that lie in `folder`; `name` is the folder's name below what the user gave. */
export function openTabFiles(
  folder: string,
  name: string,
  files: readonly TabFile[],
  signal?: AbortSignal,
): RawExport {
  const under = (file: string) => (name === '' ? file : `${name}/${file}`)
  const first = files.find(({ tab }) => tab === 'vInfo') ?? files[0]
  return {
    name: first ? under(first.file) : name,
    ignored: [],
    from1904: false,
    tabs: files.map(({ tab, file }) => ({
      tab,
      title: file,
      placeOf: (line) => ({ file: under(file), line }),
      rows: () => readCsv(createReadStream(join(folder, file)), signal ? { signal } : {}),
    })),
    async close() {},
  }
}

/** CSV files of RVTools directly in a folder, and whether anything else lies there. */
export async function tabFilesIn(folder: string): Promise<{ files: readonly TabFile[]; others: number }> {
  const entries = await readdir(folder, { withFileTypes: true })
  const files: TabFile[] = []
  let others = 0
  for (const entry of entries.slice(0, mostFiles).sort((left, right) => (left.name < right.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue
    const meant = entry.isFile() && /\.csv$/i.test(entry.name) ? tabOf(entry.name) : undefined
    if (meant && (await isTabFile(join(folder, entry.name), meant.tab)))
      files.push({ ...meant, file: entry.name })
    else others += 1
  }
  return { files, others: others + Math.max(0, entries.length - mostFiles) }
}

/** Files of the export that `path` is one tab of, itself included; empty when it is none. */
export async function exportAround(path: string): Promise<readonly TabFile[]> {
  const file = basename(path)
  const named = tabOf(file)
  if (!/\.csv$/i.test(file)) return []
  if (named === undefined) {
    const headers = await csvHeader(path)
    return looksLikeInfo(headers) ? [{ tab: 'vInfo', prefix: file, file }] : []
  }
  if (!(await isTabFile(path, named.tab))) return []
  const { files } = await tabFilesIn(dirname(path))
  return files.filter(({ prefix }) => prefix === named.prefix)
}

async function isTabFile(path: string, tab: Tab): Promise<boolean> {
  return isHeader(tab, await csvHeader(path)) !== undefined
}
