import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { formatAddress, parseAddress } from '../../../lib/ip.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { absolute } from './read.ts'
import type { Zone, ZoneRecord } from './schema.ts'

/** References of a zone: addresses of A, AAAA and PTR, names of CNAME, SRV, MX and NS. */
export function referencesOfZone(
  zone: Zone,
  file: string,
  headOwner: string | undefined,
): readonly Reference[] {
  const device = zone.name ?? file
  const found: Reference[] = []
  for (const record of zone.records) {
    const common = {
      kind: 'dns-record' as const,
      device,
      file,
      line: record.line,
      text: excerpt(record.text),
      role: 'target' as const,
      name: `${record.owner} ${record.type}`,
      ...(record.ttlSeconds === undefined ? {} : { ttlSeconds: record.ttlSeconds }),
      ...hint(headOwner, zone.contact),
    }
    for (const parts of namesOf(record)) found.push({ ...common, ...parts })
  }
  return found
}

function hint(headOwner: string | undefined, contact: string | undefined): Partial<Reference> {
  if (headOwner !== undefined) return { ownerHint: headOwner, ownerHintBasis: 'file-head' }
  return contact === undefined ? {} : { ownerHint: contact, ownerHintBasis: 'zone-contact' }
}

type Parts = Pick<Reference, 'matched' | 'strength'> & Partial<Reference>

function namesOf(record: ZoneRecord): readonly Parts[] {
  const { data, type, owner, origin } = record
  switch (type) {
    case 'A':
    case 'AAAA': {
      const key = parseAddress(data[0] ?? '')
      return key === undefined ? [] : [{ matched: data[0] ?? '', strength: 'exact', host: owner }]
    }
    case 'PTR': {
      const address = addressOfReverse(owner)
      const leadsTo = absolute(data[0] ?? '', origin)
      if (address === undefined) return [{ matched: data[0] ?? '', strength: 'name', host: owner, leadsTo }]
      return [{ matched: address, strength: 'exact', leadsTo }]
    }
    case 'CNAME':
    case 'DNAME':
    case 'NS':
      return [pointer(data[0], record)]
    case 'MX':
      return [pointer(data[1], record)]
    case 'SRV': {
      const service =
        data[2] === undefined ? {} : { service: `${owner.includes('_udp') ? 'udp' : 'tcp'}/${data[2]}` }
      return [{ ...pointer(data[3], record), ...service }]
    }
    case 'TXT':
    case 'SPF':
      return literalsIn(data.join(' ')).map((literal) => {
        const { column: _, ...parts } = partsOfLiteral(literal)
        return { ...parts, role: 'literal' }
      })
    default:
      return []
  }
}

function pointer(target: string | undefined, record: ZoneRecord): Parts {
  const written = target ?? ''
  return { matched: written, strength: 'name', host: record.owner, leadsTo: absolute(written, record.origin) }
}

/** `41.30.20.10.in-addr.arpa` spells 10.20.30.41; likewise the nibbles of ip6.arpa. */
function addressOfReverse(owner: string): string | undefined {
  const labels = owner.split('.')
  if (owner.endsWith('.in-addr.arpa') && labels.length === 6) {
    const key = parseAddress(labels.slice(0, 4).reverse().join('.'))
    return key === undefined ? undefined : formatAddress(key)
  }
  if (owner.endsWith('.ip6.arpa') && labels.length === 34) {
    const nibbles = labels.slice(0, 32).reverse().join('')
    return /^[0-9a-f]{32}$/.test(nibbles) ? formatAddress(nibbles) : undefined
  }
  return undefined
}
