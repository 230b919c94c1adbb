import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Command, families, singles } from './schema.ts'

const verbs: ReadonlySet<string> = new Set(
  'add set bind link enable disable unset unbind rm apply save import create install'.split(' '),
)
/** Words of one line that are read. */
const mostWords = 2000

/** Commands of `ns.conf`, in their order. What is none is counted. */
export function* commandsOf(lines: readonly Line[], tally: Tally): Iterable<Command> {
  for (const line of lines) {
    const text = line.text.trim()
    if (text === '' || text.startsWith('#')) continue
    const words = wordsOf(text)
    const [verb = '', first = '', second = ''] = words.map(({ text: word }) => word)
    const family = first.toLowerCase()
    const known = verbs.has(verb.toLowerCase()) && (families.has(family) || singles.has(family))
    if (!known) {
      const named = /^[a-z]{2,12}$/i.test(verb) && /^[a-z0-9-]{1,30}$/i.test(first)
      tally.unknown(named ? `${verb} ${first}` : 'line', line)
      continue
    }
    tally.known()
    // "Everything but this" names nothing that could move.
    if (words.some(({ text: word }) => word === '!=')) tally.note('negated match', line)
    const double = families.has(family) && !singles.has(family)
    const object = double ? `${family} ${second.toLowerCase()}` : family
    yield { verb: verb.toLowerCase(), object, ...optionsOf(words.slice(double ? 3 : 2)), line: line.number }
  }
}

interface Word {
  readonly text: string
  readonly quoted: boolean
}

function optionsOf(words: readonly Word[]): Pick<Command, 'words' | 'options'> {
  const plain: string[] = []
  const options = new Map<string, string[]>()
  let values: string[] | undefined
  for (const { text, quoted } of words) {
    if (!quoted && /^-[a-z]/i.test(text)) {
      values = []
      options.set(text.slice(1).toLowerCase(), values)
    } else if (values) values.push(text)
    else plain.push(text)
  }
  return { words: plain, options }
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
    while (end < text.length && text.charAt(end) !== ' ' && text.charAt(end) !== '\t') end++
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
