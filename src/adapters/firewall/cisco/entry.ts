import { type Named, nameOfLiteral } from '../shared/naming.ts'
import { nameOfHost, nameOfMask, nameOfRange, nameOfWildcard } from '../shared/masked-names.ts'
import type { Member } from '../shared/resolve.ts'
import { isPort, readPorts } from './ports.ts'
import { scatteredMember } from './scattered.ts'
import { type CiscoConfiguration, interfaceKey, type ServiceMember } from './schema.ts'
import { protocolOf } from './services.ts'

/** What the words of an entry say. */
export interface EntryWords {
  readonly action: string
  readonly source: Member | undefined
  readonly destination: Member | undefined
  readonly service: readonly ServiceMember[]
  readonly timeRange: string | undefined
  readonly disabled: boolean
  /** It matches less than its sides and services say. */
  readonly narrowed: boolean
  /** A part that is not known; what was read before it is kept. */
  readonly strange: string | undefined
  /** Rule of the access policy that a management centre wrote the entry for. */
  readonly ruleId: string | undefined
}

/** Words that may end an entry, with how many words follow each. */
const endings: ReadonlyMap<string, number> = new Map(
  Object.entries({
    log: 0,
    'log-input': 0,
    disable: 0,
    default: 0,
    interval: 1,
    established: 0,
    fragments: 0,
    reflect: 1,
    timeout: 1,
    dscp: 1,
    precedence: 1,
    tos: 1,
    ttl: 2,
    option: 1,
    'rule-id': 1,
    'event-log': 1,
    ack: 0,
    fin: 0,
    psh: 0,
    rst: 0,
    syn: 0,
    urg: 0,
    'match-any': 1,
    'match-all': 1,
    alerts: 0,
    critical: 0,
    debugging: 0,
    emergencies: 0,
    errors: 0,
    informational: 0,
    notifications: 0,
    warnings: 0,
    inactive: 0,
    'time-range': 1,
    sequence: 1,
    tag: 1,
    tracked: 0,
    capture: 0,
    counter: 1,
    'fragment-type': 1,
    'http-method': 1,
    nve: 2,
    'packet-length': 2,
    'tcp-flags-mask': 1,
    'tcp-option-length': 1,
  }),
)

/** Endings that change nothing of what an entry matches. */
const silentEndings: ReadonlySet<string> = new Set(
  'log log-input disable default interval event-log sequence tag inactive alerts critical debugging emergencies errors informational notifications warnings'.split(
    ' ',
  ),
)

/** Words before a side that name users, tags or interfaces, with how many words follow each. */
const besides: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ifc: 1,
    user: 1,
    'user-group': 1,
    'object-group-user': 1,
    'security-group': 2,
    'object-group-security': 1,
  }),
)

/** Where the action of a `dynamic NAME [timeout N] permit …` stands; else where it is looked for. */
export function actionAt(words: readonly string[], at: number): number {
  if (words[at] !== 'dynamic') return at
  const found = words.findIndex((word, index) => index > at + 1 && (word === 'permit' || word === 'deny'))
  return found > 0 && found < at + 6 ? found : at
}

