import { makeReference } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { partsOfRecord } from './record.ts'
import type { Zone, ZoneRecord } from './zone.ts'

/** References of a zone, told one by one: addresses of A, AAAA and PTR, names of CNAME, SRV, MX and NS. */
export function* referencesOfZone(
  zone: Omit<Zone, 'records'> & { readonly records: Iterable<ZoneRecord> },
  file: string,
  headOwner: string | undefined,
): Iterable<Reference> {
  const device = zone.name ?? file
  const hint = hintOf(headOwner, zone.contact)
  for (const record of zone.records) {
    for (const parts of partsOfRecord(record)) {
      yield makeReference({
        kind: 'dns-record',
        device,
        file,
        line: record.line,
        text: excerpt(record.text),
        matched: parts.matched,
        strength: parts.strength,
        role: parts.role ?? 'target',
        name: `${record.owner} ${record.type}`,
        service: parts.service,
        covers: parts.covers,
        host: parts.host,
        leadsTo: parts.leadsTo,
        ttlSeconds: record.ttlSeconds,
        vrf: record.view,
        ownerHint: hint.ownerHint,
        ownerHintBasis: hint.ownerHintBasis,
      })
    }
  }
}

function hintOf(headOwner: string | undefined, contact: string | undefined): Partial<Reference> {
  if (headOwner !== undefined) return { ownerHint: headOwner, ownerHintBasis: 'file-head' }
  return contact === undefined ? {} : { ownerHint: contact, ownerHintBasis: 'zone-contact' }
}
