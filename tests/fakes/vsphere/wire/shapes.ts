import table from './shapes.json' with { type: 'json' }
import { compareVersions } from './version.ts'

/** One field of a class of the API. */
export interface Field {
  readonly name: string
  /** `int`, `string`, `ManagedObjectReference`, a class, or an enumeration. */
  readonly type: string
  readonly enumeration: boolean
  readonly array: boolean
}

/** Fields that the table does not date, because they are older than its dates. */
const since: Readonly<Record<string, string>> = {
  'VirtualMachineConfigInfo.createDate': '6.7',
  'VirtualMachineConfigInfo.keyId': '6.5',
  'VirtualMachineRuntimeInfo.cryptoState': '6.7',
  'GuestDiskInfo.mappings': '7.0',
  'GuestDiskInfo.filesystemType': '7.0',
}

/** Paths that are remembered for each type. */
const mostFound = 1000

/**
 * The classes of the API as one version of it knows them: a path that a version does not know is InvalidProperty. The
 * table is what govmomi's types say (`tests/peers/govc/shapes`), not what the product believes.
 */
export class Shapes {
  readonly #classes = new Map<string, ReadonlyMap<string, Field>>()
  readonly #found = new Map<string, Map<string, Field | undefined>>()

  constructor(apiVersion: string) {
    for (const [name, text] of Object.entries(table)) {
      const fields = new Map<string, Field>()
      for (const word of text.split(' ')) {
        const [, field = '', type = '', star, from] = /^(\w+):(=?\w+)(\*?)(?:@([\d.]+))?$/.exec(word) ?? []
        const known = from ?? since[`${name}.${field}`]
        if (field === '' || (known !== undefined && compareVersions(apiVersion, known) < 0)) continue
        const enumeration = type.startsWith('=')
        fields.set(field, {
          name: field,
          type: enumeration ? type.slice(1) : type,
          enumeration,
          array: star === '*',
        })
      }
      this.#classes.set(name, fields)
    }
  }

  /** The fields of a class in the order of the wire; undefined for one that the table does not have. */
  of(name: string): ReadonlyMap<string, Field> | undefined {
    return this.#classes.get(name)
  }

  /** The field at the end of a path such as `config.hardware.device`; undefined when some part is not known. */
  at(type: string, path: string): Field | undefined {
    let known = this.#found.get(type)
    if (known === undefined) this.#found.set(type, (known = new Map()))
    if (known.has(path)) return known.get(path)
    const field = this.#walk(type, path)
    if (known.size < mostFound) known.set(path, field)
    return field
  }

  #walk(type: string, path: string): Field | undefined {
    let inside = type
    let field: Field | undefined
    for (const part of path.split('.')) {
      if (field?.array === true) return undefined
      field = this.#classes.get(inside)?.get(part)
      if (field === undefined) return undefined
      inside = field.type
    }
    return field
  }
}
