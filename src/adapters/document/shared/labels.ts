import { createMasker } from '../../../lib/mask.ts'

const longestLabel = 80
const mostRemembered = 10_000
const probe = 'Xy-12'
/** Cheap, so that the masker is asked about few cells. */
const maybe = /pass|pwd|secret|communit|key|psk|phash|token|credential/i

/** Says which cells of a table name a secret that stands in another cell. */
export interface Labels {
  /** Whether the next cell of the row holds the secret: `SNMP community`. */
  beside(text: string): boolean
  /** Whether the cells below hold secrets. A column `Key` alone is more often the key of a table. */
  below(text: string): boolean
}

/** Asks the masker itself what a label is: a text after which it would mask the value. */
export function createLabels(): Labels {
  const known = new Map<string, boolean>()
  const beside = (text: string): boolean => {
    if (text.length > longestLabel || !maybe.test(text)) return false
    const seen = known.get(text)
    if (seen !== undefined) return seen
    const label = text.trim().replace(/[:=]$/, '')
    const answer = !createMasker()(`${label}: ${probe}`).text.endsWith(probe)
    if (known.size < mostRemembered) known.set(text, answer)
    return answer
  }
  return { beside, below: (text) => !/^\s*key\s*$/i.test(text) && beside(text) }
}

/** A secret's place, of the same length. */
export function blotted(text: string): string {
  return '\u2022'.repeat(text.length)
}
