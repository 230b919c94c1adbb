import type { Shaping, ShapingLimits, Teaming } from '../../../model/network-policy.ts'
import type { RecordOf } from '../schema.ts'
import { known } from './facts.ts'

type Portgroup = RecordOf<'DistributedVirtualPortgroup'>
/** What a distributed port group sets for its ports. */
export type PortSetting = NonNullable<NonNullable<Portgroup['properties']['config']>['defaultPortConfig']>

type HostPortgroup = NonNullable<RecordOf<'HostSystem'>['properties']['config.network.portgroup']>[number]
type HostPolicy = NonNullable<HostPortgroup['computedPolicy']>

/** Teaming of a distributed port group. */
export function portTeaming(setting: PortSetting | undefined): Teaming | undefined {
  const policy = setting?.uplinkTeamingPolicy
  if (policy === undefined) return undefined
  return teaming({
    policy: policy.policy?.value,
    active: policy.uplinkPortOrder?.activeUplinkPort,
    standby: policy.uplinkPortOrder?.standbyUplinkPort,
    notifySwitches: policy.notifySwitches?.value,
    rolling: policy.rollingOrder?.value,
    beacon: policy.failureCriteria?.checkBeacon?.value,
  })
}

/** Teaming of a standard port group. */
export function hostTeaming(policy: HostPolicy | undefined): Teaming | undefined {
  const found = policy?.nicTeaming
  if (found === undefined) return undefined
  return teaming({
    policy: found.policy,
    active: found.nicOrder?.activeNic,
    standby: found.nicOrder?.standbyNic,
    notifySwitches: found.notifySwitches,
    rolling: found.rollingOrder,
    beacon: found.failureCriteria?.checkBeacon,
  })
}

interface Said {
  readonly policy: string | undefined
  readonly active: readonly string[] | undefined
  readonly standby: readonly string[] | undefined
  readonly notifySwitches: boolean | undefined
  readonly rolling: boolean | undefined
  readonly beacon: boolean | undefined
}

function teaming({ rolling, ...said }: Said): Teaming | undefined {
  // With a rolling order a repaired uplink waits: the opposite of failback.
  const found = known({ ...said, failback: rolling === undefined ? undefined : !rolling })
  return Object.keys(found).length === 0 ? undefined : found
}

/** Traffic shaping of a distributed port group, both ways. */
export function portShaping(setting: PortSetting | undefined): Shaping | undefined {
  const into = limitsOf(unwrapped(setting?.inShapingPolicy))
  const out = limitsOf(unwrapped(setting?.outShapingPolicy))
  return into === undefined && out === undefined ? undefined : known({ in: into, out })
}

/** Traffic shaping of a standard port group: it limits what its machines send, and nothing else. */
export function hostShaping(policy: HostPolicy | undefined): Shaping | undefined {
  const out = limitsOf(policy?.shapingPolicy)
  return out && { out }
}

interface Limits {
  readonly enabled?: boolean
  readonly averageBandwidth?: number
  readonly peakBandwidth?: number
  readonly burstSize?: number
}

function unwrapped(policy: PortSetting['inShapingPolicy']): Limits | undefined {
  if (policy === undefined) return undefined
  return known({
    enabled: policy.enabled?.value,
    averageBandwidth: policy.averageBandwidth?.value,
    peakBandwidth: policy.peakBandwidth?.value,
    burstSize: policy.burstSize?.value,
  })
}

/** vSphere gives bits per second and bytes; people and RVTools speak of kbit/s and KB. */
function limitsOf(limits: Limits | undefined): ShapingLimits | undefined {
  if (limits?.enabled !== true) return undefined
  return known({
    averageKbps: thousands(limits.averageBandwidth, 1000),
    peakKbps: thousands(limits.peakBandwidth, 1000),
    burstKb: thousands(limits.burstSize, 1024),
  })
}

function thousands(value: number | undefined, of: number): number | undefined {
  return value === undefined ? undefined : Math.round(value / of)
}
