import type { Line } from '../../../lib/lines.ts'

/** Words of a statement, without their quotes, and the lines that they stand on; the next statement is written over them. */
export interface Words {
  readonly count: number
  text(place: number): string
  line(place: number): Line
}

/** A block that is open: `zone "corner.example" IN {`, `allow-query {`, or a nested list without a name. */
export interface Frame {
  readonly outer: Frame | undefined
  /** First word, lower case; '' = a list within a list. */
  readonly name: string
  /** Second word as it is written. */
  readonly called: string | undefined
  /** It holds addresses, names of lists and keys, and no statements. */
  readonly isList: boolean
  /** It or one around it names no machine. */
  readonly isClosed: boolean
  /** Who may ask, here or in a block around it. */
  readonly asks: boolean
  /** `view inside zone corner.example`; undefined = nothing that has a name is around. */
  readonly title: string | undefined
  /** `file` of a zone, once it was read. */
  file?: string
}

/** What a reader of the settings is told of, in order of the file. */
export interface Listener {
  /** A statement of words up to its semicolon, or the head of a block. */
  statement(words: Words, frame: Frame | undefined): void
  /** The block that begins with these words. */
  opened(words: Words, outer: Frame | undefined): Frame
  closed(frame: Frame): void
  odd(construct: string, line: Line): void
}

/** First parts of the names of statements that are known, up to the first hyphen. */
export const families: ReadonlySet<string> = new Set(
  (
    'acl all allow also alt answer attach auth automatic avoid bindkeys blackhole bogus catalog category channel check cache ' +
    'clients controls coresize cookie database datasize delegation deny destination dialup directory disable dlv dlz dns64 ' +
    'dnskey dnsrps dnssec dnstap dscp dual dump dyndb edns empty fake fetch fetches file files filter flush forward forwarders ' +
    'fstrm geoip glue heartbeat hostname http in include inet inline interface ipv4only ix ixfr journal keep key keys lame ' +
    'listen listener lmdb lock logging managed mapped masterfile masters match max memstatistics message min minimal mirror multi ' +
    'multiple new no nocookie nodefault notify nsec3param nta nxdomain options parental pid plugin port prefetch preferred ' +
    'primaries print provide qname query querylog random rate recursing recursion recursive remote request require reserved ' +
    'resolver response reuseport root rrset secondaries secroots send serial server servfail session severity sig ' +
    'sortlist stacksize stale startup statistics suffix suppress synth syslog tcp template tkey tls transfer transfers treat trust trusted try ' +
    'type udp unix update use user v6 validate version view window zero zone'
  ).split(' '),
)

/** Blocks whose inner statements name no machine: keys, logs, policies of signing. */
export const closedBooks: ReadonlySet<string> = new Set([
  'key',
  'logging',
  'dnssec-policy',
  'trusted-keys',
  'trust-anchors',
  'managed-keys',
  'tls',
  'http',
  'rate-limit',
])

/** Statements whose words only look like addresses. */
export const plainTexts: ReadonlySet<string> = new Set([
  'version',
  'hostname',
  'server-id',
  'file',
  'directory',
  // The lower half of an address that is made.
  'suffix',
])
