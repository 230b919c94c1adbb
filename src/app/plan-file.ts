import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { editYaml, readYaml } from '../formats/yaml/index.ts'
import { FormatError } from '../lib/format-error.ts'
import type { Host } from '../model/infrastructure.ts'
import { problem } from '../model/problems/index.ts'
import type { Vm } from '../model/vm.ts'
import type { Decision } from '../stages/assess/index.ts'
import { planSettings, type PlanSettings, planTemplate, proposedStart } from '../stages/plan/index.ts'
import type { Workspace } from './workspace.ts'

const file = 'plan.yaml'

/** Settings of a workspace, and whether a file says them. */
export interface PlanFile {
  readonly settings: PlanSettings
  readonly exists: boolean
}

/** Reads plan.yaml; without one the defaults hold. Throws `plan-settings-unreadable` and `plan-settings-wrong`. */
export function readPlanFile(workspace: Workspace): PlanFile {
  if (!existsSync(workspace.planFile)) return { settings: planSettings.parse({}), exists: false }
  return { settings: parsePlan(readFileSync(workspace.planFile, 'utf8')), exists: true }
}

function parsePlan(text: string): PlanSettings {
  const read = reading(() => readYaml(text, file))
  const parsed = planSettings.safeParse(read.value ?? {})
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol')
  throw problem('plan-settings-wrong', {
    file,
    line: read.locate(path).line,
    path: path.length === 0 ? 'the file' : path.join('.'),
    seen: seenAt(read.value, path),
    expected: issue?.message ?? 'expected something else',
  })
}

/**
 * The settings with `start` set: the first plan writes the Monday after the newest source into the file and keeps
 * everything else of it, comments included. `newest` is when the newest source was true, ISO 8601.
 */
export function settlePlanFile(workspace: Workspace, hosts: readonly Host[], newest: string): PlanSettings {
  const { settings, exists } = readPlanFile(workspace)
  if (settings.start) return settings
  const timezone = exists ? settings.timezone : zoneOf(hosts)
  const start = proposedStart(newest, timezone)
  if (start === undefined) throw problem('plan-start-missing')
  const text = exists
    ? withStart(readFileSync(workspace.planFile, 'utf8'), start)
    : planTemplate({ start, timezone })
  const beside = `${workspace.planFile}.new`
  writeFileSync(beside, text)
  renameSync(beside, workspace.planFile)
  return parsePlan(text)
}

/** Fills in the start. An empty one is replaced in place, so that not a byte of the rest changes. */
function withStart(text: string, start: string): string {
  const empty = /^(start:)(?:[ \t]+(?:null|~))?(?=[ \t]*(?:#.*)?\r?$)/m
  if (empty.test(text)) return text.replace(empty, `$1 ${start}`)
  return reading(() => editYaml(text, file, [{ path: ['start'], set: start }]))
}

/** Decisions by VM id; a name that means no VM, or several, is left to the plan, which lists it as a conflict. */
export function decisionsOf(settings: PlanSettings, vms: readonly Vm[]): ReadonlyMap<string, Decision> {
  const decisions = new Map<string, Decision>()
  const entries = new Map(Object.entries(settings.decisions))
  if (entries.size === 0) return decisions
  const named = new Map<string, number>()
  for (const vm of vms) named.set(vm.name, (named.get(vm.name) ?? 0) + 1)
  for (const vm of vms) {
    const decision = entries.get(vm.id) ?? (named.get(vm.name) === 1 ? entries.get(vm.name) : undefined)
    if (decision) decisions.set(vm.id, decision)
  }
  return decisions
}

/** The zone that most hosts say, when it is one; hosts usually say UTC. */
function zoneOf(hosts: readonly Host[]): string {
  const counts = new Map<string, number>()
  for (const { timeZone } of hosts) if (timeZone) counts.set(timeZone, (counts.get(timeZone) ?? 0) + 1)
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const zone = most?.[0]
  return zone !== undefined && planSettings.shape.timezone.safeParse(zone).success ? zone : 'UTC'
}

function reading<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw problem('plan-settings-unreadable', { file, why: error.message }, error)
  }
}

/** What stands at the path, in short. */
function seenAt(value: unknown, path: readonly (string | number)[]): string {
  let at: unknown = value
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return 'found nothing'
    const entry = Object.entries(at).find(([key]) => key === String(part))
    if (!entry) return 'found nothing'
    at = entry[1]
  }
  const text = JSON.stringify(at) ?? 'nothing'
  return `found ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`
}
