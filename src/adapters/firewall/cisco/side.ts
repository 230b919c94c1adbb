import { nameOfHost, nameOfMask, nameOfRange, nameOfWildcard } from '../shared/masked-names.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import type { Member } from '../shared/resolve.ts'
import { isPort } from './ports.ts'
import { scatteredMember } from './scattered.ts'
import { type CiscoConfiguration, interfaceKey } from './schema.ts'

interface Side {
  readonly member: Member | undefined
  readonly next: number
  readonly strange?: string
}

/** One side: `any`, `host X`, `object O`, `X MASK`, `X/24`; undefined = no side stands there. */
export function readSide(words: readonly string[], at: number, known: CiscoConfiguration): Side | undefined {
  const word = words[at] ?? ''
  const value = words[at + 1] ?? ''
  switch (word) {
    case 'any':
    case 'any4':
    case 'any6':
      return { member: { matched: word, strength: 'any' }, next: at + 1 }
    case 'host':
      return { member: hostOf(value, known), next: at + 2 }
    case 'object':
    case 'object-group':
    case 'addrgroup':
    case 'object-group-network':
    case 'net-group':
      return { member: value, next: at + 2 }
    case 'interface':
      return { member: interfaceKey(value), next: at + 2 }
    case 'range': {
      // How `show access-list` writes an object that is a range.
      const named = nameOfRange(value, words[at + 2] ?? '')
      return named && { member: named, next: at + 3 }
    }
    case 'fqdn':
      return value === '' ? undefined : { member: nameOfHost(value), next: at + 2 }
  }
  // NX-OS and the sixth version of the protocol write a prefix.
  if (word.includes('/')) {
    const named = nameOfLiteral(word)
    return named && { member: named, next: at + 1 }
  }
  const base = aliasOf(word, known)
  const asa = known.dialect === 'asa'
  const masked = asa ? nameOfMask(base, value) : nameOfWildcard(base, value)
  if (masked) return { member: masked, next: at + 2 }
  const literal = nameOfLiteral(base)
  if (!literal) return undefined
  // A standard entry may name an address without a mask: `10.0.0.1, wildcard bits 0.0.0.255` is how it is shown.
  if (!asa && nameOfLiteral(value)?.strength !== 'exact') return { member: literal, next: at + 1 }
  const scattered = scatteredMember(base, value, asa, known)
  return scattered === undefined
    ? { member: undefined, next: at + 2, strange: 'mask that is no prefix' }
    : { member: scattered, next: at + 2 }
}

/** An address, or the name that `name 10.0.0.1 web` gives it. */
function hostOf(word: string, known: CiscoConfiguration): Member {
  const alias = aliasOf(word, known)
  const literal = nameOfLiteral(alias)
  if (!literal) return word
  return literal
}

/** The address that a `name` line gives a word, else the word. */
export function aliasOf(word: string, known: CiscoConfiguration): string {
  return known.aliases.size === 0 ? word : (known.aliases.get(word) ?? word)
}

/** A resolved member from a literal or mask; undefined when it is none. */
export function literalMember(
  base: string,
  mask: string | undefined,
  known: CiscoConfiguration,
): Named | undefined {
  const address = aliasOf(base, known)
  if (mask === undefined || isPort(mask)) return nameOfLiteral(address)
  // NX-OS writes wildcards in its groups; no netmask looks like one.
  return nameOfMask(address, mask) ?? nameOfWildcard(address, mask)
}
