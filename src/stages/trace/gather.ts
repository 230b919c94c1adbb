import { type AddressKey, contains } from '../../lib/ip.ts'
import { spanOf, nameOf } from '../../algebra/columns/reference-fields.ts'
import type { Reference, Strength } from '../../model/evidence.ts'
import type { Vm } from '../../model/vm.ts'
import { has, learnNames, type NameSet, ownNames } from './names.ts'

/** Where references are looked up; an index answers, never a scan. */
export interface ReferenceLookup {
  covering(address: AddressKey): Promise<readonly Reference[]>
  named(name: string): Promise<readonly Reference[]>
}

/** What names the VM, each artefact once per role with its strongest match. */
export interface GatheredReferences {
  readonly references: readonly Reference[]
  readonly names: NameSet
}

/** How far aliases of aliases are followed. */
const mostRounds = 8
/** A machine with more names than this is a wildcard's victim. */
const mostNames = 500

const rank: readonly Strength[] = ['exact', 'range', 'group', 'name', 'name-derived', 'subnet', 'any']

/** Strongest first. */
export function strengthRank(strength: Strength): number {
  return rank.indexOf(strength)
}

/**
 * Looks up everything that covers one of the addresses, means one of the VM's names or one of its hardware addresses;
 * CNAMEs are followed.
 */
export async function gatherReferences(
  vm: Pick<Vm, 'name' | 'guestHostName' | 'nics'>,
  addresses: readonly AddressKey[],
  lookup: ReferenceLookup,
): Promise<GatheredReferences> {
  const names = ownNames(vm)
  const found = new Map<string, Reference>()
  const keep = (reference: Reference): void => {
    const key = artefactOf(reference)
    const known = found.get(key)
    if (!known || strengthRank(reference.strength) < strengthRank(known.strength)) found.set(key, reference)
  }
  let asked = 0
  const covering: Reference[] = []
  for (const address of addresses) covering.push(...(await lookup.covering(address)))
  for (const reference of covering) {
    keep(reference)
    if (isSingle(reference)) learnNames(names, reference, true)
  }
  let frontier = [...names.own, ...names.aliases]
  for (let round = 0; round < mostRounds && frontier.length > 0; round++) {
    const next: string[] = []
    for (const name of frontier) {
      if (asked++ >= mostNames) break
      for (const reference of await lookup.named(name)) {
        if (covers(reference, addresses)) continue
        next.push(...learnNames(names, reference, false))
        const named = asNamed(reference, names)
        if (named) keep(named)
      }
    }
    frontier = next
  }
  for (const { mac } of vm.nics ?? [])
    if (mac !== undefined) for (const reference of await lookup.named(mac.toLowerCase())) keep(reference)
  return { references: [...found.values()], names }
}

function isSingle(reference: Reference): boolean {
  const span = spanOf(reference)
  return span !== undefined && span.low === span.high
}

function covers(reference: Reference, addresses: readonly AddressKey[]): boolean {
  const span = spanOf(reference)
  return span !== undefined && addresses.some((address) => contains(span, address))
}

/** A reference found by name: `name` for the VM's own, `name-derived` for an alias; a group stays a group. */
function asNamed(reference: Reference, names: NameSet): Reference | undefined {
  const target = reference.leadsTo
  const key = nameOf(reference)
  const meant = target !== undefined && has(names, target) ? target : key
  if (meant === undefined || !has(names, meant)) return undefined
  const own = names.own.has(meant)
  // An address record of an alias with another address belongs to another member of a round robin.
  if (reference.kind === 'dns-record' && target === undefined && !own) return undefined
  // The owner of a CNAME is the alias itself: it is named only by what it leads to.
  if (reference.kind === 'dns-record' && target !== undefined && meant !== target) return undefined
  if (reference.strength === 'group') return reference
  return { ...reference, strength: own ? 'name' : 'name-derived' }
}

/** One artefact in one role: a rule by its name, anything else by its line. */
function artefactOf(reference: Reference): string {
  const { kind, file, role, name, line } = reference
  const rule = (kind === 'firewall-rule' || kind === 'nat-rule') && name !== undefined
  return `${kind}\n${file}\n${role}\n${rule ? `rule ${name}` : line}`
}

/** Order for people: strongest first, then by kind, file and line. */
export function orderReferences<T extends Reference>(references: readonly T[]): readonly T[] {
  const kinds = [
    'firewall-rule',
    'nat-rule',
    'balancer-member',
    'balancer-virtual',
    'monitor-target',
    'dns-record',
  ]
  const kindRank = (kind: string): number => {
    const at = kinds.indexOf(kind)
    return at < 0 ? kinds.length : at
  }
  return [...references].sort(
    (a, b) =>
      strengthRank(a.strength) - strengthRank(b.strength) ||
      kindRank(a.kind) - kindRank(b.kind) ||
      (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) ||
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.line - b.line ||
      (a.role < b.role ? -1 : 1),
  )
}
