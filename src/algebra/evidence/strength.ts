import { type AddressSpan, everyAddress, everyIpv4 } from '../../lib/ip.ts'
import type { Strength } from '../../model/evidence.ts'

/** How precisely an address, CIDR or range names machines. */
export function strengthOf({ low, high }: AddressSpan, text: string): Strength {
  if (low === high) return 'exact'
  const every = (all: AddressSpan): boolean => low === all.low && high === all.high
  if (every(everyIpv4) || every(everyAddress)) return 'any'
  return text.includes('/') ? 'subnet' : 'range'
}
