import { hostAndPort } from '../shared/naming.ts'
import { placeOf } from './place.ts'
import { type Directive, passes } from './schema.ts'

/** Addresses that a directive's server listens at. */
export function listensOf(directive: Directive): readonly string[] {
  let block = directive.parent
  while (block && block.name !== 'server') block = block.parent
  return (block?.children ?? []).flatMap(({ name, words }) => {
    const written = name === 'listen' ? words[0]?.text : undefined
    const place = written === undefined || /^\d+$/.test(written) ? undefined : placeOf(written)
    if (!place || place.address === '*' || place.address === '0.0.0.0' || place.address === '::') return []
    return [hostAndPort(place.address, place.port ?? '80')]
  })
}

/** For each upstream of the file, the addresses of the servers that pass to it. */
export function upstreamFronts(all: readonly Directive[]): ReadonlyMap<string, readonly string[]> {
  const fronts = new Map<string, Set<string>>()
  for (const { name, words } of all) {
    if (name === 'upstream' && words[0]) fronts.set(words[0].text, new Set())
  }
  const known = new Map<Directive, readonly string[]>()
  for (const directive of all) {
    const target = passes.has(directive.name) ? placeOf(directive.words[0]?.text ?? '') : undefined
    const seen = target && fronts.get(target.address)
    if (!seen || !directive.parent) continue
    const listens = known.get(directive.parent) ?? listensOf(directive)
    known.set(directive.parent, listens)
    for (const address of listens) seen.add(address)
  }
  return new Map([...fronts].map(([upstream, addresses]) => [upstream, [...addresses]]))
}
