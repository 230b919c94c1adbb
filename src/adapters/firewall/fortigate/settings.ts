import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { nameOfMask, nameOfRange } from '../shared/masked-names.ts'
import type { Named } from '../shared/naming.ts'
import type { Setting } from './schema.ts'

/** An address of a setting, and its column. */
type Found = Named & { readonly column?: number }

/** The file at hand, and the owner that its head names. */
export interface Where {
  readonly device: string
  readonly file: string
  readonly headOwner: string | undefined
}

/** The addresses of all settings. */
export function* settingsOf(
  settings: readonly Setting[],
  { device, file, headOwner }: Where,
): Iterable<Reference> {
  const owner = headOwner === undefined ? {} : { ownerHint: headOwner, ownerHintBasis: 'file-head' as const }
  for (const [at, setting] of settings.entries()) {
    // The end of a range is told with its beginning.
    if (rangeOf(settings[at - 1], setting)) continue
    const range = rangeOf(setting, settings[at + 1])
    for (const parts of range ? [range] : literalsOf(setting)) {
      if (parts.strength === 'any') continue
      yield {
        ...parts,
        kind: 'config-literal',
        device,
        file,
        line: setting.line,
        text: excerpt(setting.text, 400, parts.column),
        role: 'literal',
        ...owner,
        ...(setting.place.vdom === '' ? {} : { vrf: setting.place.vdom }),
      }
    }
  }
}

/** Addresses of a setting; one with a mask behind it is a subnet, but for the address of an interface. */
function literalsOf(setting: Setting): readonly Found[] {
  const plain = literalsIn(setting.text).map(partsOfLiteral)
  const [base = '', mask = ''] = setting.words
  const [first] = plain
  if (plain.length !== 1 || first?.matched !== base || setting.section.startsWith('system interface'))
    return plain
  const named = mask === '' ? undefined : nameOfMask(base, mask)
  return named?.strength === 'subnet'
    ? [{ ...named, ...(first.column === undefined ? {} : { column: first.column }) }]
    : plain
}

/** `set start-ip A` and `set end-ip B` below it: all addresses between them; undefined when they are no such pair. */
function rangeOf(low: Setting | undefined, high: Setting | undefined): Found | undefined {
  if (!low || !high || low.section !== high.section || high.line > low.line + 2) return undefined
  if (!/start-?ip$/.test(low.name) || low.name.replace('start', 'end') !== high.name) return undefined
  const range = nameOfRange(low.words[0] ?? '', high.words[0] ?? '')
  const at = low.text.indexOf(low.words[0] ?? '')
  return range && { ...range, column: at + 1 }
}
