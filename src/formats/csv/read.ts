import { CsvError, parse, type Options } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { FormatError } from '../../lib/format-error.ts'
import { type CsvEncoding, transcoder } from './encoding.ts'

/** One record. `line` is where it begins, 1 is the first line of the file. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
  /** The record holds a NUL: it is damaged, and no database takes it. The NULs are left in. */
  readonly nul: boolean
}

/** What a file turned out to be. */
export interface CsvShape {
  readonly encoding: CsvEncoding
  readonly delimiter: string
}

/** What a file may cost, and what the caller knows of it. */
export interface CsvOptions {
  /** Found in the first lines when absent. */
  readonly delimiter?: string
  /** Bytes of one record, default 1 MiB. */
  readonly recordBytes?: number
  /** Cells of one record, default 4,096. */
  readonly columns?: number
  /** Bytes of the whole text, default 1 GiB. */
  readonly totalBytes?: number
  readonly signal?: AbortSignal
}

const sampleBytes = 64 * 1024

/**
 * Gives each record of a CSV in memory to `visit`, blank lines left out. Encoding (UTF-8, UTF-16, Windows-1252) and
 * delimiter (comma, semicolon, tab, bar; a first line `sep=;`) are found. Throws FormatError with the line.
 */
export function visitCsv(
  bytes: Uint8Array,
  visit: (row: CsvRow) => void,
  options: CsvOptions = {},
): CsvShape {
  const text = transcoder()
  const whole = Buffer.concat([text.push(bytes), text.end()])
  const start = startOf(whole, options)
  const count = counter(start, options)
  count.bytes(whole.length)
  const onRecord = (record: string[]): null => {
    const row = count.row(record)
    if (row) visit(row)
    return null
  }
  try {
    parseAtOnce(whole.subarray(start.skipBytes), {
      ...parserOptions(start.delimiter, options),
      on_record: onRecord,
    })
  } catch (error) {
    throw asFormatError(error, count.line())
  }
  return { encoding: text.encoding(), delimiter: start.delimiter }
}

/** As {@link visitCsv} for a stream: batches of records, memory stays flat. Returns the shape. */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  options: CsvOptions = {},
): AsyncGenerator<CsvRow[], CsvShape> {
  const text = transcoder()
  const source = utf8Chunks(chunks, text, options.signal)
  let head: Buffer = Buffer.alloc(0)
  let ended = false
  while (head.length < sampleBytes && !ended) {
    const next = await source.next()
    if (next.done) ended = true
    else head = Buffer.concat([head, next.value])
  }
  const start = startOf(head, options)
  const count = counter(start, options)
  let batch: CsvRow[] = []
  const parser = parse({
    ...parserOptions(start.delimiter, options),
    on_record: (record: string[]): null => {
      const row = count.row(record)
      if (row) batch.push(row)
      return null
    },
  })
  let failure: unknown
  parser.on('error', (error) => {
    failure = error
  })
  parser.resume()
  try {
    let piece = head.subarray(start.skipBytes)
    count.bytes(head.length)
    while (piece.length > 0) {
      await written(parser, piece)
      if (failure !== undefined) throw failure
      if (batch.length > 0) yield batch
      batch = []
      const next = await source.next()
      if (next.done) break
      piece = next.value
      count.bytes(piece.length)
    }
    await ending(parser)
    if (failure !== undefined) throw failure
    if (batch.length > 0) yield batch
  } catch (error) {
    throw asFormatError(error, count.line())
  } finally {
    parser.destroy()
    await source.return(undefined)
  }
  return { encoding: text.encoding(), delimiter: start.delimiter }
}

type Parser = ReturnType<typeof parse>

function written(parser: Parser, piece: Buffer): Promise<void> {
  return new Promise((done) => parser.write(piece, () => done()))
}

function ending(parser: Parser): Promise<void> {
  return new Promise((done) => {
    parser.once('close', done)
    parser.end()
  })
}

async function* utf8Chunks(
  chunks: AsyncIterable<Uint8Array>,
  text: ReturnType<typeof transcoder>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer, undefined> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted()
    const piece = text.push(chunk)
    if (piece.length > 0) yield piece
  }
  const rest = text.end()
  if (rest.length > 0) yield rest
  return undefined
}

interface Start {
  readonly delimiter: string
  readonly skipBytes: number
  readonly firstLine: number
}

/** The delimiter, and where the records begin behind a `sep=` line. */
function startOf(head: Buffer, options: CsvOptions): Start {
  const sample = head.toString('utf8', 0, sampleBytes)
  const hint = /^sep=(.)\r?\n/i.exec(sample)
  if (hint) return { delimiter: options.delimiter ?? hint[1] ?? ',', skipBytes: hint[0].length, firstLine: 2 }
  return { delimiter: options.delimiter ?? findDelimiter(sample), skipBytes: 0, firstLine: 1 }
}

/** The candidate that stands most often, outside quotes, in the first line that is not blank. */
function findDelimiter(sample: string): string {
  const counts = new Map([',', ';', '\t', '|'].map((candidate) => [candidate, 0]))
  let quoted = false
  for (const character of sample.trimStart()) {
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) break
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

function parserOptions(delimiter: string, options: CsvOptions): Options<string[]> {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: options.recordBytes ?? 2 ** 20,
  }
}

/** Counts lines itself: csv-parse counts a CRLF within quotes twice. */
function counter(start: Start, options: CsvOptions) {
  const mostColumns = options.columns ?? 4096
  const mostBytes = options.totalBytes ?? 2 ** 30
  let line = start.firstLine
  let seenBytes = 0
  return {
    line: () => line,
    bytes(more: number) {
      seenBytes += more
      if (seenBytes > mostBytes) throw bad(`more than ${mostBytes} bytes`, 'a smaller file', line)
    },
    row(cells: readonly string[]): CsvRow | undefined {
      const begins = line
      line += 1
      let nul = false
      for (const cell of cells) {
        if (cell.includes('\n') || cell.includes('\r')) line += cell.match(/\r\n|\n|\r/g)?.length ?? 0
        nul ||= cell.includes('\u0000')
      }
      if (cells.length > mostColumns) throw bad(`${cells.length} columns`, `at most ${mostColumns}`, begins)
      return cells.length === 1 && cells[0] === '' ? undefined : { line: begins, cells, nul }
    },
  }
}

function asFormatError(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return bad('a quote without end', 'closed quotes', line, error)
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return bad('a record beyond the size limit', 'shorter records', line, error)
  return bad(error.message, 'comma-separated values', line, error)
}

function bad(seen: string, expected: string, line: number, cause?: unknown): FormatError {
  return new FormatError(
    'csv',
    { seen, expected, where: { line } },
    cause === undefined ? undefined : { cause },
  )
}
