import type { Flow, Reference } from '../../model/evidence.ts'
import type { RuleState } from '../../model/rule-states.ts'

/** Keep the address, or give a new one. */
export type NetworkMode = 'keep-ip' | 're-ip'

/** Who owns something, and how that is known. */
export interface Owned {
  /** Team by its own name. */
  readonly owner: string
  readonly basis: string
}

/** An artefact that names the VM. */
export interface TracedReference extends Reference {
  readonly owner?: string
  /** How the owner is known, or why nobody is. */
  readonly ownerBasis?: string
  readonly states?: readonly RuleState[]
}

/** Flows with one peer on one port, over all windows. */
export interface PeerFlow {
  readonly peer: string
  /** Name of the peer when it is a VM of the estate. */
  readonly peerVm?: string
  readonly port: number
  readonly protocol: Flow['protocol']
  readonly firstSeen?: string
  readonly lastSeen?: string
  readonly bytes: number
  readonly connections: number
  readonly days?: number
}

/** One change that one team is asked for. */
export interface ChangeRequest {
  readonly team: string
  readonly action: string
  /** Device, zone or file it is about. */
  readonly device: string
  readonly artefacts: number
  readonly hours: number
  readonly leadDays: number
}

/** What one mode costs. */
export interface ModeCost {
  readonly artefacts: number
  readonly changeRequests: readonly ChangeRequest[]
  /** Number of teams asked. */
  readonly teams: number
  readonly hours: number
  /** Longest lead time. */
  readonly days: number
  readonly obstacles: readonly string[]
}

/** One term of the score: count times weight. */
export interface ScoreTerm {
  readonly term: string
  readonly count: number
  readonly weight: number
  readonly points: number
}

/** Everything that will notice when the VM changes. */
export interface BlastRadius {
  readonly addresses: readonly string[]
  /** Names the VM is known by; aliases come from DNS. */
  readonly names: readonly string[]
  readonly aliases: readonly string[]
  readonly owner?: string
  readonly ownerBasis?: string
  /** Team that keeps the VM's networks, when anybody says so. */
  readonly networkTeam?: string
  /** Teams that own what names the VM, sorted. */
  readonly teams: readonly string[]
  readonly references: readonly TracedReference[]
  readonly flows: { readonly in: readonly PeerFlow[]; readonly out: readonly PeerFlow[] }
  /** Virtual and outside addresses that lead to the VM. */
  readonly behind: readonly { readonly address: string; readonly device: string; readonly name?: string }[]
  readonly modes: Readonly<Record<NetworkMode, ModeCost>>
  readonly recommended: NetworkMode
  readonly recommendedBecause: string
  readonly unknowns: readonly string[]
  readonly score: { readonly total: number; readonly terms: readonly ScoreTerm[] }
}
