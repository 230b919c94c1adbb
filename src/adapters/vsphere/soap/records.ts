import { collectElements, localName, type XmlAttribute, type XmlHandler } from '../../../formats/xml/index.ts'
import { type AnyRecord, isManagedType, kindsOf, type ManagedType } from '../schema.ts'
import type { KeepString, Kind } from '../schema/kinds.ts'
import { missingOf, type OnMissing } from './answer.ts'
import { ValueBuilder } from './value.ts'

/** A property that is read, by a string of its own. */
interface Property {
  readonly path: string
  readonly kind: Kind<unknown>
}
type Kinds = ReadonlyMap<string, Property>

const known = new Map<ManagedType, Kinds>()

function propertiesOf(type: ManagedType): Kinds {
  let found = known.get(type)
  if (found === undefined) {
    found = new Map([...kindsOf(type)].map(([path, kind]) => [path, { path, kind }]))
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
  keep: KeepString,
  onMissing: OnMissing,
  found: (record: AnyRecord) => void,
): XmlHandler {
  const values = new ValueBuilder(keep)
  let heard: Heard | undefined
  let missing: XmlHandler | undefined
  /** Elements that are open: 1 in `objects`, 2 in `propSet`. Those of a value, and of what is missing, beyond that. */
  let depth = 0
  let property: Property | undefined
  let building = false
  /** A small element that did not come in one piece. */
  let pieces:
    | { readonly name: string; readonly attributes: readonly XmlAttribute[]; text: string }
    | undefined

  const set = (value: unknown): void => {
    if (heard !== undefined && property !== undefined && value !== undefined)
      heard.properties[property.path] = value
  }
  const small = (attributes: readonly XmlAttribute[], text: string, local: string, into: Heard): void => {
    if (local === 'name') property = into.kinds?.get(text)
    else if (local === 'obj') {
      const type = attributes.find((attribute) => attribute.name === 'type')?.value
      if (type === undefined || !isManagedType(type)) return
      into.type = keep(type)
      into.id = keep(text)
      into.kinds = propertiesOf(type)
    }
  }
  const noteMissing = (from: Heard): XmlHandler =>
    collectElements('root', (element) => {
      const said = missingOf(element, keep)
      if (said === undefined || from.kinds === undefined) return
      onMissing(from.type, said.path, said.fault)
      if (said.fault === 'InvalidProperty') return
      from.denied.push(said.path)
      from.lacks.push(said.lack)
    })

  return {
    skips(local) {
      if (heard === undefined || missing !== undefined) return false
      if (building) return !values.wants(local)
      if (depth === 2) return local === 'val' ? property === undefined : local !== 'name'
      return local !== 'obj' && local !== 'propSet' && local !== 'missingSet'
    },
    open(name, attributes, local) {
      if (heard === undefined) {
        if (local !== 'objects') return rest.open(name, attributes, local)
        heard = { type: '', id: '', kinds: undefined, properties: {}, denied: [], lacks: [] }
        depth = 1
        return
      }
      if (building) return values.open(name, attributes, local)
      if (missing === undefined && depth === 1 && local === 'missingSet') missing = noteMissing(heard)
      depth++
      if (missing !== undefined) return missing.open(name, attributes, local)
      if (local === 'propSet') property = undefined
      if (local === 'val' && property !== undefined) {
        building = true
        values.begin(property.kind, name, attributes, local)
      } else if (local !== 'propSet') pieces = { name, attributes, text: '' }
    },
    text(value) {
      if (heard === undefined) rest.text(value)
      else if (building) values.text(value)
      else if (pieces !== undefined) pieces.text += value
      else missing?.text(value)
    },
    leaf(name, attributes, text, local) {
      if (heard === undefined) return rest.leaf?.(name, attributes, text, local)
      if (building) return values.leaf(name, attributes, text, local)
      if (missing !== undefined) return missing.leaf?.(name, attributes, text, local)
      if (local !== 'val') return small(attributes, text, local, heard)
      if (property !== undefined) set(values.value(property.kind, name, attributes, text, local))
    },
    close(name) {
      if (heard === undefined) return rest.close(name)
      if (building) {
        if (!values.close(name)) return
        building = false
        set(values.result())
      } else if (pieces === undefined) missing?.close(name)
      else {
        small(pieces.attributes, pieces.text, localName(pieces.name), heard)
        pieces = undefined
      }
      depth--
      if (depth === 1) missing = undefined
      if (depth > 0) return
      const { type, id, kinds, properties, denied, lacks } = heard
      heard = undefined
      if (kinds === undefined) return
      const record = denied.length > 0 ? { type, id, properties, denied, lacks } : { type, id, properties }
      // Every value was decoded by the kind that the table names for its path and type.
      found(record as AnyRecord)
    },
  }
}
