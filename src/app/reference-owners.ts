import type { OwnerRecord, Reference } from '../model/evidence.ts'
import { makeOwnerDirectory } from '../stages/trace/index.ts'
import type { AppContext } from './context.ts'
import { readOwnersFile } from './owners-file.ts'
import type { TraceMeta } from './trace-index.ts'
import type { TraceLookup } from './trace-lookup.ts'

/** Answers the owner of artefacts, whatever VM they name. */
export type OwnerDirectory = ReturnType<ReturnType<typeof makeOwnerDirectory>>

/** Directory of owners: what owners.yaml decides, and what all evidence together says. */
export function ownersOf(context: AppContext, meta: TraceMeta): ReturnType<typeof makeOwnerDirectory> {
  const { rules, teams } = readOwnersFile(context.workspace)
  return makeOwnerDirectory({
    rules,
    teams: [...teams, ...meta.teams.map((name) => ({ name, also: [] }))],
    people: meta.people,
    folders: meta.folders,
  })
}

/** What an artefact's owner may be known by: its device, and the folders that its file lies in. */
export function subjectsOfArtefact({ device, file }: Pick<Reference, 'device' | 'file'>): readonly string[] {
  return [device, ...file.split('/').slice(0, -1)]
}

/** The directory that knows the owners of these artefacts. */
export async function ownersOfReferences(
  context: AppContext,
  meta: TraceMeta,
  lookup: Pick<TraceLookup, 'owners'>,
  references: Iterable<Pick<Reference, 'device' | 'file'>>,
): Promise<OwnerDirectory> {
  const subjects = new Set<string>()
  for (const reference of references)
    for (const subject of subjectsOfArtefact(reference)) subjects.add(subject)
  const records: OwnerRecord[] = []
  for (const subject of subjects) records.push(...(await lookup.owners(subject)))
  return ownersOf(context, meta)(records)
}
