import type { z } from 'zod'
import type { AppContext } from '../app/context.ts'
import { assessAll, assessOne } from '../app/assess.ts'
import { changeRequests } from '../app/change-requests.ts'
import { decideConflict, listConflicts } from '../app/conflicts.ts'
import { showTree } from '../app/estate-tree-read.ts'
import { showObject } from '../app/objects.ts'
import { addEvidenceFile, listEvidenceFiles, removeEvidenceFile } from '../app/evidence.ts'
import { showEvidenceLines } from '../app/evidence-lines.ts'
import { showFlows } from '../app/flows.ts'
import { showHistory } from '../app/history.ts'
import { showHeatCell, showHeatMap } from '../app/heat-map.ts'
import { listPerformance } from '../app/performance-list.ts'
import { showPerformance } from '../app/performance.ts'
import { explainPlan, makePlan, showPlan } from '../app/plan.ts'
import { showFile, showFolder, showManifest, showRepository } from '../app/repository.ts'
import { cancel, resumeBeside, showRun, showRuns } from '../app/runs.ts'
import { addSourceFile, checkSourceFile } from '../app/add-source.ts'
import { checkVcenter } from '../app/check-vcenter.ts'
import { readVcenter } from '../app/read-vcenter.ts'
import { dropSource, showReading, showSources } from '../app/sources.ts'
import { showStatus } from '../app/status.ts'
import { traceQuestions } from '../app/trace-questions.ts'
import { traceScope } from '../app/trace-scope.ts'
import { listUnowned } from '../app/trace-unowned.ts'
import { listUnresolved } from '../app/trace-unresolved.ts'
import { traceWhatIf } from '../app/trace-what-if.ts'
import { traceVm } from '../app/trace.ts'
import { completeWhere, listVms, showVm } from '../app/vms.ts'
import { listWatches, startWatch, stopWatch } from '../app/watches.ts'
import type { Answer, Route, RouteName, routes } from '../contract/routes.ts'

/** What a handler is given: parameters, query and body, checked against the contract. */
export interface Call<R extends Route> {
  readonly params: R['params'] extends z.ZodType ? z.output<R['params']> : undefined
  readonly query: R['query'] extends z.ZodType ? z.output<R['query']> : undefined
  readonly body: R['upload'] extends true
    ? Uint8Array
    : R['body'] extends z.ZodType
      ? z.output<R['body']>
      : undefined
}

/** One handler for each route; the type says so. */
export type Handlers = {
  readonly [Name in RouteName]: (
    context: AppContext,
    call: Call<(typeof routes)[Name]>,
  ) => Promise<Answer<Name>>
}

/** Thin: every handler is one use case, the one that the command line calls too. */
export const handlers: Handlers = {
  status: (context) => showStatus(context),
  sources: (context) => showSources(context),
  sourcesReading: (context) => showReading(context),
  addSource: (context, { query, body }) => addSourceFile(context, query.name, body),
  checkSource: (context, { query, body }) => checkSourceFile(context, query.name, body),
  removeSource: (context, { params }) => dropSource(context, params.id),
  checkVcenter: (context, { body }) => checkVcenter(context, body),
  readVcenter: (context, { body }) => readVcenter(context, body),
  watches: (context) => listWatches(context),
  startWatch: (context, { body }) => startWatch(context, body),
  stopWatch: (context, { params }) => stopWatch(context, params.id),
  history: (context, { query }) => showHistory(context, query),
  conflicts: (context, { query }) => listConflicts(context, query),
  decideConflict: (context, { body }) => decideConflict(context, body),
  vms: (context, { query }) => listVms(context, query),
  completeFilter: (context, { query }) => completeWhere(context, query),
  vm: (context, { params }) => showVm(context, params.id),
  tree: (context, { query }) => showTree(context, query),
  object: (context, { params }) => showObject(context, params.id),
  trace: (context, { params }) => traceVm(context, params.id),
  traceScope: (context, { query }) => traceScope(context, query),
  changeRequests: (context, { query }) => changeRequests(context, query),
  unowned: (context, { query }) => listUnowned(context, query),
  unresolved: (context, { query }) => listUnresolved(context, query),
  traceWhatIf: (context, { query }) => traceWhatIf(context, query),
  questions: (context) => traceQuestions(context),
  manifest: (context, { params }) => showManifest(context, params.id),
  assess: (context, { query }) => assessAll(context, query),
  assessOne: (context, { params }) => assessOne(context, params.id),
  plan: (context) => showPlan(context),
  makePlan: (context) => makePlan(context),
  explainPlan: (context, { params }) => explainPlan(context, params.id),
  performances: (context) => listPerformance(context),
  performance: (context, { params, query }) => showPerformance(context, params.id, query),
  evidence: (context) => listEvidenceFiles(context),
  evidenceLines: (context, { query }) => showEvidenceLines(context, query),
  addEvidence: (context, { query: { name, kind }, body }) =>
    addEvidenceFile(context, name, body, kind === undefined ? {} : { kind }),
  removeEvidence: (context, { params }) => removeEvidenceFile(context, params.id),
  heatMap: (context, { query }) => showHeatMap(context, query),
  heatCell: (context, { query }) => showHeatCell(context, query),
  flows: (context, { query }) => showFlows(context, query),
  repository: (context) => showRepository(context),
  repositoryFolder: (context, { query }) => showFolder(context, query.path),
  repositoryFile: (context, { query }) => showFile(context, query.path),
  runs: (context) => showRuns(context),
  run: (context, { params }) => showRun(context, params.id),
  resumeRun: (context, { params }) => resumeBeside(context, params.id),
  cancelRun: (context, { params }) => cancel(context, params.id),
}
