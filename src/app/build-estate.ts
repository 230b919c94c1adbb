import { placeText } from '../model/place-text.ts'
import type { Estate, EstateObject } from '../model/estate.ts'
import type { Observation } from '../model/observation.ts'
import { type LoadedSource, type MergeResult, mergeEstate } from '../stages/discover/index.ts'
import {
  listSources,
  newestObservations,
  type ProjectedObject,
  ProjectionOvertaken,
  readIdentities,
  readProjection,
  saveIdentities,
  type Store,
  writeProjection,
} from '../store/index.ts'
import { disputedKind, type Disputed } from './conflicts.ts'
import { readConflictsFile } from './conflicts-file.ts'
import type { AppContext } from './context.ts'
import { type EstateMeta, estateInputHash, estateProjection, rulesVersion } from './estate.ts'
import { estateTree, treeProjection } from './estate-tree.ts'
import { causesOf, hasHistory, type MadeOf, madeOf, recordHistory } from './record-history.ts'
import { openConflicts, presentRow } from './present-vm.ts'
import { vcenterNames } from './vcenter-names.ts'
import { rowPageKind } from './row-memory.ts'

/** Before the first source there is nothing. */
const nothing: MadeOf = { rules: rulesVersion, decisions: '', sources: {} }

/** A page of rows is one document: 45,000 VMs are listed from 90 reads. */
const rowsPerPage = 500

/**
 * Merges all sources and stores the estate as a projection. Runs in a worker with its own connection. Two may build at
 * once: whoever is overtaken looks again, for what it compared itself with is not shown any more, and the history would
 * tell one change twice.
 */
export async function buildEstate(context: AppContext): Promise<EstateMeta> {
  for (;;) {
    try {
      return await buildOnce(context)
    } catch (error) {
      if (!(error instanceof ProjectionOvertaken)) throw error
    }
  }
}

async function buildOnce(context: AppContext): Promise<EstateMeta> {
  const { store } = context
  const inputHash = await estateInputHash(context)
  const already = await readProjection<EstateMeta>(store, estateProjection)
  if (already?.inputHash === inputHash) return already.meta
  const identities = await readIdentities(store)
  const merged = mergeEstate(await loadSources(store), identities, readConflictsFile(context.workspace))
  await saveIdentities(store, [...newKeys(merged)])
  const made = await madeOf(context, rulesVersion)
  const meta: EstateMeta = {
    counts: countsOf(merged.estate),
    unattached: merged.unattached.map(({ place, name, why }) => ({ where: placeText(place), name, why })),
    decided: merged.decided,
    madeOf: made,
  }
  const shown = await readProjection<EstateMeta>(store, estateProjection)
  // Somebody else may have shown the very same while this one was merged.
  if (shown?.inputHash === inputHash) return shown.meta
  // Whoever looked at a workspace before its first source saw an estate with nothing in it: its history has not begun.
  const begun = shown !== undefined && (hasSources(shown.meta.madeOf) || (await hasHistory(context)))
  const before = begun ? shown : undefined
  const because = before?.meta.madeOf && causesOf(before.meta.madeOf, made)
  // When only the rules of merging are newer, nothing happened in the estate.
  if (before ? because : hasSources(made)) {
    const span = {
      from: before?.inputHash,
      since: before?.builtAt,
      to: inputHash,
      because: because ?? causesOf(nothing, made) ?? [],
    }
    await recordHistory(context, estateProjection, span, estateObjects(merged.estate))
  }
  // Before the estate: who sees the new estate finds its tree.
  await writeProjection(store, { name: treeProjection, inputHash, meta: {} }, estateTree(merged.estate))
  const instead = { build: shown?.build }
  await writeProjection(store, { name: estateProjection, inputHash, meta, instead }, objectsOf(merged.estate))
  return meta
}

function hasSources(made: MadeOf | undefined): boolean {
  return made !== undefined && Object.keys(made.sources).length > 0
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

function* estateObjects(estate: Estate): Iterable<EstateObject> {
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
  for (const list of lists) yield* list
}

function* objectsOf(estate: Estate): Iterable<ProjectedObject<unknown>> {
  for (const doc of estateObjects(estate)) yield { kind: doc.kind, id: doc.id, name: doc.name, doc }
  for (const { id, name, conflicts, origins } of estate.vms) {
    if (conflicts.length === 0) continue
    const doc: Disputed = { id, name, conflicts, origins }
    yield { kind: disputedKind, id: `disputed ${id}`, name: '', doc }
  }
  const named = vcenterNames(estate.vcenters)
  for (let at = 0; at < estate.vms.length; at += rowsPerPage) {
    const doc = estate.vms.slice(at, at + rowsPerPage).map((vm) => presentRow(vm, {}, named))
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
