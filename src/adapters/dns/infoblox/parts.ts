import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { strengthOf } from '../../../algebra/evidence/strength.ts'
import { parseAddress, parseSpan } from '../../../lib/ip.ts'
import { absolute } from '../shared/names.ts'
import { type DnsRecord, type Parts, partsOfRecord } from '../shared/record.ts'
import { addressColumns, type InfobloxRow } from './schema.ts'

/** What one object names; undefined when its type is not known. */
export function partsOfRow(row: InfobloxRow): readonly Parts[] | undefined {
  const own = ownParts(row)
  return own && [...own, ...others(row)]
}

function ownParts({ type, cell }: InfobloxRow): readonly Parts[] | undefined {
  const owner = absolute(cell('fqdn'), '')
  const dns = (kind: string, data: readonly string[], name = owner): readonly Parts[] => {
    const record: DnsRecord = { owner: name, type: kind, data, origin: '' }
    return partsOfRecord(record).map((parts) => ({ ...parts, name: `${name} ${kind}` }))
  }
  switch (type) {
    case 'arecord':
      return dns('A', [cell('address')])
    case 'aaaarecord':
      return dns('AAAA', [cell('address')])
    case 'hostrecord':
      return [
        ...listOf(`${cell('addresses')},${cell('ipv6_addresses')}`).flatMap((matched) =>
          hostParts(matched, owner, cell('configure_for_dns')),
        ),
        ...listOf(cell('aliases')).flatMap((alias) => dns('CNAME', [cell('fqdn')], absolute(alias, ''))),
      ]
    case 'hostaddress':
    case 'ipv6hostaddress':
      return hostParts(cell('address'), absolute(cell('parent'), ''), cell('configure_for_dns'))
    case 'hostalias':
      return dns('CNAME', [cell('parent')], absolute(cell('alias') || cell('fqdn') || cell('name'), ''))
    case 'ptrrecord':
      return pointerParts(cell('address'), cell('dname'), owner, dns)
    case 'cnamerecord':
      return dns('CNAME', [cell('canonical_name')])
    case 'dnamerecord':
      return dns('DNAME', [cell('target')])
    case 'nsrecord':
      return dns('NS', [cell('dname')])
    case 'mxrecord':
      return dns('MX', [cell('priority'), cell('mx')])
    case 'srvrecord':
      return dns('SRV', [cell('priority'), cell('weight'), cell('port'), cell('target')])
    case 'naptrrecord':
      return dns('NAPTR', ['', '', '', '', '', cell('replacement')])
    case 'txtrecord':
      return dns('TXT', [cell('text').replaceAll('"', '')])
    case 'fixedaddress':
    case 'ipv6fixedaddress':
      return entry(cell('ip_address'), absolute(cell('name'), ''))
    case 'network':
    case 'networkcontainer':
    case 'ipv6network':
    case 'ipv6networkcontainer':
      return entry(`${cell('address')}/${cell('netmask') || cell('cidr')}`.replace(/\/$/, ''))
    case 'dhcprange':
    case 'ipv6dhcprange':
      return entry(`${cell('start_address')}-${cell('end_address')}`)
    default:
      return undefined
  }
}

function listOf(text: string): readonly string[] {
  return text
    .split(/[,;\s]/, 10_000)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** A host that is not served in DNS stands in the address plan only. */
function hostParts(matched: string, host: string, served: string): readonly Parts[] {
  if (parseAddress(matched) === undefined) return []
  if (/^false$/i.test(served)) return entry(matched, host)
  return [{ matched, strength: 'exact', host, name: `${host} HOST` }]
}

function pointerParts(
  address: string,
  dname: string,
  owner: string,
  dns: (kind: string, data: readonly string[]) => readonly Parts[],
): readonly Parts[] {
  if (parseAddress(address) === undefined) return dns('PTR', [dname])
  return [
    { matched: address, strength: 'exact', leadsTo: absolute(dname, ''), name: `${owner || address} PTR` },
  ]
}

function entry(matched: string, host = ''): readonly Parts[] {
  const span = parseSpan(matched)
  if (!span) return []
  const named = host === '' ? {} : { host, name: host }
  return [{ kind: 'ipam-entry', role: 'literal', matched, strength: strengthOf(span, matched), ...named }]
}

/** Routers, name servers and forwarders that an object hands out or asks. */
function others({ cell }: InfobloxRow): readonly Parts[] {
  return addressColumns.flatMap((column) => {
    const text = cell(column)
    if (text === '') return []
    return literalsIn(text).map((literal) => {
      const { column: _, ...parts } = partsOfLiteral(literal)
      return { ...parts, kind: 'ipam-entry' as const, role: 'literal' as const, name: column }
    })
  })
}
