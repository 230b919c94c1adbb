import type { EvidenceReader } from '../../src/ports/evidence-reader.ts'
import type { SyntheticEstate } from './estate.ts'
import type { Written } from './sheet.ts'

/** A kind of evidence that can be written with a known answer. Nothing of the reader may be used to write it. */
export interface Dialect {
  readonly reader: EvidenceReader
  /** Files as the product that speaks the dialect would leave them; `size` = rules, records or rows in each. */
  write(estate: SyntheticEstate, size: number): readonly Written[]
}
