/** Why an artefact costs less than it seems, or nothing. */
export const ruleStateNames = [
  'disabled',
  'expired',
  'shadowed',
  'redundant',
  'never-matched',
  'other-vrf',
  'vrf-unknown',
] as const

/** One of them. A rule that is `redundant` is shadowed by one that does the same. */
export type RuleState = (typeof ruleStateNames)[number]

/** States of what does not work any more, or means another machine: nothing breaks when it stays as it is. */
export const idleStates: ReadonlySet<RuleState> = new Set(['disabled', 'expired', 'shadowed', 'other-vrf'])

/** The states of an artefact for people, each with what makes it so. */
export function stateTexts({
  states = [],
  expires,
  shadowedBy,
  vrf,
}: {
  readonly states?: readonly RuleState[] | undefined
  readonly expires?: string | undefined
  readonly shadowedBy?: string | undefined
  readonly vrf?: string | undefined
}): readonly string[] {
  const same = states.includes('redundant') ? ', which does the same' : ''
  return states.flatMap((state) => {
    if (state === 'expired') return `expired on ${expires ?? ''}`
    if (state === 'shadowed') return `shadowed by ${shadowedBy ?? 'an earlier rule'}${same}`
    if (state === 'other-vrf') return `in another VRF, ${vrf ?? ''}`
    if (state === 'vrf-unknown') return `in ${vrf ?? 'a VRF'}, which may be another VRF`
    return state === 'redundant' ? [] : state.replace('-', ' ')
  })
}
