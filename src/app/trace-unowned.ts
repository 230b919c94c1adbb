import type { TraceListQuery, UnownedResult } from '../contract/trace-lists.ts'
import type { OwnerRecord, Reference } from '../model/evidence.ts'
import { allReferences, artefactIdentity } from './all-references.ts'
import type { AppContext } from './context.ts'
import { presentReference } from './present-trace.ts'
import { ownersOf, subjectsOfArtefact } from './reference-owners.ts'
import { ensureTraceIndex } from './trace-index.ts'
import { openWholeLookup } from './trace-lookup.ts'

/** Artefacts that nobody is known to own, each with what its neighbours propose. Listed in a worker. */
export async function listUnowned(context: AppContext, query: TraceListQuery): Promise<UnownedResult> {
  await ensureTraceIndex(context)
  return context.workers.run<UnownedResult>('list-unowned', query, context.progress)
}

type Proposal = NonNullable<UnownedResult['artefacts'][number]['proposal']>

/** Lists {@link listUnowned}. Runs in a worker, under the task name `list-unowned`. */
export async function collectUnowned(
  context: AppContext,
  { limit, after = 0 }: TraceListQuery,
): Promise<UnownedResult> {
  const { store } = context
  const { build, meta } = await ensureTraceIndex(context)
  const lookup = await openWholeLookup(store, build)
  const subjects = new Set<string>()
  for await (const { reference } of allReferences(store, build))
    for (const subject of subjectsOfArtefact(reference)) subjects.add(subject)
  const records: OwnerRecord[] = []
  for (const subject of subjects) records.push(...(await lookup.owners(subject)))
  const owners = ownersOf(context, meta)(records)

  const seen = new Set<string>()
  const neighbours = new Map<string, Map<string, number>>()
  const unowned: { readonly reference: Reference; readonly why: string }[] = []
  for await (const { reference } of allReferences(store, build)) {
    const identity = artefactIdentity(reference)
    if (seen.has(identity)) continue
    seen.add(identity)
    const owned = owners.ofReference(reference)
    if ('why' in owned) unowned.push({ reference, why: owned.why })
    else
      for (const { key } of placesOf(reference)) {
        const teams = neighbours.get(key) ?? new Map<string, number>()
        neighbours.set(key, teams)
        teams.set(owned.owner, (teams.get(owned.owner) ?? 0) + 1)
      }
  }
  const sorted = unowned
    .map(({ reference, why }) => ({ reference, why, proposal: proposalOf(reference, neighbours) }))
    .sort(
      (a, b) =>
        compare(a.reference.file, b.reference.file) ||
        a.reference.line - b.reference.line ||
        compare(artefactIdentity(a.reference), artefactIdentity(b.reference)),
    )
  return {
    total: sorted.length,
    proposed: sorted.filter(({ proposal }) => proposal !== undefined).length,
    artefacts: sorted
      .slice(after, limit === undefined ? undefined : after + limit)
      .map(({ reference, why, proposal }) => ({
        ...presentReference(reference),
        why,
        ...(proposal === undefined ? {} : { proposal }),
      })),
  }
}

/** Neighbourhoods of an artefact, the closest first. */
function placesOf({
  kind,
  device,
  file,
}: Reference): readonly { readonly key: string; readonly words: string }[] {
  const folder = file.split('/').slice(0, -1).join('/')
  return [
    { key: `file\n${file}\n${kind}`, words: `of the same kind in ${file}` },
    { key: `file\n${file}`, words: `in ${file}` },
    { key: `device\n${device}`, words: `on ${device}` },
    ...(folder === '' ? [] : [{ key: `folder\n${folder}`, words: `in the folder ${folder}` }]),
  ]
}

/** The team that owns at least half of the closest neighbours that have an owner. */
function proposalOf(
  reference: Reference,
  neighbours: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Proposal | undefined {
  for (const { key, words } of placesOf(reference)) {
    const teams = [...(neighbours.get(key) ?? [])].sort(([a, n], [b, m]) => m - n || compare(a, b))
    const [most] = teams
    if (!most) continue
    const [team, count] = most
    const total = teams.reduce((sum, [, number]) => sum + number, 0)
    if (count * 2 < total) continue
    return {
      team,
      basis: `owns ${count} of the ${total} owned artefacts ${words}`,
      share: Math.round((count / total) * 100) / 100,
    }
  }
  return undefined
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
