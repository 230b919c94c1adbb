import type { Section } from './schema.ts'

/** What the first reading of a file yields. */
export interface Fronts {
  /** `node` of the global section. */
  readonly node?: string
  /** Virtual addresses by the backend that they lead to. */
  readonly fronts: ReadonlyMap<string, readonly string[]>
}

/** Every address of the balancer, whichever those are. */
const everywhere: ReadonlySet<string> = new Set(['', '*', '0.0.0.0', '::'])

/** Virtual addresses of the frontends that hand over to each backend; a listen section is its own. */
export function frontsByBackend(sections: Iterable<Section>): ReadonlyMap<string, readonly string[]> {
  const fronts = new Map<string, string[]>()
  for (const section of sections) {
    const addresses = section.binds.flatMap(({ address, port }) => {
      if (everywhere.has(address) || address.includes('$')) return []
      const host = address.includes(':') ? `[${address}]` : address
      return port === undefined ? host : `${host}:${port}`
    })
    const backends = section.kind === 'listen' ? [section.name, ...section.backends] : section.backends
    for (const backend of backends) {
      const known = fronts.get(backend)
      if (known) known.push(...addresses)
      else fronts.set(backend, [...addresses])
    }
  }
  return fronts
}
