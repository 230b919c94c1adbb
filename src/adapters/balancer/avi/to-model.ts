import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import type { Reference } from '../../../model/evidence.ts'
import { hostAndPort, namingOf } from '../shared/naming.ts'
import type { AviAddress, AviConfig, AviService } from './schema.ts'

type More = Pick<ReferenceFields, 'kind' | 'role' | 'name'> &
  Partial<Pick<ReferenceFields, 'service' | 'disabled' | 'via' | 'ownerHint'>>

/** References of virtual services, of pools with what stands before them, and of every other object. */
export function referencesOf(config: AviConfig, file: string, places: MaskedPlaces): readonly Reference[] {
  const found: Reference[] = []
  const add = (address: string, at: number, more: More): void => {
    const named = namingOf(address)
    if (!named || named.strength === 'any') return
    const line = places.lineAt(at)
    found.push(
      makeReference({
        device: file,
        file,
        line: line.number,
        text: line.text.slice(0, 400),
        matched: named.matched,
        strength: named.strength,
        host: named.host,
        ...more,
        ownerHintBasis: more.ownerHint === undefined ? undefined : 'description',
      }),
    )
  }
  const before = new Map<string, Set<string>>()
  for (const service of config.services) {
    const { name, ports, enabled, owner } = service
    const addresses = addressesOf(service, config)
    const said = ports.length === 0 ? undefined : `tcp/${ports.join(',')}`
    for (const { address, at } of addresses)
      add(address, at, {
        kind: 'balancer-virtual',
        role: 'vip',
        name,
        service: said,
        disabled: !enabled,
        ownerHint: owner,
      })
    const fronts = addresses.flatMap(({ address }) => ports.map((port) => hostAndPort(address, port)))
    for (const pool of poolsBehind(service, config)) {
      const known = before.get(pool) ?? new Set<string>()
      before.set(pool, known)
      for (const front of fronts) known.add(front)
    }
  }
  for (const pool of new Set(config.pools.values())) {
    const via = [...(before.get(pool.name) ?? [])].sort()
    for (const { address, at, port = pool.port, enabled } of pool.servers)
      add(address, at, {
        kind: 'balancer-member',
        role: 'member',
        name: pool.name,
        service: port === undefined ? undefined : `tcp/${port}`,
        disabled: !enabled,
        via,
        ownerHint: pool.owner,
      })
  }
  for (const { text, at, name } of config.literals)
    add(text, at, { kind: 'config-literal', role: 'literal', name })
  return found
}

function addressesOf(service: AviService, { vips }: AviConfig): readonly AviAddress[] {
  return [...service.addresses, ...service.vips.flatMap((key) => vips.get(key) ?? [])]
}

/** Names of the pools behind a service, through groups and policies. */
function poolsBehind(service: AviService, { groups, pools }: AviConfig): ReadonlySet<string> {
  const found = new Set<string>()
  const seen = new Set(service.behind)
  const open = [...seen]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const pool = pools.get(key)
    if (pool) found.add(pool.name)
    for (const one of groups.get(key) ?? []) {
      if (seen.has(one)) continue
      seen.add(one)
      open.push(one)
    }
  }
  return found
}
