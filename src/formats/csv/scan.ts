import { FormatError } from '../../lib/format-error.ts'

/** One record. `line` is where it begins, 1 is the first line of the file. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
  /** The record holds a NUL: it is damaged, and no database takes it. The NULs are left in. */
  readonly nul: boolean
}

/** Where a scan begins and what one record may cost. */
export interface ScanOptions {
  readonly delimiter: string
  /** Number of the line at which the first byte stands. */
  readonly firstLine: number
  readonly recordBytes: number
  readonly columns: number
}

const newline = 10
const carriageReturn = 13
const quote = 34

/**
 * Records of RFC 4180 from pieces of UTF-8, with the liberties that exports take: any line end, ragged rows, quotes
 * within a cell. A record becomes a string of its own, so that a cell that is kept holds no more than its record.
 * Looks at each byte once where there are no quotes; linear in all cases. Throws FormatError with the line.
 */
export class CsvScan {
  readonly #options: ScanOptions
  readonly #delimiter: Buffer
  #rest: Buffer = Buffer.alloc(0)
  #line: number

  constructor(options: ScanOptions) {
    this.#options = options
    this.#delimiter = Buffer.from(options.delimiter)
    this.#line = options.firstLine
  }

  /** The line at which the next record begins. */
  get line(): number {
    return this.#line
  }

  /** Gives every record that is complete in what was pushed so far to `visit`; blank lines are left out. */
  push(piece: Buffer, last: boolean, visit: (row: CsvRow) => void): void {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece])
    const quotes = finder(bytes, quote)
    const returns = finder(bytes, carriageReturn)
    const newlines = finder(bytes, newline)
    const nuls = finder(bytes, 0)
    let at = 0
    while (at < bytes.length) {
      const plain = Math.min(newlines(at), returns(at))
      const quoted = quotes(at) < plain
      const end = quoted ? this.#endOfQuoted(bytes, at, last) : plain
      if (end > at + this.#options.recordBytes) {
        throw this.#bad('a record beyond the size limit', 'shorter records')
      }
      // A carriage return at the very end may be half of a line end.
      if (!last && (end >= bytes.length || (bytes[end] === carriageReturn && end + 1 === bytes.length))) break
      const text = bytes.toString('utf8', at, end)
      const cells = quoted ? this.#cellsOf(text) : text.split(this.#options.delimiter)
      if (cells.length > this.#options.columns) {
        throw this.#bad(`${cells.length} columns`, `at most ${this.#options.columns}`)
      }
      if (cells.length > 1 || cells[0] !== '') visit({ line: this.#line, cells, nul: nuls(at) < end })
      this.#line += 1 + (quoted ? lineEndsIn(text) : 0)
      at = end + (bytes[end] === carriageReturn && bytes[end + 1] === newline ? 2 : 1)
    }
    this.#rest = Buffer.from(bytes.subarray(Math.min(at, bytes.length)))
  }

  /** Where the record ends that has a quote in it; the length of the bytes when they do not hold its end. */
  #endOfQuoted(bytes: Buffer, from: number, last: boolean): number {
    const most = from + this.#options.recordBytes
    let within = false
    let cellBegins = true
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at]
      if (at > most) return at
      if (within) {
        const close = bytes.indexOf(quote, at)
        if (close < 0) break
        at = close
        const next = bytes[close + 1]
        if (next === quote) at++
        else within = false
      } else if (byte === quote && cellBegins) {
        within = true
        cellBegins = false
      } else if (byte === newline || byte === carriageReturn) return at
      else if (byte === this.#delimiter[0] && this.#isDelimiter(bytes, at)) {
        at += this.#delimiter.length - 1
        cellBegins = true
      } else cellBegins = false
    }
    if (within && last) throw this.#bad('a quote without end', 'closed quotes')
    return bytes.length
  }

  #isDelimiter(bytes: Buffer, at: number): boolean {
    const { length } = this.#delimiter
    return length === 1 || bytes.compare(this.#delimiter, 0, length, at, at + length) === 0
  }

  /** The cells of a record with quotes. A quote that closes before the cell does is part of the text. */
  #cellsOf(text: string): string[] {
    const { delimiter } = this.#options
    const cells: string[] = []
    for (let at = 0; at <= text.length; ) {
      let from = at
      let whole = ''
      if (text.charCodeAt(at) === quote) {
        let close = text.indexOf('"', at + 1)
        while (close >= 0 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2)
        const end = close < 0 ? text.length : close
        const inside = text.slice(at + 1, end)
        whole = inside.includes('"') ? inside.replaceAll('""', '"') : inside
        from = end + 1
        if (from < text.length && !text.startsWith(delimiter, from)) whole = `"${whole}"`
      }
      const sign = text.indexOf(delimiter, from)
      const end = sign < 0 ? text.length : sign
      cells.push(from < end ? whole + text.slice(from, end) : whole)
      at = end + delimiter.length
      if (sign < 0) break
    }
    return cells
  }

  #bad(seen: string, expected: string): FormatError {
    return new FormatError('csv', { seen, expected, where: { line: this.#line } })
  }
}

/** Answers where a byte stands next at or behind a place; the length when nowhere. Places must not go back. */
function finder(bytes: Buffer, byte: number): (from: number) => number {
  let found = -1
  return (from) => {
    if (found < from) {
      const next = bytes.indexOf(byte, from)
      found = next < 0 ? bytes.length : next
    }
    return found
  }
}

function lineEndsIn(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === newline || (code === carriageReturn && text.charCodeAt(at + 1) !== newline)) count++
  }
  return count
}
