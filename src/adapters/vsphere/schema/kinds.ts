import { escapeXml, type XmlElement } from '../../../formats/xml/index.ts'

/** Keeps strings of records; see strings.ts for why they cannot be kept as they were cut. */
export type KeepString = (text: string) => string

/** How one vSphere value looks on the wire: read from an element, and written as one (recordings, fakes). */
export interface Kind<T> {
  /** The `xsi:type` of a value of this kind. */
  readonly type: string
  /** Set when a value is a list: how each item looks, and what an item is called inside `ArrayOf…`. */
  readonly item?: { readonly name: string; readonly kind: Kind<unknown> }
  /** Set when a value is an object of which these fields are read, and nothing else. */
  readonly fields?: ReadonlyMap<string, Kind<unknown>>
  /** Undefined when the element says nothing that can be understood. */
  decode(element: XmlElement, keep: KeepString): T | undefined
  /** The content of an element that holds the value. */
  content(value: T): string
  /** The `xsi:type` to write, where it depends on the value. */
  typeOf?(value: T): string | undefined
}

/** The type that a kind reads. */
export type ValueOf<K> = K extends Kind<infer T> ? T : never

/** A managed object reference: `{ type: 'HostSystem', value: 'host-12' }`. */
export interface Reference {
  readonly type: string
  readonly value: string
}

/** Text. */
export const string: Kind<string> = {
  type: 'xsd:string',
  decode: (element, keep) => keep(element.text),
  content: escapeXml,
}

/** A point in time, kept as the ISO 8601 text that vSphere sends. */
export const date: Kind<string> = { ...string, type: 'xsd:dateTime' }

/** A whole number up to 2^53, written as `xsd:int`. */
export const integer: Kind<number> = { type: 'xsd:int', decode: decodeNumber, content: String }

/** A whole number up to 2^53, written as `xsd:long`. */
export const long: Kind<number> = { ...integer, type: 'xsd:long' }

/** `true` or `false`. */
export const boolean: Kind<boolean> = {
  type: 'xsd:boolean',
  decode: ({ text }) =>
    text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined,
  content: String,
}

/** A managed object reference. */
export const reference: Kind<Reference> = {
  type: 'ManagedObjectReference',
  decode(element, keep) {
    // A value can carry both: the bare `type` is the kind of object, `xsi:type` says that it is a reference.
    const type = element.attributes.find((attribute) => attribute.name === 'type')?.value
    return type === undefined ? undefined : { type: keep(type), value: keep(element.text) }
  },
  content: ({ value }) => escapeXml(value),
}

function decodeNumber({ text }: XmlElement): number | undefined {
  const value = Number(text)
  return text !== '' && Number.isFinite(value) ? value : undefined
}

/** Fields of an object, each optional: unset and empty are different things in vSphere. */
type Fields<F> = { readonly [N in keyof F]?: ValueOf<F[N]> }

type FieldKinds = Readonly<Record<string, Kind<unknown>>>

/** An object of exactly this type; fields not named here are passed over. */
export function object<const F extends FieldKinds>(type: string, fields: F): Kind<Fields<F>> {
  const byName = new Map(Object.entries(fields))
  return {
    type,
    fields: byName,
    decode: (element, keep) => decodeFields<Fields<F>>(element, byName, keep, {}),
    content: (value) => fieldContent(value, byName),
  }
}

/** An object of this type or one derived from it: the type said on the wire is kept as `type`. */
export function anyOf<const F extends FieldKinds>(
  type: string,
  fields: F,
): Kind<Fields<F> & { readonly type: string }> {
  const byName = new Map(Object.entries(fields))
  return {
    type,
    fields: byName,
    decode(element, keep) {
      const said = wireType(element)
      return decodeFields(element, byName, keep, { type: said === undefined ? type : keep(said) })
    },
    content: (value) => fieldContent(value, byName),
    typeOf: (value) => value.type,
  }
}

/** A list; `name` is the item's element name inside `ArrayOf…`, by default the item's type. */
export function list<T>(kind: Kind<T>, name: string = kind.type.replace('xsd:', '')): Kind<readonly T[]> {
  return {
    type: `ArrayOf${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    item: { name, kind },
    decode(element, keep) {
      const items: T[] = []
      for (const child of element.children) {
        const value = kind.decode(child, keep)
        if (value !== undefined) items.push(value)
      }
      return items
    },
    content: (values) => values.map((value) => encode(name, value, kind)).join(''),
  }
}

/** A kind that contains itself, such as a tree of snapshots. */
export function lazy<T>(type: string, kind: () => Kind<T>): Kind<T> {
  return {
    type,
    decode: (element, keep) => kind().decode(element, keep),
    content: (value) => kind().content(value),
  }
}

/** How many links a chain of nested elements of the same name has: the depth of a disk's snapshot chain. */
export function chain(type: string, name: string): Kind<number> {
  return {
    type,
    decode(element) {
      let links = 1
      let at: XmlElement | undefined = element
      while ((at = at.children.find((child) => child.local === name))) links++
      return links
    },
    content: (links) => (links > 1 ? `<${name}>`.repeat(links - 1) + `</${name}>`.repeat(links - 1) : ''),
  }
}

/** One element `name` with a value of `kind`; with `typed`, as a property value is sent, with its `xsi:type`. */
export function encode<T>(name: string, value: T, kind: Kind<T>, typed = false): string {
  const type = kind.typeOf?.(value) ?? (typed ? kind.type : undefined)
  const xsi = type === undefined ? '' : ` xsi:type="${escapeXml(type)}"`
  return `<${name}${xsi}${referenceType(value, kind)}>${kind.content(value)}</${name}>`
}

function referenceType(value: unknown, kind: Kind<unknown>): string {
  if (kind.type !== reference.type || typeof value !== 'object' || value === null || !('type' in value))
    return ''
  return ` type="${escapeXml(String(value.type))}"`
}

/** The last part of the type an element says it is, whatever the prefix of the attribute; never the bare `type`. */
export function wireType(element: Pick<XmlElement, 'attributes'>): string | undefined {
  for (const attribute of element.attributes) {
    if (attribute.local === 'type' && attribute.name !== 'type') {
      return attribute.value.slice(attribute.value.indexOf(':') + 1)
    }
  }
  return undefined
}

function decodeFields<R>(
  element: XmlElement,
  fields: ReadonlyMap<string, Kind<unknown>>,
  keep: KeepString,
  record: Record<string, unknown>,
): R {
  for (const child of element.children) {
    const kind = fields.get(child.local)
    if (kind === undefined) continue
    const value = (kind.item?.kind ?? kind).decode(child, keep)
    if (value === undefined) continue
    if (kind.item === undefined) record[child.local] = value
    else {
      const before = record[child.local]
      if (Array.isArray(before)) before.push(value)
      else record[child.local] = [value]
    }
  }
  // The one place where the table of fields becomes the type that was computed from it.
  return record as R
}

function fieldContent(value: object, fields: ReadonlyMap<string, Kind<unknown>>): string {
  let content = ''
  for (const [name, field] of Object.entries(value)) {
    const kind = fields.get(name)
    if (kind === undefined || field === undefined) continue
    if (kind.item === undefined) content += encode(name, field, kind)
    else if (Array.isArray(field)) for (const item of field) content += encode(name, item, kind.item.kind)
  }
  return content
}
