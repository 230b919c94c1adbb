import type { Extent, RuleOutline } from '../../../algebra/evidence/rule-outline.ts'
import type { Field, Match, Rule } from './schema.ts'
import { mostPorts } from './service.ts'

/** Verdicts that end the search of a chain. */
const endings: ReadonlySet<string> = new Set(['accept', 'drop', 'reject', 'return'])

/** A rule for the comparison with earlier ones; undefined when what it matches is not all known. */
export function outlineOf(
  rule: Rule,
  name: string,
  service: string | undefined,
  to: number,
): RuleOutline | undefined {
  const { body, table } = rule
  if (body.translation !== undefined || body.strange !== undefined || !/^(?:ip6?|inet) /.test(table))
    return undefined
  const sides: { source: Extent; destination: Extent } = { source: 'any', destination: 'any' }
  let conditions: Map<string, readonly string[]> | undefined
  const seen: Field[] = []
  let narrowed = body.narrowed === true || !endings.has(body.action ?? '')
  for (const match of body.matches) {
    const key = match.keys[0]
    if (isStrange(match)) return undefined
    const { set } = match.operand
    // Two matches of one field must both hold.
    if (!key || match.keys.length > 1 || key.field === 'other' || seen.includes(key.field)) narrowed = true
    else {
      seen.push(key.field)
      const side = key.field === 'source' || key.field === 'destination' ? key.field : undefined
      if (side !== undefined && set !== undefined) (conditions ??= new Map()).set(`${side} @${set}`, [''])
      else if (side !== undefined) sides[side] = 'listed'
      // `ip protocol` asks for the family as well.
      else if (set !== undefined || (key.field === 'protocol' && table.startsWith('inet '))) narrowed = true
    }
  }
  return {
    policy: rule.policy,
    name,
    line: rule.line,
    action: body.action ?? '',
    from: 0,
    to,
    ...sides,
    service,
    conditions,
    narrowed,
  }
}

function isStrange({ keys, negated, ordered, operand }: Match): boolean {
  if (negated || ordered === true || keys.some(({ original, hardware }) => (original ?? hardware) === true))
    return true
  return (
    keys.some(({ field }) => field === 'port' || field === 'protocol') && operand.elements.length > mostPorts
  )
}
