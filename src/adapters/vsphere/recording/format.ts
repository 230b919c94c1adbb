import type { AccessList } from '../../../model/access.ts'
import type { NotSeen } from '../../../model/not-seen.ts'
import type { About, PolicyRecord, Reference, TagRecord } from '../schema.ts'

/** The first words of a recording's manifest. */
export const recordingFormat = 'causeway-vcenter-recording'

/** The one manifest file of a recording. */
export const manifestName = 'vcenter-recording.json'

/**
 * `vcenter-recording.json`: what was asked of a vCenter and which files hold its answers. The answers are SOAP bodies
 * as a vCenter sends them, so a recording made by a proxy and one made by {@link writeRecording} read alike.
 */
export interface RecordingManifest {
  readonly format: typeof recordingFormat
  readonly version: 1
  /** Host name of the vCenter; stands where a live read names its endpoint. */
  readonly host: string
  /** ISO 8601: when the answers were given. */
  readonly recordedAt: string
  readonly about: About
  /** Every object of the inventory at that time; those without an answer are reported by name of their id. */
  readonly inventory: readonly Reference[]
  /** Names of the answer files in this folder, in the order they were given. */
  readonly answers: readonly string[]
  readonly tags: readonly TagRecord[]
  /** Storage policies; recordings made before they were read have none. */
  readonly policies?: readonly PolicyRecord[]
  /** Who may do what: built-in roles by name only. */
  readonly access?: Pick<AccessList, 'roles' | 'permissions'>
  /** Objects that could not be read, and why. */
  readonly unread?: readonly (Reference & { readonly why: string })[]
  /** What else could not be learned; older recordings hold sentences. */
  readonly notes?: readonly (NotSeen | string)[]
  /** Property paths that the server does not know, as `Type.path`. */
  readonly unknownPaths?: readonly string[]
}
