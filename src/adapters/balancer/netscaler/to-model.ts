import { type HostNames, literalsIn } from '../../../algebra/evidence/literals.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { isSelfOrGroup, parseSpan } from '../../../lib/ip.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { namingOf } from '../shared/naming.ts'
import { domainsOf, frontsOf, isServerOff } from './fronts.ts'
import { secondsOf, trafficDomainOf } from './gather.ts'
import type { Command, NetScaler } from './schema.ts'

/** What references of a file need beside its commands. */
interface Around {
  readonly file: string
  readonly lines: readonly Line[]
  readonly names: HostNames | undefined
  readonly headOwner: string | undefined
}

/** References of a configuration: servers with what stands before them, virtual servers, and every other command. */
export function referencesOf(
  state: NetScaler,
  others: readonly Command[],
  { file, lines, names, headOwner }: Around,
): readonly Reference[] {
  const found: Reference[] = []
  const device = state.host ?? file
  const told = new Set<string>()
  const add: Add = (line, place, more, comment) => {
    const named = namingOf(place)
    if (!named || named.strength === 'any') return
    // An option that says again what the command says is no artefact of its own.
    const key = `${line} ${place}`
    if (more.role === 'literal' && (told.has(key) || isLocal(place))) return
    told.add(key)
    const said = comment === undefined ? undefined : ownerInText(comment)
    const ownerHint = said ?? headOwner
    found.push(
      makeReference({
        device,
        file,
        line,
        text: excerpt(lines[line - 1]?.text.trim() ?? ''),
        matched: named.matched,
        strength: named.strength,
        host: more.host ?? named.host,
        ownerHint,
        ownerHintBasis: ownerHint === undefined ? undefined : said === undefined ? 'file-head' : 'comment',
        kind: more.kind,
        role: more.role,
        name: more.name,
        service: more.service,
        action: more.action,
        disabled: more.disabled,
        via: more.via,
        vrf: more.vrf,
        ttlSeconds: more.ttlSeconds,
      }),
    )
  }
  const before = frontsOf(state)
  for (const [key, backend] of state.backends) {
    const { name, address, line, comment, services, pools, vrf } = backend
    const via = new Set<string>()
    for (const pool of pools) for (const front of before(pool)) via.add(front)
    add(
      line,
      address,
      {
        kind: 'balancer-member',
        role: 'member',
        name,
        service: services.size === 0 ? undefined : [...services].sort().join(','),
        disabled: isServerOff(state, key, backend),
        via: [...via].sort(),
        vrf,
      },
      comment,
    )
  }
  for (const { name, address, line, disabled, comment, service, vrf } of state.fronts.values())
    add(line, address, { kind: 'balancer-virtual', role: 'vip', name, service, disabled, vrf }, comment)
  for (const [service, { address, line }] of state.answers)
    for (const { name, ttlSeconds } of domainsOf(state, service))
      add(line, address, { kind: 'dns-record', role: 'target', name: `${name} A`, host: name, ttlSeconds })
  for (const command of others) other(command, add, names)
  return found.sort((a, b) => a.line - b.line)
}

type More = Pick<ReferenceFields, 'kind' | 'role' | 'name'> &
  Partial<Pick<ReferenceFields, 'service' | 'disabled' | 'via' | 'action' | 'host' | 'vrf' | 'ttlSeconds'>>
type Add = (line: number, place: string, more: More, comment?: string) => void

function other(
  { verb, object, words, options, line }: Command,
  add: Add,
  names: HostNames | undefined,
): void {
  const [name = '', second = '', third = ''] = words
  if (/^ns (?:acl|acl6|simpleacl|simpleacl6)$/.test(object) && verb === 'add') {
    return accessRule(name, second, options, line, add)
  }
  if (object === 'inat' && verb === 'add') {
    add(line, second, { kind: 'nat-rule', role: 'destination', name, action: 'inat' })
    add(line, third, { kind: 'nat-rule', role: 'translated', name, action: 'inat', via: [second] })
    return
  }
  if (/^dns (?:add|a|aaaa)rec$/.test(object) && verb === 'add') {
    const host = name.toLowerCase().replace(/\.$/, '')
    const ttlSeconds = secondsOf(options.get('ttl')?.[0])
    for (const place of words.slice(1)) {
      const type = place.includes(':') ? 'AAAA' : 'A'
      if (parseSpan(place))
        add(line, place, { kind: 'dns-record', role: 'target', name: `${host} ${type}`, host, ttlSeconds })
    }
    return
  }
  if (object === 'rnat') {
    // Later versions bind the outside addresses to a rule of its own name.
    const role = verb === 'bind' ? 'translated' : 'source'
    for (const place of placesOf(words))
      add(line, place, { kind: 'nat-rule', role, name: 'rnat', action: 'rnat' })
    for (const place of options.get('natip') ?? [])
      add(line, place, { kind: 'nat-rule', role: 'translated', name: 'rnat', action: 'rnat' })
    return
  }
  const title =
    verb === ''
      ? undefined
      : [object, parseSpan(name) ? '' : name]
          .filter((one) => one !== '')
          .join(' ')
          .slice(0, 120)
  const vrf = trafficDomainOf(options)
  const values: string[] = []
  for (const [key, list] of options) if (key !== 'netmask') for (const value of list) values.push(value)
  const places = /^ns ip6?$/.test(object) ? [(words[0] ?? '').replace(/\/\d{1,3}$/, '')] : placesOf(words)
  for (const place of [...places, ...values]) {
    // A word that is no address is a name of something else.
    if (parseSpan(place)) add(line, place, { kind: 'config-literal', role: 'literal', name: title, vrf })
  }
  // Expressions of policies name addresses and hosts within a text.
  for (const text of [...words, ...values]) {
    if (parseSpan(text)) continue
    for (const { text: place } of literalsIn(text, names))
      add(line, place, { kind: 'config-literal', role: 'literal', name: title, vrf })
  }
}

/** `add ns acl NAME ALLOW -srcIP = 10.0.0.1-10.0.0.9 -destIP = 192.0.2.1 -destPort = 443 -protocol TCP`. */
function accessRule(name: string, action: string, options: Command['options'], line: number, add: Add): void {
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
    for (const list of values(key)) for (const place of list.split(',')) add(line, place, { ...more, role })
}

/** Addresses among plain words; an address with a netmask behind it is its network. */
function placesOf(words: readonly string[]): readonly string[] {
  const found: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!parseSpan(word)) continue
    const mask = words[at + 1] ?? ''
    if (/^(?:255|254|252|248|240|224|192|128|0)\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(mask)) {
      found.push(mask === '255.255.255.255' ? word : `${word}/${mask}`)
      at++
    } else found.push(word)
  }
  return found
}

function isLocal(place: string): boolean {
  const span = parseSpan(place)
  return span !== undefined && isSelfOrGroup(span.low)
}
