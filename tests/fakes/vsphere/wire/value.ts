/** A reference to a managed object, for example `HostSystem` `host-12`. */
export class Ref {
  readonly type: string
  readonly id: string

  constructor(type: string, id: string) {
    this.type = type
    this.id = id
  }
}

/** A value for a field of `anyType`, with the name of its type: `new Typed('xsd:long', 5)`. */
export class Typed {
  readonly type: string
  readonly value: string | number | boolean

  constructor(type: string, value: string | number | boolean) {
    this.type = type
    this.value = value
  }
}

/** What a property or a field can hold; how it looks on the wire is said by its shape. */
export type Value = string | number | boolean | Ref | Typed | Data | readonly Value[]

/** A data object. `$` names its class where it may be one derived from what the shape says. */
export interface Data {
  readonly [field: string]: Value | undefined
}

/** Whether a value is a data object. */
export function isData(value: Value): value is Data {
  return (
    typeof value === 'object' && !Array.isArray(value) && !(value instanceof Ref) && !(value instanceof Typed)
  )
}

/** Short for a reference. */
export function ref(type: string, id: string): Ref {
  return new Ref(type, id)
}
