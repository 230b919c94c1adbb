import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { strengthOf } from '../../../algebra/evidence/strength.ts'
import { parseAddress, parseSpan } from '../../../lib/ip.ts'
import { absolute } from '../shared/names.ts'
import { type Parts, partsOfRecord } from '../shared/record.ts'
import { type InfobloxRow, silentTypes } from './schema.ts'

/** Takes what an object names, and the name of the artefact when it is not the part's own. */
type TakePart = (part: Parts, name?: string) => void

/**
 * Gives what one object names to `take`; false when its type is not known: the addresses in all of its columns are then
 * given as they stand.
 */
export function eachPart(row: InfobloxRow, take: TakePart): boolean {
  const known = ownParts(row, take)
  for (const [name, text] of known || silentTypes.has(row.type) ? row.elsewhere() : row.all()) {
    for (const literal of literalsIn(text)) {
      const { matched, strength, covers, host } = partsOfLiteral(literal)
      const role = /^allow_|^address_or_key$/.test(name) ? 'source' : 'literal'
      take({ kind: 'ipam-entry', role, matched, strength, covers, host }, name)
    }
  }
  return known
}

function ownParts(row: InfobloxRow, take: TakePart): boolean {
  const cell = (column: string): string => row.cell(column)
  const owner = absolute(cell('fqdn'), '')
  const dns = (type: string, data: readonly string[], name = owner): void => {
    const title = `${name} ${type}`
    for (const part of partsOfRecord({ owner: name, type, data, origin: '' })) take(part, title)
  }
  switch (row.type) {
    case 'arecord':
      dns('A', [cell('address')])
      return true
    case 'aaaarecord':
      dns('AAAA', [cell('address')])
      return true
    case 'hostrecord': {
      const served = cell('configure_for_dns')
      for (const column of ['addresses', 'address', 'ipv6_addresses'])
        for (const matched of listOf(cell(column))) takeHost(matched, owner, served, take)
      for (const alias of listOf(cell('aliases'))) dns('CNAME', [cell('fqdn')], absolute(alias, ''))
      return true
    }
    case 'hostaddress':
    case 'ipv6hostaddress':
      takeHost(cell('address'), absolute(cell('parent'), ''), cell('configure_for_dns'), take)
      return true
    case 'hostalias':
      dns('CNAME', [cell('parent')], absolute(cell('alias') || cell('fqdn') || cell('name'), ''))
      return true
    case 'ptrrecord': {
      const address = cell('address')
      if (parseAddress(address) === undefined) dns('PTR', [cell('dname')])
      else {
        const leadsTo = absolute(cell('dname'), '')
        take({ matched: address, strength: 'exact', leadsTo }, `${owner || address} PTR`)
      }
      return true
    }
    case 'cnamerecord':
      dns('CNAME', [cell('canonical_name')])
      return true
    case 'dnamerecord':
      dns('DNAME', [cell('target')])
      return true
    case 'nsrecord':
      dns('NS', [cell('dname')])
      return true
    case 'mxrecord':
      dns('MX', [cell('priority'), cell('mx')])
      return true
    case 'srvrecord':
      dns('SRV', [cell('priority'), cell('weight'), cell('port'), cell('target')])
      return true
    case 'naptrrecord':
      dns('NAPTR', ['', '', '', '', '', cell('replacement')])
      return true
    case 'txtrecord':
      dns('TXT', [cell('text').replaceAll('"', '')])
      return true
    case 'fixedaddress':
    case 'ipv6fixedaddress':
      takeEntry(cell('ip_address'), absolute(cell('name'), ''), take)
      return true
    case 'network':
    case 'networkcontainer':
    case 'ipv6network':
    case 'ipv6networkcontainer':
      takeEntry(
        cell('network') || `${cell('address')}/${cell('netmask') || cell('cidr')}`.replace(/\/$/, ''),
        '',
        take,
      )
      return true
    case 'sharedarecord':
    case 'sharedaaaarecord':
      if (parseAddress(cell('address')) === undefined) return false
      // Its name is completed by every zone that shares it.
      take(
        { matched: cell('address'), strength: 'exact' },
        `${cell('name')} ${row.type.slice(6, -6).toUpperCase()}`,
      )
      return true
    case 'responsepolicyipaddress':
    case 'responsepolicyclientipaddress':
      takeEntry(cell('ip_address') || cell('client_ip_address'), '', take)
      return true
    case 'member':
    case 'gridmember':
      takeEntry(cell('address'), absolute(cell('host_name'), ''), take)
      return true
    case 'bulkhost':
    case 'dhcprange':
    case 'ipv6dhcprange':
      takeEntry(`${cell('start_address')}-${cell('end_address')}`, '', take)
      return true
    default:
      return false
  }
}

/** Most items of one cell that are read. */
const mostItems = 10_000

function listOf(text: string): readonly string[] {
  if (!/[,;\s]/.test(text)) return text === '' ? [] : [text]
  return text.split(/[,;\s]+/, mostItems).filter((one) => one !== '')
}

/** A host that is not served in DNS stands in the address plan only. */
function takeHost(matched: string, host: string, served: string, take: TakePart): void {
  if (parseAddress(matched) === undefined) return
  if (/^false$/i.test(served)) takeEntry(matched, host, take)
  else take({ matched, strength: 'exact', host }, `${host} HOST`)
}

function takeEntry(matched: string, host: string, take: TakePart): void {
  const span = parseSpan(matched)
  if (!span) return
  const name = host === '' ? undefined : host
  take(
    { kind: 'ipam-entry', role: 'literal', matched, strength: strengthOf(span, matched), host: name },
    name,
  )
}
