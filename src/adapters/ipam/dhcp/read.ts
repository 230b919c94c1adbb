import { maskedLines, type Tally } from '../../../algebra/evidence/collect.ts'
import type { EvidenceFile } from '../../../ports/evidence-reader.ts'
import type { IpamGathering } from '../shared/gather.ts'
import { type ReadFile, readPlacedJson } from '../shared/reading.ts'
import { dhcpHead, readDhcpCsv } from './read-csv.ts'
import { readIsc } from './read-isc.ts'
import { readKea } from './read-kea.ts'
import { isNetsh, readNetsh } from './read-netsh.ts'

/** Reads JSON of Kea. Answers how many secrets were masked. */
export const readJsonFile: ReadFile = (file, gathering, tally) =>
  readPlacedJson(file, gathering, tally, (text, places) =>
    readKea(text, places, tally, (entry) => gathering.add(entry)),
  )

/** Reads a table, or what ISC dhcpd keeps. Answers how many secrets were masked. */
export function readTextFile({ bytes }: EvidenceFile, gathering: IpamGathering, tally: Tally): number {
  const { lines, masked } = maskedLines(bytes)
  const head = dhcpHead(lines)
  if (head) readDhcpCsv(lines, head, tally, (entry) => gathering.add(entry))
  else if (lines.slice(0, 200).some(({ text }) => isNetsh(text)))
    readNetsh(lines, tally, (entry) => gathering.add(entry))
  else readIsc(lines, tally, (entry) => gathering.add(entry))
  return masked
}
