import { formatAddress, parseAddress } from '../../lib/ip.ts'
import type { Flow } from '../../model/evidence.ts'
import type { Network } from '../../model/infrastructure.ts'
import type { Vm } from '../../model/vm.ts'
import { type Effort, shippedEffort } from './effort.ts'
import { peerFlows, type PeerNames } from './flows.ts'
import { type GatheredReferences, orderReferences } from './gather.ts'
import { estimateModes, recommend } from './modes.ts'
import type { OwnerDirectory } from './owners.ts'
import type { BlastRadius, TracedReference } from './result.ts'
import { ruleStates } from './rule-states.ts'
import { scoreOf } from './score.ts'
import { type Coverage, unknownsOf } from './unknowns.ts'
import { type VrfRule, type VrfView, viewVrfs } from './vrfs.ts'
import type { ModeInput } from './work-items.ts'

/** All that a trace is made of; the caller has looked it up. */
export interface TraceInput {
  readonly vm: Vm
  readonly addresses: readonly string[]
  readonly gathered: GatheredReferences
  /** Flows with the VM as server, and as client. */
  readonly flows: { readonly in: readonly Flow[]; readonly out: readonly Flow[] }
  readonly peers: PeerNames
  /** Names of other VMs that have one of the addresses. */
  readonly twins?: readonly string[]
  /** What vrfs.yaml decides. */
  readonly vrfs?: readonly VrfRule[]
  readonly owners: OwnerDirectory
  /** The networks that the VM's NICs are on. */
  readonly networks: readonly Network[]
  readonly coverage: Coverage
  /** Constants of the estimate; the shipped ones when left out. */
  readonly effort?: Effort
}

/** The blast radius of one VM. Pure: the same input gives the same answer. */
export function trace(input: TraceInput): BlastRadius {
  const { vm, owners, coverage, effort = shippedEffort } = input
  const addresses = input.addresses.map((address) => {
    const key = parseAddress(address)
    return key === undefined ? address : formatAddress(key)
  })
  const vrfs = viewVrfs({
    vm,
    addresses: input.addresses,
    networks: input.networks,
    references: input.gathered.references,
    twins: input.twins ?? [],
    rules: input.vrfs ?? [],
  })
  const references = orderReferences(
    input.gathered.references.map((reference) => withStates(withOwner(reference, owners), coverage, vrfs)),
  )
  const here = references.filter(({ states }) => states?.includes('other-vrf') !== true)
  const own = new Set(addresses)
  const flows = {
    in: peerFlows(input.flows.in, 'in', own, input.peers),
    out: peerFlows(input.flows.out, 'out', own, input.peers),
  }
  const owner = owners.ofVm(vm, addresses)
  const teams = [...new Set(here.flatMap((reference) => reference.owner ?? []))].sort()
  const estimate: ModeInput = {
    vm,
    networks: input.networks,
    references: here,
    addresses,
    owner: owner?.owner,
    networkTeam: networkTeam(input.networks, owners),
  }
  const unkeptNetworks = estimate.networkTeam === undefined ? input.networks.map(({ name }) => name) : []
  const modes = estimateModes(estimate, effort)
  const { mode, because } = recommend(modes, estimate)
  return {
    addresses,
    names: [...input.gathered.names.own].sort(),
    aliases: [...input.gathered.names.aliases].sort(),
    ...(owner === undefined ? {} : { owner: owner.owner, ownerBasis: owner.basis }),
    ...(estimate.networkTeam === undefined ? {} : { networkTeam: estimate.networkTeam }),
    teams,
    references,
    flows,
    behind: behindOf(here),
    modes,
    recommended: mode,
    recommendedBecause: because,
    unknowns: unknownsOf(
      { addresses, name: vm.name, unkeptNetworks, twins: input.twins ?? [], vrfs },
      coverage,
      references,
      flows,
    ),
    score: scoreOf(here, flows.in, teams, effort),
  }
}

function withOwner(reference: TracedReference, owners: OwnerDirectory): TracedReference {
  const found = owners.ofReference(reference)
  return 'owner' in found
    ? { ...reference, owner: found.owner, ownerBasis: found.basis }
    : { ...reference, ownerBasis: found.why }
}

function withStates(reference: TracedReference, { asOf }: Coverage, vrfs: VrfView): TracedReference {
  const place = vrfs.stateOf(reference)
  const own = place === undefined ? ruleStates(reference, asOf) : [...ruleStates(reference, asOf), place]
  const states = [...new Set([...(reference.states ?? []), ...own])]
  return states.length === 0 ? reference : { ...reference, states }
}

/** The team that keeps one of the networks or its switch; `network` in owners.yaml stands for all of them. */
function networkTeam(networks: readonly Network[], owners: OwnerDirectory): string | undefined {
  for (const { name, switch: virtualSwitch } of networks) {
    for (const subject of [name, virtualSwitch]) {
      const found = subject === undefined ? undefined : owners.ofSubject(subject)
      if (found) return found.owner
    }
  }
  return owners.ofSubject('network')?.owner
}

function behindOf(references: readonly TracedReference[]): BlastRadius['behind'] {
  const found = new Map<string, BlastRadius['behind'][number]>()
  for (const { via, device, name, strength } of references) {
    if (strength === 'subnet' || strength === 'any') continue
    for (const address of via ?? []) {
      found.set(`${address}\n${device}`, { address, device, ...(name === undefined ? {} : { name }) })
    }
  }
  return [...found.values()]
}
