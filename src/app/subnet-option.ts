import { type AddressSpan, parseSpan } from '../lib/ip.ts'
import { problem } from '../model/problems/index.ts'

/** The addresses of `--subnet`. Throws `option-wrong`. */
export function spanOfSubnet(subnet: string): AddressSpan {
  const span = parseSpan(subnet)
  if (span) return span
  throw problem('option-wrong', {
    option: '--subnet',
    seen: subnet,
    expected: 'an address, a CIDR such as 10.20.30.0/24, or a range',
  })
}
