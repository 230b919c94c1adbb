import { ofPanorama } from './scope.ts'
import { Scoped } from './scoped.ts'
import { finishRule, type RuleDraft } from './rule.ts'
import type { AddressGroup, AddressObject, PanosConfiguration, Rule, Setting } from './schema.ts'

/** A configuration while it is being read. */
export interface Draft {
  hostName: string | undefined
  devices: number
  readonly sourcePorts: Set<string>
  readonly addresses: Scoped<AddressObject>
  readonly groups: Scoped<AddressGroup>
  readonly tags: Scoped<readonly string[]>
  readonly services: Scoped<string>
  readonly serviceGroups: Scoped<readonly string[]>
  readonly schedules: Scoped<string>
  readonly parents: Map<string, string>
  readonly rules: Map<string, RuleDraft>
  /** The rule of the statement before. */
  last: RuleDraft | undefined
  readonly settings: Setting[]
}

/** An empty configuration. */
export function newDraft(): Draft {
  return {
    hostName: undefined,
    devices: 0,
    sourcePorts: new Set(),
    addresses: new Scoped(),
    groups: new Scoped(),
    tags: new Scoped(),
    services: new Scoped(),
    serviceGroups: new Scoped(),
    schedules: new Scoped(),
    parents: new Map(),
    rules: new Map(),
    last: undefined,
    settings: [],
  }
}

/** The configuration as read. */
export function finishDraft(draft: Draft): PanosConfiguration {
  const { hostName, rules, last: _, ...rest } = draft
  // Pushed rules may name what the device itself defines.
  if (!rest.parents.has(ofPanorama)) rest.parents.set(ofPanorama, 'vsys vsys1')
  return {
    ...rest,
    rules: finished(rules.values()),
    ...(hostName === undefined ? {} : { hostName }),
  }
}

function* finished(rules: Iterable<RuleDraft>): Iterable<Rule> {
  for (const rule of rules) yield finishRule(rule)
}

/** The last end of `2026/11/01@08:00-2026/11/30@18:00`, as ISO without a zone: the device's own time. */
export function endOfSchedule(ranges: readonly string[]): string | undefined {
  let last: string | undefined
  for (const range of ranges) {
    const end = /-(\d{4})\/(\d{2})\/(\d{2})@(\d{2}:\d{2})$/.exec(range)
    if (!end) continue
    const iso = `${end[1]}-${end[2]}-${end[3]}T${end[4]}`
    if (last === undefined || iso > last) last = iso
  }
  return last
}
