/** Severity of a finding: block = cannot move as it is; act = do something first; inform = know it. */
export type Severity = 'block' | 'act' | 'inform'

/** One thing to know about one VM. */
export interface Finding {
  /** Stable id, for example `disk.rdm`. */
  readonly id: string
  /** The id under which Forklift reports the same concern, so that reports compare. */
  readonly alias?: string
  readonly severity: Severity
  readonly text: string
  /** What was seen and where, for people. */
  readonly evidence: string
  readonly remedy: string
}

/** What to do with a VM: one of the six Rs. */
export type DispositionKind = 'retire' | 'retain' | 'rehost' | 'replatform' | 'refactor' | 'repurchase'

/** A disposition with its reasons. */
export interface Disposition {
  readonly kind: DispositionKind
  readonly reasons: readonly string[]
}

/** What assess says of one VM. */
export interface Assessment {
  /** Id of the VM. */
  readonly vm: string
  readonly disposition: Disposition
  readonly findings: readonly Finding[]
  /** Ids of rules that the sources at hand cannot answer, each with the missing fact. */
  readonly notAssessable: readonly string[]
  /** The guest system as it was recognised; absent = no source names it. */
  readonly os?: {
    readonly family: 'linux' | 'windows' | 'bsd' | 'solaris' | 'other' | 'unknown'
    readonly label: string
  }
  /** Whether KubeVirt fits, and why not. */
  readonly fit: { readonly verdict: 'fits' | 'conditional' | 'unfit'; readonly reasons: readonly string[] }
}
