import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import type { Reference } from '../../../model/evidence.ts'
import { literalReference } from '../shared/literal.ts'
import { nameOfLiteral } from '../shared/naming.ts'
import type { NsxPolicyTree } from './schema.ts'

/** Addresses of groups that no rule of the file uses: they have to change all the same. */
export function* unusedGroups(tree: NsxPolicyTree, file: string, places: MaskedPlaces): Iterable<Reference> {
  for (const [path, { name, addresses }] of tree.groups) {
    if (tree.used.has(path) || !addresses) continue
    for (const { text, at } of addresses()) {
      const named = nameOfLiteral(text)
      if (!named || named.strength === 'any') continue
      const line = places.lineAt(at)
      const place = { device: file, file, line: line.number, text: line.text.slice(0, 400), name }
      yield literalReference(named, { ...place, headOwner: undefined })
    }
  }
}
