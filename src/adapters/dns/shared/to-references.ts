import { makeReference } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { partsOfRecord } from './record.ts'
import type { Zone, ZoneRecord } from './zone.ts'

/**
 * References of a zone, told one by one: addresses of A, AAAA and PTR, names of CNAME, SRV, MX and NS. Its records may be told
 * while they are read, some at a time.
 */
export function* referencesOfZone(
  zone: Zone,
  file: string,
  headOwner: string | undefined,
  told: Iterable<readonly ZoneRecord[]> = [zone.records],
): Iterable<Reference> {
  const device = zone.name ?? file
  const owner = headOwner ?? zone.contact
  const basis = owner === undefined ? undefined : headOwner === undefined ? 'zone-contact' : 'file-head'
  for (const records of told) {
    for (const record of records) {
      const { line, ttlSeconds, view } = record
      const text = excerpt(record.text)
      const name = `${record.owner} ${record.type}`
      for (const parts of partsOfRecord(record)) {
        yield makeReference({
          kind: 'dns-record',
          device,
          file,
          line,
          text,
          matched: parts.matched,
          strength: parts.strength,
          role: parts.role ?? 'target',
          name,
          service: parts.service,
          covers: parts.covers,
          host: parts.host,
          leadsTo: parts.leadsTo,
          ttlSeconds,
          vrf: view,
          ownerHint: owner,
          ownerHintBasis: basis,
        })
      }
    }
  }
}
