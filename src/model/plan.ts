/** VMs that must go together. `because` says which bonds hold them. */
export interface MoveGroup {
  readonly id: string
  /** Ids of the VMs, sorted. */
  readonly vms: readonly string[]
  readonly confidence: 'high' | 'medium' | 'low'
  readonly because: readonly string[]
  /** Kind of wave that its members' environment asks for; a pilot is chosen out of these. */
  readonly kind: WaveKind
  /** The highest of its members; 1 = highest. */
  readonly criticality: 1 | 2 | 3 | 4
  /** Ids of groups that serve it and therefore move in the same wave or earlier. */
  readonly needs: readonly string[]
}

/** Kinds of waves in the order they are planned. */
export type WaveKind = 'pilot' | 'development' | 'test' | 'production'

/** A dependency that the plan does not keep, so that the two sides must reach each other across the platforms. */
export interface Bridge {
  /** Group that uses … */
  readonly client: string
  /** … this group, which moves later. */
  readonly server: string
  readonly why: string
}

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
  /** Of a production wave: the level it belongs to. */
  readonly criticality?: 1 | 2 | 3 | 4
  /** Minutes of the window that the copy and the cutover are expected to take. */
  readonly workMinutes: number
  /** With a warm copy: when it has to begin, and how long it takes. */
  readonly preCopy?: { readonly start: string; readonly minutes: number }
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
  /** First day, time zone and deadline that the plan was made for. */
  readonly start: string
  readonly timezone: string
  readonly deadline?: string
  readonly groups: readonly MoveGroup[]
  readonly waves: readonly Wave[]
  readonly unplanned: readonly Unplanned[]
  readonly conflicts: readonly PlanConflict[]
  /** The heaviest bridges, at most a thousand. */
  readonly bridges: readonly Bridge[]
  /** How many there are in all. */
  readonly bridged: number
}
