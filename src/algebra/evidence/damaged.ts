import type { ArtefactKind, Reference } from '../../model/evidence.ts'
import type { Tally } from './collect.ts'
import { literalsIn, partsOfLiteral } from './literals.ts'
import type { MaskedPlaces } from './places.ts'
import { makeReference } from './reference.ts'

/** Longest piece of a line that is looked through at once. */
const mostOfLine = 1_000_000

/** Counts the damage of a JSON text, when it has some, and gives the addresses that stand behind it. */
export function referencesOfBroken(
  text: string,
  brokenAt: number | undefined,
  places: MaskedPlaces,
  tally: Tally,
  from: { readonly kind: ArtefactKind; readonly file: string },
): readonly Reference[] {
  if (brokenAt === undefined) return []
  tally.unknown('JSON that is not whole', places.lineAt(Math.min(brokenAt, text.length)))
  return literalsBehind(text, brokenAt, places, from)
}

/** The addresses that stand behind the damage of a text that is read as a whole: they are still named there. */
export function literalsBehind(
  text: string,
  from: number,
  places: MaskedPlaces,
  { kind, file }: { readonly kind: ArtefactKind; readonly file: string },
): readonly Reference[] {
  const found: Reference[] = []
  for (let at = from; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const to = end < 0 ? text.length : end
    for (const literal of literalsIn(text.slice(at, Math.min(to, at + mostOfLine)))) {
      const line = places.lineAt(at + literal.column - 1)
      const { matched, strength, covers } = partsOfLiteral(literal)
      found.push(
        makeReference({
          kind,
          device: file,
          file,
          line: line.number,
          text: line.text.slice(0, 400),
          matched,
          strength,
          covers,
          role: 'literal',
        }),
      )
    }
    at = to + 1
  }
  return found
}
