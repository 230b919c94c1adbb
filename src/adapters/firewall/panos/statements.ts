import type { Line } from '../../../lib/lines.ts'
import type { Statement } from './schema.ts'
import { statementOf } from './scope.ts'
import { Cutter, wordsOfSet } from './words.ts'

/** A description or a banner goes on over this many lines; a quote that never closes ends there. */
const mostLines = 200
/** `admin@fw-1(active)# ` in front of what was typed. */
const prompt = /^[\w.-]{1,100}@[\w.()-]{1,200}[#>][ \t]{0,20}/
/** What a session says beside statements. */
const said =
  /^(?:\[edit[^\]]{0,300}\]|configure|commit\b.*|exit|quit|top|up|show\b.*|set cli\b.*|Entering configuration mode)$/
/** A statement of its own: the quote before it never closed. */
const begins =
  /^set (?:config|shared|device-group|vsys|template|deviceconfig|mgt-config|network|zone|(?:pre-|post-)?rulebase|address|service|tag|schedule|profiles|external-list|application)/

const none: readonly Line[] = []

/** Reads statements in set form; what is none is handed to `strange` with its first word. */
export function readSetStatements(
  from: Iterable<Line>,
  take: (statement: Statement) => void,
  strange: (line: Line, word: string) => void,
): void {
  const lines = new Ahead(from)
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const plain = line.text.startsWith('set ') && !line.text.startsWith('set cli ')
    const text = plain ? line.text : line.text.trim().replace(prompt, '')
    if (!plain && (text === '' || text.startsWith('#') || text.startsWith('!') || said.test(text))) continue
    const more = linesBehind(lines, text)
    const words = wordsOfSet(new Cutter(more.length === 0 ? text : joined(text, more)))
    if (words[0] === 'set') take(statementOf(line, words, 1, more))
    else strange(line, typeof words[0] === 'string' ? words[0] : '')
  }
}

/** Lines, and a look at those that follow. */
class Ahead {
  readonly #from: Iterator<Line>
  readonly #seen: Line[] = []

  constructor(from: Iterable<Line>) {
    this.#from = from[Symbol.iterator]()
  }

  next(): Line | undefined {
    return this.#seen.shift() ?? this.#pull()
  }

  /** The line that is so many behind the one at hand. */
  at(place: number): Line | undefined {
    while (this.#seen.length <= place) {
      const line = this.#pull()
      if (!line) return undefined
      this.#seen.push(line)
    }
    return this.#seen[place]
  }

  take(count: number): readonly Line[] {
    return this.#seen.splice(0, count)
  }

  #pull(): Line | undefined {
    const { done, value } = this.#from.next()
    return done === true ? undefined : value
  }
}

/** The lines that a statement goes on over: quotes may hold line breaks, and a backslash goes on. */
function linesBehind(lines: Ahead, text: string): readonly Line[] {
  let open = leavesOpen(text, false)
  let goesOn = text.endsWith(' \\')
  if ((!open && !goesOn) || (open && !text.startsWith('set '))) return none
  let count = 0
  for (let next = lines.at(0); next && (open || goesOn); next = lines.at(count)) {
    if (count >= mostLines || (open && begins.test(next.text))) return none
    count++
    open = leavesOpen(next.text, open)
    goesOn = next.text.endsWith(' \\')
  }
  return open ? none : lines.take(count)
}

function leavesOpen(text: string, before: boolean): boolean {
  let open = before
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1))
    if (text.charAt(at - 1) !== '\\') open = !open
  return open
}

function joined(first: string, more: readonly Line[]): string {
  return [first, ...more.map(({ text }) => text)]
    .map((text) => (text.endsWith(' \\') ? text.slice(0, -1) : text))
    .join('\n')
}
