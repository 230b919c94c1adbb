import type { Flow, Reference } from '../model/evidence.ts'

/** A file of evidence: its bytes are handed in, so that readers stay pure and limits stay in one place. */
export interface EvidenceFile {
  /** Name below the folder given, never absolute. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** What reading one file of evidence yields. Texts are already masked. */
export interface EvidenceReading {
  readonly references: Iterable<Reference>
  readonly flows: Iterable<Flow>
  readonly owners: Iterable<OwnerRecord>
  readonly statements: number
  readonly understood: number
  readonly unknown: readonly {
    readonly construct: string
    readonly count: number
    readonly example: { readonly line: number; readonly text: string }
  }[]
  readonly masked: number
}

/** Who owns an address, a name or a device, as a CMDB, an IPAM or an owner list says it. */
export interface OwnerRecord {
  /** An address, CIDR, host name, VM name or device name. */
  readonly subject: string
  readonly team?: string
  readonly person?: string
  readonly basis: 'cmdb' | 'ipam' | 'owner-list'
  readonly file: string
  readonly line: number
}

/** Reads one kind of evidence. */
export interface EvidenceReader {
  /** `bind`, `panos`, `iptables`, `haproxy` … */
  readonly kind: string
  /** 0 = not mine … 1 = certain, from name and first bytes. */
  recognises(file: EvidenceFile): number
  read(file: EvidenceFile): EvidenceReading
}
