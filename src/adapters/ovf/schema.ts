/** What an OVF descriptor says, in our words. Everything that is not understood stands in `findings`. */
export interface OvfDescriptor {
  readonly files: readonly OvfFile[]
  readonly disks: readonly OvfDisk[]
  /** Network names: what a person maps to a target network. */
  readonly networks: readonly string[]
  readonly systems: readonly OvfSystem[]
  readonly findings: readonly OvfFinding[]
}

/** A file that the package brings. */
export interface OvfFile {
  readonly id: string
  readonly href: string
  readonly sizeBytes?: number
  /** `gzip`; absent = stored as it is. */
  readonly compression?: string
  /** The file is cut into parts `.000000000` … */
  readonly chunkBytes?: number
}

/** A virtual disk of the package. */
export interface OvfDisk {
  readonly id: string
  /** Absent = an empty disk. */
  readonly fileRef?: string
  readonly capacityBytes?: number
  /** The part of the format URI after `#`, for example `streamOptimized`. */
  readonly format?: string
  readonly populatedBytes?: number
  /** Set = a delta of another disk. */
  readonly parentRef?: string
}

/** One virtual machine. */
export interface OvfSystem {
  readonly id: string
  readonly name: string
  /** `vmw:osType`, for example `rhel9_64Guest`. */
  readonly osType?: string
  /** CIM operating system number. */
  readonly osNumber?: number
  readonly osDescription?: string
  readonly annotation?: string
  readonly product?: string
  /** `vmx-19` is 19. */
  readonly hardwareVersion?: number
  readonly cpus?: number
  readonly coresPerSocket?: number
  readonly cpuReservationMhz?: number
  readonly cpuLimitMhz?: number
  readonly memoryMib?: number
  readonly memoryReservationMib?: number
  readonly memoryLimitMib?: number
  readonly firmware?: 'bios' | 'efi'
  readonly controllers: readonly OvfController[]
  readonly drives: readonly OvfDrive[]
  readonly nics: readonly OvfNic[]
  readonly devices: readonly OvfDevice[]
  /** vmw:Config entries of system and hardware, for example `firmware`. */
  readonly config: Readonly<Record<string, string>>
  /** vmw:ExtraConfig entries. */
  readonly extraConfig: Readonly<Record<string, string>>
  /** Keys of ProductSection properties; values stay in the package, they hold passwords. */
  readonly propertyKeys: readonly string[]
  /** Place in the StartupSection of a collection. */
  readonly startOrder?: number
}

/** A disk or CD controller. */
export interface OvfController {
  readonly instance: string
  readonly kind: 'ide' | 'scsi' | 'sata' | 'nvme'
  /** As written: `lsilogic`, `VirtualSCSI`, `vmware.nvme.controller`. */
  readonly model?: string
  readonly bus?: number
  readonly sharedBus?: string
}

/** A disk drive in its slot. */
export interface OvfDrive {
  readonly label: string
  /** The disk of the DiskSection that it is; absent = it names none that is there. */
  readonly diskId?: string
  /** As written: `ovf:/disk/vmdisk1`, `/disk/vmdisk1`, `group/volume`. */
  readonly resource: string
  readonly instance: string
  /** What the item itself says of the size. */
  readonly capacityBytes?: number
  readonly controller?: string
  readonly unit?: number
  readonly backingMode?: string
}

/** A network card. */
export interface OvfNic {
  readonly label: string
  readonly model?: string
  readonly network?: string
  readonly mac?: string
  readonly connected?: boolean
  readonly pciSlot?: number
  readonly wakeOnLan?: boolean
}

/** Any other device, by CIM resource type. */
export interface OvfDevice {
  readonly type: number
  readonly label: string
  readonly model?: string
  readonly backing?: string
  /** False for `ovf:required="false"`: the author says the VM runs without it. */
  readonly required: boolean
}

/** Something in the descriptor that was not understood or not carried. */
export interface OvfFinding {
  /** Path of names within the document, for example `VirtualSystem gate/Item 7`. */
  readonly where: string
  readonly what: string
}

/** CIM resource types (CIM_ResourceAllocationSettingData, DSP0004) that appear in OVF. */
export const resourceTypes = {
  cpu: 3,
  memory: 4,
  ide: 5,
  scsi: 6,
  nic: 10,
  floppy: 14,
  cd: 15,
  dvd: 16,
  disk: 17,
  otherStorage: 20,
  serial: 21,
  usb: 23,
  video: 24,
  logicalDisk: 31,
  storageVolume: 32,
  ethernetConnection: 33,
  sound: 35,
} as const
