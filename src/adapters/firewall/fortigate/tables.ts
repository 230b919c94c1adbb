import { nameOfHost, nameOfMask, nameOfRange } from '../shared/masked-names.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import type { Fields } from './fields.ts'
import type { Entry, Field, Tables } from './schema.ts'

/** Objects of each virtual domain; the empty name stands for a device without domains and for what is global. */
export function tablesOf(entries: readonly Entry[]): ReadonlyMap<string, Tables> {
  const all = new Map<string, Tables>([['', emptyTables()]])
  for (const entry of entries) {
    let tables = all.get(entry.vdom)
    if (!tables) {
      tables = emptyTables()
      all.set(entry.vdom, tables)
    }
    readEntry(entry, entry.id, tables)
    for (const id of entry.former) readEntry(entry, id, tables)
  }
  return all
}

function emptyTables(): Tables {
  return {
    addresses: new Map(),
    groups: new Map(),
    addresses6: new Map(),
    groups6: new Map(),
    virtuals: new Map(),
    pools: new Map(),
    services: new Map(),
    serviceGroups: new Map(),
    excluding: new Set(),
    inexact: new Set(),
    ends: new Map(),
    used: { addresses: new Set(), addresses6: new Set() },
  }
}

function readEntry(entry: Entry, id: string, tables: Tables): void {
  const { section, fields } = entry
  const members = fields.get('member')?.words ?? []
  if (fields.get('exclude')?.words[0] === 'enable') tables.excluding.add(id)
  switch (section) {
    case 'firewall address':
    case 'firewall multicast-address':
      if (entry.inner.length > 0) {
        // A dynamic address lists what it has found; that may change.
        tables.groups.set(id, entry.inner.flatMap(namesOf))
        tables.excluding.add(id)
      } else tables.addresses.set(id, addressOf(fields))
      return
    case 'firewall address6':
    case 'firewall multicast-address6':
      tables.addresses6.set(id, address6Of(fields))
      return
    case 'firewall addrgrp':
      tables.groups.set(id, members)
      return
    case 'firewall addrgrp6':
      tables.groups6.set(id, members)
      return
    case 'firewall service custom':
      tables.services.set(id, servicesOf(fields))
      if (isInexact(fields)) for (const text of tables.services.get(id) ?? []) tables.inexact.add(text)
      return
    case 'firewall service group':
      tables.serviceGroups.set(id, members)
      return
    case 'firewall schedule onetime': {
      const end = endOf(fields.get('end'))
      if (end !== undefined) tables.ends.set(id, end)
      return
    }
    case 'firewall ippool':
    case 'firewall ippool6': {
      const named = nameOfRange(fields.get('startip')?.words[0] ?? '', fields.get('endip')?.words[0] ?? '')
      if (named) tables.pools.set(id, named)
      return
    }
  }
  const outer = section.replace(/(?:6|46|64)$/, '')
  const groups = section.endsWith('6') ? tables.groups6 : tables.groups
  if (outer === 'firewall vipgrp') groups.set(id, members)
  if (outer !== 'firewall vip') return
  const outside = namesOf(fields.get('extip'))
  tables.virtuals.set(id, {
    outside,
    outsideNames: fields.get('extaddr')?.words ?? [],
    inside: [...mappedFields.flatMap((name) => namesOf(fields.get(name))), ...entry.inner.flatMap(namesOf)],
    insideNames: [...(fields.get('mapped-addr')?.words ?? []), ...entry.inner.flatMap(objectNames)],
  })
  const addresses = section.endsWith('6') ? tables.addresses6 : tables.addresses
  addresses.set(id, outside[0] ?? unspecified)
}

/** What a virtual address is outside when it is the address of a card, or when objects say it. */
export const unspecified: Named = { matched: '0.0.0.0', strength: 'exact' }

/** Fields that say what stands behind a virtual address, in the same family or the other one. */
export const mappedFields = ['mappedip', 'ipv4-mappedip', 'ipv6-mappedip']

