import {
  collectElements,
  XmlBytes,
  type XmlAttribute,
  type XmlHandler,
  type XmlTag,
  type XmlText,
} from '../../../formats/xml/index.ts'
import { type Kind, wireType } from '../schema/kinds.ts'
import type { TextPool } from '../schema/strings.ts'
import type { Field, Shape } from './fields.ts'

/** A value that is not whole yet. */
interface Frame {
  readonly field: Field
  readonly shape: Shape
  /** What the elements inside become: an object, or a list. */
  readonly object: Record<string, unknown>
  readonly list: unknown[] | undefined
}

const emptyObject: Record<string, unknown> = {}

/**
 * Builds one value by its kind while its elements stream by, without a tree in between. It gives what `kind.decode` gives
 * for the whole element; a kind that reads by rules of its own is given its element.
 */
export class ValueBuilder {
  readonly #texts: TextPool
  readonly #around: Frame[] = []
  #frame: Frame | undefined
  #tree: XmlHandler | undefined
  #depth = 0
  /** What the element is that was asked about last: it is told next. */
  #field: Field | undefined
  #root: unknown

  constructor(texts: TextPool) {
    this.#texts = texts
  }

  /** The element of a value begins. */
  begin(field: Field, name: string, attributes: readonly XmlAttribute[], local: string): void {
    this.#root = undefined
    this.#enter(field, name, attributes, local)
  }

  /** Whether anything inside an element is wanted now. Asked before each one is told in steps. */
  wants(tag: XmlTag): boolean {
    if (this.#tree !== undefined) return true
    this.#field = this.#frame?.shape.find(tag)
    return this.#field !== undefined
  }

  open(name: string, attributes: readonly XmlAttribute[], local: string): void {
    if (this.#tree !== undefined) {
      this.#depth++
      this.#tree.open(name, attributes, local)
    } else if (this.#field !== undefined) this.#enter(this.#field, name, attributes, local)
  }

  text(value: string): void {
    this.#tree?.text(value)
  }

  leaf(tag: XmlTag, text: XmlText): void {
    if (this.#tree !== undefined) return this.#tree.leaf?.(tag, text)
    const frame = this.#frame
    const field = frame?.shape.find(tag)
    if (frame === undefined || field === undefined) return
    const value = this.value(field, tag, text)
    if (value !== undefined) put(frame, field, value)
  }

  /** An element ends; true when it was the one of the value. */
  close(name: string): boolean {
    if (this.#tree !== undefined) {
      const tree = this.#tree
      if (--this.#depth === 0) this.#tree = undefined
      tree.close(name)
      return this.#frame === undefined && this.#tree === undefined
    }
    const frame = this.#frame
    if (frame === undefined) return true
    this.#frame = this.#around.pop()
    this.#give(this.#frame, frame.field, frame.list ?? frame.object)
    return this.#frame === undefined
  }

  /** The value that was built; undefined when it says nothing that can be understood. */
  result(): unknown {
    return this.#root
  }

  /** The value of an element with nothing but text. */
  value(field: Field, tag: XmlTag, text: XmlText): unknown {
    switch (field.reads) {
      case 'text':
        return this.#texts.cut(text)
      case 'number':
        return numberOf(text)
      case 'boolean':
        return booleanOf(text)
      case 'reference':
        return this.#reference(tag, text)
      case 'element': {
        const { name, local, attributes } = tag
        return field.kind.decode(
          { name, local, attributes, children: [], text: text.toString() },
          this.#texts.keep,
        )
      }
    }
  }

  #reference(tag: XmlTag, text: XmlText): unknown {
    for (const attribute of tag.attributes)
      if (attribute.name === 'type')
        return { type: this.#texts.keep(attribute.value), value: this.#texts.cut(text) }
    return undefined
  }

  #enter(field: Field, name: string, attributes: readonly XmlAttribute[], local: string): void {
    const { kind, shape } = field
    const around = this.#frame
    if (shape !== undefined) {
      if (around !== undefined) this.#around.push(around)
      this.#frame =
        shape.item === undefined
          ? { field, shape, object: this.#beginning(kind, attributes), list: undefined }
          : { field, shape, object: emptyObject, list: [] }
      return
    }
    this.#depth = 1
    this.#tree = collectElements('root', (element) =>
      this.#give(around, field, kind.decode(element, this.#texts.keep)),
    )
    this.#tree.open(name, attributes, local)
  }

  #give(around: Frame | undefined, field: Field, value: unknown): void {
    if (around === undefined) this.#root = value
    else if (value !== undefined) put(around, field, value)
  }

  /** A kind with types derived from it keeps the one that was said. */
  #beginning(kind: Kind<unknown>, attributes: readonly XmlAttribute[]): Record<string, unknown> {
    if (kind.typeOf === undefined) return {}
    const said = wireType({ attributes })
    return { type: said === undefined ? kind.type : this.#texts.keep(said) }
  }
}

function put({ object, list }: Frame, { name, many }: Field, value: unknown): void {
  if (list !== undefined) list.push(value)
  else if (!many) object[name] = value
  else {
    const before = object[name]
    if (Array.isArray(before)) before.push(value)
    else object[name] = [value]
  }
}

function numberOf(text: XmlText): number | undefined {
  if (text.from === text.to) return undefined
  const value = text.number()
  return Number.isFinite(value) ? value : undefined
}

const one = 49
const zero = 48

function booleanOf(text: XmlText): boolean | undefined {
  const length = text.to - text.from
  if (length === 1) {
    const code = text.bytes[text.from]
    return code === one ? true : code === zero ? false : undefined
  }
  // Anything that long may be a word in references.
  if (length === 4 && text.is(trueBytes)) return true
  if (length === 5 && text.is(falseBytes)) return false
  const word = text.toString()
  return word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : undefined
}

const trueBytes = new XmlBytes(Buffer.from('true'))
const falseBytes = new XmlBytes(Buffer.from('false'))
