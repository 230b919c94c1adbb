import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import type { RuleOutline } from '../../../algebra/evidence/rule-outline.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { NsxPolicyTree, NsxRule, Placed } from './schema.ts'
import { usesOneOf } from './services.ts'

/** A rule and where its references stand. */
export interface ToldRule {
  readonly rule: NsxRule
  readonly from: number
  readonly to: number
  readonly service: string | undefined
}

/**
 * Rules for the comparison with earlier ones, policy by policy in the order of their sequence numbers. Two rules of one
 * number, and a policy that numbers only some, leave the order open and are not compared.
 */
export function outlinesOf(
  told: readonly ToldRule[],
  tree: NsxPolicyTree,
  references: readonly Reference[],
  places: MaskedPlaces,
): readonly RuleOutline[] {
  const policies = new Map<string, Map<string, ToldRule>>()
  for (const one of told) {
    const { policy, path } = one.rule
    const known = policies.get(policy)
    // An export may hold a rule twice, in its policy and in a list.
    if (!known) policies.set(policy, new Map([[path, one]]))
    else if (!known.has(path)) known.set(path, one)
  }
  // A rule that stands alone has none before it.
  const several = [...policies.values()].filter((rules) => rules.size > 1)
  return several.flatMap((rules) =>
    inOrder([...rules.values()]).flatMap((one) => outlineOf(one, tree, references, places) ?? []),
  )
}

function inOrder(rules: readonly ToldRule[]): readonly ToldRule[] {
  const times = new Map<number | undefined, number>()
  for (const { rule } of rules) times.set(rule.sequence, (times.get(rule.sequence) ?? 0) + 1)
  if (times.size === 1 && times.has(undefined)) return rules
  if (times.has(undefined)) return []
  return rules
    .filter(({ rule }) => times.get(rule.sequence) === 1)
    .sort((a, b) => (a.rule.sequence ?? 0) - (b.rule.sequence ?? 0))
}

function outlineOf(
  { rule, from, to, service }: ToldRule,
  { services, inexact, intersections }: NsxPolicyTree,
  references: readonly Reference[],
  places: MaskedPlaces,
): RuleOutline | undefined {
  if (rule.disabled || rule.action === undefined || service === undefined) return undefined
  if (usesOneOf(rule.services, inexact, services)) return undefined
  if (intersections.size > 0)
    for (let at = from; at < to; at++)
      if (references[at]?.path?.some((name) => intersections.has(name))) return undefined
  return {
    policy: rule.policy,
    name: rule.name,
    line: places.numberAt(rule.at),
    action: rule.action,
    from,
    to,
    source: 'listed',
    destination: 'listed',
    sourceKey: keyOf(rule.sources),
    destinationKey: keyOf(rule.destinations),
    service,
    conditions: rule.asked.conditions,
    narrowed: rule.asked.narrowed || rule.scheduler !== undefined,
  }
}

function keyOf(side: readonly Placed[]): string {
  return side.map(({ text }) => text).join('\n')
}
