import { createHash } from 'node:crypto'
import { makeHearing } from '../algebra/evidence/told.ts'
import type { Told } from '../model/told.ts'
import type { EvidenceReader } from '../ports/evidence-reader.ts'
import type { EvidenceRow } from '../store/index.ts'
import { reportOf } from './evidence-report.ts'

/** What other files say of one, with a hash; undefined where they say nothing. */
export interface Heard {
  readonly told: readonly Told[]
  readonly hash: string
}

/** Finds for a reader and the name of a file what the files that were read say of it. */
export function hearingOf(
  readers: readonly EvidenceReader[],
  rows: readonly EvidenceRow[],
): (reader: EvidenceReader, file: string) => Heard | undefined {
  const telling = rows.filter((row) => reportOf(row).told !== undefined)
  const hearings = new Map<EvidenceReader, ReturnType<typeof makeHearing>>()
  for (const reader of readers) {
    const from = telling.filter(({ kind }) => reader.hears?.includes(kind))
    if (from.length === 0) continue
    hearings.set(reader, makeHearing(from.map((row) => ({ file: row.name, told: reportOf(row).told ?? [] }))))
  }
  return (reader, file) => {
    const told = hearings.get(reader)?.(file) ?? []
    if (told.length === 0) return undefined
    return { told, hash: createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16) }
  }
}
