import type {
  About,
  AnyRecord,
  ManagedType,
  PolicyRecord,
  RecordOf,
  Reference,
  TagRecord,
} from '../schema.ts'
import { type PoliciesInUse, policiesInUse } from './storage-policies.ts'
import type { Tag } from '../../../model/vm.ts'

/** What the machines of one vCenter are seen against: everything around them, by managed object id. */
export interface Context {
  readonly host: string
  /** Instance UUID of the vCenter, or its host name where it has none (a single ESXi host). */
  readonly vcenter: string
  readonly about: About
  /** Everything but machines, by id. */
  readonly objects: ReadonlyMap<string, AnyRecord>
  /** Distributed port groups by their key, opaque networks by theirs. */
  readonly portgroups: ReadonlyMap<string, RecordOf<'DistributedVirtualPortgroup'>>
  readonly opaqueNetworks: ReadonlyMap<string, AnyRecord>
  readonly attributeNames: ReadonlyMap<number, string>
  readonly tags: ReadonlyMap<string, readonly Tag[]>
  /** What clusters say of single machines, by machine id. */
  readonly overrides: ReadonlyMap<string, Override>
  readonly policies: PoliciesInUse
}

/** Settings of one machine that live in its cluster. */
export interface Override {
  readonly haRestartPriority?: string
  readonly drsBehavior?: string
}

/** Puts together what is known before the first machine is read. */
export function contextOf(
  host: string,
  about: About,
  records: readonly AnyRecord[],
  tags: readonly TagRecord[],
  policies: readonly PolicyRecord[] = [],
): Context {
  const objects = new Map(records.map((record) => [record.id, record]))
  const portgroups = new Map<string, RecordOf<'DistributedVirtualPortgroup'>>()
  const opaqueNetworks = new Map<string, AnyRecord>()
  const attributeNames = new Map<number, string>()
  for (const record of records) {
    if (record.type === 'DistributedVirtualPortgroup') {
      portgroups.set(record.properties.key ?? record.properties.config?.key ?? record.id, record)
    } else if (record.type === 'OpaqueNetwork') {
      const key = record.properties.summary?.opaqueNetworkId
      if (key !== undefined) opaqueNetworks.set(key, record)
    } else if (record.type === 'CustomFieldsManager') {
      for (const { key, name } of record.properties.field ?? []) {
        if (key !== undefined && name !== undefined) attributeNames.set(key, name)
      }
    }
  }
  const vcenter = (about.instanceUuid ?? host).toLowerCase()
  const seen = { objects, portgroups, opaqueNetworks, attributeNames }
  const labels = { tags: tagsByObject(tags), policies: policiesInUse(policies) }
  return { host, vcenter, about, ...seen, ...labels, overrides: overridesOf(records) }
}

function tagsByObject(tags: readonly TagRecord[]): Map<string, Tag[]> {
  const byObject = new Map<string, Tag[]>()
  for (const { category, name, objects } of tags) {
    for (const object of objects) {
      const list = byObject.get(object.value)
      if (list === undefined) byObject.set(object.value, [{ category, name }])
      else list.push({ category, name })
    }
  }
  for (const list of byObject.values()) {
    list.sort((a, b) => (`${a.category}\0${a.name}` < `${b.category}\0${b.name}` ? -1 : 1))
  }
  return byObject
}

function overridesOf(records: readonly AnyRecord[]): Map<string, Override> {
  const overrides = new Map<string, Override>()
  const add = (key: Reference | undefined, override: Override): void => {
    if (key !== undefined) overrides.set(key.value, { ...overrides.get(key.value), ...override })
  }
  for (const record of records) {
    if (record.type !== 'ClusterComputeResource') continue
    const { dasVmConfig, drsVmConfig } = record.properties.configurationEx ?? {}
    for (const { key, dasSettings, restartPriority } of dasVmConfig ?? []) {
      const priority = dasSettings?.restartPriority ?? restartPriority
      if (priority !== undefined) add(key, { haRestartPriority: priority })
    }
    for (const { key, enabled, behavior } of drsVmConfig ?? []) {
      const drsBehavior = enabled === false ? 'disabled' : behavior
      if (drsBehavior !== undefined) add(key, { drsBehavior })
    }
  }
  return overrides
}

/** The object that a reference points at, when it was read and is of this type. */
export function objectOf<T extends ManagedType>(
  context: Context,
  reference: Reference | undefined,
  type: T,
): RecordOf<T> | undefined {
  const found = reference === undefined ? undefined : context.objects.get(reference.value)
  return found !== undefined && isOfType(found, type) ? found : undefined
}

function isOfType<T extends ManagedType>(
  record: AnyRecord,
  type: T,
): record is Extract<AnyRecord, RecordOf<T>> {
  return record.type === type
}

/** Name as people see it: vCenter stores slashes, backslashes and percent signs as `%2f`, `%5c` and `%25`. */
export function plainName(name: string): string {
  if (!name.includes('%')) return name
  return name.replace(/%2f|%5c|%25/gi, (code) =>
    code === '%25' ? '%' : code.toLowerCase() === '%2f' ? '/' : '\\',
  )
}

/** Name of any object that was read. */
export function nameOf(context: Context, reference: Reference | undefined): string | undefined {
  const found = reference === undefined ? undefined : context.objects.get(reference.value)
  if (found === undefined || !('name' in found.properties) || found.properties.name === undefined)
    return undefined
  return plainName(found.properties.name)
}

/** The parents of an object from the nearest up, as far as they were read; loops end. */
export function ancestorsOf(context: Context, parent: Reference | undefined): AnyRecord[] {
  const chain: AnyRecord[] = []
  const seen = new Set<string>()
  let at = parent
  while (at !== undefined && !seen.has(at.value)) {
    seen.add(at.value)
    const found = context.objects.get(at.value)
    if (found === undefined) break
    chain.push(found)
    at = 'parent' in found.properties ? found.properties.parent : undefined
  }
  return chain
}

/** Name of the datacenter above an object. */
export function datacenterOf(context: Context, parent: Reference | undefined): string | undefined {
  const found = ancestorsOf(context, parent).find((record) => record.type === 'Datacenter')
  return found === undefined ? undefined : nameOf(context, { type: found.type, value: found.id })
}

/**
 * Path of an inventory folder below its datacenter, without the hidden root (`vm`, `host`, `network`, `datastore`);
 * empty for that root itself, undefined when the chain is not known.
 */
export function folderPathOf(context: Context, folder: Reference | undefined): string | undefined {
  const names: string[] = []
  for (const record of ancestorsOf(context, folder)) {
    if (record.type === 'Datacenter') return names.slice(0, -1).reverse().join('/')
    names.push(
      plainName(record.properties && 'name' in record.properties ? (record.properties.name ?? '') : ''),
    )
  }
  return undefined
}

/** Path of a resource pool below its cluster's hidden root pool; empty for that root itself. */
export function poolPathOf(context: Context, pool: Reference | undefined): string | undefined {
  const names: string[] = []
  for (const record of ancestorsOf(context, pool)) {
    if (record.type !== 'ResourcePool' && record.type !== 'VirtualApp')
      return names.slice(0, -1).reverse().join('/')
    names.push(plainName(record.properties.name ?? ''))
  }
  return undefined
}

/** Identity of an object within its vCenter, for every kind. */
export function vcenterKey(context: Context, id: string): string {
  return `vc:${context.vcenter}/${id}`
}
