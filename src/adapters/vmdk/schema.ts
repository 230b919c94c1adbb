/** Bytes of a sector; every number of the format counts sectors unless its name says bytes. */
export const sectorBytes = 512
/** Larger virtual disks do not exist in vSphere. */
export const maxVirtualBytes = 62 * 1024 ** 4
/** Grain directory entry that says: the true header is the footer at the end. */
export const directoryAtEnd = 0xffff_ffff_ffff_ffffn
/** Flag bits of the header. */
export const flags = { zeroedGrain: 1 << 2, compressed: 1 << 16, markers: 1 << 17 } as const
/** Marker types of a streamOptimized file. */
export const markerTypes = { endOfStream: 0, grainTable: 1, grainDirectory: 2, footer: 3 } as const

/** Header of a hosted sparse extent (`KDMV`), reference/VMware Virtual Disk Format 5.0. */
export interface SparseHeader {
  readonly version: number
  readonly flags: number
  readonly capacitySectors: number
  readonly grainSectors: number
  readonly descriptorOffsetSectors: number
  readonly descriptorSectors: number
  readonly tableEntries: number
  /** undefined = at the end of the file. */
  readonly directorySectors: number | undefined
  readonly overheadSectors: number
  readonly compressed: boolean
  readonly markers: boolean
  readonly zeroedGrains: boolean
}

/** What the text descriptor within a disk says. */
export interface DiskDescriptor {
  readonly createType: string
  readonly contentId: string
  readonly parentContentId: string
  readonly parentHint: string | undefined
  readonly extents: readonly DescribedExtent[]
  /** `ddb.` entries by lower-case key, for example `adaptertype`. */
  readonly database: Readonly<Record<string, string>>
}

/** One extent line; the file name is text and is never opened. */
export interface DescribedExtent {
  readonly access: string
  readonly sectors: number
  readonly type: string
  readonly file: string | undefined
}
