import {
  collectElements,
  type XmlAttribute,
  type XmlElement,
  type XmlHandler,
} from '../../../formats/xml/index.ts'
import { type KeepString, type Kind, wireType } from '../schema/kinds.ts'

/** How an element inside a value looks, and whether there may be many of its name. */
interface Field {
  readonly kind: Kind<unknown>
  readonly many: boolean
}

interface Frame {
  /** The field that each element inside is, for a list; else fields by name. */
  readonly fields: Field | ReadonlyMap<string, Field>
  /** What the elements inside become: an object, or a list. */
  readonly into: Record<string, unknown> | unknown[]
  /** Where it goes in the frame around it. */
  readonly name: string
  readonly many: boolean
}

interface Loose {
  name: string
  local: string
  attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  text: string
}

/**
 * Builds one value by its kind while its elements stream by, without a tree in between. It gives what `kind.decode` gives
 * for the whole element; a kind that reads by rules of its own is given its element.
 */
export class ValueBuilder {
  readonly #keep: KeepString
  readonly #frames: Frame[] = []
  /** One element that is used for every leaf: no kind keeps it. */
  readonly #leaf: Loose = { name: '', local: '', attributes: [], children: [], text: '' }
  #tree: XmlHandler | undefined
  #depth = 0
  /** What the element is that was asked about last: it is told next. */
  #field: Field | undefined
  #root: unknown

  constructor(keep: KeepString) {
    this.#keep = keep
  }

  /** The element of a value begins. */
  begin(kind: Kind<unknown>, name: string, attributes: readonly XmlAttribute[], local: string): void {
    this.#root = undefined
    this.#enter({ kind, many: false }, name, attributes, local)
  }

  /** Whether anything inside an element of this name is wanted now. Asked before each one is told. */
  wants(local: string): boolean {
    if (this.#tree !== undefined) return true
    const fields = this.#frames.at(-1)?.fields
    this.#field = fields === undefined || 'kind' in fields ? fields : fields.get(local)
    return this.#field !== undefined
  }

  open(name: string, attributes: readonly XmlAttribute[], local: string): void {
    if (this.#tree !== undefined) {
      this.#depth++
      return this.#tree.open(name, attributes, local)
    }
    if (this.#field !== undefined) this.#enter(this.#field, name, attributes, local)
  }

  text(value: string): void {
    this.#tree?.text(value)
  }

  leaf(name: string, attributes: readonly XmlAttribute[], text: string, local: string): void {
    if (this.#tree !== undefined) return this.#tree.leaf?.(name, attributes, text, local)
    const top = this.#frames.at(-1)
    const field = this.#field
    if (top !== undefined && field !== undefined)
      put(top, local, field.many, this.value(field.kind, name, attributes, text, local))
  }

  /** An element ends; true when it was the one of the value. */
  close(name: string): boolean {
    if (this.#tree !== undefined) {
      const tree = this.#tree
      if (--this.#depth === 0) this.#tree = undefined
      tree.close(name)
      return this.#frames.length === 0 && this.#tree === undefined
    }
    const frame = this.#frames.pop()
    const around = this.#frames.at(-1)
    if (frame === undefined) return true
    if (around === undefined) this.#root = frame.into
    else put(around, frame.name, frame.many, frame.into)
    return around === undefined
  }

  /** The value that was built; undefined when it says nothing that can be understood. */
  result(): unknown {
    return this.#root
  }

  /** The value of an element with nothing but text. */
  value(
    kind: Kind<unknown>,
    name: string,
    attributes: readonly XmlAttribute[],
    text: string,
    local: string,
  ): unknown {
    const leaf = this.#leaf
    leaf.name = name
    leaf.local = local
    leaf.attributes = attributes
    leaf.text = text
    return kind.decode(leaf, this.#keep)
  }

  #enter(field: Field, name: string, attributes: readonly XmlAttribute[], local: string): void {
    const { kind, many } = field
    const fields = fieldsOf(kind)
    if (fields !== undefined) {
      const into = kind.item === undefined ? beginning(kind, attributes, this.#keep) : []
      this.#frames.push({ fields, into, name: local, many })
      return
    }
    const around = this.#frames.at(-1)
    this.#depth = 1
    this.#tree = collectElements('root', (element) => {
      const value = kind.decode(element, this.#keep)
      if (around === undefined) this.#root = value
      else put(around, local, many, value)
    })
    this.#tree.open(name, attributes, local)
  }
}

const known = new WeakMap<Kind<unknown>, Field | ReadonlyMap<string, Field>>()

/** What is inside values of a kind; undefined for one that reads by rules of its own. */
function fieldsOf(kind: Kind<unknown>): Field | ReadonlyMap<string, Field> | undefined {
  const { item, fields } = kind
  if (item === undefined && fields === undefined) return undefined
  let found = known.get(kind)
  if (found === undefined) {
    found =
      item === undefined
        ? new Map([...(fields ?? [])].map(([name, field]) => [name, fieldOf(field)] as const))
        : { kind: item.kind, many: true }
    known.set(kind, found)
  }
  return found
}

function fieldOf(kind: Kind<unknown>): Field {
  return { kind: kind.item?.kind ?? kind, many: kind.item !== undefined }
}

/** A kind with types derived from it keeps the one that was said. */
function beginning(
  kind: Kind<unknown>,
  attributes: readonly XmlAttribute[],
  keep: KeepString,
): Record<string, unknown> {
  if (kind.typeOf === undefined) return {}
  const said = wireType({ attributes })
  return { type: said === undefined ? kind.type : keep(said) }
}

function put({ into }: Frame, name: string, many: boolean, value: unknown): void {
  if (value === undefined) return
  if (Array.isArray(into)) into.push(value)
  else if (!many) into[name] = value
  else {
    const before = into[name]
    if (Array.isArray(before)) before.push(value)
    else into[name] = [value]
  }
}
