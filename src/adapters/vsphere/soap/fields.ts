import type { XmlTag } from '../../../formats/xml/index.ts'
import { boolean, integer, type Kind, reference, string } from '../schema/kinds.ts'

/** What is made of an element with nothing but text, without an element in between. */
export type Reads = 'text' | 'number' | 'boolean' | 'reference' | 'element'

/** How an element inside a value looks, and whether there may be many of its name. */
export class Field {
  readonly name: string
  readonly kind: Kind<unknown>
  readonly many: boolean
  readonly reads: Reads
  #shape: Shape | undefined

  constructor(name: string, kind: Kind<unknown>, many: boolean) {
    this.name = name
    this.kind = kind
    this.many = many
    this.reads = readsOf(kind)
  }

  /** What is inside; undefined for a kind that reads by rules of its own. */
  get shape(): Shape | undefined {
    const { item, fields } = this.kind
    if (this.#shape === undefined && (item !== undefined || fields !== undefined))
      this.#shape = new Shape(this.kind)
    return this.#shape
  }
}

/** Tags that come often and the fields they were found to be. */
const places = 64

/** The fields of an object, or the one field that each element of a list is. */
export class Shape {
  readonly kind: Kind<unknown>
  readonly item: Field | undefined
  readonly #byName: ReadonlyMap<string, Field>
  readonly #tags: (XmlTag | undefined)[] = Array.from({ length: places })
  readonly #found: (Field | undefined)[] = Array.from({ length: places })

  constructor(kind: Kind<unknown>) {
    this.kind = kind
    this.item = kind.item === undefined ? undefined : new Field('', kind.item.kind, true)
    this.#byName = new Map(
      [...(kind.fields ?? [])].map(([name, field]) => [
        name,
        new Field(name, field.item?.kind ?? field, field.item !== undefined),
      ]),
    )
  }

  /** The field that an element with this tag is; undefined when nobody wants it. */
  find(tag: XmlTag): Field | undefined {
    if (this.item !== undefined) return this.item
    const place = tag.place & (places - 1)
    if (this.#tags[place] === tag) return this.#found[place]
    const field = this.#byName.get(tag.local)
    if (tag.place !== -1) {
      this.#tags[place] = tag
      this.#found[place] = field
    }
    return field
  }
}

/** By the function that decodes: a kind that has one of its own is given its element. */
function readsOf({ decode }: Kind<unknown>): Reads {
  if (decode === string.decode) return 'text'
  if (decode === integer.decode) return 'number'
  if (decode === boolean.decode) return 'boolean'
  return decode === reference.decode ? 'reference' : 'element'
}
