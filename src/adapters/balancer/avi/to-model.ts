import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import type { Reference } from '../../../model/evidence.ts'
import { hostAndPort, namingOf } from '../shared/naming.ts'
import { behindKey } from './names.ts'
import type { AviAddress, AviConfig, AviPool, AviService } from './schema.ts'

type More = Pick<ReferenceFields, 'kind' | 'role' | 'name'> &
  Partial<Pick<ReferenceFields, 'service' | 'disabled' | 'via' | 'ownerHint' | 'vrf' | 'host'>>

/** References of virtual services, of pools with what stands before them, and of every other object. */
export function referencesOf(config: AviConfig, file: string, places: MaskedPlaces): readonly Reference[] {
  const found: Reference[] = []
  /** Places that were told already. */
  const told = new Set<number>()
  const add = (address: string, at: number, more: More): void => {
    const named = namingOf(address)
    if (!named || named.strength === 'any') return
    if (more.role !== 'literal') told.add(at)
    else if (told.has(at)) return
    const line = places.lineAt(at)
    found.push(
      makeReference({
        device: file,
        file,
        line: line.number,
        text: line.text.slice(0, 400),
        matched: named.matched,
        strength: named.strength,
        ...more,
        host: more.host ?? named.host,
        ownerHintBasis: more.ownerHint === undefined ? undefined : 'description',
      }),
    )
  }
  const before = new Map<AviPool, Set<string>>()
  for (const service of config.services) {
    const { name, ports, protocol, enabled, owner, vrf } = service
    const addresses = addressesOf(service, config)
    const said = ports.length === 0 ? undefined : `${protocol}/${ports.join(',')}`
    for (const { address, at } of addresses)
      add(address, at, {
        kind: 'balancer-virtual',
        role: 'vip',
        name,
        service: said,
        disabled: !enabled,
        ownerHint: owner,
        vrf,
      })
    const fronts = addresses.flatMap(({ address }) => ports.map((port) => hostAndPort(address, port)))
    for (const pool of poolsBehind(service, config)) {
      const known = before.get(pool) ?? new Set<string>()
      before.set(pool, known)
      for (const front of fronts) known.add(front)
    }
  }
  for (const pool of new Set(config.pools.values())) {
    const via = [...(before.get(pool) ?? [])].sort()
    for (const { address, at, port = pool.port, enabled } of pool.servers)
      add(address, at, {
        kind: 'balancer-member',
        role: 'member',
        name: pool.name,
        service: port === undefined ? undefined : `tcp/${port}`,
        disabled: !enabled || !pool.enabled,
        via,
        ownerHint: pool.owner,
        vrf: pool.vrf,
      })
  }
  for (const { address, at, host } of config.answers)
    add(address, at, {
      kind: 'dns-record',
      role: 'target',
      name: `${host} ${address.includes(':') ? 'AAAA' : 'A'}`,
      host,
    })
  for (const { text, at, name } of config.literals)
    add(text, at, { kind: 'config-literal', role: 'literal', name })
  return found
}

function addressesOf(service: AviService, { vips }: AviConfig): readonly AviAddress[] {
  return [...service.addresses, ...service.vips.flatMap((key) => behindKey(vips, key) ?? [])]
}

/** The pools behind a service, through groups and policies. */
function poolsBehind(service: AviService, { groups, pools }: AviConfig): ReadonlySet<AviPool> {
  const found = new Set<AviPool>()
  const seen = new Set(service.behind)
  const open = [...seen]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const pool = behindKey(pools, key)
    if (pool) found.add(pool)
    for (const one of behindKey(groups, key) ?? []) {
      if (seen.has(one)) continue
      seen.add(one)
      open.push(one)
    }
  }
  return found
}
