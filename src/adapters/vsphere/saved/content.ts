import { childOf, childText, type XmlElement } from '../../../formats/xml/index.ts'
import { type AnyRecord, isManagedType, kindsOf } from '../schema.ts'
import type { KeepString, Kind } from '../schema/kinds.ts'
import { missingOf } from '../soap/answer.ts'

/**
 * One `ObjectContent` as a record; undefined for a type that is not read. A saved object carries its properties whole
 * (`config`), where a live read asks for the parts that it needs (`config.hardware.device`).
 */
export function savedRecord(element: XmlElement, keep: KeepString): AnyRecord | undefined {
  const obj = childOf(element, 'obj')
  const type = obj?.attributes.find((attribute) => attribute.name === 'type')?.value
  if (obj === undefined || type === undefined || !isManagedType(type)) return undefined
  const values = valuesOf(element)
  const properties: Record<string, unknown> = {}
  for (const [path, kind] of kindsOf(type)) {
    const value = valueAt(values, path, kind, keep)
    if (value !== undefined) properties[path] = value
  }
  const denied: string[] = []
  const lacks: string[] = []
  for (const child of element.children) {
    const missing = child.local === 'missingSet' ? missingOf(child, keep) : undefined
    if (missing === undefined || missing.fault === 'InvalidProperty') continue
    denied.push(missing.path)
    lacks.push(missing.lack)
  }
  const id = keep(obj.text)
  // Every value above was decoded by the kind that the table names for its path and type.
  const record = denied.length > 0 ? { type, id, properties, denied, lacks } : { type, id, properties }
  return record as AnyRecord
}

/** The values of an object by the name of the property that holds them. */
export function valuesOf(element: XmlElement): ReadonlyMap<string, XmlElement> {
  const values = new Map<string, XmlElement>()
  for (const child of element.children) {
    const name = child.local === 'propSet' ? childText(child, 'name') : undefined
    const value = name === undefined ? undefined : childOf(child, 'val')
    if (name !== undefined && value !== undefined) values.set(name, value)
  }
  return values
}

function valueAt(
  values: ReadonlyMap<string, XmlElement>,
  path: string,
  kind: Kind<unknown>,
  keep: KeepString,
): unknown {
  const whole = values.get(path)
  if (whole !== undefined) return kind.decode(whole, keep)
  const parts = path.split('.')
  const last = parts.pop() ?? ''
  let at = values.get(parts.shift() ?? '')
  for (const part of parts) at = at && childOf(at, part)
  if (at === undefined) return undefined
  // Inside an object a list is not wrapped: its items stand beside one another under the name of the field.
  const found = at.children.filter(({ local }) => local === last)
  const [first] = found
  if (first === undefined) return undefined
  const { item } = kind
  // What was not set is saved as an empty element.
  if (item === undefined) return isEmpty(first) ? undefined : kind.decode(first, keep)
  const items = found.map((one) => item.kind.decode(one, keep))
  return items.filter((one) => one !== undefined)
}

function isEmpty({ text, children, attributes }: XmlElement): boolean {
  return text === '' && children.length === 0 && attributes.length === 0
}
