import { nameOfLiteral } from '../shared/naming.ts'
import type { Member } from '../shared/resolve.ts'
import { readPorts } from './ports.ts'
import type { CiscoConfiguration, ServiceMember } from './schema.ts'
import { protocolOf } from './services.ts'
import { readSide } from './side.ts'

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

/** Reads entries, one after the other, as `permit tcp any host 10.0.0.1 eq 443 log`. */
export class EntryReader {
  readonly #known: CiscoConfiguration
  #words: readonly string[] = []
  #next = 0
  #protocol = ''
  #service: ServiceMember[] = []
  #narrowed = false
  #strange: string | undefined
  /** No address stands where one has to be. */
  #lost = false
  #timeRange: string | undefined
  #disabled = false
  #ruleId: string | undefined

  constructor(known: CiscoConfiguration) {
    this.#known = known
  }

  /** Reads the entry whose action stands at `at`; standard lists name one side only. */
  read(words: readonly string[], at: number, standard: boolean): EntryWords {
    this.#words = words
    this.#next = at + 1
    this.#protocol = ''
    this.#service = []
    this.#narrowed = false
    this.#strange = undefined
    this.#lost = false
    this.#timeRange = undefined
    this.#disabled = false
    this.#ruleId = undefined
    if (!standard) this.#readProtocol()
    const source = this.#side()
    const destination = standard || this.#lost ? undefined : this.#readRest()
    // Where no address was found the words that follow have no known meaning.
    if (!this.#lost) this.#readEndings()
    return {
      action: words[at] ?? '',
      source,
      destination,
      service: this.#service,
      disabled: this.#disabled,
      narrowed: this.#narrowed || this.#service.length > 1,
      timeRange: this.#timeRange,
      strange: this.#strange,
      ruleId: this.#ruleId,
    }
  }

  #readProtocol(): void {
    const protocol = protocolOf(this.#words[this.#next++] ?? '')
    if (protocol !== 'object' && protocol !== 'object-group') this.#protocol = protocol
    else this.#service.push({ group: this.#words[this.#next++] ?? '' })
  }

  #side(): Member | undefined {
    const words = this.#words
    for (
      let skip = besides.get(words[this.#next] ?? '');
      skip !== undefined;
      skip = besides.get(words[this.#next] ?? '')
    ) {
      this.#next += skip + 1
      this.#narrowed = true
    }
    const read = readSide(words, this.#next, this.#known)
    if (!read) {
      this.#strange ??= 'entry without an address'
      this.#lost = true
      return undefined
    }
    const { next } = read
    const after = words[next]
    // `show access-list` sets the name that an address was looked up for, or what came of it, in brackets behind it.
    this.#next = after?.charCodeAt(0) === 40 && !after.startsWith('(hitcnt') ? next + 1 : next
    // Each means one family of addresses only.
    const last = words[this.#next - 1]
    if (last === 'any4' || last === 'any6') this.#narrowed = true
    if (read.strange !== undefined) this.#strange ??= read.strange
    return read.member
  }

  /** What stands behind the source: its ports, the destination, the ports of that. */
  #readRest(): Member | undefined {
    const words = this.#words
    const next = this.#next
    const range = words[next] === 'range' && nameOfLiteral(words[next + 1] ?? '') !== undefined
    const behind =
      (range ? undefined : readPorts(words, next)?.next) ?? afterServiceGroup(words, next, this.#known)
    if (behind > next) this.#narrowed = true
    this.#next = behind
    const destination = this.#side()
    const ports = readPorts(words, this.#next)
    if (ports) {
      this.#service.push(`${this.#protocol}/${ports.text}`)
      this.#next = ports.next
      return destination
    }
    const protocol = this.#protocol
    // Nothing but a service can stand here, also one that is defined elsewhere.
    const after = afterServiceGroup(words, this.#next)
    if (after > this.#next) this.#service.push({ group: words[after - 1] ?? '', protocol })
    else if (protocol !== '') this.#service.push(isIp(protocol) ? 'any' : protocol)
    this.#next = after
    return destination
  }

  #readEndings(): void {
    const words = this.#words
    const icmp = this.#protocol.startsWith('icmp') || this.#protocol === 'igmp'
    for (let next = this.#next; next < words.length; next++) {
      const word = words[next] ?? ''
      const first = word.charCodeAt(0)
      // `[match=6]`, `[match 6 packets, 0:00:05 ago]`: how NX-OS and EOS count.
      if (first === 91) break
      if (word === 'time-range') this.#timeRange = words[next + 1]
      else if (word === 'inactive') this.#disabled = true
      else if (word === 'rule-id') this.#ruleId = words[next + 1]
      const skip = endings.get(word)
      if (skip !== undefined) {
        if (!silentEndings.has(word)) this.#narrowed = true
        next += skip
      } else if (first === 40 || word.endsWith(')') || word.startsWith('0x') || /^[+-]\w/.test(word)) continue
      else if (!icmp && !/^\d{1,7}$/.test(word)) this.#strange ??= `entry with ${word.slice(0, 40)}`
    }
  }
}

function isIp(protocol: string): boolean {
  return protocol === 'ip' || protocol === 'ipv4' || protocol === 'ipv6'
}

function afterServiceGroup(words: readonly string[], at: number, known?: CiscoConfiguration): number {
  const word = words[at]
  if (word === 'portgroup' || word === 'port-group') return at + 2
  if (word !== 'object-group' && word !== 'object') return at
  return known && !known.services.has(words[at + 1] ?? '') ? at : at + 2
}
