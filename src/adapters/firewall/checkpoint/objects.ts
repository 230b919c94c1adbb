import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'
import { nameOfHost, nameOfMask, nameOfRange, nameOfWildcard } from '../shared/masked-names.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import type { Member } from '../shared/resolve.ts'
import { rangesOf, translationOf } from './machines.ts'
import { machineTypes, noteMark, type Objects, resolvedElsewhere } from './schema.ts'
import { type Heard, heardOutside, isHollow, uidOf } from './told.ts'

/** Everything of a file that has a uid and is no rule. */
export function makeObjects(
  nodes: ReadonlyMap<string, JsonNode>,
  places: MaskedPlaces,
  heard: Heard,
): Objects {
  const labels = new Map<string, string>()
  const byLabel = new Map<string, JsonNode>()
  for (const [uid, node] of nodes) {
    const name = places.plain(stringOf(memberOf(node, 'name')) ?? uid).slice(0, 200)
    const label = byLabel.has(name) ? `${name} (${uid.slice(0, 8)})` : name
    labels.set(uid, label)
    byLabel.set(label, node)
  }
  const outsides = new Map<string, string>()
  return {
    outsideOf(label) {
      const outside = `${label} (outside)`
      outsides.set(outside, label)
      return outside
    },
    labelOf(node) {
      const uid = stringOf(node) ?? stringOf(memberOf(node, 'uid'))
      const known = uid === undefined ? undefined : labels.get(uid)
      return known ?? places.plain(stringOf(memberOf(node, 'name')) ?? uid ?? '').slice(0, 200)
    },
    labels: () => byLabel.keys(),
    nodeOf: (label) => byLabel.get(label),
    typeOf: (label) => typeOf(byLabel.get(label)),
    membersOf(label) {
      const node = byLabel.get(label)
      const outside = outsides.get(label)
      if (outside !== undefined) return addressesOutside(byLabel.get(outside), heard)
      if (!node && label === 'Any') return [{ matched: 'any', strength: 'any' }]
      // What only another file says; an object that nothing here names has its uid for a label.
      const said = node && !isHollow(node) ? undefined : heard.get(node ? uidOf(node) : label)
      if (said) return said
      return node && contentOf(node, (one) => this.labelOf(one), places)
    },
  }
}

/** What a machine or network is translated to by itself; nothing where it hides behind the gateway. */
function addressesOutside(node: JsonNode | undefined, heard: Heard): readonly Member[] {
  const addresses = translationOf(node)?.addresses ?? heardOutside(heard, node)
  return addresses ?? [`${noteMark}automatic translation without its address`]
}

function typeOf(node: JsonNode | undefined): string {
  return stringOf(memberOf(node, 'type')) ?? ''
}

function contentOf(
  node: JsonNode,
  labelOf: (node: JsonNode) => string,
  places: MaskedPlaces,
): readonly Member[] {
  const text = (name: string): string => stringOf(memberOf(node, name)) ?? ''
  const type = typeOf(node)
  if (machineTypes.test(type)) return addressesOf(node)
  switch (type) {
    case 'network':
      return noneIsNoted('network without an address', networksOf(node, text))
    case 'address-range':
    case 'multicast-address-range':
      return noneIsNoted('range without addresses', [
        ...literals(text('ipv4-address'), text('ipv6-address')),
        ...present(nameOfRange(text('ipv4-address-first'), text('ipv4-address-last'))),
        ...present(nameOfRange(text('ipv6-address-first'), text('ipv6-address-last'))),
      ])
    case 'wildcard':
      return noneIsNoted('wildcard that is no prefix', [
        ...present(nameOfWildcard(text('ipv4-address'), text('ipv4-mask-wildcard'))),
      ])
    case 'group':
    case 'service-group': {
      const members = memberOf(node, 'members')
      if (members) return itemsOf(members).map(labelOf)
      return noneIsNoted('group without its members', rangesOf(memberOf(node, 'ranges')))
    }
    case 'group-with-exclusion': {
      const include = memberOf(node, 'include')
      return [...(include ? [labelOf(include)] : []), `${noteMark}group with exceptions`]
    }
    case 'dns-domain': {
      const name = text('name').replace(/^\./, '')
      const parts = memberOf(node, 'is-sub-domain')?.value === true
      if (parts || name === '') return [`${noteMark}domain with all below it`]
      return [nameOfHost(places.plain(name))]
    }
    case 'CpmiAnyObject':
      return [{ matched: 'any', strength: 'any' }]
    case 'Global':
      return text('name') === 'Any' ? [{ matched: 'any', strength: 'any' }] : []
    default: {
      if (text('name') === 'Any') return [{ matched: 'any', strength: 'any' }]
      const known = resolvedElsewhere.get(type)
      const own = known === undefined ? addressesOf(node) : []
      return own.some((one) => typeof one !== 'string') ? own : [`${noteMark}${known ?? namedType(type)}`]
    }
  }
}

function addressesOf(node: JsonNode): readonly Member[] {
  const at = (name: string): string => stringOf(memberOf(node, name)) ?? ''
  return noneIsNoted('machine without an address', literals(at('ipv4-address'), at('ipv6-address')))
}

function networksOf(node: JsonNode, text: (name: string) => string): readonly Named[] {
  const length = (name: string): number | undefined => {
    const value = memberOf(node, name)?.value
    return typeof value === 'number' ? value : undefined
  }
  const v4 = text('subnet4')
  const bits = length('mask-length4')
  const whole = (base: string, mask: number | undefined): Named | undefined =>
    base === '' || mask === undefined ? undefined : nameOfLiteral(`${base}/${mask}`)
  return [
    ...present(bits === undefined ? nameOfMask(v4, text('subnet-mask')) : whole(v4, bits)),
    ...present(whole(text('subnet6'), length('mask-length6'))),
  ]
}

function literals(...texts: readonly string[]): readonly Named[] {
  return texts.flatMap((text) => (text === '' ? [] : (nameOfLiteral(text) ?? [])))
}

function present(named: Named | undefined): readonly Named[] {
  return named ? [named] : []
}

function noneIsNoted(note: string, found: readonly Named[]): readonly Member[] {
  return found.length > 0 ? found : [`${noteMark}${note}`]
}

function namedType(type: string): string {
  return /^[A-Za-z][A-Za-z0-9-]{0,50}$/.test(type) ? `object of the type ${type}` : 'object of another type'
}
