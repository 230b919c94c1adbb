import { literalsIn } from '../../../algebra/evidence/literals.ts'
import { parseSpan } from '../../../lib/ip.ts'
import { bareHost } from './addresses.ts'
import type { JunosConfig } from './schema.ts'
import type { Statement } from './statements.ts'

/** Addresses of any statement that is not carried otherwise: of cards, routes, servers, URLs and descriptions. */
export function sweep(config: JunosConfig, { words, own, line, inactive }: Statement): void {
  let name: string | undefined
  const add = (text: string): void => {
    name ??= nameOf(words)
    const [branch, first] = words
    const card = branch === 'interfaces' ? cardOf(words) : undefined
    const instance = branch === 'routing-instances' ? first : undefined
    config.literals.push({ text, line, name, inactive, instance, card })
  }
  for (let at = words.length - own; at < words.length; at++) {
    const text = words[at] ?? ''
    // An area of OSPF has a number that looks like an address.
    if (!/[.:]/.test(text) || words[at - 1] === 'area') continue
    const bare = bareHost(text)
    if (text.length <= 90 && /^[0-9a-f:]/i.test(text) && parseSpan(bare)) {
      // `low 192.0.2.10 high 192.0.2.19`, `192.0.2.10/32 to 192.0.2.19/32`.
      const range = /^(?:to|high)$/.test(words[at + 1] ?? '')
        ? `${bare}-${bareHost(words[at + 2] ?? '')}`
        : ''
      if (range.length > 90 || !parseSpan(range)) add(bare)
      else {
        add(range)
        at += 2
      }
    }
    // An address within a URL or a sentence.
    else if (/[ /@]/.test(text))
      for (const found of literalsIn(text)) if (!found.host) add(bareHost(found.text))
  }
}

/** The keywords that lead to it: `system ntp server`. What follows `community` is a secret, no keyword. */
function nameOf(words: readonly string[]): string {
  return words
    .filter((word, at) => /^[a-z][a-z-]*$/.test(word) && words[at - 1] !== 'community')
    .slice(0, 4)
    .join(' ')
}

/** `ge-0/0/1.100` of `interfaces ge-0/0/1 unit 100 …`. */
function cardOf(words: readonly string[]): string | undefined {
  return words[2] === 'unit' ? `${words[1]}.${words[3]}` : undefined
}
