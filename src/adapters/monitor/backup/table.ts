import { recordAt } from '../../../formats/csv/records.ts'
import type { Line } from '../../../lib/lines.ts'
import { type BackupField, columnNames, secretColumn, tellingHead } from './schema.ts'

/** Where a table begins and what its columns say. */
export interface BackupHead {
  readonly index: number
  readonly delimiter: string
  /** Columns of each field. */
  readonly columns: ReadonlyMap<BackupField, readonly number[]>
  readonly secret: ReadonlySet<number>
}

/** A cell and where it stands. */
export interface Cell {
  readonly text: string
  readonly line: Line
  /** Counted from one. */
  readonly column: number
  /** Further lines that it goes on in. */
  readonly rest?: readonly Line[]
}

/** One row: its cells by field, in the order of the columns. */
export interface BackupRow {
  readonly line: Line
  /** Secrets that only the name of their column tells. */
  readonly hidden: number
  readonly cells: (field: BackupField) => readonly Cell[]
}

/** How far down a head may stand below titles. */
const deepestHead = 20
/** Most cells of one row; what is longer is data. */
const mostCells = 4096

/** The head of a list of backup jobs; undefined when a file has none. */
export function findBackupHead(lines: readonly Line[]): BackupHead | undefined {
  for (let index = 0; index < Math.min(lines.length, deepestHead); index++) {
    const text = lines[index]?.text ?? ''
    for (const delimiter of [',', ';', '\t', '|']) {
      if (!text.includes(delimiter)) continue
      const names = recordAt(lines, index, delimiter)
        .cells.slice(0, 500)
        .map((cell) =>
          cell
            .slice(0, 100)
            .toLowerCase()
            .replace(/[^a-z0-9]/g, ''),
        )
      const fields = roles(names.map((name) => columnNames.get(name)))
      if (isBackup(fields, text.slice(0, 4000))) {
        const secret = new Set(names.flatMap((name, at) => (secretColumn.test(name) ? [at] : [])))
        return { index, delimiter, columns: columnsOf(fields), secret }
      }
    }
  }
  return undefined
}

/** `Name` is the job where another column names machines, and the machine where another one names the job. */
function roles(fields: readonly (BackupField | undefined)[]): readonly (BackupField | undefined)[] {
  const machines = fields.includes('machine') || fields.includes('list')
  const meaning = machines ? (fields.includes('job') ? undefined : 'job') : 'machine'
  return fields.map((field) => (field === 'name' ? meaning : field))
}

function columnsOf(
  fields: readonly (BackupField | undefined)[],
): ReadonlyMap<BackupField, readonly number[]> {
  const columns = new Map<BackupField, number[]>()
  for (const [at, field] of fields.entries())
    if (field !== undefined) columns.set(field, [...(columns.get(field) ?? []), at])
  return columns
}

function isBackup(fields: readonly (BackupField | undefined)[], text: string): boolean {
  if (!fields.includes('machine') && !fields.includes('list')) return false
  const telling = fields.filter((field) => field === 'telling' || field === 'server').length
  const job = fields.includes('job')
  return tellingHead.test(text) ? job || telling >= 2 : job && telling >= 2
}

/** The rows below a head, one by one. */
export function* backupRows(lines: readonly Line[], head: BackupHead): Iterable<BackupRow> {
  const { delimiter, columns, secret } = head
  for (
    let index = head.index + recordAt(lines, head.index, delimiter).used + 1;
    index < lines.length;
    index++
  ) {
    const first = lines[index]
    if (!first || /^[\s,;|]*$/.test(first.text)) continue
    const used = first.text.includes('"') ? recordAt(lines, index, delimiter).used : 0
    const text = used === 0 ? first.text : textOf(lines.slice(index, index + used + 1))
    const parts = partsOf(text, delimiter)
    const secrets = parts.filter(
      ([from, to], at) => secret.has(at) && /[^\s\u2022]/.test(text.slice(from, to)),
    )
    const shown = withoutSecrets(lines.slice(index, index + used + 1), text, secrets)
    index += used
    yield {
      line: shown[0] ?? first,
      hidden: secrets.length,
      cells: (field) =>
        (columns.get(field) ?? []).flatMap((at) => {
          const [from, to] = parts[at] ?? [0, 0]
          const cell = text.slice(from, to)
          return cell.trim() === '' ? [] : cellAt(shown, from, cell)
        }),
    }
  }
}

function textOf(lines: readonly Line[]): string {
  return lines.map((line) => line.text).join('\n')
}

/** A cell of a row that may reach over several lines. */
function cellAt(lines: readonly Line[], from: number, raw: string): Cell {
  let line = 0
  let start = 0
  while (line + 1 < lines.length && from > start + (lines[line]?.text.length ?? 0)) {
    start += (lines[line]?.text.length ?? 0) + 1
    line++
  }
  const text = raw.replaceAll('""', '"')
  const cell = { text, line: lines[line] ?? { number: 1, text: '' }, column: from - start + 1 }
  return lines.length > 1 ? { ...cell, rest: lines.slice(line + 1) } : cell
}

type Part = readonly [from: number, to: number]

function partsOf(text: string, delimiter: string): readonly Part[] {
  const parts: Part[] = []
  for (let at = 0; at <= text.length && parts.length < mostCells; ) {
    const quoted = text.charCodeAt(at) === 34
    const close = quoted ? endOfQuote(text, at) : at
    const sign = text.indexOf(delimiter, close)
    const end = sign < 0 ? text.length : sign
    parts.push(quoted ? [at + 1, close] : [at, end])
    at = end + 1
  }
  return parts
}

function endOfQuote(text: string, from: number): number {
  let end = text.indexOf('"', from + 1)
  while (end >= 0 && text.charCodeAt(end + 1) === 34) end = text.indexOf('"', end + 2)
  return end < 0 ? text.length : end
}

function withoutSecrets(lines: readonly Line[], text: string, secrets: readonly Part[]): readonly Line[] {
  if (secrets.length === 0) return lines
  const pieces: string[] = []
  let past = 0
  for (const [from, to] of secrets) {
    pieces.push(text.slice(past, from), text.slice(from, to).replace(/[^\n]/g, '\u2022'))
    past = to
  }
  const texts = (pieces.join('') + text.slice(past)).split('\n')
  return lines.map((line, at) => ({ ...line, text: texts[at] ?? '' }))
}
