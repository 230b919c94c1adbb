import { type AddressSpan, formatAddress, formatIpv4, formatSpan, ipv4Key, parseSpan } from '../../lib/ip.ts'
import { excerpt, type Line } from '../../lib/lines.ts'
import type { ArtefactKind, Reference } from '../../model/evidence.ts'
import { bytesOfLine, type Hit } from './literal/bytes.ts'
import { type HostNames, scanNames } from './literal/names.ts'
import { scanAddresses } from './literal/scan.ts'

export type { HostNames } from './literal/names.ts'

/** An address, subnet, range, host name or hardware address found in a text. */
export interface Literal extends Pick<Hit, 'strength' | 'low' | 'high' | 'span' | 'host' | 'unsure'> {
  readonly text: string
  /** Counted from one. */
  readonly column: number
}

/** How a reader notes a literal of which the words around it do not say whether it is an address or a version. */
export const unsureLiteral = 'four numbers that may be a version, taken for an address'

/** Most literals of one line; a line of a million addresses is data, not configuration. */
const mostPerLine = 1000

/** Bytes of the line at hand; it grows with the longest line. */
let scratch = new Uint8Array(4096)

/**
 * Every address and host name in a line, in order of column, in linear time. Versions, object ids, dates, numbers of
 * sections, netmasks, loopback, multicast and hardware addresses of other makers are no matches; short names count only
 * when the estate has such a host.
 */
export function literalsIn(line: string, names?: HostNames): readonly Literal[] {
  if (line.length >= scratch.length) scratch = new Uint8Array(line.length * 2)
  bytesOfLine(line, scratch)
  // What stands behind is an earlier line's.
  scratch[line.length] = 10
  const found: Hit[] = []
  scanAddresses(scratch, 0, line.length, found, names?.hardwareAddresses)
  const addresses = found.length
  scanNames(scratch, 0, line.length, names, found)
  if (found.length === 0) return []
  if (addresses > 0 && found.length > addresses) found.sort((a, b) => a.at - b.at)
  return literalsAt(line, found)
}

/** The literals that a scan has found in a line which begins at `start` and has one byte for each character. */
export function literalsAt(line: string, hits: readonly Hit[], start = 0): readonly Literal[] {
  const literals: Literal[] = []
  for (const hit of hits) {
    if (literals.length === mostPerLine) break
    literals.push(literalOf(line, hit, start))
  }
  return literals
}

function literalOf(
  line: string,
  { at, end, strength, low, high, span, host, unsure }: Hit,
  start: number,
): Literal {
  const text = line.slice(at - start, end - start)
  const column = at - start + 1
  if (host !== undefined) return { text, column, strength, host }
  if (unsure === true && low !== undefined && high !== undefined)
    return { text, column, strength, low, high, unsure }
  if (low !== undefined && high !== undefined) return { text, column, strength, low, high }
  return span === undefined ? { text, column, strength } : { text, column, strength, span }
}

/** The addresses that a literal covers. */
export function spanOfLiteral({ low, high, span }: Literal): AddressSpan | undefined {
  return low === undefined || high === undefined ? span : { low: ipv4Key(low), high: ipv4Key(high) }
}

/** The parts of a Reference that a literal gives. */
export function partsOfLiteral(literal: Literal): Pick<Reference, 'matched' | 'strength' | 'column'> & {
  readonly covers?: string
  readonly host?: string
} {
  const { text: matched, strength, column, host } = literal
  if (host !== undefined) return { matched, strength, column, host }
  const covers = coversOf(literal)
  return covers === undefined ? { matched, strength, column } : { matched, strength, column, covers }
}

/** Where a literal of free text stands, and whose that text is; the text of the line is masked. */
export interface LiteralPlace {
  readonly kind: ArtefactKind
  readonly file: string
  readonly line: Line
  readonly name?: string | undefined
  readonly owner?: string | undefined
}

/** The reference that a literal of free text is. Made in one shape, field by field: a large file has millions of them. */
export function referenceOfLiteral(
  literal: Literal,
  { kind, file, line, name, owner }: LiteralPlace,
  column = literal.column,
): Reference {
  const { text: matched, strength, host } = literal
  const text = excerpt(line.text, 400, column)
  const made: { -readonly [Field in keyof Reference]: Reference[Field] } = {
    kind,
    device: file,
    file,
    line: line.number,
    text,
    matched,
    strength,
    role: 'literal',
    column,
  }
  if (name !== undefined) made.name = name
  const covers = coversOf(literal)
  if (covers !== undefined) made.covers = covers
  if (host !== undefined) made.host = host
  if (owner !== undefined) {
    made.ownerHint = owner
    made.ownerHintBasis = 'file-head'
  }
  return made
}

/** What others cannot read from the text itself, such as `10.20.%` and `10.20.0.0 255.255.0.0`. */
function coversOf(literal: Literal): string | undefined {
  const { text, strength, low, high } = literal
  // A plain address or prefix says itself what it covers.
  if (strength === 'exact' ? !isPattern(text) : strength === 'subnet' && isPrefix(text)) return undefined
  if (low !== undefined && high !== undefined && !text.includes('/')) return numbersOf(low, high, strength)
  const span = spanOfLiteral(literal)
  if (span === undefined) return undefined
  if (strength === 'range') return `${formatAddress(span.low)}-${formatAddress(span.high)}`
  // `10.0.0.0` whose mask stands elsewhere is a network too.
  return parseSpan(text)?.high === span.high ? undefined : formatSpan(span)
}

/** What numbers cover, without a text being read again: `low-high`, an address, a prefix. */
function numbersOf(low: number, high: number, strength: Literal['strength']): string {
  if (strength === 'range') return `${formatIpv4(low)}-${formatIpv4(high)}`
  return low === high ? formatIpv4(low) : `${formatIpv4(low)}/${Math.clz32(low ^ high)}`
}

/** `…/24`: a length without a zero before it. */
function isPrefix(text: string): boolean {
  const slash = text.lastIndexOf('/')
  return slash > 0 && text.length - slash <= 3 && text.charCodeAt(slash + 1) !== 48
}

/** `10\.0\.0\.5` and `10[.]0[.]0[.]5`. */
function isPattern(text: string): boolean {
  return text.includes('\\') || text.includes('[')
}
