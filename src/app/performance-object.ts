import type { EstateObject } from '../model/estate.ts'
import { type PerformanceKind, performanceKinds } from '../model/performance.ts'
import { problem } from '../model/problems/index.ts'
import { identityKeys, objectById, objectsByName } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, estateProjection, loadVm } from './estate.ts'

/** An object that has performance. */
export type Measurable = Extract<EstateObject, { kind: PerformanceKind }>

/**
 * The VM, host or cluster that a user means: an id, a name, or what else names a VM; `vm:`, `host:` and `cluster:` in
 * front say which. Throws `performance-unknown`, `performance-ambiguous`, or what an unknown VM does.
 */
export async function measurable(context: AppContext, reference: string): Promise<Measurable> {
  const said = performanceKinds.find((kind) => reference.startsWith(`${kind}:`))
  const wanted = said === undefined ? reference : reference.slice(said.length + 1)
  if (said === 'vm') return loadVm(context, wanted)
  await ensureEstate(context)
  const { store } = context
  const direct = await objectById<EstateObject>(store, estateProjection, wanted)
  if (direct && isMeasurable(direct.doc, said)) return direct.doc
  const named = (await objectsByName<EstateObject>(store, estateProjection, wanted)).flatMap(({ doc }) =>
    isMeasurable(doc, said) ? [doc] : [],
  )
  const [only, ...others] = named
  if (only === undefined) {
    if (said === undefined) return loadVm(context, wanted)
    throw problem('performance-unknown', { kind: said, wanted })
  }
  if (others.length === 0) return only
  const candidates = named.map(({ kind, id }) => `${kind}:${id}`)
  throw problem('performance-ambiguous', { wanted, count: named.length, candidates })
}

function isMeasurable(object: EstateObject, said: PerformanceKind | undefined): object is Measurable {
  return said === undefined ? performanceKinds.some((kind) => kind === object.kind) : object.kind === said
}

/** The keys under which samples of an object may stand: one for each vCenter that knows it. */
export async function sampleKeys({ store }: AppContext, object: Measurable): Promise<readonly string[]> {
  const ids = [object.id, ...(object.formerIds ?? [])]
  const keys = await identityKeys(store, ids)
  return keys.filter((key) => key.startsWith(`${object.kind}|vc:`))
}
