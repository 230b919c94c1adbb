import type { Field, Shapes } from './shapes.ts'
import { type Data, isData, Ref, Typed, type Value } from './value.ts'

const builtin = new Set([
  'string',
  'int',
  'long',
  'short',
  'byte',
  'boolean',
  'float',
  'double',
  'dateTime',
  'anyURI',
  'base64Binary',
])

/** Text inside an element or an attribute. */
export function escape(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`) : text
}

/** The `val` of a property as a vCenter sends it: with its `xsi:type`, arrays as `ArrayOf…`. */
export function encodeProperty(shapes: Shapes, name: string, value: Value, field: Field): string {
  if (!field.array) return typed(shapes, name, value, field.type)
  const item = field.type === 'anyType' ? 'AnyType' : field.type
  const of = `${item.charAt(0).toUpperCase()}${item.slice(1)}`
  let items = ''
  for (const one of Array.isArray(value) ? value : [value])
    items += typed(shapes, field.type, one, field.type)
  return `<${name} xsi:type="ArrayOf${of}">${items}</${name}>`
}

/** An element that says its type. */
function typed(shapes: Shapes, name: string, value: Value, type: string): string {
  if (value instanceof Ref) {
    return `<${name} type="${value.type}" xsi:type="ManagedObjectReference">${escape(value.id)}</${name}>`
  }
  if (value instanceof Typed)
    return `<${name} xsi:type="${value.type}">${escape(String(value.value))}</${name}>`
  if (typeof value === 'object' && isData(value)) {
    const own = typeof value['$'] === 'string' ? value['$'] : type
    return `<${name} xsi:type="${own}">${content(shapes, value, own)}</${name}>`
  }
  const said = type === 'anyType' ? nameOf(value) : builtin.has(type) ? `xsd:${type}` : type
  return `<${name} xsi:type="${said}">${escape(String(value))}</${name}>`
}

function nameOf(value: Value): string {
  return typeof value === 'number' ? 'xsd:int' : typeof value === 'boolean' ? 'xsd:boolean' : 'xsd:string'
}

/** The fields of a data object, in the order of its class; what the class does not know is left out. */
export function content(shapes: Shapes, data: Data, type: string): string {
  const fields = shapes.of(type)
  if (fields === undefined) throw new Error(`the fake has no shape for ${type}`)
  let written = ''
  for (const field of fields.values()) {
    const value = data[field.name]
    if (value === undefined) continue
    if (!field.array) written += nested(shapes, field, value)
    else if (Array.isArray(value)) for (const one of value) written += nested(shapes, field, one)
    else throw new Error(`${type}.${field.name} is an array`)
  }
  return written
}

function nested(shapes: Shapes, { name, type }: Field, value: Value): string {
  if (value instanceof Ref) return `<${name} type="${value.type}">${escape(value.id)}</${name}>`
  if (value instanceof Typed || type === 'anyType') return typed(shapes, name, value, type)
  if (typeof value === 'object' && isData(value)) {
    const own = value['$']
    if (typeof own === 'string' && own !== type) {
      return `<${name} xsi:type="${own}">${content(shapes, value, own)}</${name}>`
    }
    return `<${name}>${content(shapes, value, type)}</${name}>`
  }
  return `<${name}>${escape(String(value))}</${name}>`
}
