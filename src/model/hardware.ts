/** A virtual disk as vSphere describes it. */
export interface Disk {
  /** Device key in vSphere (2000 …), when known. */
  readonly key?: number
  /** `Hard disk 1`. */
  readonly label: string
  readonly capacityBytes?: number
  readonly datastore?: string
  /** `[datastore] folder/file.vmdk`. */
  readonly path?: string
  readonly uuid?: string
  readonly thin?: boolean
  readonly eagerZeroed?: boolean
  readonly mode?: string
  /** `sharingNone` or `sharingMultiWriter`, shortened. */
  readonly sharing?: 'none' | 'multi-writer'
  readonly rdm?: { readonly mode: 'physical' | 'virtual' | 'unknown'; readonly lun?: string }
  readonly changeTracking?: boolean
  readonly controller?: Controller
  readonly unit?: number
  /** Depth of the snapshot chain below this disk; 0 = none. */
  readonly parents?: number
  readonly writeThrough?: boolean
  readonly shares?: number
  readonly iopsLimit?: number
  /** What its file takes on the datastore. */
  readonly fileBytes?: number
  /** Name of its storage policy. */
  readonly storagePolicy?: string
  /** Encrypted with a key of its own. */
  readonly encrypted?: boolean
}

/** A disk controller. */
export interface Controller {
  readonly kind: 'scsi' | 'sata' | 'ide' | 'nvme' | 'unknown'
  /** vSphere's class or RVTools' word, for example `ParaVirtualSCSIController`, `LSI Logic SAS`. */
  readonly model?: string
  readonly bus?: number
  readonly sharedBus?: 'none' | 'virtual' | 'physical'
}

/** Any other device. `model` is vSphere's class name, for example `VirtualPCIPassthrough`. */
export interface Device {
  readonly kind:
    | 'tpm'
    | 'pci-passthrough'
    | 'vgpu'
    | 'sriov-nic'
    | 'usb-controller'
    | 'usb'
    | 'cdrom'
    | 'floppy'
    | 'serial-port'
    | 'parallel-port'
    | 'sound'
    | 'video'
    | 'scsi-passthrough'
    | 'nvdimm'
    | 'watchdog'
    | 'precision-clock'
    | 'other'
  readonly model: string
  readonly label?: string
  readonly connected?: boolean
  readonly startConnected?: boolean
  /** ISO path, PCI id, vGPU profile, serial backing: what the device points at. */
  readonly backing?: string
}

/** A file system that the guest reports. */
export interface GuestDisk {
  readonly path: string
  readonly capacityBytes?: number
  readonly freeBytes?: number
  /** Device key of the virtual disk behind it; 0 = the guest tools could not say. */
  readonly diskKey?: number
  /** Device keys of all virtual disks behind it, where it spans several. */
  readonly diskKeys?: readonly number[]
  /** `ext4`, `NTFS` and so on. */
  readonly fileSystem?: string
}

/** One snapshot of the tree, flattened; `depth` 0 is the root. */
export interface Snapshot {
  readonly name: string
  readonly description?: string
  readonly createdAt?: string
  readonly sizeMib?: number
  readonly quiesced?: boolean
  readonly depth?: number
  /** State in which it was taken. */
  readonly power?: string
  /** Its memory file; 0 = taken without memory. */
  readonly memoryMib?: number
  readonly file?: string
}
