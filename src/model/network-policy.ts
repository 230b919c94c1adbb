/** How a port group spreads its traffic over uplinks. */
export interface Teaming {
  /** `loadbalance_srcid`, `loadbalance_ip`, `failover_explicit` and so on. */
  readonly policy?: string
  readonly active?: readonly string[]
  readonly standby?: readonly string[]
  readonly notifySwitches?: boolean
  /** A repaired uplink takes its traffic back. */
  readonly failback?: boolean
  readonly beacon?: boolean
}

/** Limits of one direction as vSphere gives them: kbit/s, and KB of burst. */
export interface ShapingLimits {
  readonly averageKbps?: number
  readonly peakKbps?: number
  readonly burstKb?: number
}

/** Traffic shaping of a port group; a direction that is not limited is absent. */
export interface Shaping {
  readonly in?: ShapingLimits
  readonly out?: ShapingLimits
}
