import { FormatError } from '../../lib/format-error.ts'
import { type CsvEncoding, transcoder } from './encoding.ts'
import { type CsvRow, CsvScan } from './scan.ts'

export type { CsvRow } from './scan.ts'

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
 * delimiter (comma, semicolon, tab, bar; a first line `sep=;`) are found; the line `#TYPE` of PowerShell is left out. Throws FormatError with the line.
 */
export function visitCsv(
  bytes: Uint8Array,
  visit: (row: CsvRow) => void,
  options: CsvOptions = {},
): CsvShape {
  const text = transcoder()
  const whole = Buffer.concat([text.push(bytes), text.end()])
  const start = startOf(whole, options)
  checkTotal(whole.length, start.firstLine, options)
  scanOf(start, options).push(whole.subarray(start.skipBytes), true, visit)
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
  const scan = scanOf(start, options)
  let batch: CsvRow[] = []
  const visit = (row: CsvRow) => batch.push(row)
  try {
    let bytes = head.length
    checkTotal(bytes, scan.line, options)
    scan.push(head.subarray(start.skipBytes), false, visit)
    for (let next = await source.next(); !next.done; next = await source.next()) {
      if (batch.length > 0) yield batch
      batch = []
      bytes += next.value.length
      checkTotal(bytes, scan.line, options)
      scan.push(next.value, false, visit)
    }
    scan.push(Buffer.alloc(0), true, visit)
    if (batch.length > 0) yield batch
  } finally {
    await source.return(undefined)
  }
  return { encoding: text.encoding(), delimiter: start.delimiter }
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

/** The delimiter, and where the records begin: behind the `#TYPE` line of PowerShell and a `sep=` line. */
function startOf(head: Buffer, options: CsvOptions): Start {
  const sample = head.toString('utf8', 0, sampleBytes)
  const before = /^(#TYPE [^\r\n]*(?:\r?\n|\r|$))?(?:"?sep=(.)"?(?:\r?\n|\r|$))?/i.exec(sample)
  const skipped = before?.[0] ?? ''
  return {
    delimiter: options.delimiter ?? before?.[2] ?? findDelimiter(sample.slice(skipped.length)),
    skipBytes: Buffer.byteLength(skipped),
    firstLine: 1 + (before?.[1] === undefined ? 0 : 1) + (before?.[2] === undefined ? 0 : 1),
  }
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

function scanOf(start: Start, options: CsvOptions): CsvScan {
  return new CsvScan({
    delimiter: start.delimiter,
    firstLine: start.firstLine,
    recordBytes: options.recordBytes ?? 2 ** 20,
    columns: options.columns ?? 4096,
  })
}

function checkTotal(bytes: number, line: number, options: CsvOptions): void {
  const most = options.totalBytes ?? 2 ** 30
  if (bytes <= most) return
  throw new FormatError('csv', {
    seen: `more than ${most} bytes`,
    expected: 'a smaller file',
    where: { line },
  })
}
