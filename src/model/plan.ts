/** VMs that must go together. `because` says which bonds hold them. */
export interface MoveGroup {
  readonly id: string
  /** Ids of the VMs, sorted. */
  readonly vms: readonly string[]
  readonly confidence: 'high' | 'medium' | 'low'
  readonly because: readonly string[]
}

/** Kinds of waves in the order they are planned. */
export type WaveKind = 'pilot' | 'development' | 'test' | 'production'

/** A time in which machines may be cut over. */
export interface Window {
  /** ISO 8601 with offset. */
  readonly start: string
  readonly end: string
  readonly minutes: number
}

/** A condition that must hold before a wave goes on. */
export interface Gate {
  readonly id: string
  readonly text: string
  readonly owner?: string
  readonly before: 'start' | 'cutover' | 'finish'
}

/** A set of groups that moves in one window. */
export interface Wave {
  /** `wave-01`; stable over re-plans as long as its content is. */
  readonly id: string
  readonly kind: WaveKind
  readonly start: string
  readonly end: string
  readonly window: Window
  readonly groups: readonly string[]
  /** Ids of the VMs, sorted by name. */
  readonly vms: readonly string[]
  readonly gates: readonly Gate[]
  /** Bytes to copy. */
  readonly bytes: number
}

/** A VM that is in no wave, and why. */
export interface Unplanned {
  readonly vm: string
  readonly why: string
}

/** Something that cannot be had as asked, and what would relax it. */
export interface PlanConflict {
  readonly what: string
  readonly relax: string
}

/** The plan. The hash covers everything but itself. */
export interface Plan {
  readonly hash: string
  readonly groups: readonly MoveGroup[]
  readonly waves: readonly Wave[]
  readonly unplanned: readonly Unplanned[]
  readonly conflicts: readonly PlanConflict[]
}
