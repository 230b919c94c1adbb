import type { Reference } from '../../model/evidence.ts'
import type { RuleOutline } from './rule-outline.ts'
import { coversServices, type ServiceSet, serviceSetOf } from './service-set.ts'
import { shadowedReference } from './reference.ts'
import { PairIndex, Prefixes } from './shadow-index.ts'
import { covers, type Side, Sides } from './shadow-sides.ts'

/** Earlier rules that one rule is compared with at most. */
const mostEarlier = 1000
/** Comparisons for one file at most. */
const mostSteps = 10_000_000

/** Told of a rule that is not compared with every earlier one; the text is that of its line. */
type TooMany = (rule: RuleOutline, text: string) => void

/** A rule that may hide later ones. */
interface Hiding {
  readonly outline: RuleOutline
  /** Among the rules of the file. */
  readonly place: number
  readonly source: Side
  readonly destination: Side
  readonly services: ServiceSet
}

/**
 * Marks the references of rules that can never match, because an earlier rule of the same list covers their sources,
 * destinations and services. Each rule is looked up by one of its addresses, so that the work grows with the rules and not
 * with their square; beyond 1,000 earlier rules for one rule, or ten million comparisons for a file, `tooMany` is told.
 */
export function markShadowed(
  references: Reference[],
  outlines: readonly RuleOutline[],
  tooMany: TooMany,
): void {
  const shadows = new Shadows(tooMany)
  for (const outline of outlines) shadows.mark(references, outline)
}

/** The rules of one file that may hide later ones, told one after the other; see {@link markShadowed}. */
export class Shadows {
  readonly #policies = new Map<string, PairIndex<Hiding>>()
  readonly #prefixes = new Prefixes()
  readonly #known: Known = { services: new Map(), sides: new Sides() }
  readonly #tooMany: TooMany
  #steps = mostSteps
  #place = 0

  constructor(tooMany: TooMany) {
    this.#tooMany = tooMany
  }

  /** Marks the references of a rule, the next one of the file, when an earlier one hides it. */
  mark(references: Reference[], outline: RuleOutline): void {
    const place = this.#place++
    if (outline.apart === true) return
    const rule = hidingOf(outline, place, references, this.#known)
    if (!rule) return
    let policy = this.#policies.get(outline.policy)
    if (!policy) this.#policies.set(outline.policy, (policy = new PairIndex(this.#prefixes)))
    // What a counter saw matching is not hidden, whatever the file says.
    const open = rule.source.whole && rule.destination.whole && !((references[outline.from]?.hits ?? 0) > 0)
    const found = open ? hiderOf(rule, policy, this.#steps) : undefined
    if (found) this.#steps -= found.steps
    if (found?.by) markAll(references, outline, found.by.outline)
    // Whoever hides it hides all that it could hide itself.
    else if (outline.narrowed !== true) policy.add(rule)
    if (found?.cut === true) this.#tooMany(outline, references[outline.from]?.text ?? '')
  }
}

function hiderOf(
  rule: Hiding,
  policy: PairIndex<Hiding>,
  left: number,
): { readonly by?: Hiding; readonly steps: number; readonly cut?: boolean } {
  const sourceFirst = rule.source.spans.length < rule.destination.spans.length
  const [shorter, longer] = sourceFirst
    ? (['source', 'destination'] as const)
    : (['destination', 'source'] as const)
  let steps = 0
  let compared = 0
  let first: Hiding | undefined
  for (const rules of policy.around(rule)) {
    for (const by of rules) {
      if (first && by.place >= first.place) break
      if (++compared > mostEarlier || steps >= left)
        return first ? { by: first, steps } : { steps, cut: true }
      steps++
      if (!coversServices(by.services, rule.services) || !coversConditions(by.outline, rule.outline)) continue
      if (!covers(by[shorter], rule[shorter])) continue
      steps += rule[longer].spans.length
      // The name comes last: names are put together and cost more to compare than numbers do.
      if (covers(by[longer], rule[longer]) && by.outline.name !== rule.outline.name) first = by
    }
  }
  return first ? { by: first, steps } : { steps }
}

function markAll(references: Reference[], { from, to, action }: RuleOutline, by: RuleOutline): void {
  const redundant = by.action === action
  for (let at = from; at < to; at++) {
    const reference = references[at]
    if (reference) references[at] = shadowedReference(reference, by.name, redundant)
  }
}

/** What many rules have in common is read once. */
interface Known {
  readonly services: Map<string | undefined, ServiceSet>
  readonly sides: Sides
}

function hidingOf(
  outline: RuleOutline,
  place: number,
  references: readonly Reference[],
  known: Known,
): Hiding | undefined {
  const source = known.sides.of(outline, 'source', references)
  const destination = known.sides.of(outline, 'destination', references)
  if (!source || !destination) return undefined
  const { service } = outline
  let services = known.services.get(service)
  if (!services) known.services.set(service, (services = serviceSetOf(service)))
  return { outline, place, source, destination, services }
}

function coversConditions(outer: RuleOutline, inner: RuleOutline): boolean {
  if (!outer.conditions) return true
  for (const [what, values] of outer.conditions) {
    const asked = inner.conditions?.get(what)
    if (!asked || asked.length === 0 || !asked.every((value) => values.includes(value))) return false
  }
  return true
}
