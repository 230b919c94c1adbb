import type { Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { secondsOf } from '../shared/names.ts'
import { partsOfRow } from './parts.ts'
import { type InfobloxRow, silentTypes } from './schema.ts'

/** References of one object of an export; a type that is not known is counted. */
export function referencesOfRow(row: InfobloxRow, file: string, tally: Tally): readonly Reference[] {
  const { type, line, cell } = row
  const parts = partsOfRow(row)
  if (!parts && !silentTypes.has(type)) {
    tally.unknown(/^[a-z0-9]{1,40}$/.test(type) ? `type ${type}` : 'type', line)
    return []
  }
  tally.known()
  if (!parts || parts.length === 0) return []
  const text = excerpt(line.text)
  const hint = hintOf(row)
  const disabled = /^true$/i.test(cell('disabled'))
  const vrf = vrfOf(row)
  const ttlSeconds = secondsOf(cell('ttl'))
  return parts.map((one) =>
    makeReference({
      kind: 'dns-record',
      device: file,
      file,
      line: line.number,
      text,
      role: 'target',
      disabled,
      vrf,
      ttlSeconds: one.kind === undefined ? ttlSeconds : undefined,
      ...hint,
      ...one,
    }),
  )
}

/** The view of the network parts equal addresses; `default` is the one that everybody has. */
function vrfOf({ cell }: InfobloxRow): string | undefined {
  const found = [cell('network_view'), cell('view')].find((view) => view !== '' && !/^default$/i.test(view))
  return found?.slice(0, 200)
}

function hintOf({ cell }: InfobloxRow): Pick<Reference, 'ownerHint' | 'ownerHintBasis'> {
  const tag = cell('ea-owner') || cell('ea-team') || cell('ea-owners') || cell('ea-contact')
  if (tag !== '') return { ownerHint: tag.slice(0, 120), ownerHintBasis: 'tag' }
  const said = ownerInText(cell('comment').replaceAll('\n', ';'))
  return said === undefined ? {} : { ownerHint: said, ownerHintBasis: 'comment' }
}
