import { createHash } from 'node:crypto'
import type { PlanChange, PlanExplanation, PlanResult, PlanWhatIf } from '../contract/plan.ts'
import { canonicalJson } from '../lib/canonical.ts'
import type { Host } from '../model/infrastructure.ts'
import type { Bridge, MoveGroup, Plan, Unplanned, Wave } from '../model/plan.ts'
import { problem } from '../model/problems/index.ts'
import {
  comparePlans,
  explainVm,
  makePlan as makePlanStage,
  planSettings,
  type PlanSettings,
} from '../stages/plan/index.ts'
import {
  allObjects,
  objectNames,
  type ProjectedObject,
  readProjection,
  writeProjection,
} from '../store/index.ts'
import { ensureAssessments, flowsHash, loadAssessments, loadFlows, newestSource } from './assess.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, loadEstate, loadVm } from './estate.ts'
import { saveNotes } from './notes.ts'
import { readPlanFile, settlePlanFile } from './plan-file.ts'
import { presentExplanation, presentPlan } from './present-plan.ts'

/** Name of the projection that holds the plan: groups, waves, unplanned VMs and bridges as objects of their own. */
export const planProjection = 'plan'

/** Bump when the planner changes its mind about the same input. */
const rulesVersion = 1

type PlanMeta = Pick<Plan, 'hash' | 'start' | 'timezone' | 'deadline' | 'conflicts' | 'bridged'>

/**
 * Makes the plan and stores it; the same input gives the stored one. The first plan writes `start` into plan.yaml.
 * Throws `plan-estate-empty`, `plan-start-missing`, `plan-settings-wrong`, `plan-settings-unreadable`.
 */
export async function makePlan(context: AppContext): Promise<PlanResult> {
  const plan = await ensurePlan(context)
  return presentPlan(plan, await vmNames(context))
}

/** The plan as it was made last; a page shows it without making one. Throws `plan-missing`. */
export async function showPlan(context: AppContext): Promise<PlanResult> {
  return presentPlan(await loadPlan(context), await vmNames(context))
}

/** The plan as it belongs to estate, evidence and plan.yaml now; made in a worker when it does not. */
export async function ensurePlan(context: AppContext): Promise<Plan> {
  const { meta } = await ensureEstate(context)
  if (meta.counts.vms + meta.counts.templates === 0) throw problem('plan-estate-empty')
  if (!readPlanFile(context.workspace).settings.start) {
    settlePlanFile(context.workspace, await hostsOf(context), await newestSource(context.store))
  }
  const hash = await planInputHash(context)
  const current = await readProjection<PlanMeta>(context.store, planProjection)
  if (current?.inputHash !== hash) {
    context.progress.phase('planning')
    await context.workers.run('build-plan', {}, context.progress)
  }
  return loadPlan(context)
}

async function planInputHash(context: AppContext): Promise<string> {
  const { hash: assessments } = await ensureAssessments(context)
  const { hash: estate } = await ensureEstate(context)
  const { settings } = readPlanFile(context.workspace)
  const parts = [
    `rules ${rulesVersion}`,
    estate,
    assessments,
    await flowsHash(context),
    canonicalJson(settings),
  ]
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}

/** Makes the plan and stores it. Runs in a worker, under the task name `build-plan`. */
export async function buildPlan(context: AppContext): Promise<void> {
  const inputHash = await planInputHash(context)
  const plan = await calculate(context, readPlanFile(context.workspace).settings)
  const { hash, start, timezone, deadline, conflicts, bridged } = plan
  const meta: PlanMeta = {
    hash,
    start,
    timezone,
    conflicts,
    bridged,
    ...(deadline === undefined ? {} : { deadline }),
  }
  await writeProjection(
    context.store,
    { name: planProjection, inputHash, meta },
    objectsOf(plan),
    context.progress,
  )
  const notes = plan.waves.flatMap((wave) => wave.vms.map((vm) => [vm, { wave: wave.id }] as const))
  await saveNotes(context, 'plan', Object.fromEntries(notes))
}

