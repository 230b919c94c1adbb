import type { Extent, RuleOutline } from '../../../algebra/evidence/rule-outline.ts'
import type { PanosConfiguration, Rule, Side } from './schema.ts'

/** Where the references of a rule stand, and what could not be told by them. */
interface Told {
  readonly name: string
  readonly service: string | undefined
  readonly from: number
  readonly to: number
  /** Sides with a member that is not in the file, or that stands for something else than addresses. */
  readonly lost: ReadonlySet<'source' | 'destination'>
}

/** A security rule for the comparison with earlier ones. */
export function outlineOf(rule: Rule, { sourcePorts, devices }: PanosConfiguration, told: Told): RuleOutline {
  const { services, scope, action } = rule
  // Which ports an application has by default is not in the file: only the same words mean the same.
  const byDefault = services.includes('application-default')
  const service = byDefault || services.length === 0 ? undefined : told.service
  const extentOf = (side: 'source' | 'destination'): Extent => {
    const negated = side === 'source' ? rule.negateSource : rule.negateDestination
    return negated || told.lost.has(side) ? 'unknown' : 'listed'
  }
  return {
    policy: `${scope} ${rule.book}`,
    name: told.name,
    line: rule.source[0]?.line ?? 0,
    action: action ?? '',
    from: told.from,
    to: told.to,
    source: extentOf('source'),
    destination: extentOf('destination'),
    sourceKey: keyOf(rule.source, scope),
    destinationKey: keyOf(rule.destination, scope),
    service,
    conditions: byDefault ? new Map([...rule.conditions, ['service', services]]) : rule.conditions,
    narrowed:
      rule.narrowed ||
      rule.schedule !== undefined ||
      services.length === 0 ||
      (service !== undefined && [...sourcePorts].some((one) => service.includes(one))),
    // Rules of two devices in one file would seem to follow each other.
    apart: rule.disabled || action === undefined || devices > 1,
  }
}

function keyOf(sides: readonly Side[], scope: string): string {
  return `${scope}\n${sides.map(({ members }) => members.join('\n')).join('\n')}`
}
