import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import type { Reference } from '../../../model/evidence.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import type { Resolve } from '../shared/resolve.ts'
import type { Balancing, LbFront, LbMember } from './balancer.ts'
import type { OwnerHint, Placed } from './schema.ts'

/** What the references of balancers share with those of rules. */
export interface Around {
  readonly file: string
  readonly places: MaskedPlaces
  readonly tally: Tally
  readonly resolve: Resolve
  readonly asTold: (named: Named) => ToldName
}

/** A member of a side as a reference shows it: names without escapes, groups by their display names. */
export type ToldName = Pick<ReferenceFields, 'matched' | 'strength' | 'covers' | 'host' | 'path'>

type More = Pick<ReferenceFields, 'kind' | 'role' | 'name' | 'service' | 'action' | 'disabled' | 'via'>

/** References of virtual servers, of who may connect to them, and of the members of pools with what stands before them. */
export function balancerReferences(
  { pools, fronts, before: elsewhere, udp }: Balancing,
  { file, places, tally, resolve, asTold }: Around,
): readonly Reference[] {
  const found: Reference[] = []
  const add = (
    named: Named,
    at: number,
    owner: OwnerHint | undefined,
    more: Partial<More> & Common,
  ): void => {
    if (named.strength === 'any') return
    const line = places.lineAt(at)
    const { matched, strength, covers, host, path } = asTold(named)
    found.push(
      makeReference({
        kind: more.kind,
        device: file,
        file,
        line: line.number,
        text: line.text.slice(0, 400),
        matched,
        strength,
        role: more.role,
        name: more.name,
        service: more.service,
        action: more.action,
        disabled: more.disabled,
        covers,
        host,
        path,
        via: more.via,
        ownerHint: owner?.name,
        ownerHintBasis: owner?.basis,
      }),
    )
  }
  const membersOf = (side: Placed): readonly Named[] => {
    const literal = nameOfLiteral(side.text)
    return literal ? [literal] : resolve([side.text], (what) => tally.note(what, places.lineAt(side.at)))
  }
  const before = new Map<string, LbFront[]>()
  for (const front of fronts) {
    const { address, access, name, owner, disabled } = front
    const service = serviceOf(front.ports, udp.has(front.profile) || /udp/i.test(front.profile))
    for (const path of front.pools) {
      const asking = before.get(path)
      if (asking) asking.push(front)
      else before.set(path, [front])
    }
    const named = address && nameOfLiteral(address.text)
    if (address && named)
      add(named, address.at, owner, { kind: 'balancer-virtual', role: 'vip', name, service, disabled })
    else if (address) tally.note('address that is not in the file', places.lineAt(address.at))
    if (!access) continue
    const { action } = access
    for (const one of membersOf(access.group))
      add(one, access.group.at, owner, {
        kind: 'firewall-rule',
        role: 'source',
        name,
        service,
        action,
        disabled,
      })
  }
  for (const [path, { name, members, group, groupPort, customized, owner }] of pools) {
    const asking = before.get(path) ?? []
    const via = [...new Set([...viaOf(asking), ...(elsewhere.get(path) ?? [])])].sort()
    const isUdp = asking.some(({ profile }) => udp.has(profile) || /udp/i.test(profile))
    const ports = portsOf(asking)
    const more = { kind: 'balancer-member', role: 'member', name, via } as const
    const addMember = ({ text, at, port, disabled }: LbMember, usual: readonly string[]): void => {
      const named = nameOfLiteral(text)
      const service = serviceOf(port === undefined ? usual : [port], isUdp)
      if (named) add(named, at, owner, { ...more, service, disabled })
      else tally.note('address that is not in the file', places.lineAt(at))
    }
    for (const member of members) addMember(member, ports)
    const usual = groupPort === undefined ? ports : [groupPort]
    const own = new Map(customized.map((one) => [one.text, one]))
    for (const one of group ? membersOf(group) : []) {
      const { port, disabled } = own.get(one.matched) ?? {}
      own.delete(one.matched)
      const service = serviceOf(port === undefined ? usual : [port], isUdp)
      add(one, group?.at ?? 0, owner, { ...more, service, disabled })
    }
    // What only the manager can work out of a group is still named where an operator set it.
    for (const member of own.values()) addMember(member, usual)
  }
  return found
}

/** Addresses before one pool, and its ports, beyond which they are not listed. */
const mostBefore = 500

type Common = Pick<More, 'kind' | 'role' | 'name'>

function serviceOf(ports: readonly string[], udp: boolean): string | undefined {
  return ports.length === 0 ? undefined : `${udp ? 'udp' : 'tcp'}/${ports.join(',')}`
}

/** Ports of members that name none: those of the virtual servers. */
function portsOf(fronts: readonly LbFront[]): readonly string[] {
  const found = new Set<string>()
  for (const { memberPorts, ports } of fronts)
    for (const port of memberPorts.length > 0 ? memberPorts : ports)
      if (found.size < mostBefore) found.add(port)
  return [...found]
}

/** `192.0.2.80:443` of each virtual server. */
export function viaOf(fronts: readonly LbFront[]): readonly string[] {
  const found = new Set<string>()
  for (const { address, ports } of fronts) {
    if (found.size >= mostBefore) break
    if (!address || nameOfLiteral(address.text)?.strength !== 'exact') continue
    const host = address.text.includes(':') ? `[${address.text}]` : address.text
    if (ports.length === 0) found.add(host)
    for (const port of ports) if (found.size < mostBefore) found.add(`${host}:${port}`)
  }
  return [...found]
}
