import { makeTally, type Tally, telling } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { createMasker } from '../../../lib/mask.ts'
import type { Flow, Reference } from '../../../model/evidence.ts'
import type { EvidenceReading } from '../../../ports/evidence-reader.ts'

/** Counts for a file whose rows become flows while it is read. Lines that are shown pass the masker here. */
export interface RowTally {
  readonly known: () => void
  readonly unknown: (construct: string, line: Line) => void
  /** Of a row that is understood and yields no flow. */
  readonly note: (construct: string, line: Line) => void
  /** A line as it may be shown. */
  readonly shown: (line: Line) => Line
}

/** A reading whose flows are made one by one; its counts are final once they are consumed. */
export function streamed(
  flowsOf: (rows: RowTally) => Iterable<Flow>,
  referencesOf: (rows: RowTally) => Iterable<Reference> = () => [],
): EvidenceReading {
  const tally: Tally = makeTally()
  const mask = createMasker()
  let masked = 0
  // Rows are kept as numbers only; the masker sees what is shown.
  const shown = (line: Line): Line => {
    const { text, masks } = mask(line.text)
    masked += masks
    return { number: line.number, text }
  }
  const rows: RowTally = {
    known: tally.known,
    unknown: (construct, line) => tally.unknown(construct, shown(line)),
    note: (construct, line) => tally.note(construct, shown(line)),
    shown,
  }
  return telling(tally, () => masked, { references: referencesOf(rows), flows: flowsOf(rows) })
}
