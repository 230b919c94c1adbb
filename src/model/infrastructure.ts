import type { KernelNic, PhysicalNic, StorageAdapter } from './host-hardware.ts'
import type { Shaping, Teaming } from './network-policy.ts'
import type { HealthMessage, VcenterFacts } from './vcenter.ts'
import type { Merged, Tag } from './vm.ts'

/** What people wrote on an object: custom attributes and tags. */
export interface Labelled {
  readonly attributes?: Readonly<Record<string, string>>
  readonly tags?: readonly Tag[]
}

/** What a source says of an ESXi host. */
export interface HostFacts extends Labelled {
  readonly name: string
  readonly moref?: string
  readonly vcenter?: string
  readonly datacenter?: string
  readonly cluster?: string
  readonly cpuModel?: string
  readonly sockets?: number
  readonly cores?: number
  readonly threads?: number
  readonly cpuMhz?: number
  readonly memoryMib?: number
  readonly version?: string
  readonly maintenance?: boolean
  readonly connectionState?: string
  readonly vendor?: string
  readonly model?: string
  readonly timeZone?: string
  readonly addresses?: readonly string[]
  readonly physicalNics?: readonly PhysicalNic[]
  readonly kernelNics?: readonly KernelNic[]
  readonly storageAdapters?: readonly StorageAdapter[]
  /** Paths to storage, and how many of them are dead. */
  readonly storagePaths?: { readonly total: number; readonly dead: number }
  readonly uuid?: string
  readonly serialNumber?: string
  readonly biosVersion?: string
  readonly biosDate?: string
  readonly bootedAt?: string
  readonly quarantine?: boolean
  readonly faultDomain?: string
  readonly maxEvcMode?: string
  readonly powerPolicy?: string
  readonly cpuUsagePercent?: number
  readonly memoryUsagePercent?: number
  readonly dnsServers?: readonly string[]
  readonly domain?: string
  readonly ntpServers?: readonly string[]
  readonly ntpRunning?: boolean
  readonly certificateExpiresAt?: string
  readonly health?: readonly HealthMessage[]
}

/** What a source says of a compute cluster. */
export interface ClusterFacts extends Labelled {
  readonly name: string
  readonly moref?: string
  readonly vcenter?: string
  readonly datacenter?: string
  readonly drs?: boolean
  readonly drsBehavior?: string
  readonly ha?: boolean
  readonly dpm?: boolean
  readonly evcMode?: string
  readonly rules?: readonly ClusterRule[]
  readonly groups?: readonly ClusterGroup[]
  readonly vsan?: boolean
  readonly hostCount?: number
  readonly effectiveCpuMhz?: number
  readonly effectiveMemoryMib?: number
  readonly admissionControl?: boolean
  /** Hosts that may fail. */
  readonly failoverLevel?: number
  readonly restartPriority?: string
  readonly isolationResponse?: string
  readonly vmMonitoring?: string
  readonly health?: readonly HealthMessage[]
}

/** A DRS rule, by VM name as the source gives it. */
export interface ClusterRule {
  readonly kind: 'affinity' | 'anti-affinity' | 'vm-host' | 'dependency'
  readonly name: string
  readonly enabled?: boolean
  readonly mandatory?: boolean
  /** Names of the VMs (or members of the VM group). */
  readonly vms: readonly string[]
  readonly hosts?: readonly string[]
}

/** A named group of VMs or hosts that rules speak of. */
export interface ClusterGroup {
  readonly kind: 'vm' | 'host'
  readonly name: string
  readonly members: readonly string[]
}

/** What a source says of a datastore. */
export interface DatastoreFacts extends Labelled {
  readonly name: string
  readonly moref?: string
  readonly vcenter?: string
  readonly datacenter?: string
  /** `VMFS`, `NFS`, `vsan`, `VVOL`. */
  readonly type?: string
  readonly capacityMib?: number
  readonly freeMib?: number
  readonly provisionedMib?: number
  readonly accessible?: boolean
  /** `normal`, `inMaintenance`, `enteringMaintenance`. */
  readonly maintenanceMode?: string
  readonly hosts?: readonly string[]
  /** Datastore cluster. */
  readonly cluster?: string
  readonly clusterCapacityMib?: number
  readonly clusterFreeMib?: number
  /** Server and path of an NFS export, or the device of a VMFS volume. */
  readonly address?: string
  readonly url?: string
  /** Version of the file system. */
  readonly version?: string
  /** Storage I/O control. */
  readonly ioControl?: boolean
  readonly luns?: readonly Lun[]
  /** What lies on it, where a source lists files. */
  readonly files?: { readonly count: number; readonly bytes: number }
  readonly health?: readonly HealthMessage[]
}

