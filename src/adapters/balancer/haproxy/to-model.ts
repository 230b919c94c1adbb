import { parseAddress, parseCidr } from '../../../lib/ip.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { Configuration, Section } from './schema.ts'

/** References of a configuration: members, virtual addresses, sources in access lists. */
export function referencesOf(
  configuration: Configuration,
  file: string,
  headOwner: string | undefined,
): readonly Reference[] {
  const device = configuration.node ?? file
  const fronts = frontsByBackend(configuration.sections)
  const found: Reference[] = []
  for (const section of configuration.sections) {
    const common = {
      device,
      file,
      name: section.name,
      ...(headOwner === undefined ? {} : { ownerHint: headOwner, ownerHintBasis: 'file-head' as const }),
    }
    for (const { line, text, address, port } of section.binds) {
      const named = naming(address)
      if (!named) continue
      const service = port === undefined ? {} : { service: `tcp/${port}` }
      found.push({
        ...common,
        ...named,
        ...service,
        kind: 'balancer-virtual',
        line,
        text: excerpt(text),
        role: 'vip',
      })
    }
    const via = [...new Set(fronts.get(section.name) ?? [])]
    for (const server of section.servers) {
      const base = {
        ...common,
        line: server.line,
        text: excerpt(server.text),
        kind: 'balancer-member' as const,
        ...(server.disabled ? { disabled: true } : {}),
      }
      const named = naming(server.address)
      const service = server.port === undefined ? {} : { service: `tcp/${server.port}` }
      if (named) {
        found.push({ ...base, ...named, ...service, role: 'member', ...(via.length > 0 ? { via } : {}) })
      }
      const source = server.source === undefined ? undefined : naming(server.source)
      if (source) found.push({ ...base, ...source, role: 'source' })
    }
    for (const { line, text, matched, role, name } of section.literals) {
      const named = naming(matched)
      if (named) {
        found.push({ ...common, ...named, kind: 'config-literal', line, text: excerpt(text), role, name })
      }
    }
  }
  return found
}

function naming(address: string): Pick<Reference, 'matched' | 'strength' | 'host'> | undefined {
  if (address === '*' || address === '::' || address === '0.0.0.0' || address.includes('$')) return undefined
  if (parseAddress(address) !== undefined) return { matched: address, strength: 'exact' }
  const cidr = parseCidr(address)
  if (cidr) return { matched: address, strength: cidr.low === cidr.high ? 'exact' : 'subnet' }
  if (!/^[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?$/i.test(address)) return undefined
  return { matched: address, strength: 'name', host: address.toLowerCase() }
}

/** Virtual addresses of the frontends that hand over to each backend; a listen section is its own. */
function frontsByBackend(sections: readonly Section[]): ReadonlyMap<string, readonly string[]> {
  const fronts = new Map<string, string[]>()
  for (const section of sections) {
    const addresses = section.binds.map(({ address, port }) => {
      const host = address.includes(':') ? `[${address}]` : address
      return port === undefined ? host : `${host}:${port}`
    })
    const backends = section.kind === 'listen' ? [section.name, ...section.backends] : section.backends
    for (const backend of backends) fronts.set(backend, [...(fronts.get(backend) ?? []), ...addresses])
  }
  return fronts
}
