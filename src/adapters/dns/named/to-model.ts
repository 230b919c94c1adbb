import type { Tally } from '../../../algebra/evidence/collect.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { Told } from '../../../model/told.ts'
import { frameOf, titleOf, viewOf } from './frames.ts'
import { type Keyword, keywords, literals } from './words.ts'
import type { Frame, Listener, Words } from './schema.ts'

/** Most statements about other files that the settings make. */
const mostTold = 100_000

/** What the settings name, and what they say of zone files. */
export interface Settings extends Listener {
  readonly references: Reference[]
  readonly told: Told[]
}

/** Takes statements as they are read. `view`: the view that another file includes this one in. */
export function gatherSettings(
  file: string,
  from: { readonly headOwner: string | undefined; readonly view: string | undefined },
  tally: Tally,
): Settings {
  const references: Reference[] = []
  const told: Told[] = []
  const literalOf = literals()
  const keywordOf = keywords()
  const tell = (path: string, frame: Frame | undefined, origin?: string): void => {
    if (told.length >= mostTold) return
    const view = viewOf(frame) ?? from.view
    told.push({ path, ...(origin === undefined ? {} : { origin }), ...(view === undefined ? {} : { view }) })
  }
  const ownerHintBasis = from.headOwner === undefined ? undefined : 'file-head'
  const name = (
    words: Words,
    place: number,
    frame: Frame | undefined,
    keyword: Keyword | undefined,
  ): void => {
    const matched = words.text(place)
    const literal = literalOf(matched)
    if (!literal) return
    const line = words.line(place)
    references.push(
      makeReference({
        kind: 'config-literal',
        device: file,
        file,
        line: line.number,
        text: excerpt(line.text),
        matched,
        strength: literal.strength,
        role: frame?.asks || keyword?.asks ? 'source' : 'literal',
        name: titleOf(frame, keyword),
        covers: literal.covers,
        ownerHint: from.headOwner,
        ownerHintBasis,
      }),
    )
  }
  return {
    references,
    told,
    opened: frameOf,
    statement(words, frame) {
      if (frame?.isClosed) return
      const first = words.text(0)
      let keyword: Keyword | undefined
      if (frame?.isList) {
        // "Everything but this" names nothing that could move with the machine.
        if (first.charCodeAt(0) === 33) return tally.note('negated match', words.line(0))
      } else {
        keyword = keywordOf(first)
        if (keyword.isKnown) tally.known()
        else tally.unknown(excerpt(first, 60), words.line(0))
        if (keyword.text === 'file' && frame?.name === 'zone') frame.file = words.text(1)
        else if (keyword.text === 'include' && words.count > 1) tell(words.text(1), frame)
        if (keyword.isPlain) return
      }
      for (let place = 0; place < words.count; place++) name(words, place, frame, keyword)
    },
    closed(frame) {
      if (frame.name !== 'zone' || frame.file === undefined || frame.called === undefined) return
      tell(frame.file, frame.outer, frame.called.toLowerCase().replace(/\.$/, ''))
    },
    odd: (construct, line) => tally.unknown(construct, line),
  }
}
