import type { PlanChange } from '../contract/plan.ts'
import type { TraceListQuery, TraceWhatIfQuery } from '../contract/trace-lists.ts'
import type { ChangesQuery, ScopeQuery } from '../contract/trace-scope.ts'
import type { VcenterLogin } from '../contract/vcenters.ts'
import { checkSources, discoverUpload, type HandedOver } from './add-source.ts'
import { buildAssessments } from './assess.ts'
import { buildEstate } from './build-estate.ts'
import { makeChangeRequests } from './change-requests.ts'
import type { AppContext } from './context.ts'
import type { EvidenceOrder } from './evidence-order.ts'
import { importEvidence } from './import-evidence.ts'
import { saveNotes } from './notes.ts'
import { buildPlan, calculateWhatIf } from './plan.ts'
import { discoverVcenter } from './read-vcenter.ts'
import { readVcenterType } from './run-steps.ts'
import { traceNotes } from './trace.ts'
import { type TranslateOptions, translateNow } from './translate.ts'
import { buildTraceIndex } from './trace-index.ts'
import { answerQuestions } from './trace-questions.ts'
import { countScope } from './trace-scope.ts'
import { collectUnowned } from './trace-unowned.ts'
import { collectUnresolved } from './trace-unresolved.ts'
import { countWhatIf } from './trace-what-if.ts'

/** A piece of work that runs in a thread of its own: it loads its own input and stores its own result. */
export type Task = (context: AppContext, input: unknown) => Promise<unknown>

/** Every task by name. Input crosses from this same program, so its type is what the name promises. */
export const tasks: Readonly<Record<string, Task>> = {
  'discover-upload': (context, input) => discoverUpload(context, input as HandedOver),
  'check-upload': (context, input) => checkSources(context, [{ kind: 'file', ...(input as HandedOver) }]),
  [readVcenterType]: (context, input) => discoverVcenter(context, input as VcenterLogin),
  'build-estate': (context) => buildEstate(context),
  'import-evidence': (context, input) => importEvidence(context, input as readonly EvidenceOrder[]),
  'build-trace-index': (context) => buildTraceIndex(context),
  'note-traces': async (context) => saveNotes(context, 'trace', await traceNotes(context)),
  'trace-scope': (context, input) => countScope(context, input as ScopeQuery),
  'change-requests': (context, input) => makeChangeRequests(context, input as ChangesQuery),
  'list-unowned': (context, input) => collectUnowned(context, input as TraceListQuery),
  'list-unresolved': (context, input) => collectUnresolved(context, input as TraceListQuery),
  'trace-what-if': (context, input) => countWhatIf(context, input as TraceWhatIfQuery),
  'trace-questions': (context) => answerQuestions(context),
  'build-assessments': (context) => buildAssessments(context),
  'build-plan': (context) => buildPlan(context),
  translate: (context, input) => translateNow(context, input as TranslateOptions),
  'plan-what-if': (context, input) => calculateWhatIf(context, input as PlanChange),
}
