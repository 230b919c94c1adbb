import { makeTally, type Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Told } from '../../../model/told.ts'
import { zoneOfName } from '../shared/zone-of-name.ts'
import { readZone, recordsOfZone, startOfZone, type Zone, type ZoneRecord } from '../shared/zone.ts'

/** A place in the tree of names that a file is read for. */
export interface Place {
  readonly origin: string
  readonly view: string | undefined
  /** Another file says so. */
  readonly told: boolean
}

/** A file that many zones include is read for so many of them at most. */
const mostPlaces = 100

/**
 * Where the records of a file belong: what the server's settings or the files that include it say, else what the name of
 * the file tells. A file may be in two views, and a part in many zones.
 */
export function placesOf(fileName: string, told: readonly Told[]): readonly Place[] {
  const named = viewOfName(fileName)
  const places = told.flatMap(({ origin, view }) =>
    origin === undefined ? [] : [{ origin, view: view ?? named, told: true }],
  )
  if (places.length > 0) return places.slice(0, mostPlaces)
  return [{ origin: zoneOfName(fileName) ?? '', view: named, told: false }]
}

/** What a zone says of itself, and its records when they are told as they are read. */
export interface ReadZone {
  readonly zone: Zone
  readonly told?: Iterable<readonly ZoneRecord[]>
}

/**
 * Reads a file once for each of its places; its statements are counted once. What a zone says of itself mostly stands in
 * its first record: the others are then told as they are read.
 */
export function readPlaces(
  lines: Iterable<Line>,
  places: readonly Place[],
  tally: Tally,
): readonly ReadZone[] {
  return places.map((place, at) => {
    const counts = at === 0 ? tally : makeTally()
    const zone = startOfZone(lines, place)
    return zone
      ? { zone, told: recordsOfZone(lines, place, counts) }
      : { zone: readZone(lines, place, counts) }
  })
}

/** The view that a folder of zone files is kept for: `views/internal/db.corner.example`, `view-dmz/…`. */
function viewOfName(fileName: string): string | undefined {
  return /(?:^|\/)(?:views?[-_/])([a-z0-9][a-z0-9_-]{0,62})\//i.exec(fileName)?.[1]
}
