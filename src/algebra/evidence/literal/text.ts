import { signsOfSecrets } from '../../../lib/announced.ts'
import { type Line, longestLine, textsOf } from '../../../lib/lines.ts'
import { createWaitingMasker } from '../../../lib/mask.ts'
import { WordFinder } from '../../../lib/word-finder.ts'
import { makeTally, type Tally } from '../collect.ts'
import {
  type Literal,
  type LiteralPlace,
  literalsAt,
  literalsIn,
  referenceOfLiteral,
  unsureLiteral,
} from '../literals.ts'
import { MaskedText } from '../masked-text.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { HostNames } from './dictionary.ts'
import { isPlain, literalLines } from './lines.ts'

/** A masked line and the literals in it. */
interface LineWithLiterals {
  readonly line: Line
  readonly literals: readonly Literal[]
}

/** A text that is read line by line; the counts grow while the lines are consumed. */
interface ReadText {
  /** Lines that may hold a literal. */
  readonly lines: Iterable<LineWithLiterals>
  readonly tally: Tally
  /** Its first lines, masked for themselves. */
  readonly head: Iterable<Line>
  readonly masked: () => number
}

const headBytes = 65_536
const noNames: HostNames = { hostNames: new Set(), domains: new Set() }

/**
 * Reads a text of any size without holding it: every line is counted, those that may hold a secret pass the masker, and
 * only lines in which the scan of the bytes found something are handed on.
 */
export function readText(bytes: Uint8Array, context: HostNames = noNames): ReadText {
  const tally = makeTally()
  const counts = { masked: 0 }
  return {
    lines: linesWithLiterals(bytes, context, tally, counts),
    tally,
    head: new MaskedText(bytes.subarray(0, headBytes)),
    masked: () => counts.masked,
  }
}

function* linesWithLiterals(
  bytes: Uint8Array,
  context: HostNames,
  tally: Tally,
  counts: { masked: number },
): Iterable<LineWithLiterals> {
  // The scan reads UTF-8; lines of another encoding are all handed on.
  const isWide = bytes[0] === 0xff || bytes[0] === 0xfe
  const candidates = isWide ? undefined : literalLines(bytes, context)
  let next = candidates?.next()
  const masker = createWaitingMasker()
  const announced = new WordFinder(signsOfSecrets)
  let number = 0
  for (const text of textsOf(bytes)) {
    announced.open(text)
    for (let from = 0, end = 0; from < text.length; from = end + 1) {
      const found = text.indexOf('\n', from)
      end = found < 0 ? text.length : found
      const to = end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end
      number++
      const isCut = to - from > longestLine
      const isSecret = masker.waits() || announced.within(from, to)
      if (!isCut && !isBlankPart(text, from, to)) tally.known()
      const hit = next === undefined || next.done || next.value.number > number ? undefined : next.value
      if (!isSecret && !isCut && !isWide && hit === undefined) continue
      const raw = text.slice(from, isCut ? from + longestLine : to)
      const { text: shown, masks } = isSecret ? masker.mask(raw) : { text: raw, masks: 0 }
      counts.masked += masks
      const line: Line = isCut ? { number, text: shown, cut: true } : { number, text: shown }
      if (isCut) tally.unknown('line longer than 1,000,000 characters', line)
      if (hit === undefined && !isWide) continue
      next = candidates?.next()
      // What a mask hides is looked at again, and so are lines whose places are no columns.
      const asFound = hit !== undefined && shown === raw && !isCut && isPlain(bytes, hit)
      yield { line, literals: asFound ? literalsAt(raw, hit.hits, hit.start) : literalsIn(shown, context) }
    }
  }
}

/** Whether a part of a text has nothing but blanks. */
function isBlankPart(text: string, from: number, to: number): boolean {
  let at = from
  while (at < to && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++
  const code = at < to ? text.charCodeAt(at) : 32
  return code > 32 && code < 127 ? false : text.slice(at, to).trim() === ''
}

/** Every address and host name of the estate that stands in a text, with line and column, while it is read. */
export function* literalsOf(
  { lines, tally }: ReadText,
  { kind, file, name, owner }: Omit<LiteralPlace, 'line'>,
): Iterable<Reference> {
  for (const { line, literals } of lines) {
    const place = { kind, file, line, name, owner }
    for (const literal of literals) {
      if (literal.unsure === true) tally.note(unsureLiteral, line)
      yield referenceOfLiteral(literal, place)
    }
  }
}
