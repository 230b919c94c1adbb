/** Why an artefact costs less than it seems, or nothing. */
export const ruleStateNames = ['disabled', 'expired', 'shadowed', 'redundant', 'never-matched'] as const

/** One of them. A rule that is `redundant` is shadowed by one that does the same. */
export type RuleState = (typeof ruleStateNames)[number]

/** States of a rule that does not work any more: nothing breaks when it stays as it is. */
export const idleStates: ReadonlySet<RuleState> = new Set(['disabled', 'expired', 'shadowed'])

/** The states of an artefact for people, each with what makes it so. */
export function stateTexts({
  states = [],
  expires,
  shadowedBy,
}: {
  readonly states?: readonly RuleState[] | undefined
  readonly expires?: string | undefined
  readonly shadowedBy?: string | undefined
}): readonly string[] {
  const same = states.includes('redundant') ? ', which does the same' : ''
  return states.flatMap((state) => {
    if (state === 'expired') return `expired on ${expires ?? ''}`
    if (state === 'shadowed') return `shadowed by ${shadowedBy ?? 'an earlier rule'}${same}`
    return state === 'redundant' ? [] : state.replace('-', ' ')
  })
}