/** A device of a storage array below a datastore. */
export interface Lun {
  /** `naa.…`, `t10.…`, `eui.…`. */
  readonly id: string
  readonly label?: string
  readonly vendor?: string
  readonly model?: string
  readonly serial?: string
  /** Path selection, such as `VMW_PSP_RR`. */
  readonly policy?: string
  readonly queueDepth?: number
}

/** VLAN of a port group, in vSphere's terms. */
export type Vlan =
  | { readonly kind: 'none' }
  | { readonly kind: 'access'; readonly id: number }
  | { readonly kind: 'trunk'; readonly ranges: readonly { readonly from: number; readonly to: number }[] }
  | {
      readonly kind: 'private'
      readonly primary?: number
      readonly secondary: number
      readonly type?: 'isolated' | 'community' | 'promiscuous'
    }

/** What a source says of a port group or segment. */
export interface NetworkFacts extends Labelled {
  readonly name: string
  readonly moref?: string
  readonly vcenter?: string
  readonly datacenter?: string
  readonly type?: 'standard' | 'distributed' | 'opaque' | 'nsx-vlan' | 'nsx-overlay'
  readonly switch?: string
  readonly vlan?: Vlan
  readonly segmentId?: string
  readonly mtu?: number
  readonly promiscuous?: boolean
  readonly macChanges?: boolean
  readonly forgedTransmits?: boolean
  readonly macLearning?: boolean
  /** VLAN per host when a standard port group of one name differs between hosts. */
  readonly vlanByHost?: Readonly<Record<string, number>>
  /** CIDRs, when a source (overlay, IPAM) says them. */
  readonly subnets?: readonly string[]
  readonly gateway?: string
  readonly uplink?: boolean
  readonly teaming?: Teaming
  readonly shaping?: Shaping
  /** Ports carry no traffic. */
  readonly blocked?: boolean
  /** LACP of its switch: `active`, `passive`. */
  readonly lacp?: string
  readonly switchVersion?: string
  /** Where its switch sends records of its flows (IPFIX): somebody who listens for the VMs' addresses. */
  readonly flowCollector?: string
}

/** What a source says of a resource pool. */
export interface ResourcePoolFacts extends Labelled {
  readonly name: string
  readonly moref?: string
  readonly vcenter?: string
  readonly path?: string
  readonly cluster?: string
  readonly cpuReservationMhz?: number
  readonly cpuLimitMhz?: number
  readonly memoryReservationMib?: number
  readonly memoryLimitMib?: number
  readonly cpuShares?: number
  readonly cpuExpandable?: boolean
  readonly memoryShares?: number
  readonly memoryExpandable?: boolean
  /** Set on a vApp: in which order its members start. */
  readonly startOrder?: readonly StartStep[]
}

/** One member of a vApp: those of a lower order start first. */
export interface StartStep {
  readonly name: string
  readonly order: number
  readonly delaySeconds?: number
  /** The next one waits until the guest answers. */
  readonly waitsForGuest?: boolean
}

/** What a source says of an inventory folder. */
export interface FolderFacts extends Labelled {
  readonly name: string
  readonly moref?: string
  readonly vcenter?: string
  readonly datacenter?: string
  readonly path: string
}

export interface Host extends HostFacts, Merged {
  readonly kind: 'host'
}
export interface Cluster extends ClusterFacts, Merged {
  readonly kind: 'cluster'
}
export interface Datastore extends DatastoreFacts, Merged {
  readonly kind: 'datastore'
}
export interface Network extends NetworkFacts, Merged {
  readonly kind: 'network'
}
export interface ResourcePool extends ResourcePoolFacts, Merged {
  readonly kind: 'resource-pool'
}
export interface Folder extends FolderFacts, Merged {
  readonly kind: 'folder'
}
export interface Vcenter extends VcenterFacts, Merged {
  readonly kind: 'vcenter'
}
