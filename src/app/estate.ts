import { createHash } from 'node:crypto'
import { parseAddress } from '../lib/ip.ts'
import { addressesOf, type Estate, type EstateObject } from '../model/estate.ts'
import { problem } from '../model/problems/index.ts'
import type { Vm } from '../model/vm.ts'
import {
  allObjects,
  listSources,
  objectById,
  objectsByName,
  type ProjectedObject,
  readProjection,
  resolveIdentity,
  type Store,
} from '../store/index.ts'
import { readConflictsFile } from './conflicts-file.ts'
import type { AppContext } from './context.ts'
import type { MadeOf } from './record-history.ts'

/** Name of the projection that holds the merged estate. */
export const estateProjection = 'estate'

/** Bump when the merge's rules change, so that stored projections are rebuilt. */
export const rulesVersion = 7

/** What the estate's projection carries beside its objects. */
export interface EstateMeta {
  readonly counts: {
    readonly vms: number
    readonly templates: number
    readonly hosts: number
    readonly clusters: number
    readonly datastores: number
    readonly networks: number
    readonly platform: number
    readonly conflicts: number
  }
  readonly unattached: readonly { readonly where: string; readonly name: string; readonly why: string }[]
  /** What one source leaves open and the others decided. */
  readonly decided: readonly string[]
  /** What it was made of, so that the next one can say what is new. */
  readonly madeOf?: MadeOf
}

/** Hash over everything the estate is made of: the newest version of every source, what was decided, and the rules. */
export async function estateInputHash({
  store,
  workspace,
}: Pick<AppContext, 'store' | 'workspace'>): Promise<string> {
  const sources = await listSources(store)
  const hash = createHash('sha256').update(`rules ${rulesVersion}\n`)
  for (const source of [...sources].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (source.newest) hash.update(`${source.id} ${source.newest.id} ${source.newest.hash}\n`)
  }
  for (const { field, vm, source, value, because } of readConflictsFile(workspace))
    hash.update(`${JSON.stringify([field, vm, source, value, because])}\n`)
  return hash.digest('hex')
}

/** Makes sure the merged estate belongs to the sources as they are now; rebuilds it in a worker when it does not. */
export async function ensureEstate(
  context: AppContext,
): Promise<{ readonly meta: EstateMeta; readonly hash: string }> {
  const hash = await estateInputHash(context)
  const current = await readProjection<EstateMeta>(context.store, estateProjection)
  if (current && current.inputHash === hash) return { meta: current.meta, hash }
  context.progress.phase('merging sources into one estate')
  await context.workers.run('build-estate', { workspace: context.workspace.folder }, context.progress)
  const built = await readProjection<EstateMeta>(context.store, estateProjection)
  if (!built) throw new Error('the estate was built but cannot be read back')
  return { meta: built.meta, hash: built.inputHash }
}

/** The whole merged estate in memory, for stages that look at all of it. */
export async function loadEstate(context: AppContext): Promise<Estate> {
  await ensureEstate(context)
  return readEstate(context.store)
}

/** Reads the estate's projection as it stands. */
export async function readEstate(store: Store): Promise<Estate> {
  const byKind: { [K in EstateObject['kind']]: Extract<EstateObject, { kind: K }>[] } = {
    vm: [],
    host: [],
    cluster: [],
    datastore: [],
    network: [],
    'resource-pool': [],
    folder: [],
    vcenter: [],
  }
  for await (const page of allObjects<EstateObject>(store, estateProjection)) {
    for (const { doc } of page) {
      switch (doc.kind) {
        case 'vm':
          byKind.vm.push(doc)
          break
        case 'host':
          byKind.host.push(doc)
          break
        case 'cluster':
          byKind.cluster.push(doc)
          break
        case 'datastore':
          byKind.datastore.push(doc)
          break
        case 'network':
          byKind.network.push(doc)
          break
        case 'resource-pool':
          byKind['resource-pool'].push(doc)
          break
        case 'folder':
          byKind.folder.push(doc)
          break
        case 'vcenter':
          byKind.vcenter.push(doc)
          break
      }
    }
  }
  return {
    vms: byKind.vm,
    hosts: byKind.host,
    clusters: byKind.cluster,
    datastores: byKind.datastore,
    networks: byKind.network,
    resourcePools: byKind['resource-pool'],
    folders: byKind.folder,
    vcenters: byKind.vcenter,
  }
}

