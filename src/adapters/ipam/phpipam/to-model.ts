import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import type { Line } from '../../../lib/lines.ts'
import { addressName, type IpamEntry, type IpamOwner, spanName } from '../shared/entry.ts'
import type { PhpIpamRecord } from './schema.ts'

/** What another part of an export knows of the subnet or of its VRF and VLAN. */
export interface PhpIpamPlace {
  readonly vrf?: string | undefined
  readonly vlan?: string | undefined
}

/** Tags that say nothing unusual; the API gives their numbers. */
const ordinary = /^(?:used|active|2|0|)$/i
const tagNames: ReadonlyMap<string, string> = new Map([
  ['1', 'offline'],
  ['3', 'reserved'],
  ['4', 'dhcp'],
])

/** The entry of one address. */
export function addressEntry(record: PhpIpamRecord, place: PhpIpamPlace = {}): IpamEntry | undefined {
  const name = addressName(record.text('ip'), record.lineOf('ip'))
  if (!name) return undefined
  const host = record.text('host')
  const tag = record.text('tag')
  const said = tag === '' || ordinary.test(tag) ? '' : (tagNames.get(tag) ?? tag.toLowerCase())
  const gateway = /^(?:1|yes|true)$/i.test(record.text('gateway'))
  return {
    line: record.line,
    names: [name],
    name: filled(host || record.text('description').slice(0, 120)),
    host: filled(host.toLowerCase().replace(/\.$/, '')),
    vrf: place.vrf,
    state: filled(gateway ? (said === '' ? 'gateway' : `${said}, gateway`) : said),
    owner: ownerOf(record, 'owner'),
    owns: [name.matched],
    prose: proseOf(record),
  }
}

/** The entry of one subnet; a folder is known and names nothing. */
export function subnetEntry(record: PhpIpamRecord, place: PhpIpamPlace = {}): IpamEntry | undefined {
  const { line } = record
  const subnet = record.text('subnet')
  if (subnet.endsWith('(folder)') || record.text('folder') === '1') return { line, names: [] }
  const mask = record.text('mask').replace(/^\//, '')
  const prefix = mask === '' ? subnet : `${subnet}/${mask}`
  const name = spanName(prefix, record.lineOf('subnet'), subnet)
  if (!name || !prefix.includes('/')) return undefined
  // The API gives address and length apart: what stands there is not what it covers.
  const whole = mask === '' ? name : { ...name, matched: prefix }
  const vlan = filled([place.vlan, record.text('description').slice(0, 120)].filter(Boolean).join(', '))
  return {
    line,
    names: [whole],
    name: vlan,
    vrf: place.vrf,
    owner: ownerOf(record, 'customer'),
    owns: [prefix],
    prose: proseOf(record),
  }
}

function ownerOf(record: PhpIpamRecord, field: 'owner' | 'customer'): IpamOwner | undefined {
  const team = record.text(field)
  // The API gives the number of a customer only.
  if (team !== '' && !/^\d+$/.test(team)) return { team, basis: 'label' }
  const said = ownerInText(record.text('description')) ?? ownerInText(record.text('note'))
  return said === undefined ? undefined : { team: said, basis: 'description' }
}

function proseOf(record: PhpIpamRecord): NonNullable<IpamEntry['prose']> {
  const others = record.others()
  const found: { text: string; line: Line }[] = []
  for (const field of spoken) {
    const text = record.text(field)
    if (text !== '') found.push({ text, line: record.lineOf(field) })
  }
  for (const other of others) if (other.text !== '') found.push(other)
  return found
}

const spoken = ['description', 'note', 'nameServers'] as const

function filled(text: string): string | undefined {
  return text === '' ? undefined : text
}
