import type { Flow, OwnerRecord, Reference, UnknownConstruct } from '../model/evidence.ts'
import type { Told } from '../model/told.ts'

export type { OwnerRecord } from '../model/evidence.ts'

/** A file of evidence: its bytes are handed in, so that readers stay pure and limits stay in one place. */
export interface EvidenceFile {
  /** Name below the folder given, with slashes, never absolute. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** What is known of the estate while evidence is read; it makes short host names recognisable. */
export interface EvidenceContext {
  /** Host names, VM names and DNS names of the estate, lower case, short and full. */
  readonly hostNames: ReadonlySet<string>
  /** DNS domains of the estate, lower case, without a leading dot. */
  readonly domains: ReadonlySet<string>
  /** Hardware addresses of the estate's cards, lower case with colons. */
  readonly hardwareAddresses?: ReadonlySet<string>
  /** What other files say of this one, or of names that it defines or uses. */
  readonly told?: readonly Told[]
}

/** What reading one file of evidence yields. Texts are already masked. */
export interface EvidenceReading {
  /** Read once, before flows and owners: most readers tell them while they read the file. */
  readonly references: Iterable<Reference>
  /** Read once: a large file yields them while it is being read. */
  readonly flows: Iterable<Flow>
  readonly owners: Iterable<OwnerRecord>
  /** The counts are final once `references`, `flows` and `owners` are consumed. */
  readonly statements: number
  readonly understood: number
  readonly unknown: readonly UnknownConstruct[]
  readonly masked: number
  /** Device, zone or host that the file describes, when it says so; a later file of the same device replaces this one. */
  readonly device?: string
  /** What the file says of other files. */
  readonly told?: readonly Told[]
}

/** Reads one kind of evidence. */
export interface EvidenceReader {
  /** `bind`, `panos`, `iptables`, `haproxy` … */
  readonly kind: string
  /**
   * `settings`: says what other files are, and is read first. `zones`: names and their addresses, read next, since they
   * make hosts recognisable in free text. `text`: free text; read last, and again when the names of the estate have
   * changed. `flows`: observed flows.
   */
  readonly reads?: 'settings' | 'zones' | 'flows' | 'text'
  /** Kinds whose files may say what this one needs (`told`); it is read again when they say something else. */
  readonly hears?: readonly string[]
  /** 0 = not mine … 1 = certain, from name and first bytes. */
  recognises(file: EvidenceFile): number
  /**
   * For bytes that cannot be read in one go: turns them into ones that `read` takes. It is called before `read`, with
   * the bytes as they are kept; what it cannot do, `read` says.
   */
  prepare?(file: EvidenceFile): Promise<EvidenceFile>
  read(file: EvidenceFile, context?: EvidenceContext): EvidenceReading
}