/**
 * The VM that a user means: name, id, UUID, inventory path or one of its addresses, with or without `vm:` in front.
 * Throws `vm-unknown`, or `vm-ambiguous` with the candidates (both exit 2).
 */
export async function loadVm(context: AppContext, reference: string): Promise<Vm> {
  await ensureEstate(context)
  const wanted = reference.startsWith('vm:') ? reference.slice(3) : reference
  const { store } = context
  const direct = await objectById<Vm>(store, estateProjection, wanted)
  if (direct?.kind === 'vm') return direct.doc
  for (const key of [
    `former|${wanted}`,
    `vm|instance:${wanted.toLowerCase()}`,
    `vm|smbios:${wanted.toLowerCase()}`,
  ]) {
    const id = await resolveIdentity(store, key)
    const found = id === undefined ? undefined : await objectById<Vm>(store, estateProjection, id)
    if (found) return found.doc
  }
  const name = wanted.includes('/') ? wanted.slice(wanted.lastIndexOf('/') + 1) : wanted
  const exact = await candidates(store, wanted)
  const byPath =
    exact.length > 0 ? exact : (await candidates(store, name)).filter((vm) => pathOf(vm).endsWith(wanted))
  const named = byPath.length > 0 ? byPath : await withAddress(store, wanted)
  const [only, ...others] = named
  if (!only) throw problem('vm-unknown', { wanted, near: await nearNames(store, wanted) })
  if (others.length > 0) {
    throw problem('vm-ambiguous', {
      wanted,
      count: named.length,
      candidates: named.map((vm) => `${pathOf(vm)} (${vm.id})`),
    })
  }
  return only
}

async function candidates(store: Store, name: string): Promise<readonly Vm[]> {
  const found: readonly ProjectedObject<EstateObject>[] = await objectsByName<EstateObject>(
    store,
    estateProjection,
    name,
  )
  return found.map(({ doc }) => doc).filter((doc): doc is Vm => doc.kind === 'vm')
}

/** The VMs that have an address; none when the text is no address. */
async function withAddress(store: Store, text: string): Promise<readonly Vm[]> {
  const key = parseAddress(text)
  if (key === undefined) return []
  const found: Vm[] = []
  for await (const page of allObjects<Vm>(store, estateProjection, 'vm'))
    for (const { doc } of page)
      if (addressesOf(doc).some((address) => parseAddress(address) === key)) found.push(doc)
  return found
}

/** Inventory path as vSphere writes it: `/Datacenter/vm/Folder/Name`. */
export function pathOf(vm: Pick<Vm, 'datacenter' | 'folder' | 'name'>): string {
  return `/${[vm.datacenter, 'vm', vm.folder, vm.name].filter((part) => part !== undefined && part !== '').join('/')}`
}

/** The five names that share the longest beginning, of at least three characters, with what was asked for. */
async function nearNames(store: Store, wanted: string): Promise<string> {
  const asked = wanted.toLowerCase()
  const near: { readonly name: string; readonly shared: number }[] = []
  for await (const page of allObjects<EstateObject>(store, estateProjection, 'vm')) {
    for (const { name } of page) {
      const shared = sharedStart(name.toLowerCase(), asked)
      if (shared >= 3) near.push({ name, shared })
    }
    near.sort((a, b) => b.shared - a.shared || (a.name < b.name ? -1 : 1))
    near.length = Math.min(near.length, 5)
  }
  return near.length > 0
    ? `names that begin alike: ${near.map(({ name }) => name).join(', ')}`
    : 'no name begins like it'
}

function sharedStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at++
  return at
}
