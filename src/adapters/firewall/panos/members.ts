import { formatSpan, ipv4Key, parseIpv4 } from '../../../lib/ip.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import { withPath } from '../shared/resolve.ts'
import { makeTagged } from './dynamic.ts'
import { ofPanorama } from './scope.ts'
import type { Scoped } from './scoped.ts'
import type { AddressObject, PanosConfiguration, Side } from './schema.ts'

/** Groups may nest this deep, and one side may come to this many members; beyond it the rest is counted. */
export const deepest = 16
const mostMembers = 10_000

/** An object of the rule's own scope, else of the groups above it, else of `shared`, else of the device. */
export function lookUp<Value>(
  { parents }: PanosConfiguration,
  map: Scoped<Value>,
  scope: string,
  name: string,
): Value | undefined {
  let above: string | undefined = scope
  for (let depth = 0; above !== undefined && depth < deepest; depth++) {
    const found = map.get(above, name)
    if (found !== undefined) return found
    above = parents.get(above)
  }
  return map.get('shared', name) ?? map.get('', name) ?? map.get(ofPanorama, name)
}

/** What one name of a scope comes to, and what there is to note of it, with how often. */
interface Resolved {
  readonly found: readonly Named[]
  readonly notes: ReadonlyMap<string, number> | undefined
}

/** A name that a side had once: most have no second one, and what they come to need not be kept. */
type Met = Resolved | 'once'

/** What the members of a side name, for a rule of that scope; objects that are reached count as used. */
type MembersOf = (side: Side, scope: string, note: (what: string) => void) => readonly Named[]

/** Looks up the members of sides. What a name comes to is kept for each scope when it is named again: many rules name the same groups. */
export function makeMembers(configuration: PanosConfiguration, used: Set<AddressObject>): MembersOf {
  const scopes = new Map<string, Map<string, Met>>()
  const tagged = makeTagged(configuration)
  const visit: Visit = (name, scope, path, found, note) => {
    if (found.length >= mostMembers) return note('more than 10,000 members')
    const object = lookUp(configuration, configuration.addresses, scope, name)
    if (object) {
      used.add(object)
      const named = nameOfObject(object)
      if (!named) return note(`address ${object.kind}`)
      found.push(withPath(named, [...path, name], path.length > 0))
      return
    }
    const group = lookUp(configuration, configuration.groups, scope, name)
    if (group) {
      if (path.includes(name) || path.length >= deepest) return note('group within itself')
      const inside = [...path, name]
      if (group.filter === undefined) {
        for (const member of group.members) visit(member, scope, inside, found, note)
        return
      }
      const byTag = tagged(group.filter, scope)
      if (byTag.length > 0)
        note('dynamic address group, members that are registered later are not in the file')
      else note('dynamic address group, members are not in the file')
      for (const member of byTag) visit(member, scope, inside, found, note)
      return
    }
    const literal = nameOfLiteral(name)
    if (literal) found.push(path.length === 0 ? literal : withPath(literal, path, true))
    else note('object that is not defined here')
  }
  return (side, scope, note) => {
    let names = scopes.get(scope)
    if (!names) scopes.set(scope, (names = new Map()))
    const found: Named[] = []
    for (const member of side.members) {
      let met = names.get(member)
      if (met === 'once') names.set(member, (met = resolve(member, scope, visit)))
      else if (met === undefined) names.set(member, 'once')
      // Where it ends depends on what stands before it on this side.
      if (met === undefined || found.length + met.found.length >= mostMembers)
        visit(member, scope, noPath, found, note)
      else {
        for (const one of met.found) found.push(one)
        for (const [what, count] of met.notes ?? []) for (let time = 0; time < count; time++) note(what)
      }
    }
    return found
  }
}

const noPath: readonly string[] = []

type Visit = (
  name: string,
  scope: string,
  path: readonly string[],
  found: Named[],
  note: (what: string) => void,
) => void

function resolve(name: string, scope: string, visit: Visit): Resolved {
  const found: Named[] = []
  let notes: Map<string, number> | undefined
  visit(name, scope, noPath, found, (what) => {
    notes ??= new Map()
    notes.set(what, (notes.get(what) ?? 0) + 1)
  })
  return { found, notes }
}

/** What an address object names; undefined = it cannot be carried. */
export function nameOfObject(object: AddressObject): Named | undefined {
  if (object.kind === 'fqdn') {
    return { matched: object.value, strength: 'name', host: object.value.toLowerCase().replace(/\.$/, '') }
  }
  if (object.kind === 'ip-wildcard') return nameOfWildcard(object.value)
  return nameOfLiteral(object.value)
}

/** A wildcard mask whose free bits are the last ones is a plain subnet; any other is not carried. */
function nameOfWildcard(value: string): Named | undefined {
  const [base, mask] = value.split('/')
  const address = parseIpv4(base ?? '')
  const free = parseIpv4(mask ?? '')
  if (address === undefined || free === undefined || (free & (free + 1)) !== 0) return undefined
  const low = (address & ~free) >>> 0
  const covers = formatSpan({ low: ipv4Key(low), high: ipv4Key((low | free) >>> 0) })
  return { matched: value, strength: 'subnet', covers }
}
