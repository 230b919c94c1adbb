/** A configuration as a .vmx writes it: `key = "value"`, keys in lower case, the first one where there are two. */
export type VmxSettings = ReadonlyMap<string, string>

/** What reading the text of a configuration found. */
export interface VmxText {
  readonly settings: VmxSettings
  /** Lines that are no setting, with their numbers. */
  readonly broken: readonly number[]
  /** What else was odd about the text. */
  readonly remarks: readonly string[]
}

/** What a disk says of itself, whichever file holds its descriptor. */
export interface DiskAccount {
  readonly virtualBytes: number
  readonly createType: string
  /** Name of the disk that this one holds the changes of. */
  readonly parentHint: string | undefined
  readonly thin: boolean | undefined
  /** Identifier of the disk as its descriptor has it. */
  readonly uuid: string | undefined
}

/** Reads what a disk file says; the VMDK adapter's, handed in by the composition root. */
export type DescribeDisk = (path: string) => Promise<DiskAccount>

/** A disk with the chain of disks that it rests on. */
export interface DiskChain {
  readonly account: DiskAccount | undefined
  readonly parents: number
  /** Why the chain could not be followed to its end. */
  readonly trouble: string | undefined
}
