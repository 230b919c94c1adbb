import { childOf, childText, type XmlElement } from '../../../formats/xml/index.ts'
import { type AnyRecord, isManagedType, kindsOf } from '../schema.ts'
import { type KeepString, wireType } from '../schema/kinds.ts'
import { innerFault, privilegesOf } from './refusal.ts'

/** Told of each property that was not given: its path and the type of the fault that says why. */
export type OnMissing = (type: string, path: string, fault: string) => void

/**
 * One `objects` element of a property answer as a record; undefined for a type that is not read. Properties that the
 * user may not see are kept as `denied`; a server that does not know a path may say it here instead of with a fault.
 */
export function recordOf(element: XmlElement, keep: KeepString, onMissing: OnMissing): AnyRecord | undefined {
  const obj = childOf(element, 'obj')
  const type = obj?.attributes.find((attribute) => attribute.name === 'type')?.value
  if (obj === undefined || type === undefined || !isManagedType(type)) return undefined
  const kinds = kindsOf(type)
  const properties: Record<string, unknown> = {}
  const denied: string[] = []
  const lacks: string[] = []
  for (const child of element.children) {
    if (child.local === 'propSet') {
      const name = childText(child, 'name')
      const value = childOf(child, 'val')
      const kind = name === undefined ? undefined : kinds.get(name)
      if (name === undefined || value === undefined || kind === undefined) continue
      const decoded = kind.decode(value, keep)
      if (decoded !== undefined) properties[keep(name)] = decoded
    } else if (child.local === 'missingSet') {
      const missing = missingOf(child, keep)
      if (missing === undefined) continue
      onMissing(type, missing.path, missing.fault)
      if (missing.fault === 'InvalidProperty') continue
      denied.push(missing.path)
      lacks.push(missing.lack)
    }
  }
  const id = keep(obj.text)
  // Every value above was decoded by the kind that the table names for its path and type.
  const record = denied.length > 0 ? { type, id, properties, denied, lacks } : { type, id, properties }
  return record as AnyRecord
}

/** What a `missingSet` says: the path that was not given, the type of the fault, and what is lacking in a word. */
export function missingOf(
  element: XmlElement,
  keep: KeepString,
): { readonly path: string; readonly fault: string; readonly lack: string } | undefined {
  const path = childText(element, 'path')
  if (path === undefined) return undefined
  const fault = faultTypeOf(element) ?? 'NoPermission'
  const refusal = innerFault(element)
  const lack = fault !== 'NoPermission' ? fault : refusal === undefined ? '' : privilegesOf(refusal)
  return { path: keep(path), fault, lack: keep(lack) }
}

function faultTypeOf(missing: XmlElement): string | undefined {
  const fault = childOf(missing, 'fault')
  const inner = fault === undefined ? undefined : childOf(fault, 'fault')
  return (inner && wireType(inner)) ?? (fault && wireType(fault))
}
