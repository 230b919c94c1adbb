import {
  collectElements,
  localName,
  XmlBytes,
  type XmlAttribute,
  type XmlHandler,
  type XmlTag,
  type XmlText,
} from '../../../formats/xml/index.ts'
import { type AnyRecord, isManagedType, kindsOf, type ManagedType } from '../schema.ts'
import type { TextPool } from '../schema/strings.ts'
import { missingOf, type OnMissing } from './answer.ts'
import { Field } from './fields.ts'
import { ValueBuilder } from './value.ts'

/** A property that is read, by a string of its own. */
interface Property {
  readonly path: string
  readonly bytes: XmlBytes
  readonly field: Field
  /** The one that came after it the last time: objects of one type say theirs in the same order. */
  next: Property | undefined
}
type Kinds = ReadonlyMap<string, Property>

const known = new Map<ManagedType, Kinds>()

function propertiesOf(type: ManagedType): Kinds {
  let found = known.get(type)
  if (found === undefined) {
    found = new Map(
      [...kindsOf(type)].map(([path, kind]) => [
        path,
        {
          path,
          bytes: new XmlBytes(Buffer.from(path)),
          field: new Field('val', kind, false),
          next: undefined,
        },
      ]),
    )
    known.set(type, found)
  }
  return found
}

/** An `objects` element as far as it was heard. */
interface Heard {
  type: string
  id: string
  kinds: Kinds | undefined
  properties: Record<string, unknown>
  denied: string[]
  lacks: string[]
}

/**
 * Makes records of the `objects` elements of a property answer while they stream by, the same that `recordOf` makes of a
 * whole element; every other element goes to `rest`. A property that is not read costs no memory at all.
 */
export function recordHandler(
  rest: XmlHandler,
  texts: TextPool,
  onMissing: OnMissing,
  found: (record: AnyRecord) => void,
): XmlHandler {
  return new RecordHandler(rest, texts, onMissing, found)
}

class RecordHandler implements XmlHandler {
  readonly #rest: XmlHandler
  readonly #texts: TextPool
  readonly #onMissing: OnMissing
  readonly #found: (record: AnyRecord) => void
  readonly #values: ValueBuilder
  #heard: Heard | undefined
  #missing: XmlHandler | undefined
  /** Elements that are open: 1 in `objects`, 2 in `propSet`. Those of a value, and of what is missing, beyond that. */
  #depth = 0
  #property: Property | undefined
  #before: Property | undefined
  #building = false
  /** A small element that did not come in one piece. */
  #pieces: { readonly name: string; readonly attributes: readonly XmlAttribute[]; text: string } | undefined

  constructor(rest: XmlHandler, texts: TextPool, onMissing: OnMissing, found: (record: AnyRecord) => void) {
    this.#rest = rest
    this.#texts = texts
    this.#onMissing = onMissing
    this.#found = found
    this.#values = new ValueBuilder(texts)
  }

  skips(tag: XmlTag): boolean {
    if (this.#heard === undefined || this.#missing !== undefined) return false
    if (this.#building) return !this.#values.wants(tag)
    const { local } = tag
    if (this.#depth === 2) return local === 'val' ? this.#property === undefined : local !== 'name'
    return local !== 'obj' && local !== 'propSet' && local !== 'missingSet'
  }

  open(name: string, attributes: readonly XmlAttribute[], local: string): void {
    if (this.#heard === undefined) {
      if (local !== 'objects') return this.#rest.open(name, attributes, local)
      this.#heard = { type: '', id: '', kinds: undefined, properties: {}, denied: [], lacks: [] }
      this.#depth = 1
      return
    }
    if (this.#building) return this.#values.open(name, attributes, local)
    if (this.#missing === undefined && this.#depth === 1 && local === 'missingSet')
      this.#missing = this.#noteMissing(this.#heard)
    this.#depth++
    if (this.#missing !== undefined) return this.#missing.open(name, attributes, local)
    if (local === 'propSet') this.#property = undefined
    if (local === 'val' && this.#property !== undefined) {
      this.#building = true
      this.#values.begin(this.#property.field, name, attributes, local)
    } else if (local !== 'propSet') this.#pieces = { name, attributes, text: '' }
  }

  text(value: string): void {
    if (this.#heard === undefined) this.#rest.text(value)
    else if (this.#building) this.#values.text(value)
    else if (this.#pieces !== undefined) this.#pieces.text += value
    else this.#missing?.text(value)
  }

  leaf(tag: XmlTag, text: XmlText): void {
    const heard = this.#heard
    if (heard === undefined) return this.#rest.leaf?.(tag, text)
    if (this.#building) return this.#values.leaf(tag, text)
    if (this.#missing !== undefined) return this.#missing.leaf?.(tag, text)
    const { local } = tag
    if (this.#depth === 2) {
      if (local === 'name') this.#named(heard, text)
      else if (local === 'val' && this.#property !== undefined)
        this.#set(heard, this.#values.value(this.#property.field, tag, text))
    } else if (local === 'obj') this.#object(heard, tag.attributes, text.toString())
  }

  close(name: string): void {
    const heard = this.#heard
    if (heard === undefined) return this.#rest.close(name)
    if (this.#building) {
      if (!this.#values.close(name)) return
      this.#building = false
      this.#set(heard, this.#values.result())
    } else if (this.#pieces === undefined) this.#missing?.close(name)
    else {
      const { name: written, attributes, text } = this.#pieces
      if (localName(written) === 'name') this.#property = heard.kinds?.get(text)
      else if (localName(written) === 'obj') this.#object(heard, attributes, text)
      this.#pieces = undefined
    }
    this.#depth--
    if (this.#depth === 1) this.#missing = undefined
    if (this.#depth > 0) return
    this.#heard = undefined
    this.#before = undefined
    this.#tell(heard)
  }

  #tell({ type, id, kinds, properties, denied, lacks }: Heard): void {
    if (kinds === undefined) return
    const record = denied.length > 0 ? { type, id, properties, denied, lacks } : { type, id, properties }
    // Every value was decoded by the kind that the table names for its path and type.
    this.#found(record as AnyRecord)
  }

  #object(heard: Heard, attributes: readonly XmlAttribute[], text: string): void {
    const type = attributes.find((attribute) => attribute.name === 'type')?.value
    if (type === undefined || !isManagedType(type)) return
    heard.type = this.#texts.keep(type)
    heard.id = this.#texts.keep(text)
    heard.kinds = propertiesOf(type)
    this.#before = undefined
  }

  #named({ kinds }: Heard, text: XmlText): void {
    const before = this.#before
    let property = before?.next
    if (property === undefined || !text.is(property.bytes)) {
      property = kinds?.get(this.#texts.cut(text))
      if (before !== undefined && property !== undefined) before.next = property
    }
    this.#property = property
    this.#before = property
  }

  #set({ properties }: Heard, value: unknown): void {
    if (this.#property !== undefined && value !== undefined) properties[this.#property.path] = value
  }

  #noteMissing(from: Heard): XmlHandler {
    return collectElements('root', (element) => {
      const said = missingOf(element, this.#texts.keep)
      if (said === undefined || from.kinds === undefined) return
      this.#onMissing(from.type, said.path, said.fault)
      if (said.fault === 'InvalidProperty') return
      from.denied.push(said.path)
      from.lacks.push(said.lack)
    })
  }
}
