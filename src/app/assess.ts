import { createHash } from 'node:crypto'
import type { AssessQuery, AssessResult, VmAssessment } from '../contract/assess.ts'
import { canonicalJson } from '../lib/canonical.ts'
import type { Assessment } from '../model/assessment.ts'
import type { Vm } from '../model/vm.ts'
import {
  type AssessContext,
  type AssessmentSummary,
  assessEstate,
  summarise,
} from '../stages/assess/index.ts'
import type { VmFlow } from '../stages/plan/index.ts'
import {
  allObjects,
  listEvidence,
  listSources,
  objectById,
  pageObjects,
  readProjection,
  type Store,
  writeProjection,
} from '../store/index.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, loadEstate, loadVm } from './estate.ts'
import { loadNotes, type Notes, saveNotes } from './notes.ts'
import { addressOwners, flowDaysOf, loadVmFlows } from './plan-flows.ts'
import { decisionsOf, readPlanFile } from './plan-file.ts'
import { ensureTraceIndex } from './trace-index.ts'

/** Name of the projection that holds what assess says, one object per VM under the VM's id. */
export const assessmentProjection = 'assessment'
const kind = 'assessment'

/** Bump when a rule changes its answers, so that stored ones are given again. */
const rulesVersion = 1

interface AssessmentMeta {
  readonly summary: AssessmentSummary
}

/** An assessment with the VM's name, as it is stored. */
interface Named extends Assessment {
  readonly name: string
}

/** What assess says of one VM. Throws `vm-unknown` and `vm-ambiguous`. */
export async function assessOne(context: AppContext, reference: string): Promise<AssessResult> {
  await ensureAssessments(context)
  const vm = await loadVm(context, reference)
  const stored = await objectById<Named>(context.store, assessmentProjection, vm.id)
  const assessments = stored ? [stored.doc] : []
  return { vms: assessments.map(present), summary: presentSummary(summarise(assessments)) }
}

/** What assess says of every VM and template, in order of name; all of them when no limit is given. */
export async function assessAll(context: AppContext, query: AssessQuery = {}): Promise<AssessResult> {
  const { summary } = await ensureAssessments(context)
  const shown = presentSummary(summary)
  if (query.limit !== undefined || query.after !== undefined) {
    const page = await pageObjects<Named>(context.store, assessmentProjection, {
      kind,
      limit: query.limit ?? 100_000,
      ...(query.after === undefined ? {} : { after: query.after }),
    })
    const vms = page.objects.map(({ doc }) => present(doc))
    return { vms, summary: shown, ...(page.next === undefined ? {} : { next: page.next }) }
  }
  const vms: VmAssessment[] = []
  for await (const page of allObjects<Named>(context.store, assessmentProjection, kind)) {
    for (const { doc } of page) vms.push(present(doc))
  }
  return { vms, summary: shown }
}

/** What is stored of one VM, by its id; undefined when nothing was assessed yet. */
export async function storedAssessment(
  context: Pick<AppContext, 'store'>,
  vmId: string,
): Promise<Assessment | undefined> {
  return (await objectById<Named>(context.store, assessmentProjection, vmId))?.doc
}

/** All stored assessments by VM id. */
export async function loadAssessments(
  context: Pick<AppContext, 'store'>,
): Promise<ReadonlyMap<string, Assessment>> {
  const found = new Map<string, Assessment>()
  for await (const page of allObjects<Named>(context.store, assessmentProjection, kind)) {
    for (const { id, doc } of page) found.set(id, doc)
  }
  return found
}

/** Makes sure that the assessments belong to estate, evidence and decisions as they are now. */
export async function ensureAssessments(
  context: AppContext,
): Promise<{ readonly summary: AssessmentSummary; readonly hash: string }> {
  const hash = await assessmentInputHash(context)
  const current = await readProjection<AssessmentMeta>(context.store, assessmentProjection)
  if (current?.inputHash === hash) return { summary: current.meta.summary, hash }
  context.progress.phase('assessing')
  await context.workers.run('build-assessments', {}, context.progress)
  const built = await readProjection<AssessmentMeta>(context.store, assessmentProjection)
  if (!built) throw new Error('the VMs were assessed but the result cannot be read back')
  return { summary: built.meta.summary, hash: built.inputHash }
}

async function assessmentInputHash(context: AppContext): Promise<string> {
  const { hash } = await ensureEstate(context)
  const flows = await flowsHash(context)
  const { settings } = readPlanFile(context.workspace)
  const parts = [
    `rules ${rulesVersion}`,
    hash,
    flows,
    canonicalJson(settings.decisions),
    await referenceDigest(context),
  ]
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}

/** Hash of the evidence index; without evidence there is none, and none is built. */
export async function flowsHash(context: AppContext): Promise<string> {
  const files = await listEvidence(context.store)
  return files.length === 0 ? 'no evidence' : (await ensureTraceIndex(context)).hash
}

