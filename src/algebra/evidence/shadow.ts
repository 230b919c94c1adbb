import { type AddressSpan, everyAddress } from '../../lib/ip.ts'
import type { Reference, Role } from '../../model/evidence.ts'
import { spanOf } from '../columns/reference-table.ts'
import type { Extent, RuleOutline } from './rule-outline.ts'
import { coversServices, type ServiceSet, serviceSetOf } from './service-set.ts'

/** Earlier rules that one rule is compared with at most. */
const mostEarlier = 1000
/** Comparisons for one file at most. */
const mostSteps = 10_000_000

interface Side {
  /** Sorted and apart. */
  readonly spans: readonly AddressSpan[]
  /** Nothing that the side names is left out. */
  readonly whole: boolean
}

/** A rule that may hide later ones. */
interface Hiding {
  readonly outline: RuleOutline
  readonly source: Side
  readonly destination: Side
  readonly services: ServiceSet
}

/** Rules by the longest prefix that their spans have in common: whoever covers an address stands at one of its prefixes. */
class PrefixIndex {
  readonly #rules = new Map<string, Hiding[]>()
  readonly #lengths = new Set<number>()

  add(side: Side, rule: Hiding): void {
    for (const span of side.spans) {
      const prefix = commonPrefix(span)
      this.#lengths.add(prefix.length)
      const known = this.#rules.get(prefix)
      if (!known) this.#rules.set(prefix, [rule])
      else if (known.at(-1) !== rule) known.push(rule)
    }
  }

  *around(address: string): Generator<Hiding> {
    for (const length of this.#lengths) yield* this.#rules.get(address.slice(0, length)) ?? []
  }
}

interface Policy {
  readonly bySource: PrefixIndex
  readonly byDestination: PrefixIndex
}

/**
 * Marks the references of rules that can never match, because an earlier rule of the same list covers their sources,
 * destinations and services. Each rule is looked up by one of its addresses, so that the work grows with the rules and not
 * with their square; beyond 1,000 earlier rules for one rule, or ten million comparisons for a file, `tooMany` is told.
 */
export function markShadowed(
  references: Reference[],
  outlines: readonly RuleOutline[],
  tooMany: (rule: RuleOutline) => void,
): void {
  const policies = new Map<string, Policy>()
  const services = new Map<string | undefined, ServiceSet>()
  let steps = mostSteps
  for (const outline of outlines) {
    if (outline.apart === true) continue
    const rule = hidingOf(outline, references, services)
    if (!rule) continue
    let policy = policies.get(outline.policy)
    if (!policy) {
      policy = { bySource: new PrefixIndex(), byDestination: new PrefixIndex() }
      policies.set(outline.policy, policy)
    }
    // What a counter saw matching is not hidden, whatever the file says.
    const open = rule.source.whole && rule.destination.whole && !((references[outline.from]?.hits ?? 0) > 0)
    const found = open ? hiderOf(rule, policy, steps) : undefined
    if (found) steps -= found.steps
    if (found?.by) markAll(references, outline, found.by.outline)
    // Whoever hides it hides all that it could hide itself.
    else if (outline.narrowed !== true) {
      const width = (side: Side): number => Math.min(...side.spans.map((span) => commonPrefix(span).length))
      if (width(rule.source) > width(rule.destination)) policy.bySource.add(rule.source, rule)
      else policy.byDestination.add(rule.destination, rule)
    }
    if (found?.cut === true) tooMany(outline)
  }
}

function hiderOf(
  rule: Hiding,
  { bySource, byDestination }: Policy,
  left: number,
): { readonly by?: Hiding; readonly steps: number; readonly cut?: boolean } {
  const [source] = rule.source.spans
  const [destination] = rule.destination.spans
  if (!source || !destination) return { steps: 0 }
  let steps = 0
  let compared = 0
  for (const index of [byDestination, bySource]) {
    for (const by of index.around(index === bySource ? source.low : destination.low)) {
      if (++compared > mostEarlier || steps >= left) return { steps, cut: true }
      steps++
      if (by.outline.name === rule.outline.name) continue
      if (!coversServices(by.services, rule.services) || !coversConditions(by.outline, rule.outline)) continue
      steps += rule.source.spans.length + rule.destination.spans.length
      if (covers(by.destination, rule.destination) && covers(by.source, rule.source)) return { by, steps }
    }
  }
  return { steps }
}

function markAll(references: Reference[], { from, to, action }: RuleOutline, by: RuleOutline): void {
  for (let at = from; at < to; at++) {
    const reference = references[at]
    if (reference)
      references[at] = {
        ...reference,
        shadowedBy: by.name,
        ...(by.action === action ? { redundant: true } : {}),
      }
  }
}

function hidingOf(
  outline: RuleOutline,
  references: readonly Reference[],
  services: Map<string | undefined, ServiceSet>,
): Hiding | undefined {
  const { from, to, service } = outline
  const source = sideOf(outline.source, 'source', references, from, to)
  const destination = sideOf(outline.destination, 'destination', references, from, to)
  if (!source || !destination) return undefined
  let set = services.get(service)
  if (!set) services.set(service, (set = serviceSetOf(service)))
  return { outline, source, destination, services: set }
}

const everywhere: Side = { spans: [everyAddress], whole: true }

function sideOf(
  extent: Extent,
  role: Role,
  references: readonly Reference[],
  from: number,
  to: number,
): Side | undefined {
  if (extent !== 'listed') return extent === 'any' ? everywhere : undefined
  const spans: AddressSpan[] = []
  let whole = true
  for (let at = from; at < to; at++) {
    const reference = references[at]
    if (reference?.role !== role) continue
    const span = spanOf(reference)
    if (span) spans.push(span)
    else whole = false
  }
  return spans.length === 0 ? undefined : { spans: merged(spans), whole }
}

/** Sorted; those that overlap are one. */
function merged(spans: readonly AddressSpan[]): readonly AddressSpan[] {
  if (spans.length < 2) return spans
  const found: AddressSpan[] = []
  for (const span of [...spans].sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0))) {
    const last = found.at(-1)
    if (!last || span.low > last.high) found.push(span)
    else if (span.high > last.high) found[found.length - 1] = { low: last.low, high: span.high }
  }
  return found
}

function covers(outer: Side, inner: Side): boolean {
  let at = 0
  for (const { low, high } of inner.spans) {
    at = firstEndingFrom(outer.spans, low, at)
    const around = outer.spans[at]
    if (!around || around.low > low || around.high < high) return false
  }
  return true
}

/** First span from `start` on that ends at `low` or behind it. */
function firstEndingFrom(spans: readonly AddressSpan[], low: string, start: number): number {
  let from = start
  let to = spans.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((spans[middle]?.high ?? '') < low) from = middle + 1
    else to = middle
  }
  return from
}

function coversConditions(outer: RuleOutline, inner: RuleOutline): boolean {
  if (!outer.conditions) return true
  for (const [what, values] of outer.conditions) {
    const asked = inner.conditions?.get(what)
    if (!asked || asked.length === 0 || !asked.every((value) => values.includes(value))) return false
  }
  return true
}

function commonPrefix({ low, high }: AddressSpan): string {
  if (low === high) return low
  let at = 0
  while (low.charCodeAt(at) === high.charCodeAt(at)) at++
  return low.slice(0, at)
}
