import { type AddressKey, type AddressSpan, everyAddress } from '../../lib/ip.ts'
import type { Reference, Role } from '../../model/evidence.ts'
import { spanOf } from '../columns/reference-table.ts'
import type { RuleOutline } from './rule-outline.ts'
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
  /** Among the rules of the file. */
  readonly place: number
  readonly source: Side
  readonly destination: Side
  readonly services: ServiceSet
}

/** Places that one rule takes in the index at most; one with more goes by what spans a whole side. */
const mostPlaces = 512
/** So few rules to compare with are not worth looking for fewer. */
const fewEnough = 8
/** Addresses of a side that are tried for the one that the fewest rules cover. */
const mostProbes = 4
/** Numbers of prefixes stay below it, so that two make one number. */
const pairBase = 2 ** 26

/**
 * Rules by prefixes of their sources and destinations: whoever covers a source and a destination stands where a prefix of
 * the one meets a prefix of the other.
 */
class PairIndex {
  readonly #prefixes = new Map<string, number>()
  readonly #lengths = new Set<number>()
  readonly #rules = new Map<number, Hiding[]>()

  add(rule: Hiding): void {
    const { length } = rule.source.spans
    const sources = this.#numbersOf(rule.source, mostPlaces)
    for (const destination of this.#numbersOf(rule.destination, mostPlaces / Math.min(length, mostPlaces)))
      for (const source of sources) {
        const key = destination * pairBase + source
        const known = this.#rules.get(key)
        if (known) known.push(rule)
        else this.#rules.set(key, [rule])
      }
  }

  /**
   * Lists of rules that may cover both sides: whoever covers a side covers each of its addresses, so those count that the
   * fewest rules cover.
   */
  around(source: Side, destination: Side): readonly (readonly Hiding[])[] {
    let best: readonly (readonly Hiding[])[] = []
    let fewest = Number.POSITIVE_INFINITY
    const sources = probesOf(source).map((one) => this.#prefixesOf(one))
    for (const one of probesOf(destination)) {
      const prefixes = this.#prefixesOf(one)
      for (const others of sources) {
        const found: (readonly Hiding[])[] = []
        let count = 0
        for (const number of prefixes)
          for (const other of others) {
            const rules = this.#rules.get(number * pairBase + other)
            if (!rules) continue
            found.push(rules)
            count += rules.length
          }
        if (count < fewest) {
          best = found
          fewest = count
        }
        if (fewest <= fewEnough) return best
      }
    }
    return best
  }

  #prefixesOf(address: AddressKey): readonly number[] {
    const found: number[] = []
    for (const length of this.#lengths) {
      const number = this.#prefixes.get(address.slice(0, length))
      if (number !== undefined) found.push(number)
    }
    return found
  }

  #numbersOf({ spans }: Side, most: number): ReadonlySet<number> {
    const low = spans[0]?.low ?? ''
    const indexed = spans.length > most ? [{ low, high: spans.at(-1)?.high ?? low }] : spans
    return new Set(indexed.map((span) => this.#numberOf(commonPrefix(span))))
  }

  #numberOf(prefix: string): number {
    const known = this.#prefixes.get(prefix)
    if (known !== undefined) return known
    this.#lengths.add(prefix.length)
    const number = this.#prefixes.size
    this.#prefixes.set(prefix, number)
    return number
  }
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
  const policies = new Map<string, PairIndex>()
  const known: Known = { services: new Map(), sides: new Map() }
  let steps = mostSteps
  for (const [place, outline] of outlines.entries()) {
    if (outline.apart === true) continue
    const rule = hidingOf(outline, place, references, known)
    if (!rule) continue
    let policy = policies.get(outline.policy)
    if (!policy) {
      policy = new PairIndex()
      policies.set(outline.policy, policy)
    }
    // What a counter saw matching is not hidden, whatever the file says.
    const open = rule.source.whole && rule.destination.whole && !((references[outline.from]?.hits ?? 0) > 0)
    const found = open ? hiderOf(rule, policy, steps) : undefined
    if (found) steps -= found.steps
    if (found?.by) markAll(references, outline, found.by.outline)
    // Whoever hides it hides all that it could hide itself.
    else if (outline.narrowed !== true) policy.add(rule)
    if (found?.cut === true) tooMany(outline)
  }
}

function hiderOf(
  rule: Hiding,
  policy: PairIndex,
  left: number,
): { readonly by?: Hiding; readonly steps: number; readonly cut?: boolean } {
  const sourceFirst = rule.source.spans.length < rule.destination.spans.length
  const [shorter, longer] = sourceFirst
    ? (['source', 'destination'] as const)
    : (['destination', 'source'] as const)
  let steps = 0
  let compared = 0
  let first: Hiding | undefined
  for (const rules of policy.around(rule.source, rule.destination)) {
    for (const by of rules) {
      if (first && by.place >= first.place) break
      if (++compared > mostEarlier || steps >= left)
        return first ? { by: first, steps } : { steps, cut: true }
      steps++
      if (by.outline.name === rule.outline.name) continue
      if (!coversServices(by.services, rule.services) || !coversConditions(by.outline, rule.outline)) continue
      if (!covers(by[shorter], rule[shorter])) continue
      steps += rule[longer].spans.length
      if (covers(by[longer], rule[longer])) first = by
    }
  }
  return first ? { by: first, steps } : { steps }
}

/** The ends of a side and what stands between them, as far as it is tried. */
function probesOf({ spans }: Side): readonly AddressKey[] {
  if (spans.length <= mostProbes) return spans.map(({ low }) => low)
  const step = (spans.length - 1) / (mostProbes - 1)
  return Array.from({ length: mostProbes }, (_, at) => spans[Math.round(at * step)]?.low ?? '')
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

/** What many rules have in common is read once. */
interface Known {
  readonly services: Map<string | undefined, ServiceSet>
  readonly sides: Map<string, Side | undefined>
}

function hidingOf(
  outline: RuleOutline,
  place: number,
  references: readonly Reference[],
  known: Known,
): Hiding | undefined {
  const source = sideOf(outline, 'source', references, known)
  const destination = sideOf(outline, 'destination', references, known)
  if (!source || !destination) return undefined
  const { service } = outline
  let services = known.services.get(service)
  if (!services) known.services.set(service, (services = serviceSetOf(service)))
  return { outline, place, source, destination, services }
}

const everywhere: Side = { spans: [everyAddress], whole: true }

function sideOf(
  outline: RuleOutline,
  role: 'source' | 'destination',
  references: readonly Reference[],
  { sides }: Known,
): Side | undefined {
  const extent = outline[role]
  if (extent !== 'listed') return extent === 'any' ? everywhere : undefined
  const key = role === 'source' ? outline.sourceKey : outline.destinationKey
  if (key !== undefined && sides.has(key)) return sides.get(key)
  const side = readSide(role, references, outline)
  if (key !== undefined) sides.set(key, side)
  return side
}

function readSide(role: Role, references: readonly Reference[], { from, to }: RuleOutline): Side | undefined {
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
  if (outer === inner) return true
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
