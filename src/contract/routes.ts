import type { z } from 'zod'
import { assessQuery, assessResult } from './assess.ts'
import { conflictDecided, conflictDecision, conflictsQuery, conflictsResult } from './conflicts.ts'
import {
  discoverResult,
  sourceRemoved,
  sourcesChecked,
  sourcesReading,
  sourcesResult,
  sourceUpload,
} from './discover.ts'
import { objectResult } from './objects.ts'
import { treeQuery, treeResult } from './estate-tree.ts'
import { evidenceAdded, evidenceListed, evidenceRemoved, uploadQuery } from './evidence.ts'
import { evidenceLines, evidenceLinesQuery } from './evidence-lines.ts'
import { flowsQuery, flowsResult } from './flows.ts'
import { completionQuery, completionResult } from './filter.ts'
import { historyQuery, historyResult } from './history.ts'
import { heatCellQuery, heatCellResult, heatMapQuery, heatMapResult } from './heat-map.ts'
import {
  repositoryFile,
  repositoryFolder,
  repositoryOverview,
  repositoryQuery,
  vmManifestResult,
} from './repository.ts'
import { cancelResult, runResult, runsResult } from './runs.ts'
import { statusResult } from './status.ts'
import {
  questionsResult,
  traceListQuery,
  traceWhatIfQuery,
  traceWhatIfResult,
  unownedResult,
  unresolvedResult,
} from './trace-lists.ts'
import { changesQuery, changesResult, scopeQuery, scopeResult } from './trace-scope.ts'
import { traceQuery, traceResult } from './trace.ts'
import { vmResult, vmsQuery, vmsResult } from './vms.ts'
import { vcenterChecked, vcenterLogin } from './vcenters.ts'
import { watchesResult, watchResult, watchStart, watchStopped } from './watches.ts'
import { byId } from './parameters.ts'
import { performanceList, performanceQuery, performanceResult } from './performance.ts'
import { planExplanation, planResult } from './plan.ts'

/** One route of the API: everything the server, the OpenAPI page and the web client need to know of it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /api/v1; `:name` marks a parameter. */
  readonly path: string
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The body is the bytes of a file (application/octet-stream), not JSON. */
  readonly upload?: true
  readonly response: z.ZodType
}

