import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { zoneOfName } from '../shared/zone-of-name.ts'
import { readZone, type Zone } from '../shared/zone.ts'

/** Reads a zone file; its name tells the zone and the view when the text does not. */
export function readFile(lines: readonly Line[], fileName: string, tally: Tally): Zone {
  return readZone(lines, { origin: zoneOfName(fileName) ?? '', view: viewOfName(fileName) }, tally)
}

/** The view that a folder of zone files is kept for: `views/internal/db.corner.example`, `view-dmz/…`. */
export function viewOfName(fileName: string): string | undefined {
  return /(?:^|\/)(?:views?[-_/])([a-z0-9][a-z0-9_-]{0,62})\//i.exec(fileName)?.[1]
}
