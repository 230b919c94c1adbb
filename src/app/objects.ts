import { type ObjectResult, objectKinds } from '../contract/objects.ts'
import type { EstateObject } from '../model/estate.ts'
import { problem } from '../model/problems/index.ts'
import type { Vm } from '../model/vm.ts'
import { allObjects, objectById, objectsByName } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, estateProjection } from './estate.ts'
import { objectFacts } from './estate-tree-facts.ts'
import { placeOf } from './estate-tree-read.ts'
import { presentOrigin, sourceLabels } from './source-labels.ts'

type Place = Exclude<EstateObject, Vm>
type Named = ObjectResult['related'][number]['objects'][number]

/** Keys that the answer shows by themselves, or that are about merging. */
const apart = new Set(['id', 'kind', 'name', 'origins', 'from', 'conflicts', 'formerIds'])

/** One inventory object that is no VM, by id or by a name that means one. Throws `object-unknown` and `object-ambiguous`. */
export async function showObject(context: AppContext, wanted: string): Promise<ObjectResult> {
  await ensureEstate(context)
  const object = await find(context, wanted)
  const labels = await sourceLabels(context.store)
  const place = await placeOf(context, object.id)
  return {
    id: object.id,
    kind: object.kind,
    name: object.name,
    summary: object.kind === 'folder' ? '' : objectFacts(object),
    facts: Object.fromEntries(Object.entries(object).filter(([key]) => !apart.has(key))),
    evidence: Object.entries(object.from).map(([field, origin]) => ({
      field,
      ...presentOrigin(object.origins[origin], labels),
    })),
    vms: place?.vms ?? 0,
    ...(place?.where === undefined ? {} : { where: place.where }),
    ...(place ? { view: place.view, node: place.node } : {}),
    related: await relatedTo(context, object),
  }
}

async function find({ store }: AppContext, wanted: string): Promise<Place> {
  const direct = await objectById<EstateObject>(store, estateProjection, wanted)
  if (direct && isPlace(direct.doc)) return direct.doc
  const named = (await objectsByName<EstateObject>(store, estateProjection, wanted)).map(({ doc }) => doc)
  const places = named.filter(isPlace)
  const [only, ...others] = places
  if (!only) throw problem('object-unknown', { wanted })
  if (others.length > 0) {
    throw problem('object-ambiguous', {
      wanted,
      count: places.length,
      candidates: places.map(({ id, kind }) => `${kind} ${id}`),
    })
  }
  return only
}

function isPlace(object: EstateObject): object is Place {
  return objectKinds.some((kind) => kind === object.kind)
}

/** Hosts of a cluster, the cluster of a host, and who sees a datastore; by the names that they give of each other. */
async function relatedTo(context: AppContext, object: Place): Promise<ObjectResult['related']> {
  if (object.kind === 'cluster') {
    const inside = await these(
      context,
      'host',
      (host) => 'cluster' in host && host.cluster === object.name,
      object,
    )
    return group('host', inside)
  }
  if (object.kind === 'host') {
    const seen = (one: EstateObject) =>
      one.kind === 'datastore' && (one.hosts ?? []).some((name) => name === object.name)
    return [
      ...group('cluster', await these(context, 'cluster', ({ name }) => name === object.cluster, object)),
      ...group('datastore', await these(context, 'datastore', seen, object)),
    ]
  }
  if (object.kind === 'datastore') {
    const names = new Set(object.hosts ?? [])
    return group('host', await these(context, 'host', ({ name }) => names.has(name), object))
  }
  return []
}

function group(kind: Place['kind'], objects: readonly Named[]): ObjectResult['related'] {
  return objects.length === 0 ? [] : [{ kind, objects: [...objects] }]
}

async function these(
  { store }: AppContext,
  kind: Place['kind'],
  wanted: (object: EstateObject) => boolean,
  beside: Place,
): Promise<readonly Named[]> {
  const found: Named[] = []
  for await (const page of allObjects<EstateObject>(store, estateProjection, kind)) {
    for (const { doc } of page) {
      if (wanted(doc) && sameVcenter(doc, beside)) found.push({ id: doc.id, name: doc.name })
    }
  }
  return found
}

function sameVcenter(a: EstateObject, b: EstateObject): boolean {
  const [one, other] = [a, b].map((object) => ('vcenter' in object ? object.vcenter : undefined))
  return one === undefined || other === undefined || one === other
}
