import type { Power } from '../../model/vm.ts'
import type { SystemKey } from './systems.ts'

/** The three clusters of Quayside. */
export type ClusterName = 'QS-PROD' | 'QS-DEV' | 'QS-EDGE'

/** A virtual disk, as short as it can be said; a bare number is a thick disk of so many GiB. */
export interface DiskSpec {
  readonly gib: number
  readonly thin?: boolean
  readonly eager?: boolean
  /** `persistent` when left out. */
  readonly mode?: string
  readonly multiWriter?: boolean
  readonly rdm?: { readonly mode: 'physicalMode' | 'virtualMode'; readonly lun: string }
  readonly controller?: ControllerKind
  readonly bus?: number
  readonly sharedBus?: 'physicalSharing' | 'virtualSharing'
  /** Another VM's file, for shared disks. */
  readonly path?: string
  /** A datastore other than the VM's own; null = the source names none. */
  readonly datastore?: string | null
}

/** Controllers that appear at Harbour. */
export type ControllerKind = 'pvscsi' | 'lsi-sas' | 'lsi' | 'nvme' | 'ahci'

/** A network card: a network, and an address when the guest reports one. */
export interface NicSpec {
  readonly network: string
  readonly addresses?: readonly string[]
  readonly adapter?: 'Vmxnet3' | 'E1000' | 'E1000e' | 'SriovEthernetCard'
  readonly connected?: boolean
  readonly directPath?: boolean
}

/** A file system that the guest reports. */
export interface PartitionSpec {
  readonly path: string
  readonly capacityMib: number
  readonly freeMib: number
  /** Index of the disk behind it; -1 = the guest tools could not say. */
  readonly disk: number
}

/** A snapshot, oldest first; each is the child of the one before. */
export interface SnapshotSpec {
  readonly name: string
  readonly at: string
  readonly sizeMib: number
  readonly description?: string
}

/** What everything of one application shares unless a machine says otherwise. */
export interface Family {
  readonly team: string
  readonly application: string
  readonly environment: 'Production' | 'Test' | 'Development' | 'Disaster Recovery'
  readonly criticality: 1 | 2 | 3 | 4
  readonly cluster: ClusterName
  readonly folder: string
  readonly datastore: string
  readonly os: SystemKey
}

/** A virtual machine of Harbour as its people would describe it; what is left out is ordinary. */
export interface MachineSpec extends Partial<Family> {
  readonly name: string
  /** vCPUs and memory in MiB. */
  readonly size: readonly [cpus: number, memoryMib: number]
  readonly disks: readonly (number | DiskSpec)[]
  readonly nics: readonly (NicSpec | readonly [network: string, address?: string])[]
  readonly power?: Power
  readonly template?: boolean
  readonly note?: string
  readonly coresPerSocket?: number
  /** Where a rule or a card in the host binds it. */
  readonly host?: string
  /** Name that the guest reports; null = none. */
  readonly guestName?: string | null
  readonly toolsOff?: boolean
  readonly partitions?: readonly PartitionSpec[]
  readonly snapshots?: readonly SnapshotSpec[]
  readonly changeTracking?: boolean
  readonly diskUuid?: boolean
  readonly cpuHotAdd?: boolean
  readonly memoryHotAdd?: boolean
  readonly memoryReservationMib?: number
  readonly cpuLimitMhz?: number
  readonly consolidate?: boolean
  readonly faultTolerance?: boolean
  readonly latency?: 'high'
  readonly usb?: readonly { readonly node: string; readonly type: string; readonly connected: boolean }[]
  readonly cdrom?: string
  readonly rules?: readonly string[]
  readonly srmPlaceholder?: boolean
  readonly hardware?: number
  readonly secureBoot?: boolean
  readonly vApp?: string
  readonly connection?: 'connected' | 'inaccessible' | 'orphaned'
  /** Owner as the overlay says it; null = the overlay leaves it empty. */
  readonly owner?: string | null
}

/** Machines of one application. */
export interface FamilySpec {
  readonly family: Family
  readonly machines: readonly MachineSpec[]
}
