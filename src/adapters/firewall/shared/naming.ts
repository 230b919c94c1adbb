import { everyAddress, everyIpv4, parseIpv4, parseSpan } from '../../../lib/ip.ts'
import type { Reference } from '../../../model/evidence.ts'

/** What one member of a rule's side names. */
export type Named = Pick<Reference, 'matched' | 'strength'> &
  Partial<Pick<Reference, 'covers' | 'host' | 'path'>>

/** How a literal in a rule names addresses; undefined when it is no address, CIDR or range. */
export function nameOfLiteral(text: string): Named | undefined {
  if (parseIpv4(text) !== undefined) return { matched: text, strength: 'exact' }
  if (text.length === 3 && text.toLowerCase() === 'any') return { matched: text, strength: 'any' }
  const span = parseSpan(text)
  if (!span) return undefined
  if (span.low === span.high) return { matched: text, strength: 'exact' }
  if (span.low === everyIpv4.low && span.high === everyIpv4.high) return { matched: text, strength: 'any' }
  if (span.low === everyAddress.low && span.high === everyAddress.high)
    return { matched: text, strength: 'any' }
  return { matched: text, strength: text.includes('/') ? 'subnet' : 'range' }
}
