import type { Effort } from './effort.ts'
import { hardwareNotes } from './hardware.ts'
import { keepIpNeeds } from './obstacles.ts'
import type { ModeCost, NetworkMode, TracedReference } from './result.ts'
import { idleStates } from '../../model/rule-states.ts'
import { isIdle, isUnused } from './rule-states.ts'
import { holdsAddress, type ModeInput, requestsOf, round, workItems } from './work-items.ts'

/**
 * Cost of both modes. A change request is one action of one team on one device:
 * hours = (request + artefacts × each) × (1 + rework), days = the longest lead time (reference: effort.json).
 */
export function estimateModes(input: ModeInput, effort: Effort): Readonly<Record<NetworkMode, ModeCost>> {
  return {
    'keep-ip': costOf(input, 'keep-ip', effort, [
      ...keepIpNeeds(input.vm, input.networks).obstacles.map(({ text }) => text),
      ...hardwareNotes(input, 'keep-ip'),
    ]),
    're-ip': costOf(input, 're-ip', effort, [...reIpObstacles(input), ...hardwareNotes(input, 're-ip')]),
  }
}

function costOf(input: ModeInput, mode: NetworkMode, effort: Effort, obstacles: readonly string[]): ModeCost {
  const changeRequests = requestsOf(workItems(input, mode, effort), effort)
  return {
    artefacts: changeRequests.reduce((sum, { artefacts }) => sum + artefacts, 0),
    changeRequests,
    teams: new Set(changeRequests.map(({ team }) => team)).size,
    hours: round(changeRequests.reduce((sum, { hours }) => sum + hours, 0)),
    days: changeRequests.reduce((most, { leadDays }) => Math.max(most, leadDays), 0),
    obstacles,
  }
}

function reIpObstacles({ references }: ModeInput): readonly string[] {
  const obstacles: string[] = []
  const subnets = references.filter(
    (reference) => reference.strength === 'subnet' && /rule$/.test(reference.kind) && !isIdle(reference),
  )
  if (subnets.length > 0) {
    const named = [...new Set(subnets.map(({ matched }) => matched))].sort().join(', ')
    obstacles.push(
      `${count(subnets.length, 'rule')} ${subnets.length === 1 ? 'covers' : 'cover'} the address by its subnet (${named}), to be changed as well when the new address leaves it`,
    )
  }
  const literals = references.filter(
    (reference) => reference.kind === 'config-literal' && holdsAddress(reference),
  )
  if (literals.length > 0) {
    obstacles.push(
      `${count(literals.length, 'literal')} in configuration must be released at the moment of the change`,
    )
  }
  const slow = references.filter(({ kind, ttlSeconds }) => kind === 'dns-record' && (ttlSeconds ?? 0) > 300)
  const longest = Math.max(0, ...slow.map(({ ttlSeconds }) => ttlSeconds ?? 0))
  if (longest > 0) {
    obstacles.push(
      `DNS answers are kept for up to ${longest} s: lower the TTL at least that long before the change`,
    )
  }
  const held = references.filter(holdsAddress)
  const idle = held.filter(isIdle)
  if (idle.length > 0)
    obstacles.push(
      `not counted: ${count(idle.length, 'artefact')} with the address that ${idle.length === 1 ? 'is' : 'are'} ${statesOf(idle)}: to be removed rather than changed`,
    )
  const unused = held.filter((reference) => isUnused(reference) && !isIdle(reference))
  if (unused.length > 0)
    obstacles.push(
      `${count(unused.length, 'rule')} with the address never matched: ask whether ${unused.length === 1 ? 'it is' : 'they are'} still wanted before changing ${unused.length === 1 ? 'it' : 'them'}`,
    )
  return obstacles
}

function statesOf(references: readonly TracedReference[]): string {
  const states = new Set(references.flatMap(({ states: own }) => own ?? []))
  return [...idleStates].filter((state) => states.has(state)).join(' or ')
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** The mode to prefer, with the reason in one sentence. */
export function recommend(
  modes: Readonly<Record<NetworkMode, ModeCost>>,
  input: ModeInput,
): { readonly mode: NetworkMode; readonly because: string } {
  const keep = modes['keep-ip']
  const change = modes['re-ip']
  if (input.addresses.length === 0) {
    return { mode: 'keep-ip', because: 'no address is known, so nothing can be re-addressed on purpose' }
  }
  const hard = keepIpNeeds(input.vm, input.networks).obstacles.find((obstacle) => obstacle.hard)
  const figure = ({ teams, hours, days }: ModeCost) =>
    `${count(teams, 'team')} for ${count(Math.round(hours * 10) / 10, 'hour')} within ${count(days, 'day')}`
  const figures = `keep-ip asks ${figure(keep)}, re-ip ${figure(change)}`
  if (hard) return { mode: 're-ip', because: `${hard.text}; ${figures}` }
  if (change.hours < keep.hours && change.days <= keep.days)
    return { mode: 're-ip', because: `a new address is cheaper: ${figures}` }
  const why =
    keep.hours <= change.hours ? 'keeping the address is no dearer' : 'keeping the address is done sooner'
  return { mode: 'keep-ip', because: `${why}: ${figures}` }
}
