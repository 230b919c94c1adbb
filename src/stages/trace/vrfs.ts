import { contains, parseAddress, parseSpan } from '../../lib/ip.ts'
import type { Reference } from '../../model/evidence.ts'
import type { Network } from '../../model/infrastructure.ts'
import type { Vm } from '../../model/vm.ts'
import { spanOf } from '../../algebra/columns/reference-fields.ts'
import { globOf } from './owners.ts'
import type { TracedReference } from './result.ts'

/** An entry of vrfs.yaml: which networks are in a VRF, and what firewalls and views call it. */
export interface VrfRule {
  readonly name: string
  /** Virtual systems, virtual domains, views and other spellings. */
  readonly also: readonly string[]
  /** Names of port groups and segments, `*` for any run of signs. */
  readonly networks: readonly string[]
  readonly vlans: readonly number[]
  readonly subnets: readonly string[]
}

/** Where a VM's addresses are, and how each artefact stands to that. */
export interface VrfView {
  /** The state that an artefact has for its VRF, if any. */
  stateOf(reference: Reference): 'other-vrf' | 'vrf-unknown' | undefined
  /** What is set aside, and which evidence would settle the rest. */
  said(references: readonly TracedReference[]): readonly string[]
}

interface Place {
  readonly vrf: string
  readonly basis: string
}

/** What the view rests on. */
export interface VrfInput {
  readonly vm: Pick<Vm, 'name' | 'nics'>
  readonly addresses: readonly string[]
  readonly networks: readonly Network[]
  readonly references: readonly Reference[]
  readonly twins: readonly string[]
  readonly rules: readonly VrfRule[]
}

/**
 * Finds the VRF of every address of a VM: by vrfs.yaml, else by the one VRF that IPAM says covers it, several being told
 * apart by the VLAN of the VM's network. An artefact of another VRF is set aside only when all of them are known and its own
 * name is that of a VRF: a firewall's virtual system that nobody maps stays in.
 */
export function viewVrfs(input: VrfInput): VrfView {
  const { addresses, references, rules, twins } = input
  if (references.every(({ vrf }) => vrf === undefined)) return nothingToSay
  const canonical = namesOf(rules)
  const places = addresses.map((address) => placeOf(address, input, canonical))
  const own = new Map(places.flatMap((place) => (place ? [[place.vrf, place] as const] : [])))
  const settled = places.length > 0 && places.every((place) => place !== undefined)
  const inPlan = new Set(
    references.flatMap((one) => (one.kind === 'ipam-entry' && one.vrf ? canonical(one.vrf) : [])),
  )
  const known = (vrf: string): boolean =>
    inPlan.has(canonical(vrf)) || rules.some(({ name }) => name === canonical(vrf))
  const crowded = overlapping(references)
  return {
    stateOf(reference) {
      const { vrf, kind, strength } = reference
      if (vrf === undefined || strength === 'any' || own.has(canonical(vrf))) return undefined
      if (settled && known(vrf)) return 'other-vrf'
      if (strength === 'subnet' && !known(vrf)) return undefined
      return inPlan.size > 1 || twins.length > 0 || crowded.has(kind) ? 'vrf-unknown' : undefined
    },
    said(traced) {
      const said: string[] = []
      const aside = traced.filter(({ states }) => states?.includes('other-vrf'))
      if (aside.length > 0) {
        const where = [...own.values()].map(({ vrf, basis }) => `${vrf} (${basis})`).join(', ')
        said.push(
          `${aside.length} of the artefacts ${aside.length === 1 ? 'stands' : 'stand'} in another VRF (${vrfsOf(aside)}) and ${aside.length === 1 ? 'is' : 'are'} listed but not counted: ${input.vm.name} is in ${where}`,
        )
      }
      const open = traced.filter(({ states }) => states?.includes('vrf-unknown'))
      if (open.length > 0)
        said.push(
          settled
            ? `it is not known which VRF ${vrfsOf(open)} stands for, so ${open.length} of the artefacts may mean another machine: name them under \`also\` in vrfs.yaml`
            : `the VRF of ${input.vm.name} is not known, so ${open.length} of the artefacts, in ${vrfsOf(open)}, may mean another machine: name its network or VLAN in vrfs.yaml, or add the IPAM's prefixes with VRF and VLAN`,
        )
      return said
    },
  }
}

