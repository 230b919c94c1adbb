import type { Place } from './evidence-place.ts'
import type {
  ClusterFacts,
  DatastoreFacts,
  FolderFacts,
  HostFacts,
  NetworkFacts,
  ResourcePoolFacts,
} from './infrastructure.ts'
import type { NotSeen } from './not-seen.ts'
import type { VcenterFacts } from './vcenter.ts'
import type { VmFacts } from './vm.ts'

/** The facts of each kind of inventory object. */
export interface FactsByKind {
  readonly vm: VmFacts
  readonly host: HostFacts
  readonly cluster: ClusterFacts
  readonly datastore: DatastoreFacts
  readonly network: NetworkFacts
  readonly 'resource-pool': ResourcePoolFacts
  readonly folder: FolderFacts
  readonly vcenter: VcenterFacts
}

/** Kinds of inventory objects. */
export type ObjectKind = keyof FactsByKind

/** What one source said of one object at one time. */
export type Observation = { readonly [K in ObjectKind]: ObservationOf<K> }[ObjectKind]

/** An observation of one kind. */
export interface ObservationOf<K extends ObjectKind> {
  readonly kind: K
  /** Unique within the source and kind: moref, UUID, or name with its cluster. */
  readonly key: string
  /**
   * Identity keys, strongest first, as `scheme:value`, for example `instance:5021…`, `vc:<vcenter uuid>/vm-1001`,
   * `smbios:4221…`, `name:<cluster>/<name>`. Two observations that share a strong key are one object.
   * `uuid:` marks a VM whose one UUID is an instance or an SMBIOS UUID: the reader guesses, the merge decides.
   * `overlay:` keys (name, address, dns) only ever attach to an object that another source knows.
   */
  readonly identities: readonly string[]
  readonly place: Place
  /** ISO 8601: when it was read, where that is earlier than the rest of its source: the last read could not see it. */
  readonly observedAt?: string
  readonly facts: FactsByKind[K]
}

/** What a read of one source yields before the observations, and after them. */
export interface SourceDescription {
  /** Stable identity of the source: reader + vCenter instance UUID, descriptor hash, or relative path. */
  readonly key: string
  /** `vcenter`, `rvtools`, `ova`, `overlay`. */
  readonly reader: string
  /** For people: file name or host. */
  readonly label: string
  /** ISO 8601: when the source's content was true (a workbook's creation time, a live read's start). */
  readonly observedAt?: string
  /** Reader rank for conflicts: higher wins. Live vCenter 40, RVTools 30, OVA/OVF 20, overlay 10. */
  readonly rank: number
}

/** A row or object that could not be kept, with the reason. */
export interface Rejected {
  readonly where: Place
  readonly name?: string
  readonly why: string
  /** What stands there, cell by cell; only of the first ones of many. */
  readonly row?: string
}

/** As many rejected rows of a source are kept with what stands in them. */
export const rowsKept = 500

/** Coverage of one tab or object type: which columns or properties were there. */
export interface Coverage {
  readonly part: string
  readonly rows: number
  /** Read, and kept where they say something. */
  readonly known: readonly string[]
  /** Known to the reader, but nothing is kept of them. */
  readonly unread?: readonly string[]
  readonly missing: readonly string[]
  readonly unknown: readonly string[]
}

/** A tab or column that a source lacks, and the facts that it would give. */
export interface Lack {
  readonly part: string
  /** Absent = the whole tab. */
  readonly column?: string
  /** As `Rule.needs` of assess names facts: `disks[].mode`, `cluster.dpm`. */
  readonly fields: readonly string[]
}

/** The packages of a folder that is one source. files = read + copies + rejected. */
export interface PackagesReport {
  readonly files: number
  readonly read: number
  /** Packages whose description is that of another one, word for word: their machines are counted once. */
  readonly copies: number
  readonly rejected: number
  /** Further files that belong to them: disks, manifests, lists of snapshots. */
  readonly belonging: number
}

/** How a read went. seen = kept + merged + rejected. */
export interface ReadReport {
  /** Inventory objects seen. */
  readonly seen: number
  readonly kept: number
  /** Objects of this same source that were folded into one (duplicate rows). */
  readonly merged: number
  readonly rejected: readonly Rejected[]
  /** Columns, tabs, elements or properties that the reader does not know. */
  readonly unknown: readonly string[]
  /** What is missing in this source, in words, with what that makes not assessable. */
  readonly missing: readonly string[]
  readonly coverage: readonly Coverage[]
  /** How columns were read whose values can be read in several ways, with the reason. */
  readonly decided?: readonly string[]
  readonly lacks?: readonly Lack[]
  /** Every fact that this source can give of some object, named as in {@link Lack}; absent = not told. */
  readonly gives?: readonly string[]
  /** What the source has, or may have, and did not show; the same stands in words in `missing`. */
  readonly notSeen?: readonly NotSeen[]
  /** Set by a folder of packages. */
  readonly packages?: PackagesReport
  /** Names of files, and of folders with a slash at the end, that could not be read: what an earlier read saw in them stands. */
  readonly unread?: readonly string[]
}
