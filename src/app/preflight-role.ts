import type { PreflightRole, PreflightStage } from '../contract/preflight.ts'
import type { PreflightFacts } from '../ports/preflight.ts'
import { stageNeeds, wantedByKind } from './preflight-needs.ts'

const perLine = 2
const everAsked = new Set(['System.Anonymous', ...Object.values(wantedByKind()).flat()])
/** Stands for the account that Causeway shall have. */
const placeholder = 'causeway@your.domain'

/** The role for each stage with all that it builds on, and the commands that create and give it. */
export function rolesOf(facts: PreflightFacts, stages: readonly PreflightStage[]): PreflightRole[] {
  return stageNeeds.map(({ stage, buildsOn }) => {
    const user = heldOf(stages.filter((one) => one.stage === stage || buildsOn.includes(one.stage)))
    // Whoever has enough may be an administrator: to give them this role would take away the rest.
    const principal = user === 'not-enough' ? facts.user : placeholder
    const all = stageNeeds
      .filter((one) => one.stage === stage || buildsOn.includes(one.stage))
      .flatMap(({ needs }) => needs.map(({ privilege }) => privilege))
      .filter((privilege) => !facts.unknownPrivileges.includes(privilege))
    const privileges = [...new Set(all)].filter((privilege) => !privilege.startsWith('System.')).sort()
    const existing = existingRole(facts, all)
    const name = existing ?? `causeway-${stage}`
    return {
      stage,
      name,
      privileges,
      user,
      ...(existing === undefined ? {} : { existing }),
      govc: govcOf(name, existing === undefined ? privileges : [], principal),
      powercli: powercliOf(name, existing === undefined ? privileges : [], principal),
    }
  })
}

function heldOf(stages: readonly PreflightStage[]): PreflightRole['user'] {
  if (stages.some(({ state }) => state !== 'ready')) return 'not-enough'
  const lacking = stages.some(({ privileges }) =>
    privileges.some(({ state }) => state === 'missing' || state === 'partly'),
  )
  return lacking ? 'enough' : 'all'
}

/** The smallest role that holds them all, and nothing that Causeway never asks for: no near-administrator's. */
function existingRole({ access }: PreflightFacts, wanted: readonly string[]): string | undefined {
  return access.roles
    .filter(({ privileges }) => {
      const held = new Set(privileges)
      return wanted.every((privilege) => held.has(privilege)) && privileges.every((one) => everAsked.has(one))
    })
    .toSorted((a, b) => a.privileges.length - b.privileges.length)[0]?.name
}

function govcOf(name: string, privileges: readonly string[], user: string): string {
  const create =
    privileges.length === 0
      ? []
      : [[`govc role.create ${shell(name)}`, ...lines(privileges, ' ')].join(' \\\n  ')]
  const give = `govc permissions.set -principal ${shell(user)} -role ${shell(name)} -propagate=true /`
  return [...create, give].join('\n')
}

function powercliOf(name: string, privileges: readonly string[], user: string): string {
  const create =
    privileges.length === 0
      ? []
      : [
          '$privileges = Get-VIPrivilege -Id @(',
          lines(privileges.map(powershell), ', ')
            .map((line) => `  ${line}`)
            .join(',\n'),
          ')',
          `New-VIRole -Name ${powershell(name)} -Privilege $privileges`,
        ]
  const give = `New-VIPermission -Entity (Get-Folder -NoRecursion) -Principal ${powershell(user)} -Role ${powershell(name)} -Propagate $true`
  return [...create, give].join('\n')
}

function lines(items: readonly string[], between: string): string[] {
  const found: string[] = []
  for (let at = 0; at < items.length; at += perLine) found.push(items.slice(at, at + perLine).join(between))
  return found
}

function shell(word: string): string {
  return /^[\w.@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

function powershell(word: string): string {
  return `'${word.replace(/['\u2018\u2019\u201a\u201b]/g, (quote) => quote + quote)}'`
}
