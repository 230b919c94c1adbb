/** What the page for the owner of a VM is made of; every list is already in the order to show. */
export interface OwnerPage {
  readonly vm: {
    readonly name: string
    readonly id: string
    readonly addresses: readonly string[]
    readonly size: string
    readonly os: string
    readonly owner: string
    readonly application: string
    readonly place: string
  }
  /** Undefined when the VM is in no wave; then `unplanned` says why. */
  readonly wave?: {
    readonly id: string
    readonly kind: string
    readonly start: string
    readonly end: string
    readonly with: readonly string[]
    readonly gates: readonly string[]
  }
  readonly unplanned?: string
  readonly disposition: { readonly kind: string; readonly reasons: readonly string[] }
  readonly teams: readonly {
    readonly team: string
    readonly artefacts: readonly {
      readonly kind: string
      readonly device: string
      readonly place: string
      readonly text: string
      readonly strength: string
      readonly role: string
    }[]
  }[]
  readonly modes: readonly {
    readonly mode: 'keep-ip' | 're-ip'
    readonly recommended: boolean
    readonly artefacts: number
    readonly teams: number
    readonly requests: readonly {
      readonly team: string
      readonly action: string
      readonly artefacts: number
      readonly hours: number
      readonly leadDays: number
    }[]
    readonly hours: number
    readonly days: number
    readonly obstacles: readonly string[]
  }[]
  readonly callers: readonly FlowLine[]
  readonly called: readonly FlowLine[]
  readonly findings: readonly { readonly severity: string; readonly text: string; readonly remedy: string }[]
  readonly unknowns: readonly string[]
  /** Sources with the time at which each was true. */
  readonly sources: readonly { readonly label: string; readonly observedAt: string }[]
}

/** One flow in words. */
export interface FlowLine {
  readonly peer: string
  readonly port: string
  readonly lastSeen: string
}
