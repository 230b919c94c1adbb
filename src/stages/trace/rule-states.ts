import type { Reference } from '../../model/evidence.ts'
import { idleStates, type RuleState } from '../../model/rule-states.ts'
import type { TracedReference } from './result.ts'

/**
 * Why an artefact costs less than it seems: disabled, ended before the newest day that any evidence speaks of, behind a rule
 * that leaves it nothing to match, or counted without a single match. The clock is not asked: the same evidence gives the same answer on any day.
 */
export function ruleStates(reference: Reference, asOf: string | undefined): readonly RuleState[] {
  const states: RuleState[] = []
  if (reference.disabled === true) states.push('disabled')
  if (isExpired(reference.expires, asOf)) states.push('expired')
  if (reference.shadowedBy !== undefined) states.push('shadowed')
  if (reference.redundant === true) states.push('redundant')
  if (reference.hits === 0) states.push('never-matched')
  return states
}

/** A day without a time lasts until its end. */
function isExpired(expires: string | undefined, asOf: string | undefined): boolean {
  if (expires === undefined || asOf === undefined) return false
  const end = Date.parse(expires.length === 10 ? `${expires}T23:59:59Z` : expires)
  const now = Date.parse(asOf)
  return !Number.isNaN(end) && !Number.isNaN(now) && end < now
}

/** It does not work any more: nothing breaks when it stays as it is. */
export function isIdle({ states }: Pick<TracedReference, 'states'>): boolean {
  return states !== undefined && states.some((state) => idleStates.has(state))
}

/** It works, but nothing ever matched it. */
export function isUnused({ states }: Pick<TracedReference, 'states'>): boolean {
  return states?.includes('never-matched') === true
}