const nothingToSay: VrfView = { stateOf: () => undefined, said: () => [] }

function placeOf(
  address: string,
  { vm, networks, references, rules }: VrfInput,
  canonical: (vrf: string) => string,
): Place | undefined {
  const key = parseAddress(address)
  if (key === undefined) return undefined
  const cards = vm.nics?.filter((nic) => nic.addresses?.includes(address)) ?? []
  const names = new Set((cards.length > 0 ? cards : (vm.nics ?? [])).map(({ network }) => network))
  const own = networks.filter(({ name }) => names.has(name))
  const vlans = new Set(own.flatMap(({ vlan }) => (vlan?.kind === 'access' ? [vlan.id] : [])))
  for (const rule of rules) {
    const network = own.find(({ name }) => rule.networks.some((pattern) => globOf(pattern)(name)))
    if (network) return { vrf: rule.name, basis: `vrfs.yaml: network ${network.name}` }
    const vlan = rule.vlans.find((one) => vlans.has(one))
    if (vlan !== undefined) return { vrf: rule.name, basis: `vrfs.yaml: VLAN ${vlan}` }
    const subnet = rule.subnets.find((text) => {
      const span = parseSpan(text)
      return span !== undefined && contains(span, key)
    })
    if (subnet !== undefined) return { vrf: rule.name, basis: `vrfs.yaml: subnet ${subnet}` }
  }
  // A lease or an ARP row cannot say a VRF: only files that say some count against one without.
  const saying = new Set(
    references.flatMap(({ kind, vrf, file }) => (kind === 'ipam-entry' && vrf ? file : [])),
  )
  const planned = references.filter((one) => {
    const span = one.kind === 'ipam-entry' && saying.has(one.file) ? spanOf(one) : undefined
    return span !== undefined && contains(span, key)
  })
  const all = new Set(planned.map(({ vrf }) => (vrf === undefined ? '' : canonical(vrf))))
  const [first] = planned
  if (all.size === 1 && first?.vrf !== undefined)
    return { vrf: canonical(first.vrf), basis: `${first.matched} in ${first.file}` }
  const here = planned.filter(({ name }) => vlanOf(name) !== undefined && vlans.has(vlanOf(name) ?? 0))
  const [one] = here
  return one?.vrf !== undefined && here.every(({ vrf }) => vrf === one.vrf)
    ? { vrf: canonical(one.vrf), basis: `${one.matched} of VLAN ${vlanOf(one.name)} in ${one.file}` }
    : undefined
}

/** `VLAN 120 tills`, or `tills (120)` as NetBox shows it: the number that the name of an IPAM's entry begins with. */
function vlanOf(name: string | undefined): number | undefined {
  const found =
    name === undefined ? null : /^(?:VLAN (\d{1,4})\b|[^(,]{1,100} \((\d{1,4})\)(?:,|$))/.exec(name)
  return found ? Number(found[1] ?? found[2]) : undefined
}

function namesOf(rules: readonly VrfRule[]): (vrf: string) => string {
  const spelled = new Map(
    rules.flatMap(({ name, also }) => [name, ...also].map((one) => [one.toLowerCase(), name] as const)),
  )
  return (vrf) => spelled.get(vrf.toLowerCase()) ?? vrf
}

/** Kinds of artefacts that name the address in more than one VRF or virtual system. */
function overlapping(references: readonly Reference[]): ReadonlySet<string> {
  const places = new Map<string, Set<string>>()
  for (const { vrf, kind, strength } of references) {
    if (vrf === undefined || !['exact', 'range', 'group'].includes(strength)) continue
    const known = places.get(kind)
    if (known) known.add(vrf)
    else places.set(kind, new Set([vrf]))
  }
  return new Set([...places].filter(([, names]) => names.size > 1).map(([kind]) => kind))
}

function vrfsOf(references: readonly TracedReference[]): string {
  const names = [...new Set(references.flatMap(({ vrf }) => vrf ?? []))].sort()
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
}
