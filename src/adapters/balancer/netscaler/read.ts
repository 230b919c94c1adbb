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
export function* commandsOf(lines: readonly Line[], tally: Tally): Iterable<Command> {
  for (const line of lines) {
    const trimmed = line.text.trim()
    // The prompt of a captured session.
    const text = trimmed.startsWith('> ') ? trimmed.slice(2).trim() : trimmed
    if (text === '' || text.startsWith('#') || text === 'Done') continue
    const words = wordsOf(text)
    const written = words[0]?.text ?? ''
    const verb = written.toLowerCase()
    const first = words[1]?.text ?? ''
    const family = first.toLowerCase()
    const single = singles.has(family)
    if (!verbs.has(verb) || !(single || families.has(family))) {
      // A command that an editor broke over several lines goes on behind a blank, a quote or a dash.
      const goesOn = /^[\s"-]/.test(line.text)
      const named = /^[a-z]{2,12}$/i.test(written) && /^[a-z0-9-]{1,30}$/i.test(first)
      if (!goesOn) tally.unknown(named ? `${written} ${first}` : 'line', line)
      // The addresses in it are still named there.
      yield {
        verb: '',
        object: 'line',
        words: words.map((word) => word.text),
        options: noOptions,
        line: line.number,
      }
      continue
    }
    tally.known()
    // "Everything but this" names nothing that could move.
    if (words.some(({ text: word }) => word === '!=')) tally.note('negated match', line)
    const object = single ? family : `${family} ${(words[2]?.text ?? '').toLowerCase()}`
    yield commandOf(verb, object, words, single ? 2 : 3, line.number)
  }
}

interface Word {
  readonly text: string
  readonly quoted: boolean
}

const noOptions: Command['options'] = new Map()

/** The plain words of a command from a place on, and the values behind each option. */
function commandOf(verb: string, object: string, all: readonly Word[], from: number, line: number): Command {
  const words: string[] = []
  let options: Map<string, string[]> | undefined
  let values = words
  for (let at = from; at < all.length; at++) {
    const { text = '', quoted } = all[at] ?? {}
    if (quoted || !isOption(text)) values.push(text)
    else {
      values = []
      options ??= new Map()
      options.set(text.slice(1).toLowerCase(), values)
    }
  }
  return { verb, object, words, options: options ?? noOptions, line }
}

/** A dash and a letter. */
function isOption(text: string): boolean {
  const letter = text.charCodeAt(1) | 32
  return text.charCodeAt(0) === 45 && letter >= 97 && letter <= 122
}

/** Words at blanks; quotes keep blanks, and `q/…/` quotes an expression. */
function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  for (let at = 0; at < text.length && words.length < mostWords; ) {
    const sign = text.charAt(at)
    if (sign === ' ' || sign === '\t') {
      at++
      continue
    }
    const close = sign === '"' ? closing(text, at) : -1
    if (close > 0) {
      words.push({ text: text.slice(at + 1, close), quoted: true })
      at = close + 1
      continue
    }
    let end = at
    while (end < text.length && text.charCodeAt(end) !== 32 && text.charCodeAt(end) !== 9) end++
    words.push({ text: text.slice(at, end), quoted: false })
    at = end
  }
  return words
}

function closing(text: string, open: number): number {
  let at = text.indexOf('"', open + 1)
  while (at > 0 && text.charAt(at - 1) === '\\') at = text.indexOf('"', at + 1)
  return at
}
