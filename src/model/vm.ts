import type { Device, Disk, GuestDisk, Snapshot } from './hardware.ts'
import type { Nic } from './nic.ts'
import type { Place } from './evidence-place.ts'
import type { HealthMessage } from './vcenter.ts'

/** Power state, in vSphere's words shortened. */
export type Power = 'on' | 'off' | 'suspended'

/** Who a VM belongs to and what it is for; said by overlays, tags, custom attributes or the CMDB. */
export interface Stewardship {
  readonly owner?: string
  readonly team?: string
  readonly email?: string
  readonly application?: string
  readonly function?: string
  /** 1 = highest. Words like `mission critical` or `tier 2` are read into it. */
  readonly criticality?: 1 | 2 | 3 | 4
  readonly environment?: 'production' | 'staging' | 'test' | 'development' | 'disaster-recovery'
  readonly complianceScopes?: readonly string[]
  readonly maintenanceWindow?: string
  /** Name of its class of service, such as `Gold`. */
  readonly slaClass?: string
  /** Recovery point objective: how much work may be lost. */
  readonly rpoMinutes?: number
  /** Recovery time objective: how long it may be away. */
  readonly rtoMinutes?: number
  /** Off or idle on purpose: a passive node, a disaster-recovery copy. */
  readonly standbyByDesign?: boolean
}

/** What one source can say of a virtual machine. Absent = this source does not say; never a default. */
export interface VmFacts extends Stewardship {
  readonly name: string
  readonly template?: boolean
  readonly power?: Power
  readonly connectionState?: 'connected' | 'disconnected' | 'inaccessible' | 'invalid' | 'orphaned'
  /** vCenter's own unique id of the VM, lower case with dashes. */
  readonly instanceUuid?: string
  /** SMBIOS UUID (`config.uuid`), lower case with dashes; clones may share it. */
  readonly smbiosUuid?: string
  /** Managed object id, for example `vm-1001`; unique within one vCenter only. */
  readonly moref?: string
  readonly vcenter?: string
  readonly datacenter?: string
  readonly cluster?: string
  readonly host?: string
  readonly resourcePool?: string
  /** Inventory folder path with slashes, without the datacenter. */
  readonly folder?: string
  readonly vApp?: string
  readonly guestId?: string
  /** OS according to the configuration file. */
  readonly guestFullName?: string
  /** OS according to VMware Tools. */
  readonly toolsGuestFullName?: string
  readonly toolsGuestId?: string
  /** Host name that the guest reports. Empty string = Tools reported none. */
  readonly guestHostName?: string
  readonly hardwareVersion?: number
  readonly firmware?: 'bios' | 'efi'
  readonly secureBoot?: boolean
  readonly cpus?: number
  readonly coresPerSocket?: number
  readonly cpuHotAdd?: boolean
  readonly cpuHotRemove?: boolean
  readonly cpuReservationMhz?: number
  /** Absent or -1 = unlimited. */
  readonly cpuLimitMhz?: number
  readonly cpuShares?: number
  /** Physical CPUs the VM is pinned to; empty = none. */
  readonly cpuAffinity?: readonly number[]
  readonly numaAffinity?: readonly number[]
  readonly memoryMib?: number
  readonly memoryHotAdd?: boolean
  readonly memoryReservationMib?: number
  readonly memoryLimitMib?: number
  readonly memoryReservationLocked?: boolean
  readonly memoryShares?: number
  readonly latencySensitivity?: string
  readonly changeTracking?: boolean
  readonly consolidationNeeded?: boolean
  readonly faultTolerance?: boolean
  readonly vTpm?: boolean
  readonly encrypted?: boolean
  readonly nestedVirtualization?: boolean
  readonly virtualizationBasedSecurity?: boolean
  /** `disk.EnableUUID`. */
  readonly diskUuidEnabled?: boolean
  readonly toolsStatus?: string
  readonly toolsVersion?: string
  readonly toolsRunning?: boolean
  readonly syncTimeWithHost?: boolean
  readonly disks?: readonly Disk[]
  readonly nics?: readonly Nic[]
  readonly devices?: readonly Device[]
  readonly guestDisks?: readonly GuestDisk[]
  readonly snapshots?: readonly Snapshot[]
  /** Addresses that the guest reports but no NIC claims. */
  readonly guestAddresses?: readonly string[]
  readonly primaryAddress?: string
  readonly dnsServers?: readonly string[]
  readonly usedMib?: number
  /** Space on datastores that no other VM shares. */
  readonly unsharedMib?: number
  readonly provisionedMib?: number
  readonly annotation?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly tags?: readonly Tag[]
  readonly managedBy?: { readonly extension: string; readonly type?: string }
  readonly srmPlaceholder?: boolean
  /** Path of the .vmx, `[datastore] folder/name.vmx`. */
  readonly vmxPath?: string
  readonly bootOrder?: readonly string[]
  readonly bootDelayMilliseconds?: number
  readonly enterBiosSetup?: boolean
  readonly haRestartPriority?: string
  readonly drsBehavior?: string
  /** `guestinfo.*` keys of extraConfig; values are not kept. */
  readonly guestInfoKeys?: readonly string[]
  readonly poweredOnAt?: string
  readonly createdAt?: string
  readonly suspendedAt?: string
  /** The oldest processor baseline that the VM still runs on, such as `intel-broadwell`. */
  readonly minimumEvcMode?: string
  /** Name of the storage policy of its home folder; each disk has its own. */
  readonly storagePolicy?: string
  /** What the guest says of its own system: `prettyName`, `kernelVersion` and so on. */
  readonly guestDetails?: Readonly<Record<string, string>>
  readonly health?: readonly HealthMessage[]
  /** Mean or peak measurements where the source has them. */
  readonly usage?: {
    readonly cpuMhz?: number
    readonly memoryActiveMib?: number
    readonly memoryConsumedMib?: number
    readonly memorySwappedMib?: number
    readonly memoryBalloonedMib?: number
    readonly cpuReadyPercent?: number
  }
}

/** A vCenter tag. */
export interface Tag {
  readonly category: string
  readonly name: string
}

/** Names of the fields of {@link VmFacts}. */
export type VmField = keyof VmFacts

/** One reading that a merged object rests on. */
export interface Origin {
  readonly source: string
  readonly place: Place
  /** ISO 8601. */
  readonly observedAt: string
}

/** Two or more sources say different things of one field. `chosen` is an index into `values`. */
export interface Conflict {
  readonly field: string
  readonly values: readonly { readonly origin: number; readonly value: unknown }[]
  readonly chosen: number
  readonly because: string
  /** A person decided it; it is no open question any more. */
  readonly decided?: true
}

/** Why a VM is part of the platform and never enters a wave. */
export interface Platform {
  readonly kind:
    | 'vcls'
    | 'vcenter'
    | 'nsx-manager'
    | 'nsx-edge'
    | 'srm-placeholder'
    | 'backup-proxy'
    | 'managed'
    | 'infrastructure'
  readonly reason: string
}

/** What every merged object carries: identity and where each fact comes from. */
export interface Merged {
  /** Stable: a hash of the strongest key at first sight; survives re-reads and removals. */
  readonly id: string
  /** Older ids that still resolve to this object. */
  readonly formerIds?: readonly string[]
  readonly origins: readonly Origin[]
  /** Field name → index into `origins` of the reading that won. */
  readonly from: Readonly<Record<string, number>>
  readonly conflicts: readonly Conflict[]
}

/** A source virtual machine as all sources together describe it. */
export interface Vm extends VmFacts, Merged {
  readonly kind: 'vm'
  readonly platform?: Platform
}
