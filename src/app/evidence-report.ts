import type { UnknownConstruct } from '../model/evidence.ts'
import type { Told } from '../model/told.ts'
import type { EvidenceRow } from '../store/index.ts'

/** What is kept of one reading. */
export interface StoredReport {
  readonly confidence: number
  readonly statements: number
  readonly understood: number
  readonly unknown: readonly UnknownConstruct[]
  readonly references: number
  readonly flows: number
  readonly owners: number
  readonly masked: number
  /** Hash of the host names that were known, for kinds that depend on them. */
  readonly contextHash?: string
  /** What the file says of others. */
  readonly told?: readonly Told[]
  /** Hash of what other files said of it when it was read. */
  readonly toldHash?: string
  /** Earliest and latest sighting among the flows. */
  readonly flowFirst?: string
  readonly flowLast?: string
}

/** What this program stored as the report of a reading. */
export function reportOf(row: EvidenceRow): StoredReport {
  // Only finishEvidence writes it, with a StoredReport.
  return row.report as StoredReport
}
