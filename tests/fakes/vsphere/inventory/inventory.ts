import type { Ref, Value } from '../wire/value.ts'

/** Every managed object of a fake: what there is, how it hangs together, and the value of each property. */
export interface Inventory {
  /** All objects below the root folder, in an order that never changes; made while it is walked. */
  refs(): Iterable<Ref>
  has(object: Ref): boolean
  /** Whether the API of this server has a property of this path, set or not. */
  knows(type: string, path: string): boolean
  /** The names of all properties of a type, for a call that asks for everything. */
  names(type: string): readonly string[]
  /** The property as a `val` element; undefined when it is unset. */
  value(object: Ref, path: string): string | undefined
  /** Properties that the user may not see, of an estate where a test wrote them down. */
  denied?(object: Ref): readonly string[]
  /** The objects that a property refers to, for a traversal. */
  links(object: Ref, path: string): Iterable<Ref>
  readonly tags: readonly FakeTag[]
}

/** A tag, and the objects that carry it. */
export interface FakeTag {
  readonly category: string
  readonly name: string
  readonly objects: readonly { readonly type: string; readonly value: string }[]
}

/** The top-level properties of one object, each made when it is asked for. */
export type Properties = { readonly [name: string]: (() => Value | undefined) | undefined }

/** Base classes of what a fake holds: a view or a property set of a base holds what derives from it. */
const bases: Readonly<Record<string, readonly string[]>> = {
  ClusterComputeResource: ['ComputeResource'],
  DistributedVirtualPortgroup: ['Network'],
  OpaqueNetwork: ['Network'],
  VmwareDistributedVirtualSwitch: ['DistributedVirtualSwitch'],
  VirtualApp: ['ResourcePool'],
  StoragePod: ['Folder'],
}

const noEntities = new Set([
  'CustomFieldsManager',
  'ContainerView',
  'ListView',
  'Task',
  'HttpNfcLease',
  'VirtualMachineSnapshot',
  'PerformanceManager',
])

/** Whether an object of `type` is one of `wanted`: itself or derived. */
export function isA(type: string, wanted: string): boolean {
  if (type === wanted || bases[type]?.includes(wanted) === true) return true
  if (wanted === 'ManagedEntity') return !noEntities.has(type) && !type.endsWith('Manager')
  return wanted === 'ManagedObject' || wanted === 'ExtensibleManagedObject'
}
