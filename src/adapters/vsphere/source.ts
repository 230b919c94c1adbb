import type { AccessList } from '../../model/access.ts'
import type { NotSeen } from '../../model/not-seen.ts'
import type { About, AnyRecord, ManagedType, PolicyRecord, Reference, TagRecord } from './schema.ts'

/** An object of the inventory that gave no record, and why. */
export interface Unread {
  readonly object: Reference
  readonly why: string
}

/** What a read of some types gave, slice by slice. */
export interface Slice {
  readonly records: readonly AnyRecord[]
  readonly unread: readonly Unread[]
}

/** Tags with what could not be learned about them. */
export interface Tags {
  readonly tags: readonly TagRecord[]
  readonly notes: readonly NotSeen[]
}

/** Storage policies with what could not be learned about them. */
export interface Policies {
  readonly policies: readonly PolicyRecord[]
  readonly notes: readonly NotSeen[]
}

/** An inventory that can be read: a vCenter that answers now, or its recorded answers. */
export interface RawSource {
  /** Host name of the vCenter. */
  readonly host: string
  readonly about: About
  /** ISO 8601: when its content was true. */
  readonly observedAt: string
  /** Every object there is, asked for before anything is read, so that what is missing later can be named. */
  readonly ids: readonly Reference[]
  /** Reads all objects of these types. */
  read(types: readonly ManagedType[]): AsyncIterable<Slice>
  tags(): Promise<Tags>
  policies(): Promise<Policies>
  /** Who may do what; absent where nobody wrote it down. */
  access?(): Promise<AccessList>
  /** What could not be listed. */
  readonly notes?: readonly NotSeen[]
  /** Property paths that this server does not know, as `Type.path`; valid after the reads. */
  unknownPaths(): readonly string[]
}