async function calculate(context: AppContext, settings: PlanSettings): Promise<Plan> {
  const estate = await loadEstate(context)
  const assessments = await loadAssessments(context)
  const { flows, days } = await loadFlows(context, estate.vms)
  context.progress.phase('planning')
  return makePlanStage({
    estate,
    assessments,
    flows,
    settings,
    ...(days === undefined ? {} : { flowDays: days }),
  })
}

function* objectsOf(plan: Plan): Iterable<ProjectedObject<unknown>> {
  for (const group of plan.groups) yield { kind: 'group', id: group.id, name: group.id, doc: group }
  for (const wave of plan.waves) yield { kind: 'wave', id: wave.id, name: wave.id, doc: wave }
  for (const one of plan.unplanned) yield { kind: 'unplanned', id: one.vm, name: '', doc: one }
  for (const [number, bridge] of plan.bridges.entries()) {
    yield { kind: 'bridge', id: `bridge-${number}`, name: '', doc: bridge }
  }
}

/** The plan as it is stored. Throws `plan-missing`. */
export async function loadPlan(context: Pick<AppContext, 'store'>): Promise<Plan> {
  const { store } = context
  const projection = await readProjection<PlanMeta>(store, planProjection)
  if (!projection) throw problem('plan-missing')
  const all = async <Doc>(kind: string): Promise<readonly Doc[]> => {
    const found: Doc[] = []
    for await (const page of allObjects<Doc>(store, planProjection, kind)) {
      for (const { doc } of page) found.push(doc)
    }
    return found
  }
  return {
    ...projection.meta,
    groups: await all<MoveGroup>('group'),
    waves: await all<Wave>('wave'),
    unplanned: await all<Unplanned>('unplanned'),
    bridges: await all<Bridge>('bridge'),
  }
}

/** Why a VM is in its wave, or in none. Makes the plan first when there is none or it is outdated. */
export async function explainPlan(context: AppContext, reference: string): Promise<PlanExplanation> {
  const plan = await ensurePlan(context)
  const vm = await loadVm(context, reference)
  const explanation = explainVm(plan, vm, readPlanFile(context.workspace).settings)
  return presentExplanation(explanation, vm, await vmNames(context))
}

/** What the plan would be with other settings; nothing is stored. */
export async function whatIf(context: AppContext, change: PlanChange): Promise<PlanWhatIf> {
  await ensurePlan(context)
  return context.workers.run<PlanWhatIf>('plan-what-if', change, context.progress)
}

/** Calculates {@link whatIf}. Runs in a worker, under the task name `plan-what-if`. */
export async function calculateWhatIf(context: AppContext, change: PlanChange): Promise<PlanWhatIf> {
  const before = await loadPlan(context)
  const settings = { ...readPlanFile(context.workspace).settings, ...change }
  const parsed = planSettings.safeParse(settings)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const path = (issue?.path ?? []).join('.')
    throw problem('plan-change-wrong', { path, expected: issue?.message ?? 'expected something else' })
  }
  const after = await calculate(context, parsed.data)
  return { before: outline(before), after: outline(after), moved: comparePlans(before, after).moved.length }
}

function outline(plan: Plan): PlanWhatIf['before'] {
  const end = plan.waves.at(-1)?.end
  return {
    waves: plan.waves.length,
    ...(end === undefined ? {} : { end }),
    conflicts: plan.conflicts.map((conflict) => conflict.what),
  }
}

/** Names only: the VMs themselves of a large estate would fill the memory of the process that serves. */
function vmNames({ store }: Pick<AppContext, 'store'>): Promise<ReadonlyMap<string, string>> {
  return objectNames(store, 'estate', 'vm')
}

async function hostsOf({ store }: Pick<AppContext, 'store'>): Promise<readonly Host[]> {
  const hosts: Host[] = []
  for await (const page of allObjects<Host>(store, 'estate', 'host'))
    for (const { doc } of page) hosts.push(doc)
  return hosts
}
