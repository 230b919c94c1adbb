import { type HostNames, literalsIn } from '../../../algebra/evidence/literals.ts'
import type { ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { parseSpan } from '../../../lib/ip.ts'
import { secondsOf, trafficDomainOf } from './gather.ts'
import type { Command } from './schema.ts'

/** What a reference says beside its place. */
export type More = Pick<ReferenceFields, 'kind' | 'role' | 'name'> &
  Partial<Pick<ReferenceFields, 'service' | 'disabled' | 'via' | 'action' | 'host' | 'vrf' | 'ttlSeconds'>>
/** Adds a reference of the command at hand. */
export type Add = (place: string, more: More) => void

/** Addresses of a command that is about neither servers nor virtual servers. */
export function tellOther(
  { verb, object, words, options }: Command,
  add: Add,
  names: HostNames | undefined,
): void {
  const [name = '', second = '', third = ''] = words
  if (verb === 'add' && accessLists.has(object)) {
    return accessRule(name, second, options, add)
  }
  if (object === 'inat' && verb === 'add') {
    add(second, { kind: 'nat-rule', role: 'destination', name, action: 'inat' })
    add(third, { kind: 'nat-rule', role: 'translated', name, action: 'inat', via: [second] })
    return
  }
  if (verb === 'add' && addressRecords.has(object)) {
    const host = name.toLowerCase().replace(/\.$/, '')
    const ttlSeconds = secondsOf(options.get('ttl')?.[0])
    for (const place of words.slice(1)) {
      const type = place.includes(':') ? 'AAAA' : 'A'
      if (parseSpan(place))
        add(place, { kind: 'dns-record', role: 'target', name: `${host} ${type}`, host, ttlSeconds })
    }
    return
  }
  if (object === 'rnat') {
    // Later versions bind the outside addresses to a rule of its own name.
    const role = verb === 'bind' ? 'translated' : 'source'
    for (const place of placesOf(words)) add(place, { kind: 'nat-rule', role, name: 'rnat', action: 'rnat' })
    for (const place of options.get('natip') ?? [])
      add(place, { kind: 'nat-rule', role: 'translated', name: 'rnat', action: 'rnat' })
    return
  }
  const spoken = words.filter(maySay)
  const values: string[] = []
  for (const [key, list] of options)
    if (key !== 'netmask') for (const value of list) if (maySay(value)) values.push(value)
  if (spoken.length + values.length === 0) return
  const title =
    verb === ''
      ? undefined
      : (parseSpan(name) || name === '' ? object : `${object} ${name}`).trim().slice(0, 120)
  const more: More = { kind: 'config-literal', role: 'literal', name: title, vrf: trafficDomainOf(options) }
  const own = object === 'ns ip' || object === 'ns ip6'
  const places = own ? [name.replace(/\/\d{1,3}$/, '')] : placesOf(words)
  // A word that is no address is a name of something else.
  for (const place of places) if (parseSpan(place)) add(place, more)
  for (const place of values) if (parseSpan(place)) add(place, more)
  // Expressions of policies name addresses and hosts within a text.
  for (const text of [...spoken, ...values]) {
    if (parseSpan(text)) continue
    for (const { text: place } of literalsIn(text, names)) add(place, more)
  }
}

const accessLists: ReadonlySet<string> = new Set(['ns acl', 'ns acl6', 'ns simpleacl', 'ns simpleacl6'])
const addressRecords: ReadonlySet<string> = new Set(['dns addrec', 'dns arec', 'dns aaaarec'])

/** Whether a word can name an address or a host: not `DISABLED`, not `180`. */
function maySay(word: string): boolean {
  let letters = false
  let digits = false
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    if (code >= 48 && code <= 57) digits = true
    else if ((code | 32) >= 97 && (code | 32) <= 122) letters = true
    else return true
    if (letters && digits) return true
  }
  return false
}

/** `add ns acl NAME ALLOW -srcIP = 10.0.0.1-10.0.0.9 -destIP = 192.0.2.1 -destPort = 443 -protocol TCP`. */
function accessRule(name: string, action: string, options: Command['options'], add: Add): void {
  const values = (key: string): readonly string[] => {
    const [first = '', ...rest] = [...(options.get(key) ?? [])]
    // "All but" names nothing.
    if (first === '!=') return []
    return first === '=' ? rest : first === '' ? [] : [first, ...rest]
  }
  const port = values('destport')[0]
  const protocol = values('protocol')[0]?.toLowerCase()
  const service = port === undefined ? protocol : `${protocol ?? 'any'}/${port}`
  const disabled = options.get('state')?.[0]?.toUpperCase() === 'DISABLED'
  const vrf = trafficDomainOf(options)
  const more = { kind: 'firewall-rule', name, action: action.toLowerCase(), service, disabled, vrf } as const
  for (const [key, role] of [
    ['srcip', 'source'],
    ['srcipv6', 'source'],
    ['destip', 'destination'],
    ['destipv6', 'destination'],
  ] as const)
    for (const list of values(key)) for (const place of list.split(',')) add(place, { ...more, role })
}

/** Addresses among plain words; an address with a netmask behind it is its network. */
function placesOf(words: readonly string[]): readonly string[] {
  const found: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!maySay(word) || !parseSpan(word)) continue
    const mask = words[at + 1] ?? ''
    if (/^(?:255|254|252|248|240|224|192|128|0)\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(mask)) {
      found.push(mask === '255.255.255.255' ? word : `${word}/${mask}`)
      at++
    } else found.push(word)
  }
  return found
}
