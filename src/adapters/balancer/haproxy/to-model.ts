import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { parseAddress, parseCidr } from '../../../lib/ip.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { Fronts } from './fronts.ts'
import type { Section } from './schema.ts'

/** References of a configuration, section by section: members, virtual addresses, sources in access lists. */
export function* referencesOf(
  sections: Iterable<Section>,
  { fronts, node }: Fronts,
  file: string,
  headOwner: string | undefined,
): Iterable<Reference> {
  const device = node ?? file
  const ownerHintBasis = headOwner === undefined ? undefined : ('file-head' as const)
  for (const section of sections) {
    const found: Reference[] = []
    const add = (
      at: { readonly line: number; readonly text: string },
      named: ReturnType<typeof naming>,
      more: Pick<ReferenceFields, 'kind' | 'role' | 'service' | 'via' | 'disabled' | 'name'>,
    ): void => {
      if (!named) return
      const { matched, strength, host } = named
      const { kind, role, service, via, disabled, name = section.name } = more
      const { line } = at
      found.push(
        makeReference({
          kind,
          device,
          file,
          line,
          text: excerpt(at.text),
          matched,
          strength,
          role,
          name,
          service,
          disabled,
          host,
          via,
          ownerHint: headOwner,
          ownerHintBasis,
        }),
      )
    }
    for (const bind of section.binds) {
      add(bind, naming(bind.address), {
        kind: 'balancer-virtual',
        role: 'vip',
        service: serviceOf(bind.port, bind.protocol),
      })
    }
    const before = fronts.get(section.name)
    const via = before && [...new Set(before)]
    for (const server of section.servers) {
      const { disabled, source } = server
      const service = serviceOf(server.port)
      add(server, naming(server.address), { kind: 'balancer-member', role: 'member', service, via, disabled })
      if (source !== undefined)
        add(server, naming(source), { kind: 'balancer-member', role: 'source', disabled })
    }
    for (const literal of section.literals) {
      const { role, name } = literal
      add(literal, naming(literal.matched), { kind: 'config-literal', role, name })
    }
    yield* found
  }
}

function serviceOf(port: string | undefined, protocol = 'tcp'): string | undefined {
  // `+1000` is one beside the client's.
  return port === undefined || !/^\d/.test(port) ? undefined : `${protocol}/${port}`
}

function naming(address: string): Pick<Reference, 'matched' | 'strength' | 'host'> | undefined {
  if (address === '*' || address === '::' || address === '0.0.0.0' || address.includes('$')) return undefined
  if (parseAddress(address) !== undefined) return { matched: address, strength: 'exact' }
  const cidr = parseCidr(address)
  if (cidr) return { matched: address, strength: cidr.low === cidr.high ? 'exact' : 'subnet' }
  if (!/^[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?$/i.test(address)) return undefined
  return { matched: address, strength: 'name', host: address.toLowerCase() }
}
