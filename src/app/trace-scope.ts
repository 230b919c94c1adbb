import type { ScopeCost, ScopeQuery, ScopeResult } from '../contract/trace-scope.ts'
import { collectScope, type ScopeAnswer } from '../stages/trace/index.ts'
import type { AppContext } from './context.ts'
import { effortSource } from './effort-file.ts'
import { membersOf, prepareScope, scopeOf, windowsOf, wavesOf } from './scope-members.ts'
import { ensureTraceIndex } from './trace-index.ts'
import { openTracer } from './trace.ts'

/** What keep-ip, re-ip and their mix cost for an application, a wave, a subnet or the estate. Counted in a worker. */
export async function traceScope(context: AppContext, query: ScopeQuery): Promise<ScopeResult> {
  await prepareScope(context, query)
  await ensureTraceIndex(context)
  context.progress.phase('tracing the scope')
  return context.workers.run<ScopeResult>('trace-scope', query, context.progress)
}

/** Counts {@link traceScope}. Runs in a worker, under the task name `trace-scope`. */
export async function countScope(context: AppContext, query: ScopeQuery): Promise<ScopeResult> {
  const { scope, answer, unknowns } = await answerScope(context, query)
  const { vms, modes, networks, recommended, recommendedBecause } = answer
  return {
    scope,
    total: vms.length,
    vms: vms
      .slice(0, query.limit)
      .map((vm) => ({ ...vm, addresses: [...vm.addresses], networks: [...vm.networks] })),
    modes: {
      'keep-ip': presentCost(modes['keep-ip']),
      're-ip': presentCost(modes['re-ip']),
      mixed: presentCost(modes.mixed),
    },
    networks: networks.map(({ hard: _hard, work, obstacles, alternatives, ...network }) => ({
      ...network,
      work: [...work],
      obstacles: [...obstacles],
      alternatives: [...alternatives],
    })),
    recommended,
    recommendedBecause,
    unknowns: [...unknowns],
    effort: effortSource(context.workspace),
  }
}

/** The scope with its answer, before it is presented; documents of change requests are made of it too. */
export async function answerScope(
  context: AppContext,
  query: ScopeQuery,
): Promise<{
  readonly scope: ScopeResult['scope']
  readonly answer: ScopeAnswer
  readonly unknowns: readonly string[]
}> {
  const scope = await scopeOf(context, query)
  const windows = windowsOf(await wavesOf(context))
  const tracer = await openTracer(context, scope.whole)
  const collector = collectScope(tracer.effort)
  const unknowns = new Map<string, number>()
  let members = 0
  for await (const vm of membersOf(context, scope, tracer)) {
    const { radius, networks } = await tracer.of(vm)
    const window = windows.get(vm.id)
    collector.add({ vm, radius, networks, ...(window === undefined ? {} : { window }) })
    for (const unknown of radius.unknowns) unknowns.set(unknown, (unknowns.get(unknown) ?? 0) + 1)
    members++
  }
  return { scope: scope.scope, answer: collector.answer(), unknowns: commonUnknowns(unknowns, members) }
}

/** What is not known of every VM is said of the scope; what is not known of one stands with that one. */
function commonUnknowns(unknowns: ReadonlyMap<string, number>, members: number): readonly string[] {
  return [...unknowns].filter(([, count]) => count === members).map(([sentence]) => sentence)
}

function presentCost(cost: ScopeAnswer['modes']['mixed']): ScopeCost {
  return {
    ...cost,
    changeRequests: cost.changeRequests.map(({ items: _items, subject: _subject, window, ...request }) => ({
      ...request,
      ...(window === undefined ? {} : { window }),
    })),
    obstacles: [...cost.obstacles],
    impossible: [...cost.impossible],
  }
}
