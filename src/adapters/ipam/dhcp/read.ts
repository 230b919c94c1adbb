import { maskedLines, type Tally } from '../../../algebra/evidence/collect.ts'
import { literalsBehind } from '../../../algebra/evidence/damaged.ts'
import { placesOf } from '../../../algebra/evidence/places.ts'
import { beginningOf } from '../../../lib/lines.ts'
import type { EvidenceFile } from '../../../ports/evidence-reader.ts'
import type { IpamGathering } from '../shared/gather.ts'
import { dhcpHead, readDhcpCsv } from './read-csv.ts'
import { readIsc } from './read-isc.ts'
import { readKea } from './read-kea.ts'

/** Reads JSON of Kea. Answers how many secrets were masked. */
export function readJsonFile(
  { name: file, bytes }: EvidenceFile,
  gathering: IpamGathering,
  tally: Tally,
): number {
  const text = beginningOf(bytes, bytes.length)
  const places = placesOf(text)
  const brokenAt = readKea(text, places, tally, (entry) => gathering.add(entry))
  if (brokenAt !== undefined) {
    tally.unknown('JSON that is not whole', places.lineAt(Math.min(brokenAt, text.length)))
    gathering.addAll(literalsBehind(text, brokenAt, places, { kind: 'ipam-entry', file }))
  }
  return places.masked()
}

/** Reads a table, or what ISC dhcpd keeps. Answers how many secrets were masked. */
export function readTextFile({ bytes }: EvidenceFile, gathering: IpamGathering, tally: Tally): number {
  const { lines, masked } = maskedLines(bytes)
  const head = dhcpHead(lines)
  if (head) readDhcpCsv(lines, head, tally, (entry) => gathering.add(entry))
  else readIsc(lines, tally, (entry) => gathering.add(entry))
  return masked
}
