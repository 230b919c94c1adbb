import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import type { ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { parseAddress, parseSpan } from '../../../lib/ip.ts'
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

/** What a record names: addresses of A, AAAA and PTR, names of CNAME, SRV, MX and NS, addresses in texts. */
export function partsOfRecord(record: DnsRecord): readonly Parts[] {
  const { data, type, owner, origin } = record
  const first = data[0] ?? ''
  switch (type) {
    case 'A':
    case 'AAAA':
      return parseAddress(first) === undefined ? [] : [{ matched: first, strength: 'exact', host: owner }]
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
      return data.filter((item) => !item.startsWith('!')).flatMap((item) => spanParts(item.slice(2)))
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

/** A rule about an address, whatever it makes of it. */
function triggerParts(owner: string): readonly Parts[] {
  const covers = spanOfTrigger(owner)
  return covers === undefined
    ? []
    : spanParts(covers).map((part) => ({ ...part, matched: owner, covers, role: 'source' }))
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
  return params.flatMap((param) => {
    const written = /^ipv[46]hint="?([^"]{1,2000})"?$/i.exec(param)?.[1] ?? ''
    return written
      .split(',')
      .filter((address) => parseAddress(address) !== undefined)
      .map((matched) => ({ matched, strength: 'exact' as const, host }))
  })
}

function textParts(data: readonly string[]): readonly Parts[] {
  // Long texts are written in pieces that are joined without a blank (RFC 7208, 3.3); other texts are apart.
  const policy = /^v=spf1(?:\s|$)/i.test(data[0] ?? '')
  if (policy) return data.join('').split(/\s+/, 500).flatMap(mechanism)
  return literalsIn(data.join(' ')).map((literal) => {
    const { column: _, ...parts } = partsOfLiteral(literal)
    return { ...parts, role: 'literal' as const }
  })
}

/** One term of a sender policy: `ip4:192.0.2.0/24`, `a:mail.corner.example`. */
function mechanism(term: string): readonly Parts[] {
  const found = /^[-+~?]?(ip4|ip6|a|mx):(.{1,255})$/i.exec(term)
  const value = found?.[2] ?? ''
  if (/^ip[46]$/i.test(found?.[1] ?? '')) return spanParts(value)
  const name = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?(?=\.?(?:\/|$))/i.exec(value)?.[0]
  if (name === undefined) return []
  return [{ matched: name, strength: 'name', host: name.toLowerCase(), role: 'literal' }]
}

function spanParts(matched: string): readonly Parts[] {
  const span = parseSpan(matched)
  if (!span) return []
  return [{ matched, strength: span.low === span.high ? 'exact' : 'subnet', role: 'literal' }]
}
