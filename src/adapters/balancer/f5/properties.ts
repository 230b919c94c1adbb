import type { ArtefactKind, Reference, Role } from '../../../model/evidence.ts'
import { hostAndPort } from '../shared/naming.ts'
import { destinationOf } from './destination.ts'
import { type Place, placeOf, withMask } from './place.ts'
import { addressIn, isDisabled, nameIn } from './pool.ts'
import type { Item, Node } from './schema.ts'
import type { Maker, More } from './scope.ts'
import { child, membersOf, valueOf } from './tree.ts'

/**
 * References from the properties of an object that say more than that an address stands there. Notes in `done` what is
 * not to be swept again.
 */
export function* propertiesOf(
  item: Item,
  maker: Maker,
  done: Set<string>,
  addresses: ReadonlyMap<string, Item>,
): Iterable<Reference> {
  const { kind, node } = item
  const take = function* (key: string, as: ArtefactKind, role: Role, more?: More): Iterable<Reference> {
    const property = child(node, key)
    const place = placeOf(property?.words[1] ?? '')
    if (!property || !place) return
    done.add(key)
    const made = maker.place(as, role, place, property.line, more)
    if (made) yield made
  }
  if (kind === 'ltm virtual') yield* virtual(node, maker, done, addresses)
  else if (kind === 'ltm virtual-address') {
    done.add('mask')
    const property = child(node, 'address')
    const place = placeOf(property?.words[1] ?? item.name)
    if (!place) return
    done.add('address')
    const address = withMask(place.address, valueOf(node, 'mask'))
    const disabled = valueOf(node, 'enabled') === 'no'
    yield* maybe(masked(maker, 'vip', place, address, property?.line ?? node.line, { disabled }))
  } else if (kind === 'ltm node') {
    const own = addressIn(node) ?? nameIn(node)
    done.add('address').add('fqdn')
    if (own) {
      yield* maybe(
        maker.place('balancer-member', 'member', own.place, own.line, { disabled: isDisabled(node) }),
      )
    }
  } else if (kind.startsWith('ltm monitor')) yield* monitor(node, maker, done)
  else if (kind === 'ltm snat-translation') yield* take('address', 'nat-rule', 'translated')
  else if (kind === 'ltm snatpool') {
    done.add('members')
    yield* list(child(node, 'members'), 'nat-rule', 'translated', maker)
  } else if (kind === 'ltm snat') {
    done.add('origins')
    yield* list(child(node, 'origins'), 'nat-rule', 'source', maker)
    yield* take('translation', 'nat-rule', 'translated')
  } else if (kind === 'ltm nat') {
    const outside = placeOf(valueOf(node, 'translation-address') ?? '')?.address
    yield* take('translation-address', 'nat-rule', 'destination')
    const via = outside === undefined ? undefined : [outside]
    yield* take('originating-address', 'nat-rule', 'translated', { via })
  } else if (kind === 'net self') {
    // `10.1.1.5/24` is the device's own address with the length of its network.
    const property = child(node, 'address')
    const place = placeOf(withoutLength(property?.words[1] ?? ''))
    if (!property || !place) return
    done.add('address')
    yield* maybe(maker.place('config-literal', 'literal', place, property.line))
  }
}

function* virtual(
  node: Node,
  maker: Maker,
  done: Set<string>,
  addresses: ReadonlyMap<string, Item>,
): Iterable<Reference> {
  done.add('destination').add('mask').add('source')
  const destination = child(node, 'destination')
  const disabled = child(node, 'disabled') !== undefined
  const protocol = valueOf(node, 'ip-protocol') ?? 'tcp'
  const place = destinationOf(node, addresses)
  if (destination && place?.named !== undefined) {
    const service = place.port === undefined ? protocol : `${protocol}/${place.port}`
    const named = {
      matched: place.named,
      strength: 'exact' as const,
      role: 'vip' as const,
      line: destination.line,
    }
    const more = { service, disabled, covers: place.address, path: [place.named] }
    yield maker.made('balancer-virtual', named, place.routeDomain, more)
  } else if (destination && place) {
    const service = place.port === undefined ? protocol : `${protocol}/${place.port}`
    const address = withMask(place.address, valueOf(node, 'mask'))
    yield* maybe(masked(maker, 'vip', place, address, destination.line, { service, disabled }))
  }
  const source = child(node, 'source')
  const from = placeOf(source?.words[1] ?? '')
  if (!source || !from) return
  const via = place ? [hostAndPort(place.address, place.port)] : undefined
  yield* maybe(maker.place('balancer-virtual', 'source', from, source.line, { disabled, via }))
}

function* monitor(node: Node, maker: Maker, done: Set<string>): Iterable<Reference> {
  const property = child(node, 'destination')
  const place = placeOf(property?.words[1] ?? '')
  if (!property || !place) return
  done.add('destination')
  const service = place.port === undefined ? undefined : `tcp/${place.port}`
  yield* maybe(maker.place('monitor-target', 'target', place, property.line, { service }))
}

/** An address with a mask: a whole network when the mask says so, and every address for none. */
function masked(
  maker: Maker,
  role: Role,
  place: Place,
  address: string,
  line: number,
  more: More,
): Reference | undefined {
  if (address === place.address) return maker.place('balancer-virtual', role, place, line, more)
  if (address.endsWith('/0')) return undefined
  const named = { matched: place.address, strength: 'subnet' as const, role, line }
  return maker.made('balancer-virtual', named, place.routeDomain, { ...more, covers: address })
}

function* list(node: Node | undefined, kind: ArtefactKind, role: Role, maker: Maker): Iterable<Reference> {
  for (const [word, at] of membersOf(node)) {
    const place = placeOf(word)
    if (place) yield* maybe(maker.place(kind, role, place, at.line))
  }
}

function* maybe(reference: Reference | undefined): Iterable<Reference> {
  if (reference) yield reference
}

function withoutLength(text: string): string {
  const slash = text.indexOf('/', 1)
  return slash < 0 ? text : text.slice(0, slash)
}
