import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import type { ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { formatAddress, ipv4Key, parseAddress, parseIpv4, parseSpan } from '../../../lib/ip.ts'
import { wordsOf } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { absolute, addressOfReverse, spanOfTrigger } from './names.ts'

/** A resource record, wherever it was written. */
export interface DnsRecord {
  /** Owner name, absolute. */
  readonly owner: string
  readonly type: string
  /** Data fields as written. */
  readonly data: readonly string[]
  /** Origin in force, for relative names in the data. */
  readonly origin: string
}

/** Terms of a sender policy that are looked at. */
const mostTerms = 500

/** What a record names. */
export type Parts = Pick<Reference, 'matched' | 'strength'> & Partial<ReferenceFields>

/** Record types that name an address or another name. */
export const namingTypes: ReadonlySet<string> = new Set(
  'A AAAA CNAME DNAME ALIAS ANAME PTR SRV MX NS TXT SPF NAPTR HTTPS SVCB APL WINS URI LUA'.split(' '),
)

/** Record types that are known and name nothing that can move. */
export const silentTypes: ReadonlySet<string> = new Set(
  (
    'SOA CAA DNSKEY CDNSKEY DS CDS RRSIG NSEC NSEC3 NSEC3PARAM SSHFP TLSA SMIMEA CERT DHCID OPENPGPKEY HINFO LOC RP ' +
    'AFSDB WINSR WINS-R KEY SIG NXT ZONEMD CSYNC DNSCRYPT'
  ).split(' '),
)

const typesAsWritten: ReadonlyMap<string, string> = new Map([
  ...[...namingTypes, ...silentTypes].map((type) => [type, type] as const),
  // By their number: their data is an address, in bytes or as people write it.
  ['TYPE1', 'A'],
  ['TYPE28', 'AAAA'],
])

/** The type that a word names, in capitals; undefined when it can be none. Mostly one that is known, as it is written here. */
export function typeOf(word: string): string | undefined {
  const same = typesAsWritten.get(word)
  if (same !== undefined) return same
  const upper = word.toUpperCase()
  return typesAsWritten.get(upper) ?? (/^[A-Z][A-Z0-9-]{0,15}$/.test(upper) ? upper : undefined)
}

/** What a record names: addresses of A, AAAA and PTR, names of CNAME, SRV, MX and NS, addresses in texts. */
export function partsOfRecord(record: DnsRecord): readonly Parts[] {
  const { data, type, owner, origin } = record
  const first = data[0] ?? ''
  switch (type) {
    case 'A':
    case 'AAAA':
      return isAddress(first) ? [{ matched: first, strength: 'exact', host: owner }] : inBytes(record)
    case 'PTR': {
      const address = addressOfReverse(owner)
      const leadsTo = absolute(first, origin)
      if (address === undefined) return [{ matched: first, strength: 'name', host: owner, leadsTo }]
      return [{ matched: address, strength: 'exact', leadsTo }]
    }
    case 'CNAME':
      return owner.includes('.rpz-') ? triggerParts(owner) : pointer(first, record)
    case 'DNAME':
    case 'ALIAS':
    case 'ANAME':
    case 'NS':
      return pointer(first, record)
    case 'MX':
      return pointer(data[1], record)
    case 'NAPTR':
      return pointer(data[5], record)
    case 'SRV': {
      const port = data[2] ?? ''
      const service = /^\d{1,5}$/.test(port)
        ? `${owner.includes('._udp') ? 'udp' : 'tcp'}/${port}`
        : undefined
      return pointer(data[3], record, service)
    }
    case 'HTTPS':
    case 'SVCB':
      return [...pointer(data[1], record), ...hints(data.slice(2), owner)]
    case 'APL':
      return data.flatMap((item) => (item.startsWith('!') ? [] : (spanPart(item.slice(2)) ?? [])))
    case 'TXT':
    case 'SPF':
    case 'WINS':
    case 'URI':
    case 'LUA':
      return textParts(data)
    default:
      return []
  }
}

/** Fields that a record of the type has at least. */
const fewestFields: ReadonlyMap<string, number> = new Map([
  ['MX', 2],
  ['SRV', 4],
  ['NAPTR', 6],
  ['HTTPS', 2],
  ['SVCB', 2],
])

/** Whether the data of a record cannot be what its type asks for: an A record without an address, an MX record without a name. */
export function isDamaged(record: DnsRecord): boolean {
  const { type, data } = record
  if (type === 'A' || type === 'AAAA') return !isAddress(data[0] ?? '') && inBytes(record).length === 0
  return data.length < (fewestFields.get(type) ?? 0)
}

/** `\\# 4 c0000201`: an address by its bytes (RFC 3597). */
function inBytes({ data, owner }: DnsRecord): readonly Parts[] {
  if (data[0] !== '\\#' || data.length > 40) return []
  const written = data.slice(2).join('').toLowerCase()
  const bytes = written.length === 8 ? 4 : 16
  if (data[1] !== String(bytes) || !/^(?:[\da-f]{8}|[\da-f]{32})$/.test(written)) return []
  const covers = formatAddress(bytes === 4 ? ipv4Key(Number.parseInt(written, 16)) : written)
  return [{ matched: data.join(' '), covers, strength: 'exact', host: owner }]
}

/** A rule about an address, whatever it makes of it. */
function triggerParts(owner: string): readonly Parts[] {
  const covers = spanOfTrigger(owner)
  const part = covers === undefined ? undefined : spanPart(covers)
  return part ? [{ ...part, matched: owner, covers, role: 'source' }] : []
}

/** Whether the type is one that only its number tells (RFC 3597). */
export function isNumbered(type: string): boolean {
  return /^TYPE\d{1,5}$/.test(type)
}

/** A single dot says that there is no such service; the target of `@` is the owner's own zone. */
function pointer(target: string | undefined, record: DnsRecord, service?: string): readonly Parts[] {
  if (target === undefined || target === '' || target === '.') return []
  const leadsTo = absolute(target, record.origin)
  return [{ matched: target, strength: 'name', host: record.owner, leadsTo, service }]
}

function hints(params: readonly string[], host: string): readonly Parts[] {
  return params.flatMap((param, at) => {
    // A value in quotes is a word of its own.
    const whole = param.endsWith('=') ? param + (params[at + 1] ?? '') : param
    const written = /^ipv[46]hint="?([^"]{1,2000})"?$/i.exec(whole)?.[1] ?? ''
    return written
      .split(',')
      .filter(isAddress)
      .map((matched) => ({ matched, strength: 'exact' as const, host }))
  })
}

