import { type AddressSpan, contains, formatSpan, parseAddress } from '../../lib/ip.ts'
import { spanOf } from '../../algebra/columns/reference-fields.ts'
import type { BlastRadius, PeerFlow, TracedReference } from './result.ts'
import { isIdle } from './rule-states.ts'

/** What happens to the addresses of a VM: they go, they move, or only the VLAN under them changes. */
export type TraceChange =
  | { readonly kind: 'gone'; readonly from?: AddressSpan }
  | { readonly kind: 'moved'; readonly from?: AddressSpan; readonly to: AddressSpan }
  | { readonly kind: 'relabelled' }

/** What breaks, what holds, and who loses its server. */
export interface Breaks {
  readonly breaks: readonly { readonly reference: TracedReference; readonly why: string }[]
  readonly holds: number
  readonly clients: readonly PeerFlow[]
}

/**
 * The artefacts of a blast radius that are wrong after a change. One that covers the new addresses as well stays right; so
 * does one that goes by a name, as long as the VM is there and DNS is changed.
 */
export function breaksOf(radius: BlastRadius, change: TraceChange): Breaks {
  if (change.kind === 'relabelled') return { breaks: [], holds: radius.references.length, clients: [] }
  const from = change.from
  const touched = radius.addresses.filter((address) => {
    const key = parseAddress(address)
    return key !== undefined && (from === undefined || contains(from, key))
  })
  const breaks: { readonly reference: TracedReference; readonly why: string }[] = []
  for (const reference of radius.references) {
    const why = isIdle(reference) ? undefined : reasonOf(reference, touched, change)
    if (why !== undefined) breaks.push({ reference, why })
  }
  return {
    breaks,
    holds: radius.references.length - breaks.length,
    clients: touched.length === 0 && radius.addresses.length > 0 ? [] : radius.flows.in,
  }
}

function reasonOf(
  reference: TracedReference,
  touched: readonly string[],
  change: Exclude<TraceChange, { readonly kind: 'relabelled' }>,
): string | undefined {
  const span = spanOf(reference)
  if (!span) return byName(reference, change)
  const own = touched.filter((address) => contains(span, parseAddress(address) ?? ''))
  if (own.length === 0) return undefined
  const wide = reference.strength === 'subnet' || reference.strength === 'any'
  if (change.kind === 'gone') {
    return wide ? undefined : `it names ${own.join(', ')}, where nobody is any more`
  }
  if (contains(span, change.to.low) && contains(span, change.to.high)) return undefined
  return wide
    ? `${formatSpan(change.to)} lies outside of ${reference.matched}`
    : `it names ${own.join(', ')}, not ${formatSpan(change.to)}`
}

function byName(reference: TracedReference, change: TraceChange): string | undefined {
  if (change.kind === 'gone' && change.from === undefined)
    return `it names ${reference.matched}, which is gone`
  return undefined
}
