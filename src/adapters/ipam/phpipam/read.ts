import { maskedLines, type Tally } from '../../../algebra/evidence/collect.ts'
import type { EvidenceFile } from '../../../ports/evidence-reader.ts'
import type { IpamGathering } from '../shared/gather.ts'
import { type ReadFile, readPlacedJson } from '../shared/reading.ts'
import { phpIpamHead, readPhpIpamCsv } from './read-csv.ts'
import { readPhpIpamJson } from './read-json.ts'

/** Reads answers of the API. Answers how many secrets were masked. */
export const readJsonFile: ReadFile = (file, gathering, tally) =>
  readPlacedJson(file, gathering, tally, (text, places) =>
    readPhpIpamJson(text, places, tally, (entry) => gathering.add(entry)),
  )

/** Reads a spreadsheet that was saved as CSV. Answers how many secrets were masked. */
export function readCsvFile({ bytes }: EvidenceFile, gathering: IpamGathering, tally: Tally): number {
  const { lines, masked } = maskedLines(bytes)
  const head = phpIpamHead(lines)
  if (head) readPhpIpamCsv(lines, head, tally, (entry) => gathering.add(entry))
  else for (const line of lines) tally.unknown('line without a head', line)
  return masked
}