function textParts(data: readonly string[]): readonly Parts[] {
  // Long texts are written in pieces that are joined without a blank (RFC 7208, 3.3); other texts are apart.
  const [first = ''] = data
  const policy = /^v=spf1(?:\s|$)/i.test(first)
  if (policy) return policyParts(data.length === 1 ? first : data.join(''))
  return literalsIn(data.join(' ')).map((literal) => {
    const { column: _, ...parts } = partsOfLiteral(literal)
    return { ...parts, role: 'literal' as const }
  })
}

/** Terms of a sender policy, parted by blanks. */
function policyParts(text: string): readonly Parts[] {
  const parts: Parts[] = []
  const terms = wordsOf(text)
  for (let at = 0; at < terms.length && at < mostTerms; at++) {
    const part = mechanism(terms[at] ?? '')
    if (part) parts.push(part)
  }
  return parts
}

/** One term of a sender policy: `ip4:192.0.2.0/24`, `a:mail.corner.example`. */
function mechanism(term: string): Parts | undefined {
  const colon = term.indexOf(':')
  const value = term.slice(colon + 1)
  if (colon < 1 || value === '' || value.length > 255) return undefined
  const from = /^[-+~?]/.test(term) ? 1 : 0
  const name = term.slice(from, colon).toLowerCase()
  if (name === 'ip4' || name === 'ip6') return spanPart(value)
  if (name !== 'a' && name !== 'mx') return undefined
  const host = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?(?=\.?(?:\/|$))/i.exec(value)?.[0]
  if (host === undefined) return undefined
  return { matched: host, strength: 'name', host: host.toLowerCase(), role: 'literal' }
}

function spanPart(matched: string): Parts | undefined {
  if (parseIpv4(matched) !== undefined) return { matched, strength: 'exact', role: 'literal' }
  const span = parseSpan(matched)
  return span && { matched, strength: span.low === span.high ? 'exact' : 'subnet', role: 'literal' }
}

/** Most are of IPv4, whose key is not made only to be thrown away. */
function isAddress(text: string): boolean {
  return parseIpv4(text) !== undefined || parseAddress(text) !== undefined
}
