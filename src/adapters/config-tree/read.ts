import { makeTally, type Tally } from '../../algebra/evidence/collect.ts'
import { isPlain, literalLines } from '../../algebra/evidence/literal/lines.ts'
import { type Literal, literalsAt, literalsIn } from '../../algebra/evidence/literals.ts'
import { MaskedText } from '../../algebra/evidence/masked-text.ts'
import { ownerInHead } from '../../algebra/evidence/owner-hint.ts'
import { signsOfSecrets } from '../../lib/announced.ts'
import { type Line, longestLine, textsOf } from '../../lib/lines.ts'
import { createWaitingMasker } from '../../lib/mask.ts'
import { WordFinder } from '../../lib/word-finder.ts'
import type { EvidenceContext } from '../../ports/evidence-reader.ts'
import type { CodeOwner, TreeFile } from './schema.ts'

/** What a file of the tree is, by its name. */
export function treeFileOf(name: string): TreeFile {
  return /(?:^|\/)CODEOWNERS$/i.test(name) ? { kind: 'codeowners' } : { kind: 'text' }
}

/** A masked line and the literals in it. */
export interface LineWithLiterals {
  readonly line: Line
  readonly literals: readonly Literal[]
}

/** A text that is read line by line; the counts grow while the lines are consumed. */
export interface ReadText {
  /** Lines that may hold a literal. */
  readonly lines: Iterable<LineWithLiterals>
  readonly tally: Tally
  readonly headOwner: string | undefined
  readonly masked: number
}

const headBytes = 65_536
const noNames: EvidenceContext = { hostNames: new Set(), domains: new Set() }

/**
 * Reads a text of any size without holding it: every line is counted, those that may hold a secret pass the masker, and
 * only lines in which the scan of the bytes found something are handed on.
 */
export function readText(bytes: Uint8Array, context: EvidenceContext = noNames): ReadText {
  const tally = makeTally()
  const counts = { masked: 0 }
  return {
    lines: linesWithLiterals(bytes, context, tally, counts),
    tally,
    headOwner: ownerInHead(new MaskedText(bytes.subarray(0, headBytes))),
    get masked() {
      return counts.masked
    },
  }
}

function* linesWithLiterals(
  bytes: Uint8Array,
  context: EvidenceContext,
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

/** Reads CODEOWNERS; a pattern with wildcards in its middle is counted and left out. */
export function readCodeOwners(lines: readonly Line[], tally: Tally): readonly CodeOwner[] {
  const found: CodeOwner[] = []
  for (const line of lines) {
    const text = line.text.replace(/\s#.*$/, '').trim()
    if (text === '' || text.startsWith('#') || /^\^?\[/.test(text)) continue
    const [pattern = '', owner] = text.split(/\s+/)
    const plain = pattern
      .replace(/^\//, '')
      .replace(/\/?\*{0,2}$/, '')
      .replace(/\/$/, '')
    if (owner === undefined) tally.known()
    else if (/[*?[\]]/.test(plain)) tally.unknown('pattern with a wildcard', line)
    else {
      tally.known()
      found.push({ line: line.number, pattern: plain, owner })
    }
  }
  return found
}