/** Addresses and ranges of a field; the unspecified address of a virtual address on an interface names nothing. */
export function namesOf(field: Field | undefined): readonly Named[] {
  const found: Named[] = []
  for (const word of field?.words ?? []) {
    const named = word === '0.0.0.0' || word === '::' ? undefined : nameOfLiteral(word)
    if (named) found.push(named)
  }
  return found
}

/** Words of a field that are no addresses: names of objects. */
export function objectNames(field: Field): readonly string[] {
  return field.words.filter((word) => !/^[\d.:a-f-]+$/i.test(word))
}

function addressOf(fields: Fields): Named | string {
  const type = fields.get('type')?.words[0] ?? 'ipmask'
  const word = (name: string, at = 0): string => fields.get(name)?.words[at] ?? ''
  switch (type) {
    case 'iprange':
    case 'multicastrange':
      return nameOfRange(word('start-ip'), word('end-ip')) ?? 'address iprange'
    case 'fqdn':
      return word('fqdn') === '' ? 'address fqdn' : nameOfHost(word('fqdn'))
    case 'wildcard':
      return nameOfMask(word('wildcard'), word('wildcard', 1)) ?? 'address wildcard'
    case 'ipmask':
    case 'broadcastmask':
    case 'interface-subnet': {
      if (!fields.has('subnet')) {
        // Older versions write a range without its type; an address without anything is every address.
        if (fields.has('start-ip')) return nameOfRange(word('start-ip'), word('end-ip')) ?? 'address iprange'
        return { matched: 'all', strength: 'any' }
      }
      const mask = word('subnet', 1)
      const named = mask === '' ? nameOfLiteral(word('subnet')) : nameOfMask(word('subnet'), mask)
      return named ?? 'address ipmask'
    }
  }
  return `address ${type.slice(0, 40)}`
}

function address6Of(fields: Fields): Named | string {
  const type = fields.get('type')?.words[0] ?? 'ipprefix'
  const word = (name: string): string => fields.get(name)?.words[0] ?? ''
  if (type === 'iprange') return nameOfRange(word('start-ip'), word('end-ip')) ?? 'address6 iprange'
  if (type === 'fqdn' && word('fqdn') !== '') return nameOfHost(word('fqdn'))
  if (type !== 'ipprefix') return `address6 ${type.slice(0, 40)}`
  if (!fields.has('ip6') || word('ip6') === '::/0') return { matched: 'all', strength: 'any' }
  return nameOfLiteral(word('ip6')) ?? 'address6 ipprefix'
}

function servicesOf(fields: Fields): readonly string[] {
  const found: string[] = []
  for (const protocol of ['tcp', 'udp', 'sctp']) {
    for (const range of fields.get(`${protocol}-portrange`)?.words ?? []) {
      // Ports of the source stand behind a colon.
      found.push(`${protocol}/${range.split(':')[0] ?? ''}`)
    }
  }
  const kind = fields.get('protocol')?.words[0]
  const number = fields.get('protocol-number')?.words[0]
  if (kind === 'ICMP' || kind === 'ICMP6') found.push('icmp')
  else if (kind === 'IP') found.push(number === undefined || number === '0' ? 'any' : number)
  return found
}

function isInexact(fields: Fields): boolean {
  const word = (name: string): string => fields.get(name)?.words[0] ?? ''
  if (word('protocol-number') !== '' || word('fqdn') !== '' || !/^(?:0\.0\.0\.0)?$/.test(word('iprange')))
    return true
  return ['tcp', 'udp', 'sctp'].some((protocol) =>
    fields.get(`${protocol}-portrange`)?.words.some((range) => range.includes(':')),
  )
}

/** `set end 18:00 2026/12/31`, local to the device. */
function endOf(field: Field | undefined): string | undefined {
  const found = /^(\d{2}:\d{2}) (\d{4})\/(\d{2})\/(\d{2})$/.exec(
    field?.words.slice(0, 2).join(' ').slice(0, 40) ?? '',
  )
  return found ? `${found[2] ?? ''}-${found[3] ?? ''}-${found[4] ?? ''}T${found[1] ?? ''}` : undefined
}
