import { maskedLines, type Tally } from '../../../algebra/evidence/collect.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { memberOf } from '../../../formats/json/index.ts'
import type { EvidenceFile } from '../../../ports/evidence-reader.ts'
import type { IpamGathering } from '../shared/gather.ts'
import { type ReadFile, readPlacedJson } from '../shared/reading.ts'
import { JsonRecord } from './json-record.ts'
import { netBoxHead, readNetBoxCsv } from './read-csv.ts'
import { type NetBoxObject, readNetBoxJson } from './read-json.ts'
import { entryOf, type VlanOfFile } from './to-model.ts'

/** Reads answers of the API. Answers how many secrets were masked. */
export const readJsonFile: ReadFile = (file, gathering, tally) =>
  readPlacedJson(file, gathering, tally, (text, places) => readObjects(text, places, gathering, tally))

function readObjects(
  text: string,
  places: MaskedPlaces,
  gathering: IpamGathering,
  tally: Tally,
): number | undefined {
  const vlans = new Map<unknown, VlanOfFile>()
  const prefixes: NetBoxObject[] = []
  const add = ({ node, kind, endpoint }: NetBoxObject): void => {
    if (kind === 'silent') return tally.known()
    const record = new JsonRecord(node, kind ?? 'silent', places)
    const entry = kind && entryOf(record, vlans.get(memberOf(memberOf(node, 'vlan'), 'id')?.value))
    if (entry) {
      tally.known()
      gathering.add(entry)
    } else {
      tally.unknown(kind ? `${kind} without what makes it one` : `object of ${endpoint}`, record.line)
      gathering.add({ line: record.line, names: [], prose: record.all() })
    }
    if (kind === 'vlan')
      vlans.set(memberOf(node, 'id')?.value, {
        group: record.text('group'),
        site: record.text('site'),
        tenant: record.text('tenant'),
      })
  }
  // A prefix names its VLAN; who has that stands with the VLAN, which may come later.
  const brokenAt = readNetBoxJson(text, places, tally, (object) =>
    object.kind === 'prefix' ? prefixes.push(object) : add(object),
  )
  for (const prefix of prefixes) add(prefix)
  return brokenAt
}

/** Reads a table. Answers how many secrets were masked. */
export function readCsvFile({ bytes }: EvidenceFile, gathering: IpamGathering, tally: Tally): number {
  const { lines, masked } = maskedLines(bytes)
  const head = netBoxHead(lines)
  if (!head) for (const line of lines) tally.unknown('line without a head', line)
  else
    readNetBoxCsv(lines, head, tally, (record) => {
      const entry = entryOf(record)
      if (entry) {
        tally.known()
        gathering.add(entry)
      } else tally.unknown(`${head.kind} without what makes it one`, record.line)
    })
  return masked
}
