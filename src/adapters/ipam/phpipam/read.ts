import { maskedLines, type Tally } from '../../../algebra/evidence/collect.ts'
import { literalsBehind } from '../../../algebra/evidence/damaged.ts'
import { placesOf } from '../../../algebra/evidence/places.ts'
import { beginningOf } from '../../../lib/lines.ts'
import type { EvidenceFile } from '../../../ports/evidence-reader.ts'
import type { IpamGathering } from '../shared/gather.ts'
import { phpIpamHead, readPhpIpamCsv } from './read-csv.ts'
import { readPhpIpamJson } from './read-json.ts'

/** Reads answers of the API. Answers how many secrets were masked. */
export function readJsonFile(
  { name: file, bytes }: EvidenceFile,
  gathering: IpamGathering,
  tally: Tally,
): number {
  const text = beginningOf(bytes, bytes.length)
  const places = placesOf(text)
  const brokenAt = readPhpIpamJson(text, places, tally, (entry) => gathering.add(entry))
  if (brokenAt !== undefined) {
    tally.unknown('JSON that is not whole', places.lineAt(Math.min(brokenAt, text.length)))
    gathering.addAll(literalsBehind(text, brokenAt, places, { kind: 'ipam-entry', file }))
  }
  return places.masked()
}

/** Reads a spreadsheet that was saved as CSV. Answers how many secrets were masked. */
export function readCsvFile({ bytes }: EvidenceFile, gathering: IpamGathering, tally: Tally): number {
  const { lines, masked } = maskedLines(bytes)
  const head = phpIpamHead(lines)
  if (head) readPhpIpamCsv(lines, head, tally, (entry) => gathering.add(entry))
  else for (const line of lines) tally.unknown('line without a head', line)
  return masked
}