/** The numbers of references that `trace --all` has noted; without it nobody knows them, which is not zero. */
async function referenceCounts(context: AppContext): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const [id, note] of await loadNotes(context))
    if (note.references !== undefined) counts.set(id, note.references)
  return counts
}

async function referenceDigest(context: AppContext): Promise<string> {
  const hash = createHash('sha256')
  for (const [id, count] of [...(await referenceCounts(context))].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${id} ${count}\n`)
  }
  return hash.digest('hex')
}

/** Assesses everything and stores it. Runs in a worker, under the task name `build-assessments`. */
export async function buildAssessments(context: AppContext): Promise<void> {
  const { store, progress } = context
  const inputHash = await assessmentInputHash(context)
  const estate = await loadEstate(context)
  const { flows, days } = await loadFlows(context, estate.vms)
  progress.phase('assessing')
  const assessments = assessEstate(estate, {
    asOf: await newestSource(store),
    ...trafficOf(flows, days),
    ...(await referencesOf(context)),
    decisions: decisionsOf(readPlanFile(context.workspace).settings, estate.vms),
  })
  progress.signal.throwIfAborted()
  const nameOf = new Map(estate.vms.map((vm) => [vm.id, vm.name]))
  const objects = assessments.map((one) => {
    const name = nameOf.get(one.vm) ?? ''
    const doc: Named = { ...one, name }
    return { kind, id: one.vm, name, doc }
  })
  const meta: AssessmentMeta = { summary: summarise(assessments) }
  await writeProjection(store, { name: assessmentProjection, inputHash, meta }, objects, progress)
  await saveNotes(context, 'assess', notesOf(assessments))
}

/** Flows between VMs and the days that they cover; empty and unknown without evidence. */
export async function loadFlows(
  context: AppContext,
  vms: readonly Vm[],
): Promise<{ readonly flows: readonly VmFlow[]; readonly days: number | undefined }> {
  if ((await listEvidence(context.store)).length === 0) return { flows: [], days: undefined }
  const { build, meta } = await ensureTraceIndex(context)
  context.progress.phase('reading flows')
  return {
    flows: await loadVmFlows(context.store, build, addressOwners(vms)),
    days: flowDaysOf(meta.flowWindow),
  }
}

/**
 * When the newest source was true. What a source itself says counts; when it was read only where none says anything,
 * because that is the clock of whoever read it.
 */
export async function newestSource(store: Store): Promise<string> {
  let stated = ''
  let read = ''
  for (const { observedAt, newest } of await listSources(store)) {
    if (observedAt !== undefined && observedAt > stated) stated = observedAt
    if (newest !== undefined && newest.readAt > read) read = newest.readAt
  }
  return stated === '' ? read : stated
}

function trafficOf(
  flows: readonly VmFlow[],
  days: number | undefined,
): Pick<AssessContext, 'flowDays' | 'flowsOf'> {
  if (days === undefined) return {}
  const counts = new Map<string, number>()
  for (const { client, server } of flows) {
    counts.set(client, (counts.get(client) ?? 0) + 1)
    counts.set(server, (counts.get(server) ?? 0) + 1)
  }
  return { flowDays: days, flowsOf: (vmId) => counts.get(vmId) ?? 0 }
}

async function referencesOf(context: AppContext): Promise<Pick<AssessContext, 'referencesOf'>> {
  const counts = await referenceCounts(context)
  return counts.size === 0 ? {} : { referencesOf: (vmId) => counts.get(vmId) ?? 0 }
}

function notesOf(assessments: readonly Assessment[]): Notes {
  return Object.fromEntries(
    assessments.map(({ vm, disposition, findings }) => {
      const worst = findings[0]?.severity
      const ids = findings.map((finding) => finding.id)
      return [vm, { disposition: disposition.kind, findings: ids, ...(worst ? { worst } : {}) }]
    }),
  )
}

function present({ vm, name, disposition, findings, notAssessable, fit, os }: Named): VmAssessment {
  return {
    vm: name,
    id: vm,
    disposition: { kind: disposition.kind, reasons: [...disposition.reasons] },
    findings: findings.map((finding) => ({ ...finding })),
    notAssessable: [...notAssessable],
    fit: { verdict: fit.verdict, reasons: [...fit.reasons] },
    ...(os ? { os: { ...os } } : {}),
  }
}

function presentSummary(summary: AssessmentSummary): AssessResult['summary'] {
  return {
    vms: summary.vms,
    dispositions: { ...summary.dispositions },
    fit: { ...summary.fit },
    worst: { ...summary.worst },
    findings: { ...summary.findings },
    notAssessable: { ...summary.notAssessable },
  }
}
