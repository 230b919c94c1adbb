import { placeText } from '../model/place-text.ts'
import type { Estate } from '../model/estate.ts'
import type { Observation } from '../model/observation.ts'
import { type LoadedSource, type MergeResult, mergeEstate } from '../stages/discover/index.ts'
import {
  listSources,
  newestObservations,
  type ProjectedObject,
  readIdentities,
  saveIdentities,
  type Store,
  writeProjection,
} from '../store/index.ts'
import { readConflictsFile } from './conflicts-file.ts'
import type { AppContext } from './context.ts'
import { type EstateMeta, estateInputHash, estateProjection } from './estate.ts'
import { openConflicts, presentRow } from './present-vm.ts'
import { rowPageKind } from './vms.ts'

/** A page of rows is one document: 45,000 VMs are listed from 90 reads. */
const rowsPerPage = 500

/** Merges all sources and stores the estate as a projection. Runs in a worker with its own connection. */
export async function buildEstate(context: AppContext): Promise<EstateMeta> {
  const { store } = context
  const inputHash = await estateInputHash(context)
  const identities = await readIdentities(store)
  const merged = mergeEstate(await loadSources(store), identities, readConflictsFile(context.workspace))
  await saveIdentities(store, [...newKeys(merged)])
  const meta: EstateMeta = {
    counts: countsOf(merged.estate),
    unattached: merged.unattached.map(({ place, name, why }) => ({ where: placeText(place), name, why })),
    decided: merged.decided,
  }
  await writeProjection(store, { name: estateProjection, inputHash, meta }, objectsOf(merged.estate))
  return meta
}

async function loadSources(store: Store): Promise<readonly LoadedSource[]> {
  const rows = await listSources(store)
  const observations = new Map<string, Observation[]>(rows.map((row) => [row.id, []]))
  for await (const page of newestObservations<Observation>(store)) {
    for (const { source, doc } of page) observations.get(source)?.push(doc)
  }
  return rows
    .filter((row) => row.newest !== undefined)
    .map((row) => ({
      id: row.id,
      description: { key: row.key, reader: row.reader, label: row.label, rank: row.rank },
      // A file without a date of its own says nothing about time; the time of reading would change with every reader.
      observedAt: row.observedAt ?? '',
      observations: observations.get(row.id) ?? [],
    }))
}

function* newKeys(merged: MergeResult): Iterable<readonly [string, string]> {
  for (const { key, id } of merged.learned) yield [key, id]
  for (const vm of merged.estate.vms)
    for (const former of vm.formerIds ?? []) yield [`former|${former}`, vm.id]
}

function* objectsOf(estate: Estate): Iterable<ProjectedObject<unknown>> {
  const lists = [
    estate.vms,
    estate.hosts,
    estate.clusters,
    estate.datastores,
    estate.networks,
    estate.resourcePools,
    estate.folders,
    estate.vcenters,
  ]
  for (const list of lists) {
    for (const object of list) yield { kind: object.kind, id: object.id, name: object.name, doc: object }
  }
  for (let at = 0; at < estate.vms.length; at += rowsPerPage) {
    const doc = estate.vms.slice(at, at + rowsPerPage).map((vm) => presentRow(vm))
    yield { kind: rowPageKind, id: `rows-${String(at).padStart(9, '0')}`, name: '', doc }
  }
}

/** The counts that every answer about the estate shows. */
export function countsOf(estate: Estate): EstateMeta['counts'] {
  const machines = estate.vms.filter((vm) => vm.template !== true)
  return {
    vms: machines.length,
    templates: estate.vms.length - machines.length,
    hosts: estate.hosts.length,
    clusters: estate.clusters.length,
    datastores: estate.datastores.length,
    networks: estate.networks.length,
    platform: machines.filter((vm) => vm.platform !== undefined).length,
    conflicts: estate.vms.reduce((sum, vm) => sum + openConflicts(vm), 0),
  }
}
