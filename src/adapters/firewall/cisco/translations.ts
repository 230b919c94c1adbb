import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { nameOfLiteral } from '../shared/naming.ts'
import { nameOfMask, nameOfRange } from '../shared/masked-names.ts'
import type { Member } from '../shared/resolve.ts'
import { literalMember } from './side.ts'
import { portOf } from './ports.ts'
import { type CiscoConfiguration, interfaceKey, type Place, type Translation } from './schema.ts'

const none: readonly Member[] = []
const anyZones = ['any', 'any'] as const

/** `nat (in,out) static X`, within an object. */
export function readObjectNat(
  object: string,
  words: readonly string[],
  place: Place,
  known: CiscoConfiguration,
): boolean {
  const zones = zonesOf(words[1])
  const kind = words[2]
  if (!zones || (kind !== 'static' && kind !== 'dynamic')) return false
  const mapped = words[3] === 'pat-pool' ? words[4] : words[3]
  if (mapped === undefined) return false
  const other = mapped === 'interface' ? interfaceKey(zones[1]) : (nameOfLiteral(mapped) ?? mapped)
  const service = words.indexOf('service')
  add(known, place, `object ${object}`, kind, {
    ...(kind === 'static' ? { outside: [other], inside: [object] } : { source: [object], inside: [other] }),
    ...(service > 0 ? { service: `${words[service + 1] ?? ''}/${portOf(words[service + 3] ?? '')}` } : {}),
    ...(known.owners.has(object) ? { owner: known.owners.get(object) ?? '' } : {}),
  })
  const command = [words[1], 'source', kind, object, ...words.slice(3)].join(' ')
  known.commands.set(command, known.translations.slice(-1))
  return true
}

/** `nat (a,b) source static A B destination static C D`: C is what is asked for, D is what stands behind it. */
export function readTwiceNat(all: readonly string[], place: Place, known: CiscoConfiguration): boolean {
  // What is said of a rule may have the words of one.
  const said = all.indexOf('description')
  const words = said < 0 ? all : all.slice(0, said)
  // Without interfaces it is for any of them.
  const zones = words[1] === 'source' ? anyZones : zonesOf(words[1])
  const source = words.indexOf('source')
  if (!zones || source < 0 || source > 5) return readOldNat(words, place, known)
  const kind = words[source + 1] === 'static' ? 'static' : 'dynamic'
  const real = words[source + 2] ?? ''
  const mapped = words[source + 3] === 'pat-pool' ? (words[source + 4] ?? '') : (words[source + 3] ?? '')
  const member = (word: string, zone: string): Member =>
    word === 'any' ? { matched: 'any', strength: 'any' } : word === 'interface' ? interfaceKey(zone) : word
  const owner = said < 0 ? undefined : ownerInText(place.text)
  const more = {
    ...(words.includes('inactive') ? { disabled: true } : {}),
    ...(owner === undefined ? {} : { owner }),
  }
  const name = `${zones[0]} to ${zones[1]}`
  const [from, to] = [member(real, zones[0]), member(mapped, zones[1])]
  if (real === mapped) add(known, place, name, kind, { source: [from], ...more })
  else if (kind === 'static') add(known, place, name, kind, { outside: [to], inside: [from], ...more })
  else add(known, place, name, kind, { source: [from], inside: [to], ...more })
  const destination = words.indexOf('destination')
  if (destination > 0) {
    const asked = member(words[destination + 2] ?? '', zones[0])
    const next = destination + (words[destination + 3] === 'ipv6' ? 4 : 3)
    const behind = words[next] ?? ''
    const inside = behind === words[destination + 2] ? none : [member(behind, zones[1])]
    add(known, place, name, kind, { outside: [asked], inside, ...more })
  }
  return true
}

/** `nat (inside) 1 10.0.0.0 255.0.0.0`, as before version 8.3. */
function readOldNat(words: readonly string[], place: Place, known: CiscoConfiguration): boolean {
  const zone = words[1] ?? ''
  if (!/^\([^(),]{1,60}\)$/.test(zone)) return false
  if (words[3] === 'access-list') return true
  // `0 0` is every address.
  const whole = (word: string): string => (word === '0' ? '0.0.0.0' : word)
  const named = literalMember(whole(words[3] ?? ''), whole(words[4] ?? '255.255.255.255'), known)
  if (!named) return false
  add(known, place, `nat ${zone} ${words[2] ?? ''}`, 'dynamic', { source: [named] })
  return true
}

/**
 * `static (in,out) [tcp] OUTSIDE [port] INSIDE [port] netmask M`, `global (out) 1 …` and `alias (in) …`, as before
 * version 8.3.
 */
