import { parseCidr, parseIpv4, formatSpan, ipv4Key } from '../../../lib/ip.ts'
import { type Named, nameOfLiteral } from './naming.ts'

/** `10.1.0.0 255.255.0.0` as a device writes it; undefined when it is no prefix. */
export function nameOfMask(base: string, mask: string): Named | undefined {
  const span = parseCidr(`${base}/${mask}`)
  if (!span) return undefined
  if (span.low === span.high) return { matched: base, strength: 'exact' }
  if (mask === '0.0.0.0') return { matched: `${base} ${mask}`, strength: 'any' }
  return { matched: `${base} ${mask}`, strength: 'subnet', covers: formatSpan(span) }
}

/** `10.1.0.0 0.0.255.255`: free bits are set. A mask whose free bits are not the last ones is not carried. */
export function nameOfWildcard(base: string, wildcard: string): Named | undefined {
  const address = parseIpv4(base)
  const free = parseIpv4(wildcard)
  if (address === undefined || free === undefined || (free & (free + 1)) !== 0) return undefined
  if (free === 0) return { matched: base, strength: 'exact' }
  if (wildcard === '255.255.255.255') return { matched: `${base} ${wildcard}`, strength: 'any' }
  const low = (address & ~free) >>> 0
  const covers = formatSpan({ low: ipv4Key(low), high: ipv4Key((low | free) >>> 0) })
  return { matched: `${base} ${wildcard}`, strength: 'subnet', covers }
}

/** A host name as an address object writes it. */
export function nameOfHost(text: string): Named {
  return { matched: text, strength: 'name', host: text.toLowerCase().replace(/\.$/, '') }
}

/** Two ends of a range. */
export function nameOfRange(low: string, high: string): Named | undefined {
  return nameOfLiteral(low === high ? low : `${low}-${high}`)
}
