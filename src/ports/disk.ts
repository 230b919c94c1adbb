/** One run of guest bytes as a source stores it. */
export interface DiskPiece {
  /** Where on the virtual disk it belongs. */
  readonly diskOffsetBytes: number
  /** Guest bytes it stands for; never crosses a block of {@link blockBytes}. */
  readonly diskLengthBytes: number
  /** `zlib`: a whole zlib stream (RFC 1950) that ends with its Adler-32. */
  readonly encoding: 'zlib' | 'plain'
  /** Where the stored bytes begin in the batch's buffer, and how many there are. */
  readonly start: number
  readonly storedBytes: number
  /** Where the stored bytes begin in the input, for messages. */
  readonly inputOffsetBytes: number
}

/** Disks are hashed and placed in blocks of 1 MiB. */
export const blockBytes = 1024 * 1024

/** Some pieces and the bytes they point into. */
export interface DiskBatch {
  readonly buffer: ArrayBuffer
  readonly pieces: readonly DiskPiece[]
  /** A reader that begins here sees exactly the pieces that this and earlier batches did not hold. */
  readonly nextOffset: number
  /** Input bytes that were read for it. */
  readonly readBytes: number
}

/** How a source is read. */
export interface DiskReading {
  /** 0, or `nextOffset` of a batch. */
  readonly from: number
  /** A buffer of {@link DiskSource.bufferBytes}; the batch that is made with it takes it over. */
  takeBuffer(): ArrayBuffer | Promise<ArrayBuffer>
  /** Every byte of the input once and in order, where the source is `sequential`. */
  onInput?(bytes: Uint8Array): void
}

/** A disk image that is read once from front to back. */
export interface DiskSource {
  /** `streamOptimized`, `monolithicSparse`. */
  readonly format: string
  readonly virtualBytes: number
  /** Pieces are whole grains on multiples of this; a power of two, at most {@link blockBytes}. */
  readonly grainBytes: number
  readonly inputBytes: number
  /** `nextOffset` of the last batch; positions count input bytes, or disk bytes where the source is not sequential. */
  readonly endOffset: number
  /** Whether a read from 0 passes every byte of the input in order, so that it can be hashed on the way. */
  readonly sequential: boolean
  readonly bufferBytes: number
  batches(reading: DiskReading): AsyncGenerator<DiskBatch>
  /**
   * After the last batch: compares what was seen with the tables of the image, so that a file that lost or gained
   * grains is refused. `seen` answers for the grain with this number; `count` grains were seen in all.
   */
  checkComplete(seen: (grain: number) => boolean, count: number): Promise<void>
  close(): Promise<void>
}

/** Where the bytes of a piece go in the output file. */
export interface Placement {
  readonly fileOffsetBytes: number
  /** `deflated`: the zlib stream without its two first and four last bytes; `decoded`: the guest bytes. */
  readonly stored: 'decoded' | 'deflated'
}

/** A stretch of the virtual disk and where it lies in the output file. */
export interface Extent extends Placement {
  readonly diskOffsetBytes: number
  readonly diskLengthBytes: number
  readonly storedBytes: number
}

/** What a layout needs to know of a piece; small enough for the journal. */
export type PlacedPiece = Pick<DiskPiece, 'diskOffsetBytes' | 'diskLengthBytes' | 'encoding' | 'storedBytes'>

/** The file that an output format writes through. */
export interface OutputFile {
  write(bytes: Uint8Array, fileOffsetBytes: number): Promise<void>
  truncate(sizeBytes: number): Promise<void>
}

/**
 * The map of one output file. It only says where bytes go; the same pieces in the same order always give the same map,
 * which is what makes a resumed conversion end in the same bytes.
 */
export interface DiskLayout {
  readonly format: string
  /** Prepares an empty file. */
  begin(file: OutputFile): Promise<void>
  place(piece: PlacedPiece): Placement
  /** The piece turned out to be all zeros and was not written. */
  forget(piece: PlacedPiece): void
  /** Where a range of the disk lies; what is left out reads as zeros. */
  extents(diskOffsetBytes: number, diskLengthBytes: number): readonly Extent[]
  /** Writes the tables of the format; the file is whole after it. */
  finish(file: OutputFile): Promise<void>
}

/** Opens the source of one disk by plain data, as a run stores it. */
export interface DiskOpener {
  /** Throws `disk-damaged`, `disk-refused` or `disk-capacity-differs` with the offset. */
  open(place: DiskPlace): Promise<DiskSource>
  layout(format: 'raw' | 'qcow2', virtualBytes: number): DiskLayout
}

/** Where a disk image is: a file, or a part of one. */
export interface DiskPlace {
  readonly path: string
  /** For messages: the member or file name. */
  readonly name: string
  readonly offsetBytes: number
  readonly sizeBytes: number
  /** What the descriptor claims; an image that differs is refused. */
  readonly virtualBytes?: number
  /** Name of the descriptor that claims it. */
  readonly descriptor?: string
}

/** A disk image that a package brings. */
export interface PackagedDisk {
  /** File or member name. */
  readonly name: string
  readonly place: DiskPlace
  /** What the package's manifest says of it; lower-case hex. */
  readonly digest?: { readonly algorithm: 'sha1' | 'sha256' | 'sha512'; readonly hex: string }
}

/** A VM of a package with its disks in order. */
export interface PackagedVm {
  readonly name: string
  readonly disks: readonly PackagedDisk[]
  /** Labels of disks that the package brings no contents for. */
  readonly empty: readonly string[]
}

/** An OVA, an OVF with its files, or a bare disk image. */
export interface DiskPackage {
  /** File name, never a path. */
  readonly file: string
  readonly vms: readonly PackagedVm[]
  readonly hasManifest: boolean
}

/** Reads what packages hold. Throws `package-refused`, `package-file-missing`, `disk-…`. */
export interface DiskPackages {
  open(path: string): Promise<DiskPackage>
  /** Checks everything but disks against the manifest; answers the names checked. */
  verifySmall(path: string, signal: AbortSignal): Promise<readonly string[]>
}
