import { formatIpv4, parseCidr, parseIpv4 } from '../../../../lib/ip.ts'

/** What a few functions of Terraform make of settled values; undefined for the others, and for what is lost. */
export function workedOut(call: string, given: readonly (readonly unknown[])[]): string | undefined {
  if (given.flat().some((one) => typeof one === 'string' && (one.startsWith('?') || one.length > 1000)))
    return undefined
  switch (call) {
    case 'cidrhost':
      return hostOf(given[0]?.[0], given[1]?.[0])
    case 'join':
      return joined(given)
    default:
      return undefined
  }
}

/** The nth address of an IPv4 prefix. */
function hostOf(prefix: unknown, number: unknown): string | undefined {
  const [base = '', length = ''] = typeof prefix === 'string' ? prefix.split('/') : []
  const nth = typeof number === 'string' && /^\d{1,10}$/.test(number) ? Number(number) : number
  const address = parseIpv4(base)
  if (
    address === undefined ||
    typeof nth !== 'number' ||
    !Number.isInteger(nth) ||
    !parseCidr(`${base}/${length}`)
  )
    return undefined
  const size = 2 ** (32 - Number(length))
  return nth < 0 || nth >= size ? undefined : formatIpv4(Math.floor(address / size) * size + nth)
}

function joined([separator, ...lists]: readonly (readonly unknown[])[]): string | undefined {
  const parts = lists.flat()
  const between = separator?.[0]
  const plain = parts.every((part) => typeof part === 'string' || typeof part === 'number')
  return typeof between === 'string' && plain && parts.length <= 100 ? parts.join(between) : undefined
}