/** Reads `permit tcp any host 10.0.0.1 eq 443 log` from `at`; standard lists name one side only. */
export function readEntryWords(
  words: readonly string[],
  at: number,
  standard: boolean,
  known: CiscoConfiguration,
): EntryWords {
  let next = at + 1
  const service: ServiceMember[] = []
  let protocol = ''
  let strange: string | undefined
  let lost = false
  let narrowed = false
  const side = (): Member | undefined => {
    for (
      let skip = besides.get(words[next] ?? '');
      skip !== undefined;
      skip = besides.get(words[next] ?? '')
    ) {
      next += skip + 1
      narrowed = true
    }
    const read = readSide(words, next, known)
    if (!read) {
      strange ??= 'entry without an address'
      lost = true
      return undefined
    }
    next = read.next
    // `show access-list` sets the name that an address was looked up for, or what came of it, in brackets behind it.
    if (words[next]?.startsWith('(') && !words[next]?.startsWith('(hitcnt')) next++
    // Each means one family of addresses only.
    if (words[next - 1] === 'any4' || words[next - 1] === 'any6') narrowed = true
    if (read.strange !== undefined) strange ??= read.strange
    return read.member
  }
  if (!standard) {
    protocol = protocolOf(words[next++] ?? '')
    if (protocol === 'object' || protocol === 'object-group') {
      service.push({ group: words[next++] ?? '' })
      protocol = ''
    }
  }
  const source = side()
  let destination: Member | undefined
  if (!standard && !lost) {
    const range = words[next] === 'range' && nameOfLiteral(words[next + 1] ?? '') !== undefined
    const behind = (range ? undefined : readPorts(words, next)?.next) ?? afterServiceGroup(words, next, known)
    if (behind > next) narrowed = true
    next = behind
    destination = side()
    const ports = readPorts(words, next)
    if (ports) {
      service.push(`${protocol}/${ports.text}`)
      next = ports.next
    } else {
      // Nothing but a service can stand here, also one that is defined elsewhere.
      const after = afterServiceGroup(words, next)
      if (after > next) service.push({ group: words[after - 1] ?? '', protocol })
      else if (protocol !== '') service.push(/^ip(?:v[46])?$/.test(protocol) ? 'any' : protocol)
      next = after
    }
  }
  const icmp = protocol.startsWith('icmp') || protocol === 'igmp'
  let timeRange: string | undefined
  let disabled = false
  let ruleId: string | undefined
  // Where no address was found the words that follow have no known meaning.
  const end = lost ? next : words.length
  for (; next < end; next++) {
    const word = words[next] ?? ''
    const skip = endings.get(word)
    // `[match=6]`, `[match 6 packets, 0:00:05 ago]`: how NX-OS and EOS count.
    if (word.startsWith('[')) break
    if (word === 'time-range') timeRange = words[next + 1]
    else if (word === 'inactive') disabled = true
    else if (word === 'rule-id') ruleId = words[next + 1]
    if (skip !== undefined && !silentEndings.has(word)) narrowed = true
    if (skip !== undefined) next += skip
    else if (word.startsWith('(') || word.endsWith(')') || word.startsWith('0x') || /^[+-]\w/.test(word))
      continue
    else if (!icmp && !/^\d{1,7}$/.test(word)) strange ??= `entry with ${word.slice(0, 40)}`
  }
  return {
    action: words[at] ?? '',
    source,
    destination,
    service,
    disabled,
    narrowed: narrowed || service.length > 1,
    timeRange,
    strange,
    ruleId,
  }
}

function afterServiceGroup(words: readonly string[], at: number, known?: CiscoConfiguration): number {
  const word = words[at]
  if (word === 'portgroup' || word === 'port-group') return at + 2
  if (word !== 'object-group' && word !== 'object') return at
  return known && !known.services.has(words[at + 1] ?? '') ? at : at + 2
}

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
  const literal = nameOfLiteral(base)
  if (!literal) return undefined
  if (known.dialect === 'asa') {
    const named = nameOfMask(base, value) ?? scatteredMember(base, value, true, known)
    return named
      ? { member: named, next: at + 2 }
      : { member: undefined, next: at + 2, strange: 'mask that is no prefix' }
  }
  // A standard entry may name an address without a mask: `10.0.0.1, wildcard bits 0.0.0.255` is how it is shown.
  if (nameOfLiteral(value)?.strength !== 'exact') return { member: literal, next: at + 1 }
  const named = nameOfWildcard(base, value) ?? scatteredMember(base, value, false, known)
  return named
    ? { member: named, next: at + 2 }
    : { member: undefined, next: at + 2, strange: 'mask that is no prefix' }
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
  const named = known.aliases.get(word)
  return named ?? word
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
