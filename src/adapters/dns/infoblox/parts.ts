import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { strengthOf } from '../../../algebra/evidence/strength.ts'
import { parseAddress, parseSpan } from '../../../lib/ip.ts'
import { absolute } from '../shared/names.ts'
import { partsOfRecord } from '../shared/record.ts'
import { type InfobloxRow, silentTypes, type TakePart, type TakeParts } from './schema.ts'

/**
 * Gives what one object names to `take`; false when its type is not known: the addresses in all of its columns are then
 * given as they stand.
 */
export function eachPart(row: InfobloxRow, take: TakePart): boolean {
  const known = row.own?.(row, take) ?? false
  for (const [name, text] of known || silentTypes.has(row.type) ? row.elsewhere() : row.all()) {
    for (const literal of literalsIn(text)) {
      const { matched, strength, covers, host } = partsOfLiteral(literal)
      const role = /^allow_|^address_or_key$/.test(name) ? 'source' : 'literal'
      take({ kind: 'ipam-entry', role, matched, strength, covers, host }, name)
    }
  }
  return known
}

/** How objects of a type are read; undefined when it is not known. */
export function partsOfType(type: string): TakeParts | undefined {
  return readers.get(type)
}

/** A record whose name stands in `fqdn` and whose data stand in some columns. */
function record(type: string, ...columns: readonly string[]): TakeParts {
  return (row, take) =>
    takeRecord(
      type,
      absolute(row.cell('fqdn'), ''),
      columns.map((column) => (column === '' ? '' : row.cell(column))),
      take,
    )
}

function takeRecord(type: string, owner: string, data: readonly string[], take: TakePart): true {
  const title = `${owner} ${type}`
  for (const part of partsOfRecord({ owner, type, data, origin: '' })) take(part, title)
  return true
}

const address: TakeParts = (row, take) => {
  const owner = absolute(row.cell('fqdn'), '')
  const matched = row.cell('address')
  const type = row.type === 'arecord' ? 'A' : 'AAAA'
  if (parseAddress(matched) !== undefined)
    take({ matched, strength: 'exact', host: owner }, `${owner} ${type}`)
  return true
}

const host: TakeParts = (row, take) => {
  const owner = absolute(row.cell('fqdn'), '')
  const served = row.cell('configure_for_dns')
  for (const column of ['addresses', 'address', 'ipv6_addresses'])
    for (const matched of listOf(row.cell(column))) takeHost(matched, owner, served, take)
  for (const alias of listOf(row.cell('aliases')))
    takeRecord('CNAME', absolute(alias, ''), [row.cell('fqdn')], take)
  return true
}

const hostAddress: TakeParts = (row, take) => {
  takeHost(row.cell('address'), absolute(row.cell('parent'), ''), row.cell('configure_for_dns'), take)
  return true
}

const hostAlias: TakeParts = (row, take) => {
  const alias = row.cell('alias') || row.cell('fqdn') || row.cell('name')
  return takeRecord('CNAME', absolute(alias, ''), [row.cell('parent')], take)
}

const pointer: TakeParts = (row, take) => {
  const owner = absolute(row.cell('fqdn'), '')
  const matched = row.cell('address')
  if (parseAddress(matched) === undefined) return takeRecord('PTR', owner, [row.cell('dname')], take)
  take({ matched, strength: 'exact', leadsTo: absolute(row.cell('dname'), '') }, `${owner || matched} PTR`)
  return true
}

const fixedAddress: TakeParts = (row, take) =>
  takeEntry(row.cell('ip_address'), absolute(row.cell('name'), ''), take)

const network: TakeParts = (row, take) => {
  const length = row.cell('netmask') || row.cell('cidr')
  const own = length === '' ? row.cell('address') : `${row.cell('address')}/${length}`
  return takeEntry(row.cell('network') || own, '', take)
}

/** Its name is completed by every zone that shares it. */
const sharedAddress: TakeParts = (row, take) => {
  const matched = row.cell('address')
  if (parseAddress(matched) === undefined) return false
  take({ matched, strength: 'exact' }, `${row.cell('name')} ${row.type.slice(6, -6).toUpperCase()}`)
  return true
}

const policy: TakeParts = (row, take) =>
  takeEntry(row.cell('ip_address') || row.cell('client_ip_address'), '', take)

const member: TakeParts = (row, take) =>
  takeEntry(row.cell('address'), absolute(row.cell('host_name'), ''), take)

const range: TakeParts = (row, take) =>
  takeEntry(`${row.cell('start_address')}-${row.cell('end_address')}`, '', take)

const readers: ReadonlyMap<string, TakeParts> = new Map<string, TakeParts>([
  ['arecord', address],
  ['aaaarecord', address],
  ['hostrecord', host],
  ['hostaddress', hostAddress],
  ['ipv6hostaddress', hostAddress],
  ['hostalias', hostAlias],
  ['ptrrecord', pointer],
  ['cnamerecord', record('CNAME', 'canonical_name')],
  ['dnamerecord', record('DNAME', 'target')],
  ['nsrecord', record('NS', 'dname')],
  ['mxrecord', record('MX', 'priority', 'mx')],
  ['srvrecord', record('SRV', 'priority', 'weight', 'port', 'target')],
  ['naptrrecord', record('NAPTR', '', '', '', '', '', 'replacement')],
  [
    'txtrecord',
    (row, take) =>
      takeRecord('TXT', absolute(row.cell('fqdn'), ''), [row.cell('text').replaceAll('"', '')], take),
  ],
  ['fixedaddress', fixedAddress],
  ['ipv6fixedaddress', fixedAddress],
  ['network', network],
  ['networkcontainer', network],
  ['ipv6network', network],
  ['ipv6networkcontainer', network],
  ['sharedarecord', sharedAddress],
  ['sharedaaaarecord', sharedAddress],
  ['responsepolicyipaddress', policy],
  ['responsepolicyclientipaddress', policy],
  ['member', member],
  ['gridmember', member],
  ['bulkhost', range],
  ['dhcprange', range],
  ['ipv6dhcprange', range],
])

/** Most items of one cell that are read. */
const mostItems = 10_000

function listOf(text: string): readonly string[] {
  if (!/[,;\s]/.test(text)) return text === '' ? [] : [text]
  return text.split(/[,;\s]+/, mostItems).filter((one) => one !== '')
}

/** A host that is not served in DNS stands in the address plan only. */
function takeHost(matched: string, owner: string, served: string, take: TakePart): void {
  if (parseAddress(matched) === undefined) return
  if (/^false$/i.test(served)) takeEntry(matched, owner, take)
  else take({ matched, strength: 'exact', host: owner }, `${owner} HOST`)
}

function takeEntry(matched: string, owner: string, take: TakePart): true {
  const span = parseSpan(matched)
  const name = owner === '' ? undefined : owner
  if (span)
    take(
      { kind: 'ipam-entry', role: 'literal', matched, strength: strengthOf(span, matched), host: name },
      name,
    )
  return true
}