export function readOldStatic(words: readonly string[], place: Place, known: CiscoConfiguration): boolean {
  if (words[0] === 'alias') {
    const [, zone = '', asked = '', behind = '', mask] = words
    const [outside, inside] = [literalMember(asked, mask, known), literalMember(behind, mask, known)]
    if (!outside || !inside) return false
    add(known, place, `alias ${zone}`, 'static', { outside: [outside], inside: [inside] })
    return true
  }
  if (words[0] === 'global') {
    const [, zone = '', id = '', pool = ''] = words
    const named = pool === 'interface' ? interfaceKey(zone.slice(1, -1)) : nameOfLiteral(pool)
    if (named === undefined) return false
    add(known, place, `global ${zone} ${id}`, 'pool', { inside: [named] })
    return true
  }
  const zones = zonesOf(words[1])
  if (!zones) return false
  const ported = words[2] === 'tcp' || words[2] === 'udp'
  const [outer, inner] = ported ? [words[3], words[5]] : [words[2], words[3]]
  const listed = inner === 'access-list'
  const mask = words[words.indexOf('netmask') + 1]
  const masked = words.includes('netmask') ? mask : undefined
  const outside = outer === 'interface' ? interfaceKey(zones[1]) : literalMember(outer ?? '', masked, known)
  // What stands behind it is the source of that list.
  const inside = listed ? undefined : literalMember(inner ?? '', masked, known)
  if (outside === undefined || (!inside && !listed)) return false
  add(known, place, `static ${words[1] ?? ''}`, 'static', {
    outside: [outside],
    inside: inside ? [inside] : none,
    ...(ported ? { service: `${words[2] ?? ''}/${portOf(words[4] ?? '')}` } : {}),
  })
  return true
}

/** `ip nat inside source static …`, `ip nat pool …` of IOS. */
export function readIosNat(all: readonly string[], place: Place, known: CiscoConfiguration): boolean {
  // `ip nat source …` is for interfaces that know neither inside nor outside.
  const words = all[2] === 'source' ? ['ip', 'nat', 'inside', ...all.slice(2)] : all
  if (words[2] === 'pool') {
    const named = nameOfRange(words[4] ?? '', words[5] ?? '')
    if (!named) return words[4] === 'netmask' || words[4] === 'prefix-length' || words[4] === undefined
    add(known, place, `pool ${words[3] ?? ''}`, 'pool', { inside: [named] })
    return true
  }
  if ((words[2] !== 'inside' && words[2] !== 'outside') || words[4] === undefined) {
    return /^(?:translation|log|service|switchover|create|settings|stateful|inside|outside|portmap|enable|name|piggyback-support|allow-static-host)$/.test(
      words[2] ?? '',
    )
  }
  // What a list selects and a pool gives stands in the list and in the pool.
  if (words[4] !== 'static') return words[4] === 'list' || words[4] === 'route-map'
  const vrfAt = words.indexOf('vrf')
  const vrf = vrfAt > 0 ? words[vrfAt + 1] : undefined
  const kind = words[5] ?? ''
  const ported = kind === 'tcp' || kind === 'udp'
  const network = kind === 'network'
  // `static esp` names a protocol without ports.
  const typed = network || kind === 'esp'
  const first = words[ported || typed ? 6 : 5] ?? ''
  const second = words[ported ? 8 : typed ? 7 : 6] ?? ''
  const mask = network ? (words[8] ?? '') : ''
  const named = (text: string): Member | undefined =>
    mask.startsWith('/')
      ? nameOfLiteral(text + mask)
      : mask === ''
        ? nameOfLiteral(text)
        : nameOfMask(text, mask)
  const port = words[ported ? (second === 'interface' ? 10 : 9) : words.length]
  const one = named(first)
  const other = second === 'interface' ? interfaceKey(words[ported ? 9 : typed ? 8 : 7] ?? '') : named(second)
  if (one === undefined || other === undefined) return false
  const swapped = words[2] === 'outside'
  add(known, place, `${words[2]} static`, 'static', {
    outside: [swapped ? one : other],
    inside: [swapped ? other : one],
    ...(ported ? { service: `${kind}/${port ?? ''}` } : kind === 'esp' ? { service: kind } : {}),
    ...(vrf === undefined ? {} : { vrf }),
  })
  return true
}

function add(
  known: CiscoConfiguration,
  place: Place,
  name: string,
  action: Translation['action'],
  found: Partial<Translation>,
): void {
  const { line, text } = place
  known.translations.push({ outside: none, inside: none, source: none, ...found, line, text, name, action })
}

/** The interfaces of `(inside,outside)`. */
export function zonesOf(word: string | undefined): readonly [string, string] | undefined {
  const found = /^\(([^(),]{1,60}),([^(),]{1,60})\)$/.exec(word ?? '')
  return found ? [found[1] ?? '', found[2] ?? ''] : undefined
}
