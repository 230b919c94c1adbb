import { type AddressSpan, formatAddress, formatSpan, ipv4Key, parseSpan } from '../../lib/ip.ts'
import type { Reference, Strength } from '../../model/evidence.ts'
import { bytesOfLine, type Hit } from './literal/bytes.ts'
import { type HostNames, scanNames } from './literal/names.ts'
import { scanAddresses } from './literal/scan.ts'

export type { HostNames } from './literal/names.ts'

/** An address, subnet, range, host name or hardware address found in a text. */
export interface Literal {
  readonly text: string
  /** Counted from one. */
  readonly column: number
  readonly strength: Strength
  readonly span?: AddressSpan
  /** Host name, lower case; of a hardware address its form with colons. */
  readonly host?: string
}

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
  return found.slice(0, mostPerLine).map((hit) => literalOf(line, hit))
}

function literalOf(line: string, { at, end, strength, low, high, span, host }: Hit): Literal {
  const whole = low === undefined || high === undefined ? span : { low: ipv4Key(low), high: ipv4Key(high) }
  const text = line.slice(at, end)
  const column = at + 1
  if (host !== undefined) return { text, column, strength, host }
  return whole === undefined ? { text, column, strength } : { text, column, strength, span: whole }
}

/** The parts of a Reference that a literal gives. */
export function partsOfLiteral(literal: Literal): Pick<Reference, 'matched' | 'strength' | 'column'> & {
  readonly covers?: string
  readonly host?: string
} {
  const { text, strength, column, span, host } = literal
  // `10.20.%` and `10.20.0.0 255.255.0.0` are no spans that others can read.
  const covers = span === undefined ? undefined : coversOf(text, strength, span)
  const matched = text
  if (host !== undefined) return { matched, strength, column, host }
  return covers === undefined ? { matched, strength, column } : { matched, strength, column, covers }
}

function coversOf(text: string, strength: Strength, span: AddressSpan): string | undefined {
  if (strength === 'range') return `${formatAddress(span.low)}-${formatAddress(span.high)}`
  // A plain address or prefix says itself what it covers.
  return strength === 'exact' || parseSpan(text) !== undefined ? undefined : formatSpan(span)
}
