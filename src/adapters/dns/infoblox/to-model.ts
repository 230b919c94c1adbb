import type { Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { makeReference, type ReferenceFields } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { secondsOf } from '../shared/names.ts'
import { eachPart } from './parts.ts'
import { type InfobloxRow, silentTypes } from './schema.ts'

/** The references of each object of an export; a type that is not known is counted. */
export function* referencesOf(rows: Iterable<InfobloxRow>, file: string, tally: Tally): Iterable<Reference> {
  const found: Reference[] = []
  for (const row of rows) {
    addReferences(found, row, file, tally)
    yield* found
    found.length = 0
  }
}

function addReferences(found: Reference[], row: InfobloxRow, file: string, tally: Tally): void {
  const { type, line } = row
  let shared: Shared | undefined
  const known = eachPart(row, (part, name) => {
    shared ??= sharedOf(row)
    found.push(
      makeReference({
        kind: part.kind ?? 'dns-record',
        device: file,
        file,
        line: line.number,
        text: shared.text,
        matched: part.matched,
        strength: part.strength,
        role: part.role ?? 'target',
        name,
        service: part.service,
        disabled: shared.disabled,
        covers: part.covers,
        host: part.host,
        leadsTo: part.leadsTo,
        ttlSeconds: part.kind === undefined ? shared.ttlSeconds : undefined,
        vrf: shared.vrf,
        ownerHint: shared.ownerHint,
        ownerHintBasis: shared.ownerHintBasis,
      }),
    )
  })
  if (known || silentTypes.has(type)) tally.known()
  else tally.unknown(/^[a-z0-9]{1,40}$/.test(type) ? `type ${type}` : 'type', line)
}

/** What all references of an object share. */
type Shared = Pick<
  ReferenceFields,
  'text' | 'disabled' | 'vrf' | 'ttlSeconds' | 'ownerHint' | 'ownerHintBasis'
>

function sharedOf(row: InfobloxRow): Shared {
  const { ownerHint, ownerHintBasis } = hintOf(row)
  return {
    text: excerpt(row.line.text),
    disabled: /^true$/i.test(row.cell('disabled')),
    vrf: vrfOf(row),
    ttlSeconds: secondsOf(row.cell('ttl')),
    ownerHint,
    ownerHintBasis,
  }
}

/** The view of the network parts equal addresses; `default` is the one that everybody has. */
function vrfOf(row: InfobloxRow): string | undefined {
  return viewOf(row.cell('network_view')) ?? viewOf(row.cell('view'))
}

function viewOf(view: string): string | undefined {
  return view === '' || /^default$/i.test(view) ? undefined : view.slice(0, 200)
}

function hintOf(row: InfobloxRow): Pick<Reference, 'ownerHint' | 'ownerHintBasis'> {
  const tag = row.cell('ea-owner') || row.cell('ea-team') || row.cell('ea-owners') || row.cell('ea-contact')
  if (tag !== '') return { ownerHint: tag.slice(0, 120), ownerHintBasis: 'tag' }
  const said = ownerInText(row.cell('comment').replaceAll('\n', ';'))
  return said === undefined ? {} : { ownerHint: said, ownerHintBasis: 'comment' }
}
