import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { referencesOfZone } from '../shared/to-references.ts'
import type { ReadZone } from './read.ts'

/** References of a zone file; its owner is who its head names, else the contact of the zone. */
export function toModel({ zone, told }: ReadZone, file: string, lines: Iterable<Line>): Iterable<Reference> {
  return referencesOfZone(zone, file, ownerInHead(lines), told)
}
