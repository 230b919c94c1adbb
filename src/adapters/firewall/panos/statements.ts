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

/** Statements of a configuration in set form; what is none is handed to `strange` with its first word. */
export function* setStatements(
  lines: readonly Line[],
  strange: (line: Line, word: string) => void,
): Iterable<Statement> {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    if (!line) continue
    const text = line.text.trim().replace(prompt, '')
    if (text === '' || text.startsWith('#') || text.startsWith('!') || said.test(text)) continue
    const last = endOfStatement(lines, at, text)
    const cut = new Cutter(last === at ? text : joined(lines, at, last, text))
    const words = wordsOfSet(cut)
    if (words[0] === 'set') yield statementOf(line, words, 1, lines.slice(at + 1, last + 1))
    else strange(line, typeof words[0] === 'string' ? words[0] : '')
    at = last
  }
}

/** The line that a statement ends on: quotes may hold line breaks, and a backslash goes on. */
function endOfStatement(lines: readonly Line[], from: number, text: string): number {
  let open = leavesOpen(text, false)
  let goesOn = text.endsWith(' \\')
  let at = from
  if (open && !text.startsWith('set ')) return from
  while ((open || goesOn) && at + 1 < lines.length) {
    const next = lines[at + 1]?.text ?? ''
    if (at - from >= mostLines || (open && begins.test(next))) return from
    at++
    open = leavesOpen(next, open)
    goesOn = next.endsWith(' \\')
  }
  return open ? from : at
}

function leavesOpen(text: string, before: boolean): boolean {
  let open = before
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1))
    if (text.charAt(at - 1) !== '\\') open = !open
  return open
}

function joined(lines: readonly Line[], from: number, last: number, first: string): string {
  const rest = lines.slice(from + 1, last + 1).map(({ text }) => text)
  return [first, ...rest].map((text) => (text.endsWith(' \\') ? text.slice(0, -1) : text)).join('\n')
}
