import { type Columns, columnNames } from './schema.ts'

/** Lines that may stand before the head of a table: the type, comments, blanks. */
const mostBefore = 40

/** The head of a table of records, and what the lines before it say. */
export interface TableHead {
  readonly columns: Columns
  /** Number of its line, from one. */
  readonly line: number
  readonly delimiter: string
  /** Of a line `# zone: corner.example`. */
  readonly zone?: string
  /** It has the columns of PowerShell's records, so that nothing else is meant. */
  readonly certain: boolean
}

/** Finds the head among the first lines; undefined when the file is no table of records. */
export function headOf(lines: Iterable<string>): TableHead | undefined {
  let number = 0
  let zone: string | undefined
  for (const raw of lines) {
    number++
    if (number > mostBefore || raw.length > 8000) return undefined
    const text = raw.replace(/^\ufeff/, '').trim()
    if (text === '') continue
    if (text.startsWith('#') || /^sep=.$/i.test(text)) {
      zone ??= /^#+[ \t]*zone[ \t]*[:=][ \t]*([a-z0-9._/-]{1,255})/i.exec(text)?.[1]?.toLowerCase()
      continue
    }
    const delimiter = [';', '\t', ','].find((sign) => text.includes(sign))
    if (delimiter === undefined) return undefined
    const names = text.split(delimiter).map((cell) => cell.toLowerCase().replace(/[^a-z0-9]/g, ''))
    const columns = columnsOf(names)
    if (!columns) return undefined
    const certain = names.includes('hostname') && names.includes('recordtype')
    const hint = zone === undefined ? {} : { zone: zone.replace(/\.$/, '') }
    return { columns, line: number, delimiter, certain, ...hint }
  }
  return undefined
}

/** The columns of a table of records by their names, letters and digits only; undefined when it is none. */
export function columnsOf(names: readonly string[]): Columns | undefined {
  const all = (known: readonly string[]): readonly number[] =>
    known.map((name) => names.indexOf(name)).filter((index) => index >= 0)
  const first = (known: readonly string[]): number => all(known)[0] ?? -1
  const host = first(columnNames.host)
  const type = all(columnNames.type)
  if (host < 0 || type.length === 0) return undefined
  return {
    host,
    type,
    data: all(columnNames.data),
    port: first(columnNames.port),
    ttl: first(columnNames.ttl),
    zone: first(columnNames.zone),
    distinguishedName: first(columnNames.distinguishedName),
  }
}
