import type { ArtefactKind, Role } from '../../../model/evidence.ts'
import { hostAndPort } from '../shared/naming.ts'
import { destinationOf, type Targets } from './destination.ts'
import { type Place, placeOf, withMask } from './place.ts'
import { addressIn, isDisabled, nameIn } from './pool.ts'
import type { Item, Node } from './schema.ts'
import type { Maker, More } from './scope.ts'
import { child, valueOf } from './tree.ts'

/**
 * Adds the references of properties that say more than that an address stands there. Notes in `done` what is not to be
 * swept again.
 */
export function addProperties(item: Item, maker: Maker, done: string[], targets: Targets): void {
  const { kind, node } = item
  const take = (key: string, as: ArtefactKind, role: Role, more?: More): void => {
    const property = child(node, key)
    const place = property && placeOf(property.words[1] ?? '')
    if (!place) return
    done.push(key)
    maker.place(as, role, place, property.line, more)
  }
  if (kind === 'ltm virtual') addVirtual(node, maker, done, targets)
  else if (kind === 'ltm virtual-address') {
    done.push('mask')
    const property = child(node, 'address')
    const place = placeOf(property?.words[1] ?? item.name)
    if (!place) return
    done.push('address')
    const address = withMask(place.address, valueOf(node, 'mask'))
    const disabled = valueOf(node, 'enabled') === 'no'
    addMasked(maker, 'vip', place, address, property?.line ?? node.line, { disabled })
  } else if (kind === 'ltm node') {
    const named = placeOf(item.name)
    const own = addressIn(node) ?? nameIn(node) ?? (named && { place: named, line: node.line })
    done.push('address', 'fqdn')
    if (own) maker.place('balancer-member', 'member', own.place, own.line, { disabled: isDisabled(node) })
  } else if (kind.startsWith('ltm monitor')) addMonitor(node, maker, done)
  else if (kind === 'ltm snat-translation') take('address', 'nat-rule', 'translated')
  else if (kind === 'ltm snatpool') {
    done.push('members')
    addList(child(node, 'members'), 'nat-rule', 'translated', maker)
  } else if (kind === 'ltm snat') {
    done.push('origins')
    addList(child(node, 'origins'), 'nat-rule', 'source', maker)
    take('translation', 'nat-rule', 'translated')
  } else if (kind === 'ltm nat') {
    const outside = placeOf(valueOf(node, 'translation-address') ?? '')?.address
    take('translation-address', 'nat-rule', 'destination')
    const via = outside === undefined ? undefined : [outside]
    take('originating-address', 'nat-rule', 'translated', { via })
  } else if (kind === 'net self') {
    // `10.1.1.5/24` is the device's own address with the length of its network.
    const property = child(node, 'address')
    const place = property && placeOf(withoutLength(property.words[1] ?? ''))
    if (!place) return
    done.push('address')
    maker.place('config-literal', 'literal', place, property.line)
  }
}

function addVirtual(node: Node, maker: Maker, done: string[], targets: Targets): void {
  done.push('destination', 'mask', 'source')
  const destination = child(node, 'destination') ?? child(node, 'traffic-matching-criteria')
  const disabled = child(node, 'disabled') !== undefined
  const protocol = valueOf(node, 'ip-protocol') ?? 'tcp'
  const place = destinationOf(node, targets)
  const service = place?.port === undefined ? protocol : `${protocol}/${place.port}`
  if (destination && place?.named !== undefined) {
    const { named: matched, address: covers, routeDomain } = place
    const { line } = destination
    const named = { matched, strength: 'exact' as const, role: 'vip' as const, line }
    maker.made('balancer-virtual', named, routeDomain, { service, disabled, covers, path: [matched] })
  } else if (destination && place) {
    const address = withMask(place.address, valueOf(node, 'mask'))
    addMasked(maker, 'vip', place, address, destination.line, { service, disabled })
  }
  const source = child(node, 'source')
  const from = source && placeOf(source.words[1] ?? '')
  if (!from) return
  const via = place ? [hostAndPort(place.address, place.port)] : undefined
  maker.place('balancer-virtual', 'source', from, source.line, { disabled, via })
}

function addMonitor(node: Node, maker: Maker, done: string[]): void {
  const property = child(node, 'destination')
  const place = property && placeOf(property.words[1] ?? '')
  if (!place) return
  done.push('destination')
  const service = place.port === undefined ? undefined : `tcp/${place.port}`
  maker.place('monitor-target', 'target', place, property.line, { service })
}

/** An address with a mask: a whole network when the mask says so, and every address for none. */
function addMasked(maker: Maker, role: Role, place: Place, address: string, line: number, more: More): void {
  if (address === place.address) return maker.place('balancer-virtual', role, place, line, more)
  if (address.endsWith('/0')) return
  const named = { matched: place.address, strength: 'subnet' as const, role, line }
  maker.made('balancer-virtual', named, place.routeDomain, { ...more, covers: address })
}

function addList(node: Node | undefined, kind: ArtefactKind, role: Role, maker: Maker): void {
  const take = (word: string, line: number): void => {
    const place = placeOf(word)
    if (place) maker.place(kind, role, place, line)
  }
  for (const at of node?.children ?? []) {
    const place = placeOf(at.words[0] ?? '')
    // `10.8.0.0 mask 255.255.0.0`, as older versions write an origin.
    const mask = at.words[1] === 'mask' ? at.words[2] : undefined
    if (place && mask !== undefined)
      maker.place(kind, role, { ...place, address: withMask(place.address, mask) }, at.line)
    else if (at.children) take(at.words[0] ?? '', at.line)
    else for (const word of at.words) take(word, at.line)
  }
}

function withoutLength(text: string): string {
  const slash = text.indexOf('/', 1)
  return slash < 0 ? text : text.slice(0, slash)
}
