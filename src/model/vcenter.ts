import type { GivenRole, RoleFacts } from './access.ts'

/** What vSphere or a tool over it complains of, in its own words. */
export interface HealthMessage {
  /** `Zombie`, `Snapshot`, `CDROM`: the kind of complaint, as its source calls it. */
  readonly kind: string
  readonly message: string
  /** What it speaks of, where that is no object of the estate. */
  readonly about?: string
}

/** A licence of a vCenter. Its key is never kept. */
export interface Licence {
  readonly name: string
  /** `cpuPackage`, `core`, `vm`. */
  readonly costUnit?: string
  /** 0 = unlimited. */
  readonly total?: number
  readonly used?: number
  readonly expiresAt?: string
  readonly features?: readonly string[]
}

/** An alarm that somebody defined: on the target it must be made anew. */
export interface AlarmDefinition {
  readonly name: string
  readonly description?: string
  readonly enabled?: boolean
  /** The object it is defined on, and all below it. */
  readonly on?: string
  /** What it does when it rings: `mail to ops@example.com`, `SNMP trap`, `script`. */
  readonly actions?: readonly string[]
}

/** A storage policy, with how much rests on it where that is known. */
export interface StoragePolicy {
  readonly name: string
  readonly description?: string
  /** What it asks of a datastore, such as `VSAN.hostFailuresToTolerate = 1`. */
  readonly rules?: readonly string[]
  readonly vms?: number
  readonly disks?: number
}

/** What a source says of the vCenter, or the single host, itself. */
export interface VcenterFacts {
  /** Server name. */
  readonly name: string
  /** Instance UUID. */
  readonly vcenter?: string
  /** `VMware vCenter Server 8.0.3 build-24022515`. */
  readonly product?: string
  readonly version?: string
  readonly build?: string
  readonly apiVersion?: string
  readonly osType?: string
  readonly licences?: readonly Licence[]
  readonly alarms?: readonly AlarmDefinition[]
  readonly storagePolicies?: readonly StoragePolicy[]
  readonly health?: readonly HealthMessage[]
  /** Roles that somebody made or was given. */
  readonly roles?: readonly RoleFacts[]
  /** Who was given which role where. */
  readonly permissions?: readonly GivenRole[]
}