/** Every route by the name of its use case. */
export const routes = {
  status: {
    method: 'GET',
    path: '/status',
    summary: 'The funnel, what is running and what to do next',
    response: statusResult,
  },
  sources: {
    method: 'GET',
    path: '/sources',
    summary: 'Every source with how its newest read went',
    response: sourcesResult,
  },
  sourcesReading: {
    method: 'GET',
    path: '/sources/reading',
    summary: 'What is being read now, by whichever process',
    response: sourcesReading,
  },
  addSource: {
    method: 'PUT',
    path: '/sources',
    summary: 'Read one file into the estate; its bytes are the body',
    query: sourceUpload,
    upload: true,
    response: discoverResult,
  },
  checkSource: {
    method: 'PUT',
    path: '/sources/check',
    summary: 'How a read of one file would go; nothing of it is kept',
    query: sourceUpload,
    upload: true,
    response: sourcesChecked,
  },
  removeSource: {
    method: 'DELETE',
    path: '/sources/:id',
    summary: 'Take one source out again',
    params: byId,
    response: sourceRemoved,
  },
  checkVcenter: {
    method: 'POST',
    path: '/vcenters/check',
    summary:
      'What a vCenter is, whether it is to be trusted, and what its user may do there; nothing is read',
    body: vcenterLogin,
    response: vcenterChecked,
  },
  readVcenter: {
    method: 'POST',
    path: '/vcenters/read',
    summary: 'Read a vCenter into the estate, as a run; the password is kept in memory until it is done',
    body: vcenterLogin,
    response: runResult,
  },
  watches: {
    method: 'GET',
    path: '/watches',
    summary: 'The vCenters that this server follows, and how each of them stands',
    response: watchesResult,
  },
  startWatch: {
    method: 'POST',
    path: '/watches',
    summary: 'Follow a vCenter: a whole read, then each change; goes on after a restart of the server',
    body: watchStart,
    response: watchResult,
  },
  stopWatch: {
    method: 'DELETE',
    path: '/watches/:id',
    summary: 'Stop following a vCenter; what was read stays',
    params: byId,
    response: watchStopped,
  },
  history: {
    method: 'GET',
    path: '/history',
    summary: 'What appeared, vanished and changed in the estate, the newest first',
    query: historyQuery,
    response: historyResult,
  },
  conflicts: {
    method: 'GET',
    path: '/conflicts',
    summary: 'Facts on which sources disagree',
    query: conflictsQuery,
    response: conflictsResult,
  },
  decideConflict: {
    method: 'POST',
    path: '/conflicts',
    summary: 'Believe one source or one value; kept in conflicts.yaml',
    body: conflictDecision,
    response: conflictDecided,
  },
  vms: {
    method: 'GET',
    path: '/vms',
    summary: 'Virtual machines and templates, filtered',
    query: vmsQuery,
    response: vmsResult,
  },
  completeFilter: {
    method: 'GET',
    path: '/vms/completions',
    summary: 'How a filter can go on: fields, operators, values of the estate',
    query: completionQuery,
    response: completionResult,
  },
  vm: {
    method: 'GET',
    path: '/vms/:id',
    summary: 'One VM, everything known, each fact with its evidence',
    params: byId,
    response: vmResult,
  },
  tree: {
    method: 'GET',
    path: '/tree',
    summary: 'The inventory as a tree in four views: a node and a page of what is below it',
    query: treeQuery,
    response: treeResult,
  },
  object: {
    method: 'GET',
    path: '/objects/:id',
    summary: 'One host, cluster, datastore, network or other place, everything known',
    params: byId,
    response: objectResult,
  },
  trace: {
    method: 'GET',
    path: '/vms/:id/trace',
    summary: 'Who will notice when this VM changes, and what keep-ip and re-ip cost',
    params: byId,
    query: traceQuery,
    response: traceResult,
  },
  traceScope: {
    method: 'GET',
    path: '/trace',
    summary: 'What keep-ip, re-ip and their mix cost for an application, a wave, a subnet or the estate',
    query: scopeQuery,
    response: scopeResult,
  },
  changeRequests: {
    method: 'GET',
    path: '/trace/changes',
    summary: 'The change requests of a scope as documents, by team',
    query: changesQuery,
    response: changesResult,
  },
  unowned: {
    method: 'GET',
    path: '/trace/unowned',
    summary: 'Artefacts that nobody is known to own, each with what its neighbours propose',
    query: traceListQuery,
    response: unownedResult,
  },
  unresolved: {
    method: 'GET',
    path: '/trace/unresolved',
    summary: 'Addresses inside the estate’s subnets that artefacts name and no VM has',
    query: traceListQuery,
    response: unresolvedResult,
  },
  traceWhatIf: {
    method: 'GET',
    path: '/trace/what-if',
    summary: 'What breaks when an address, a subnet or a VLAN changes, or a VM goes',
    query: traceWhatIfQuery,
    response: traceWhatIfResult,
  },
  questions: {
    method: 'GET',
    path: '/trace/questions',
    summary: 'The four questions that an approval asks, answered for the estate with evidence',
    response: questionsResult,
  },
  manifest: {
    method: 'GET',
    path: '/vms/:id/manifest',
    summary: 'The manifest of a VM as it stands in the repository, with what it could not carry',
    params: byId,
    response: vmManifestResult,
  },
  assess: {
    method: 'GET',
    path: '/assess',
    summary: 'Findings, disposition and fit of every VM',
    query: assessQuery,
    response: assessResult,
  },
  assessOne: {
    method: 'GET',
    path: '/vms/:id/assess',
    summary: 'Findings, disposition and fit of one VM',
    params: byId,
    response: assessResult,
  },
  plan: {
    method: 'GET',
    path: '/plan',
    summary: 'The plan as it was made last',
    response: planResult,
  },
  makePlan: {
    method: 'POST',
    path: '/plan',
    summary: 'Make the plan from estate, evidence and plan.yaml as they are now',
    response: planResult,
  },
  explainPlan: {
    method: 'GET',
    path: '/vms/:id/plan',
    summary: 'Why a VM is in its wave, or in none',
    params: byId,
    response: planExplanation,
  },
  performances: {
    method: 'GET',
    path: '/performance',
    summary: 'What was read of which vCenter’s performance, and what its statistics level leaves out',
    response: performanceList,
  },
  performance: {
    method: 'GET',
    path: '/performance/:id',
    summary: 'Percentiles and charts of one VM, host or cluster',
    params: byId,
    query: performanceQuery,
    response: performanceResult,
  },
  evidence: {
    method: 'GET',
    path: '/evidence',
    summary: 'Every file of evidence with how it was read',
    response: evidenceListed,
  },
  evidenceLines: {
    method: 'GET',
    path: '/evidence/lines',
    summary: 'The lines of one file of evidence that name something, with what each names and who owns it',
    query: evidenceLinesQuery,
    response: evidenceLines,
  },
  addEvidence: {
    method: 'PUT',
    path: '/evidence',
    summary: 'Read one file of evidence; its bytes are the body',
    query: uploadQuery,
    upload: true,
    response: evidenceAdded,
  },
  removeEvidence: {
    method: 'DELETE',
    path: '/evidence/:id',
    summary: 'Take one file of evidence out again',
    params: byId,
    response: evidenceRemoved,
  },
  heatMap: {
    method: 'GET',
    path: '/trace/heat-map',
    summary: 'How much each team owns of what names each subnet',
    query: heatMapQuery,
    response: heatMapResult,
  },
  heatCell: {
    method: 'GET',
    path: '/trace/heat-map/rows',
    summary: 'The artefacts behind one cell of the heat map',
    query: heatCellQuery,
    response: heatCellResult,
  },
  flows: {
    method: 'GET',
    path: '/flows',
    summary: 'Flows, summed by service, server, client or network, or one by one; always a page of them',
    query: flowsQuery,
    response: flowsResult,
  },
  repository: {
    method: 'GET',
    path: '/repository',
    summary: 'The last translation: objects, losses, problems, conflicts and commits',
    response: repositoryOverview,
  },
  repositoryFolder: {
    method: 'GET',
    path: '/repository/folder',
    summary: 'One folder of the repository',
    query: repositoryQuery,
    response: repositoryFolder,
  },
  repositoryFile: {
    method: 'GET',
    path: '/repository/file',
    summary: 'One file of the repository, as it stands and as it was generated',
    query: repositoryQuery,
    response: repositoryFile,
  },
  runs: {
    method: 'GET',
    path: '/runs',
    summary: 'The durable runs, the newest first',
    response: runsResult,
  },
  run: {
    method: 'GET',
    path: '/runs/:id',
    summary: 'One run: its steps, what it made, its log',
    params: byId,
    response: runResult,
  },
  resumeRun: {
    method: 'POST',
    path: '/runs/:id/resume',
    summary: 'Go on with a run from its last checkpoint; answers at once',
    params: byId,
    response: runResult,
  },
  cancelRun: {
    method: 'POST',
    path: '/runs/:id/cancel',
    summary: 'Stop a run for good at its next checkpoint',
    params: byId,
    response: cancelResult,
  },
} as const satisfies Readonly<Record<string, Route>>

/** Name of a route. */
export type RouteName = keyof typeof routes

/** What a route answers. */
export type Answer<Name extends RouteName> = z.output<(typeof routes)[Name]['response']>
