import { formatIpv4, formatSpan, parseCidr, parseIpv4 } from '../../../lib/ip.ts'
import { type Named, nameOfLiteral } from './naming.ts'

/** `10.1.0.0 255.255.0.0` as a device writes it; undefined when it is no prefix. */
export function nameOfMask(base: string, mask: string): Named | undefined {
  const address = parseIpv4(base)
  const kept = parseIpv4(mask)
  if (address !== undefined && kept !== undefined) return nameOfFree(base, mask, address, ~kept >>> 0)
  const span = parseCidr(`${base}/${mask}`)
  if (!span) return undefined
  if (span.low === span.high) return { matched: base, strength: 'exact' }
  return { matched: `${base} ${mask}`, strength: 'subnet', covers: formatSpan(span) }
}

/** `10.1.0.0 0.0.255.255`: free bits are set. A mask whose free bits are not the last ones is not carried. */
export function nameOfWildcard(base: string, wildcard: string): Named | undefined {
  const address = parseIpv4(base)
  const free = parseIpv4(wildcard)
  return address === undefined || free === undefined ? undefined : nameOfFree(base, wildcard, address, free)
}

/** By numbers: a configuration has a mask in every other line, and keys and spans would be made for it alone. */
function nameOfFree(base: string, mask: string, address: number, free: number): Named | undefined {
  if ((free & (free + 1)) !== 0) return undefined
  if (free === 0) return { matched: base, strength: 'exact' }
  if (free === 0xff_ff_ff_ff) return { matched: `${base} ${mask}`, strength: 'any' }
  const covers = `${formatIpv4((address & ~free) >>> 0)}/${Math.clz32(free)}`
  return { matched: `${base} ${mask}`, strength: 'subnet', covers }
}

/** A host name as an address object writes it. */
export function nameOfHost(text: string): Named {
  return { matched: text, strength: 'name', host: text.toLowerCase().replace(/\.$/, '') }
}

/** Two ends of a range. */
export function nameOfRange(low: string, high: string): Named | undefined {
  return nameOfLiteral(low === high ? low : `${low}-${high}`)
}
