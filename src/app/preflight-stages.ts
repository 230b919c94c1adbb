import type { PreflightPrivilege, PreflightStage } from '../contract/preflight.ts'
import type { PreflightFacts } from '../ports/preflight.ts'
import { type Need, stageNeeds } from './preflight-needs.ts'

const mostExamples = 5

/** Each stage with what is held and what is missing. */
export function stagesOf(facts: PreflightFacts): PreflightStage[] {
  const own = stageNeeds.map((stage) => {
    const privileges = stage.needs.map((need) => privilegeOf(need, facts))
    return { ...stage, privileges, state: stateOf(privileges, facts) }
  })
  const states = new Map(own.map(({ stage, state }) => [stage, state]))
  return own.map(({ stage, title, buildsOn, state, privileges }) => ({
    stage,
    title,
    buildsOn: [...buildsOn],
    state: worst([state, ...buildsOn.map((one) => states.get(one) ?? 'unknown')]),
    privileges,
  }))
}

function privilegeOf(need: Need, facts: PreflightFacts): PreflightPrivilege {
  const { privilege, without, onlyFor } = need
  const checks = facts.checks.filter(({ kind }) => need.on.includes(kind))
  const asked = checks.reduce((sum, check) => sum + check.asked, 0)
  const lacks = checks.flatMap(({ kind, lacks: found }) =>
    found.filter((lack) => lack.privilege === privilege).map((lack) => ({ kind, ...lack })),
  )
  const missingOn = lacks.reduce((sum, { count }) => sum + count, 0)
  return {
    privilege,
    on: [...need.on],
    state: facts.unknownPrivileges.includes(privilege)
      ? 'unknown'
      : asked === 0
        ? 'not-asked'
        : missingOn === 0
          ? 'held'
          : missingOn === asked
            ? 'missing'
            : 'partly',
    asked,
    missingOn,
    examples: lacks
      .flatMap(({ kind, examples }) => examples.map((one) => ({ kind, ...one })))
      .slice(0, mostExamples),
    without,
    ...(onlyFor === undefined ? {} : { onlyFor }),
  }
}

function stateOf(privileges: readonly PreflightPrivilege[], facts: PreflightFacts): PreflightStage['state'] {
  if (facts.checks.length === 0) return 'unknown'
  // What this server does not know, nobody can be refused for.
  return worst(
    privileges
      .filter(({ onlyFor }) => onlyFor === undefined)
      .map(({ state }) => (state === 'missing' ? 'missing' : state === 'partly' ? 'partly' : 'ready')),
  )
}

function worst(states: readonly PreflightStage['state'][]): PreflightStage['state'] {
  for (const state of ['unknown', 'missing', 'partly'] as const) if (states.includes(state)) return state
  return 'ready'
}
