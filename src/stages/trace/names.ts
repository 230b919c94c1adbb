import type { Reference } from '../../model/evidence.ts'
import type { Vm } from '../../model/vm.ts'

/** Names that mean the VM: its own, and aliases that DNS leads to it. All lower case. */
export interface NameSet {
  readonly own: Set<string>
  readonly aliases: Set<string>
}

/** Own names as the estate knows them: the VM's name, the guest's host name, and both in the guest's domain. */
export function ownNames(vm: Pick<Vm, 'name' | 'guestHostName'>): NameSet {
  const own = new Set<string>()
  const name = vm.name.toLowerCase()
  const host = (vm.guestHostName ?? '').toLowerCase().replace(/\.$/, '')
  own.add(name)
  if (host !== '') {
    own.add(host)
    own.add(firstLabel(host))
    const dot = host.indexOf('.')
    if (dot > 0 && !name.includes('.')) own.add(name + host.slice(dot))
  }
  return { own, aliases: new Set() }
}

/** `erp-db-01` of `erp-db-01.harbour.example`. */
export function firstLabel(name: string): string {
  const dot = name.indexOf('.')
  return dot < 0 ? name : name.slice(0, dot)
}

/**
 * Names that a DNS record gives the VM: the owner of an A record at its address, what a PTR of its address says, the
 * owner of a CNAME that leads to a name it has. Answers the names that are new.
 */
export function learnNames(names: NameSet, reference: Reference, coversAddress: boolean): readonly string[] {
  if (reference.kind !== 'dns-record') return []
  const type = (reference.name ?? '').slice((reference.name ?? '').lastIndexOf(' ') + 1)
  if (coversAddress && (type === 'A' || type === 'AAAA')) return learn(names, reference.host)
  if (coversAddress && type === 'PTR') return learn(names, reference.leadsTo)
  const target = reference.leadsTo
  if (type === 'CNAME' && target !== undefined && has(names, target)) return learn(names, reference.host)
  return []
}

/** Whether a name is one of the VM's. */
export function has(names: NameSet, name: string): boolean {
  return names.own.has(name) || names.aliases.has(name)
}

function learn(names: NameSet, name: string | undefined): readonly string[] {
  if (name === undefined || has(names, name)) return []
  const label = firstLabel(name)
  // The VM's own name in the domain that DNS gives it is no alias.
  const set = names.own.has(label) ? names.own : names.aliases
  set.add(name)
  if (has(names, label) || label === name) return [name]
  set.add(label)
  return [name, label]
}
