import type { ChangeDocument, ChangesQuery, ChangesResult } from '../contract/trace-scope.ts'
import { changeDocuments } from '../stages/trace/index.ts'
import type { AppContext } from './context.ts'
import { presentReference } from './present-trace.ts'
import { prepareScope } from './scope-members.ts'
import { ensureTraceIndex } from './trace-index.ts'
import { answerScope } from './trace-scope.ts'

/** The change requests of a scope as documents, for all teams or one. Made in a worker. */
export async function changeRequests(context: AppContext, query: ChangesQuery): Promise<ChangesResult> {
  await prepareScope(context, query)
  await ensureTraceIndex(context)
  context.progress.phase('writing change requests')
  return context.workers.run<ChangesResult>('change-requests', query, context.progress)
}

/** Makes {@link changeRequests}. Runs in a worker, under the task name `change-requests`. */
export async function makeChangeRequests(context: AppContext, query: ChangesQuery): Promise<ChangesResult> {
  const { scope, answer } = await answerScope(context, query)
  const mode = query.mode ?? answer.recommended
  const documents = changeDocuments(scope, answer, mode)
  const teams = new Map<string, { requests: number; artefacts: number; hours: number }>()
  for (const { team, hours, artefacts } of documents) {
    const sum = teams.get(team) ?? { requests: 0, artefacts: 0, hours: 0 }
    teams.set(team, {
      requests: sum.requests + 1,
      artefacts: sum.artefacts + artefacts.length,
      hours: Math.round((sum.hours + hours) * 100) / 100,
    })
  }
  const asked = documents.filter(({ team }) => query.team === undefined || team === query.team)
  return {
    scope,
    mode,
    total: asked.length,
    hours: Math.round(asked.reduce((sum, { hours }) => sum + hours, 0) * 100) / 100,
    teams: [...teams].map(([team, sums]) => ({ team, ...sums })),
    requests: asked.slice(0, query.limit).map(
      ({ vms, artefacts, ...document }): ChangeDocument => ({
        ...document,
        vms: [...vms],
        artefacts: artefacts.map((artefact) => {
          const { owner: _owner, ownerBasis: _basis, ...shown } = presentReference(artefact)
          return { ...shown, vms: [...artefact.vms] }
        }),
      }),
    ),
  }
}
