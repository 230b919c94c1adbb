import { hostAndPort } from '../shared/naming.ts'
import { placeOf } from './place.ts'
import { parseSpan } from '../../../lib/ip.ts'
import type { Told } from '../../../model/told.ts'
import { type Directive, passes, tables } from './schema.ts'
import type { TargetsOf } from './variables.ts'

/** Answers at which addresses the server of a directive listens. */
export type ListensOf = (directive: Directive) => readonly string[]

/** Looks at the block of each server once. */
export function makeListensOf(): ListensOf {
  const known = new Map<Directive, readonly string[]>()
  return (directive) => {
    let block = directive.parent
    while (block && block.name !== 'server') block = block.parent
    if (!block) return []
    const before = known.get(block)
    if (before) return before
    const listens = listensIn(block)
    known.set(block, listens)
    return listens
  }
}

function listensIn(server: Directive): readonly string[] {
  const found: string[] = []
  for (const { name, words } of server.children ?? []) {
    const written = name === 'listen' ? words[0]?.text : undefined
    const place = written === undefined || /^\d+$/.test(written) ? undefined : placeOf(written)
    if (!place || place.address === '*' || place.address === '0.0.0.0' || place.address === '::') continue
    found.push(hostAndPort(place.address, place.port ?? '80'))
  }
  return found
}

/** For each upstream of the file, the addresses of the servers that pass to it, those of other files among them. */
export function upstreamFronts(
  all: readonly Directive[],
  heard: readonly Told[],
  listensOf: ListensOf,
  targetsOf: TargetsOf,
): ReadonlyMap<string, readonly string[]> {
  const fronts = new Map<string, Set<string>>()
  for (const { name, words } of all) {
    if (name === 'upstream' && words[0]) fronts.set(words[0].text, new Set())
  }
  for (const { name = '', fronts: before = [] } of heard)
    for (const address of before) fronts.get(name)?.add(address)
  for (const directive of all) {
    if (!passes.has(directive.name) || !directive.parent) continue
    for (const { place } of targetsOf(directive)) {
      const seen = fronts.get(place.address)
      if (seen) for (const address of listensOf(directive)) seen.add(address)
    }
  }
  return new Map([...fronts].map(([upstream, addresses]) => [upstream, [...addresses]]))
}

/** Most statements about other files that one makes. */
const mostTold = 10_000

/**
 * What the file says of others: files that it includes within a block, upstreams that it defines, and upstreams of other
 * files that its servers pass to.
 */
export function toldBy(
  all: readonly Directive[],
  fronts: ReadonlyMap<string, readonly string[]>,
  listensOf: ListensOf,
  targetsOf: TargetsOf,
): readonly Told[] {
  const told: Told[] = [...fronts.keys()].map((name) => ({ name, defined: true }))
  const passed = new Map<string, Set<string>>()
  for (const directive of all) {
    const { name, words, parent } = directive
    const [first] = words
    if (!first) continue
    if (name === 'include' && parent && (parent.name === 'upstream' || tables.has(parent.name))) {
      const block = [parent.name, ...parent.words.map(({ text }) => text)].join(' ')
      const before = fronts.get(parent.words[0]?.text ?? '')
      told.push({ path: first.text, block, ...(before ? { fronts: before } : {}) })
    } else if (passes.has(name)) {
      for (const { place } of targetsOf(directive)) {
        if (fronts.has(place.address) || parseSpan(place.address)) continue
        const addresses = passed.get(place.address) ?? new Set()
        passed.set(place.address, addresses)
        for (const address of listensOf(directive)) addresses.add(address)
      }
    }
  }
  for (const [name, addresses] of passed) told.push({ name, fronts: [...addresses] })
  return told.slice(0, mostTold)
}

/** The addresses before an upstream whose block another file opens, beside those of the file's own upstreams. */
export function frontsWithin(
  block: Told | undefined,
  own: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const name = block?.block?.split(' ')[1]
  return name === undefined ? own : new Map([...own, [name, block?.fronts ?? []]])
}
