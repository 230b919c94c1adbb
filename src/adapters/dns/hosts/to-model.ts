import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { isSelfOrGroup, parseAddress } from '../../../lib/ip.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { HostsEntry } from './schema.ts'

/**
 * One reference for each name that an entry gives an address; the line changes when the address moves and when the
 * name does. Loopback and blocked names (`0.0.0.0`) name no other machine.
 */
export function* referencesOfEntry(
  entry: HostsEntry,
  line: Line,
  file: string,
  headOwner: string | undefined,
): Iterable<Reference> {
  const key = parseAddress(entry.address)
  if (key === undefined || isSelfOrGroup(key)) return
  const ownOwner = entry.comment === '' ? undefined : ownerInText(entry.comment)
  const ownerHint = ownOwner ?? headOwner
  const basis = ownOwner === undefined ? 'file-head' : 'comment'
  const text = excerpt(line.text, 400, entry.column)
  for (const host of entry.names) {
    yield makeReference({
      kind: 'config-literal',
      device: file,
      file,
      line: line.number,
      text,
      matched: entry.address,
      strength: 'exact',
      role: 'literal',
      host,
      column: entry.column,
      ownerHint,
      ownerHintBasis: ownerHint === undefined ? undefined : basis,
    })
  }
}
