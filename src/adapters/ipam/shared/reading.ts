import { gathered, makeTally, type Gathered, type Tally } from '../../../algebra/evidence/collect.ts'
import { referencesOfBroken } from '../../../algebra/evidence/damaged.ts'
import { type MaskedPlaces, placesOf } from '../../../algebra/evidence/places.ts'
import { beginningOf } from '../../../lib/lines.ts'
import type { EvidenceFile } from '../../../ports/evidence-reader.ts'
import { IpamGathering } from './gather.ts'

/** Reads one file into a gathering. Answers how many secrets were masked. */
export type ReadFile = (file: EvidenceFile, gathering: IpamGathering, tally: Tally) => number

/** Whether a file begins as JSON does. */
export function isJson({ bytes }: EvidenceFile): boolean {
  return /^\ufeff?\s*[{[]/.test(beginningOf(bytes, 2000))
}

/** What a file says, read in the form that it has. */
export function readWith(read: ReadFile, file: EvidenceFile): Gathered {
  const tally = makeTally()
  const gathering = new IpamGathering(file.name, tally)
  const masked = read(file, gathering, tally)
  return gathered(tally, masked, { references: gathering.references(), owners: gathering.owners() })
}

/**
 * Reads JSON with places. `read` answers where the text breaks off, if it does; the addresses behind that place are kept as
 * literals.
 */
export function readPlacedJson(
  { name: file, bytes }: EvidenceFile,
  gathering: IpamGathering,
  tally: Tally,
  read: (text: string, places: MaskedPlaces) => number | undefined,
): number {
  const text = beginningOf(bytes, bytes.length)
  const places = placesOf(text)
  const brokenAt = read(text, places)
  gathering.addAll(referencesOfBroken(text, brokenAt, places, tally, { kind: 'ipam-entry', file }))
  return places.masked()
}
