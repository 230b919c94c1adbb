import { type AddressKey, type AddressSpan, formatSpan, isIpv4, parseSpan } from '../../lib/ip.ts'

/** A subnet of the estate; subnets of a list do not overlap and are sorted by address. */
export interface EstateSubnet {
  readonly span: AddressSpan
  /** As people write it. */
  readonly name: string
  /** Networks whose facts name it; none when it was derived from the addresses of VMs. */
  readonly networks: readonly string[]
}

/** Subnets that networks say they have, and the /24 (or /64) of every address that lies in none of them. */
export function estateSubnets(
  networks: Iterable<{ readonly name: string; readonly subnets?: readonly string[] | undefined }>,
  addresses: Iterable<AddressKey>,
): readonly EstateSubnet[] {
  const said = new Map<string, { span: AddressSpan; networks: string[] }>()
  for (const { name, subnets } of networks) {
    for (const text of subnets ?? []) {
      const span = parseSpan(text)
      if (!span) continue
      const known = said.get(span.low + span.high)
      if (known) known.networks.push(name)
      else said.set(span.low + span.high, { span, networks: [name] })
    }
  }
  const list = disjoint([...said.values()]).map(toSubnet)
  const derived = new Map<string, AddressSpan>()
  for (const key of addresses) {
    if (subnetAt(list, key) >= 0) continue
    const digits = isIpv4(key) ? 30 : 16
    const start = key.slice(0, digits)
    derived.set(start, { low: start.padEnd(32, '0'), high: start.padEnd(32, 'f') })
  }
  const free = [...derived.values()].filter(
    ({ low, high }) => !list.some(({ span }) => span.low <= high && low <= span.high),
  )
  return [...list, ...free.map((span) => toSubnet({ span, networks: [] }))].sort(byLow)
}

function toSubnet({ span, networks }: { span: AddressSpan; networks: string[] }): EstateSubnet {
  return { span, networks: [...new Set(networks)].sort(), name: formatSpan(span) }
}

function byLow(a: { readonly span: AddressSpan }, b: { readonly span: AddressSpan }): number {
  return a.span.low < b.span.low ? -1 : a.span.low > b.span.low ? 1 : 0
}

/** Of subnets that lie in each other the narrow ones stay. */
function disjoint<One extends { readonly span: AddressSpan }>(found: readonly One[]): readonly One[] {
  const sorted = [...found].sort(
    (a, b) => byLow(a, b) || (a.span.high < b.span.high ? -1 : a.span.high > b.span.high ? 1 : 0),
  )
  const kept: One[] = []
  for (const one of sorted.reverse()) {
    const after = kept.at(-1)
    if (!after || one.span.high < after.span.low) kept.push(one)
  }
  return kept.reverse()
}

/** Place of the subnet that has an address, or -1. */
export function subnetAt(subnets: readonly EstateSubnet[], key: AddressKey): number {
  let low = 0
  let high = subnets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((subnets[middle]?.span.high ?? '') < key) low = middle + 1
    else high = middle
  }
  const found = subnets[low]
  return found && found.span.low <= key ? low : -1
}
