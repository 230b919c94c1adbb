import { makeTally, type Tally } from '../../algebra/evidence/collect.ts'
import { isPlain, literalLines } from '../../algebra/evidence/literal/lines.ts'
import { type Literal, literalsAt, literalsIn } from '../../algebra/evidence/literals.ts'
import { ownerInHead } from '../../algebra/evidence/owner-hint.ts'
import { type Line, linesOf } from '../../lib/lines.ts'
import { createMasker } from '../../lib/mask.ts'
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
 * Reads a text of any size without holding it: every line passes the masker and is counted, and only lines in which the
 * scan of the bytes found something are handed on.
 */
export function readText(bytes: Uint8Array, context: EvidenceContext = noNames): ReadText {
  const tally = makeTally()
  const mask = createMasker()
  let masked = 0
  function* lines(): Iterable<LineWithLiterals> {
    // The scan reads UTF-8; lines of another encoding are all handed on.
    const wide = bytes[0] === 0xff || bytes[0] === 0xfe
    const candidates = wide ? undefined : literalLines(bytes, context)
    let next = candidates?.next()
    for (const line of linesOf(bytes)) {
      const { text, masks } = mask(line.text)
      masked += masks
      if (line.cut) tally.unknown('line longer than 1,000,000 characters', { ...line, text })
      else if (text.trim() !== '') tally.known()
      if (next !== undefined && (next.done || next.value.number > line.number)) continue
      // What a mask hides is looked at again, and so are lines whose places are no columns.
      const asFound = text === line.text && line.cut === undefined && next?.value
      if (asFound && isPlain(bytes, asFound))
        yield { line, literals: literalsAt(text, asFound.hits, asFound.start) }
      else yield { line: { ...line, text }, literals: literalsIn(text, context) }
      next = candidates?.next()
    }
  }
  return {
    lines: lines(),
    tally,
    headOwner: ownerInHead(headOf(bytes)),
    get masked() {
      return masked
    },
  }
}

/** The first lines, masked for themselves. */
function headOf(bytes: Uint8Array): readonly Line[] {
  const mask = createMasker()
  return [...linesOf(bytes.subarray(0, headBytes))].map((line) => ({ ...line, text: mask(line.text).text }))
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
