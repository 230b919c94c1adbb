import { inert } from '../lib/inert.ts'

/** Where a command writes, and what that place can show. */
export interface Terminal {
  readonly columns: number
  readonly colours: boolean
  readonly links: boolean
  /** True when progress may redraw its line. */
  readonly live: boolean
  out(text: string): void
  err(text: string): void
}

/** The terminal of this process: no colours when piped or with NO_COLOR; FORCE_COLOR wins over a pipe. */
export function processTerminal(): Terminal {
  const plain = (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb'
  const forced = (process.env['FORCE_COLOR'] ?? '0') !== '0'
  const colours = !plain && (forced || process.stdout.isTTY === true)
  return {
    columns: process.stdout.columns ?? 100,
    colours,
    links: colours && process.stdout.isTTY === true && knowsLinks(),
    live: process.stderr.isTTY === true && !plain,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  }
}

/** Terminals that are known to show OSC 8 links; in any other they would be noise. */
function knowsLinks(): boolean {
  const program = process.env['TERM_PROGRAM'] ?? ''
  if (['iTerm.app', 'WezTerm', 'vscode', 'ghostty'].includes(program)) return true
  return Number(process.env['VTE_VERSION'] ?? 0) >= 5000 || 'KITTY_WINDOW_ID' in process.env
}

/** Styles for text; each returns its text unchanged when colours are off. */
export interface Style {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  yellow(text: string): string
  green(text: string): string
  cyan(text: string): string
  /** Text that is a link where the terminal can. */
  link(text: string, url: string): string
}

/** The styles of a terminal. */
export function styleOf(terminal: Terminal): Style {
  const wrap = (code: number, end: number) => (text: string) =>
    terminal.colours ? `\u001b[${code}m${text}\u001b[${end}m` : text
  return {
    bold: wrap(1, 22),
    dim: wrap(2, 22),
    red: wrap(31, 39),
    yellow: wrap(33, 39),
    green: wrap(32, 39),
    cyan: wrap(36, 39),
    link: (text, url) => (terminal.links ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text),
  }
}

/** A column of a table. */
export interface Column<Row> {
  readonly title: string
  readonly value: (row: Row) => string | number | undefined
  readonly align?: 'right'
  /** Widest the column may be; longer text is cut with `…`. */
  readonly most?: number
}

/** Rows as an aligned table; every cell is inert. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], style: Style): string {
  const cells = rows.map((row) =>
    columns.map((column) => cut(inert(String(column.value(row) ?? '')), column.most ?? 60)),
  )
  const widths = columns.map((column, at) =>
    Math.max(column.title.length, ...cells.map((line) => width(line[at] ?? ''))),
  )
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => {
        const pad = ' '.repeat(Math.max(0, (widths[at] ?? 0) - width(text)))
        return columns[at]?.align === 'right' ? pad + text : text + pad
      })
      .join('  ')
      .trimEnd()
  const head = style.dim(line(columns.map((column) => column.title)))
  return [head, ...cells.map(line)].join('\n')
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** Columns a text takes: wide East Asian characters take two, combining marks none. */
export function width(text: string): number {
  let sum = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (/\p{Mark}/u.test(character)) continue
    sum +=
      code >= 0x1100 &&
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u{1f300}-\u{1faff}]/u.test(
        character,
      )
        ? 2
        : 1
  }
  return sum
}

/** `1 file`, `2 files`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}
