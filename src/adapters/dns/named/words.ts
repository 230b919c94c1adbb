import { strengthOf } from '../../../algebra/evidence/strength.ts'
import { parseSpan } from '../../../lib/ip.ts'
import type { Strength } from '../../../model/evidence.ts'
import { families, plainTexts } from './schema.ts'

/** Words that are kept with what they came to; settings name the same ones over and over. */
const mostKept = 20_000

/** Words of blocks and statements that say who may ask. */
export const asking = /^(?:allow|match-clients|acl|blackhole|deny)/i

/** The word that a statement begins with. */
export interface Keyword {
  /** Lower case. */
  readonly text: string
  readonly isKnown: boolean
  /** Its words only look like addresses. */
  readonly isPlain: boolean
  /** It says who may ask. */
  readonly asks: boolean
}

/** Looks keywords up as they are written. */
export function keywords(): (word: string) => Keyword {
  return kept((word) => {
    const text = word.toLowerCase()
    const hyphen = text.indexOf('-')
    return {
      text,
      isKnown: families.has(hyphen < 0 ? text : text.slice(0, hyphen)),
      isPlain: plainTexts.has(text) || text === 'zone',
      asks: asking.test(text),
    }
  })
}

/** What a word names; `covers` when that is not the word itself. */
interface Literal {
  readonly strength: Strength
  readonly covers: string | undefined
}

/** Looks up what a word names, if it is an address or a network. */
export function literals(): (word: string) => Literal | null {
  const known = kept(literalOf)
  // Most words begin with a letter that no address begins with.
  return (word) => (/^[0-9a-f:]/i.test(word) ? known(word) : null)
}

function literalOf(word: string): Literal | null {
  const whole = wholeOf(word)
  const span = whole === undefined ? undefined : parseSpan(whole)
  if (whole === undefined || !span) return null
  const strength = strengthOf(span, whole)
  if (strength === 'any') return null
  return { strength, covers: whole === word ? undefined : whole }
}

/** `10/8` and `172.16/12` are short for `10.0.0.0/8` and `172.16.0.0/12`. */
function wholeOf(text: string): string | undefined {
  if (text.length > 60 || !/^[0-9a-f:./]+$/i.test(text)) return undefined
  const short = /^(\d{1,3}(?:\.\d{1,3}){0,2})\/(\d{1,2})$/.exec(text)
  if (!short) return text
  const octets = (short[1] ?? '').split('.')
  while (octets.length < 4) octets.push('0')
  return `${octets.join('.')}/${short[2]}`
}

function kept<Value>(make: (word: string) => Value): (word: string) => Value {
  const known = new Map<string, Value>()
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    const value = make(word)
    if (known.size < mostKept) known.set(word, value)
    return value
  }
}
