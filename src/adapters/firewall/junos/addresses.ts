import { nameOfHost, nameOfRange, nameOfWildcard } from '../shared/masked-names.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import type { Member } from '../shared/resolve.ts'
import type { Scope } from './rules.ts'
import type { JunosConfig } from './schema.ts'
import type { Statement } from './statements.ts'

/** Statements of address books: those of the device, and those that stand within a zone. */
export function addressStatement(
  config: JunosConfig,
  { words, line, inactive }: Statement,
  { prefix }: Scope,
): boolean {
  const [, second, third, fourth] = words
  const inZone = second === 'zones' && third === 'security-zone' && words[4] === 'address-book'
  if (!inZone && second !== 'address-book') return false
  const book = `${prefix}${inZone ? `zone ${fourth}` : third}`
  const [what, name, ...rest] = words.slice(inZone ? 5 : 3)
  if (what === undefined || name === undefined) return true
  if (what === 'attach') {
    // `attach zone trust`.
    if (name === 'zone' && rest[0] !== undefined) config.attached.set(`${prefix}${rest[0]}`, book)
  } else if (what === 'address-set') addToSet(within(config.groups, book), name, rest)
  else if (what === 'address') {
    const named = contentOf(rest)
    if (named !== undefined) within(config.objects, book).set(name, named)
    if (typeof named === 'object' && !inactive) config.defined.set(named, { text: name, line })
  }
  return true
}

/** `address-set SERVERS address db` or `address-set SERVERS address-set INNER`. */
function addToSet(groups: Map<string, Member[]>, name: string, [kind, member]: readonly string[]): void {
  const known = groups.get(name) ?? []
  groups.set(name, known)
  if ((kind === 'address' || kind === 'address-set') && member !== undefined) known.push(member)
}

/** What an address says; a text says why it cannot be carried; undefined for a description. */
function contentOf([kind = '', first = '', to, last = '']: readonly string[]): Named | string | undefined {
  switch (kind) {
    case 'description':
      return undefined
    case 'dns-name':
      return nameOfHost(first)
    case 'range-address':
      return (to === 'to' ? nameOfRange(first, last) : undefined) ?? 'range that is none'
    case 'wildcard-address': {
      const [base = '', mask = ''] = first.split('/')
      return nameOfWildcard(base, inverse(mask)) ?? 'wildcard that is no prefix'
    }
    default:
      return nameOfPrefix(kind === 'ip-prefix' ? first : kind) ?? 'address that is none'
  }
}

/** `10.1.2.3/32` without the length that says: one machine. */
export function bareHost(text: string): string {
  return text.endsWith('/32') || text.endsWith('/128') ? text.slice(0, text.lastIndexOf('/')) : text
}

/** `10.1.2.3/32` is the machine. */
export function nameOfPrefix(text: string): Named | undefined {
  const bare = bareHost(text)
  if (bare === '0.0.0.0/0' || bare === '::/0') return { matched: text, strength: 'any' }
  return nameOfLiteral(bare)
}

/** A mask whose set bits count, as one whose free bits do. */
function inverse(mask: string): string {
  return mask
    .split('.')
    .map((octet) => String(255 - Number(octet)))
    .join('.')
}

function within<Value>(books: Map<string, Map<string, Value>>, book: string): Map<string, Value> {
  const known = books.get(book) ?? new Map<string, Value>()
  books.set(book, known)
  return known
}
