import { hostAndPort, namingOf } from '../shared/naming.ts'
import type { Backend, Domain, NetScaler } from './schema.ts'

/** Whether an operator switched a server off, by itself or in all that leads to it. */
export function isServerOff({ off }: NetScaler, key: string, { disabled, pools }: Backend): boolean {
  if (disabled) return true
  for (const pool of pools) if (!off.has(pool) && !off.has(`${pool} ${key}`)) return false
  return pools.size > 0
}

/** Names that the virtual servers before each GSLB service answer. */
export function domainsByService({ domains, behind }: NetScaler): ReadonlyMap<string, readonly Domain[]> {
  const found = new Map<string, Domain[]>()
  for (const [server, own] of domains)
    for (const service of behind.get(server) ?? []) {
      const known = found.get(service)
      if (known) known.push(...own)
      else found.set(service, [...own])
    }
  return found
}

/** The virtual servers before a pool, through those before them, as addresses that clients connect to. */
export function frontsOf(state: NetScaler): (pool: string) => readonly string[] {
  const before = new Map<string, string[]>()
  for (const [front, behind] of state.behind)
    for (const one of behind) {
      const known = before.get(one)
      if (known) known.push(front)
      else before.set(one, [front])
    }
  const cache = new Map<string, readonly string[]>()
  return (pool) => {
    const cached = cache.get(pool)
    if (cached) return cached
    const found: string[] = []
    const seen = new Set([pool])
    const open = [pool]
    for (let next = open.pop(); next !== undefined && found.length < 1000; next = open.pop()) {
      const front = state.fronts.get(next)
      if (front && namingOf(front.address)?.strength === 'exact')
        found.push(hostAndPort(front.address, front.port))
      for (const one of before.get(next) ?? []) {
        if (seen.has(one)) continue
        seen.add(one)
        open.push(one)
      }
    }
    cache.set(pool, found)
    return found
  }
}
