import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Command, families, singles } from './schema.ts'

const verbs: ReadonlySet<string> = new Set(
  'add set bind link enable disable unset unbind rm apply save import create install switch sync show update'.split(
    ' ',
  ),
)
/** Words of one line that are read. */
const mostWords = 2000

/** Commands of `ns.conf`, in their order. What is none is counted. */
export function* commandsOf(lines: Iterable<Line>, tally: Tally): Iterable<Command> {
  for (const line of lines) {
    const trimmed = line.text.trim()
    // The prompt of a captured session.
    const text = trimmed.startsWith('> ') ? trimmed.slice(2).trim() : trimmed
    if (text === '' || text.startsWith('#') || text === 'Done') continue
    const { words, quoted } = wordsOf(text)
    const [written = '', first = '', third = ''] = words
    const verb = written.toLowerCase()
    const family = first.toLowerCase()
    const single = singles.has(family)
    if (!verbs.has(verb) || !(single || families.has(family))) {
      // A command that an editor broke over several lines goes on behind a blank, a quote or a dash.
      const goesOn = /^[\s"-]/.test(line.text)
      const named = /^[a-z]{2,12}$/i.test(written) && /^[a-z0-9-]{1,30}$/i.test(first)
      if (!goesOn) tally.unknown(named ? `${written} ${first}` : 'line', line)
      // The addresses in it are still named there.
      yield { verb: '', object: 'line', words, options: noOptions, line: line.number, text: line.text }
      continue
    }
    tally.known()
    // "Everything but this" names nothing that could move.
    if (words.includes('!=')) tally.note('negated match', line)
    const object = single ? family : `${family} ${third.toLowerCase()}`
    yield commandOf(verb, object, words, quoted, single ? 2 : 3, line)
  }
}

const noOptions: Command['options'] = new Map()
const nothing: readonly string[] = []

/** The plain words of a command from a place on, and the values behind each option. */
function commandOf(
  verb: string,
  object: string,
  all: readonly string[],
  quoted: readonly number[],
  from: number,
  { number: line, text }: Line,
): Command {
  let at = from
  while (at < all.length && !isOption(all[at] ?? '', at, quoted)) at++
  const words = all.slice(from, at)
  if (at === all.length) return { verb, object, words, options: noOptions, line, text }
  const options = new Map<string, readonly string[]>()
  while (at < all.length) {
    const key = (all[at] ?? '').slice(1).toLowerCase()
    const begin = ++at
    while (at < all.length && !isOption(all[at] ?? '', at, quoted)) at++
    options.set(key, at === begin ? nothing : all.slice(begin, at))
  }
  return { verb, object, words, options, line, text }
}

/** A dash and a letter, not in quotes. */
function isOption(text: string, at: number, quoted: readonly number[]): boolean {
  if (text.charCodeAt(0) !== 45 || quoted.includes(at)) return false
  const letter = text.charCodeAt(1) | 32
  return letter >= 97 && letter <= 122
}

/** Words at blanks, and which of them stand in quotes, which keep blanks. */
function wordsOf(text: string): { readonly words: readonly string[]; readonly quoted: readonly number[] } {
  const words: string[] = []
  let quoted = noneQuoted
  for (let at = 0; at < text.length && words.length < mostWords; ) {
    const sign = text.charCodeAt(at)
    if (sign === 32 || sign === 9) {
      at++
      continue
    }
    const close = sign === 34 ? closing(text, at) : -1
    if (close > 0) {
      if (quoted === noneQuoted) quoted = []
      quoted.push(words.length)
      words.push(text.slice(at + 1, close))
      at = close + 1
      continue
    }
    let end = at
    while (end < text.length && text.charCodeAt(end) !== 32 && text.charCodeAt(end) !== 9) end++
    words.push(text.slice(at, end))
    at = end
  }
  return { words, quoted }
}

const noneQuoted: number[] = []

function closing(text: string, open: number): number {
  let at = text.indexOf('"', open + 1)
  while (at > 0 && text.charAt(at - 1) === '\\') at = text.indexOf('"', at + 1)
  return at
}

/** What the device calls itself. */
export function hostOf(lines: Iterable<Line>): string | undefined {
  for (const { text } of lines) {
    if (text.length > 300 || !/^\s{0,9}(?:> )?set\s{1,9}ns\s{1,9}hostname\s/i.test(text)) continue
    return wordsOf(text.trim()).words.at(text.trim().startsWith('>') ? 4 : 3) ?? ''
  }
  return undefined
}
