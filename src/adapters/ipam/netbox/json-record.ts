import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { itemsOf, type JsonNode, memberOf } from '../../../formats/json/index.ts'
import type { Line } from '../../../lib/lines.ts'
import { stringsOf } from '../shared/strings.ts'
import { paths } from './paths.ts'
import {
  type NetBoxField,
  type NetBoxKind,
  type NetBoxRecord,
  type NetBoxValue,
  ownerFields,
} from './schema.ts'

/** What an object that stands within another is called. */
const nameKeys = ['name', 'address', 'prefix', 'label', 'value', 'display', 'model']
/** Members that say where an object is asked for. */
const addressesOfApi: ReadonlySet<string> = new Set(['url', 'display_url'])

/** The text of a value: its own, or the name of the object that it is. */
export function textOf(node: JsonNode | undefined): string {
  const value = node?.value
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number') return String(value)
  if (!(value instanceof Map)) return ''
  for (const key of nameKeys) {
    const name = memberOf(node, key)?.value
    if (typeof name === 'string' && name !== '') return name.trim()
  }
  return ''
}

/** An object of the API as a record. Its texts are masked. */
export class JsonRecord implements NetBoxRecord {
  readonly kind: NetBoxKind
  readonly #node: JsonNode
  readonly #places: MaskedPlaces
  #line: Line | undefined

  constructor(node: JsonNode, kind: NetBoxKind, places: MaskedPlaces) {
    this.#node = node
    this.kind = kind
    this.#places = places
  }

  get line(): Line {
    this.#line ??= this.#places.lineAt(this.#node.at)
    return this.#line
  }

  text(field: NetBoxField): string {
    const found = this.#find(field)
    const text =
      field === 'redundancy' ? redundancyOf(found) : field === 'vlan' ? vlanText(found) : textOf(found)
    return text === '' ? '' : this.#places.plain(text)
  }

  values(field: NetBoxField): readonly NetBoxValue[] {
    const found = this.#find(field)
    if (!found) return []
    if (Array.isArray(found.value)) return itemsOf(found).flatMap((one) => this.#value(one) ?? [])
    const value = this.#value(found)
    return value ? [value] : []
  }

  others(): readonly NetBoxValue[] {
    const custom = this.#strings(memberOf(this.#node, 'custom_fields'))
    const local = this.#strings(memberOf(this.#node, 'local_context_data'))
    return local.length === 0 ? custom : [...custom, ...local]
  }

  all(): readonly NetBoxValue[] {
    return this.#strings(this.#node)
  }

  #find(field: NetBoxField): JsonNode | undefined {
    for (const path of paths[field]) {
      let at: JsonNode | undefined = this.#node
      for (const name of path) at = memberOf(at, name)
      if (at && at.value !== null) return at
    }
    return field === 'owner' ? customOwner(this.#node) : undefined
  }

  #value(node: JsonNode): NetBoxValue | undefined {
    const text = textOf(node)
    if (text === '') return undefined
    // Within an object that is named by its address, the address is what stands there.
    const { at } = memberOf(node, 'address') ?? node
    const own = this.line
    // All of a compact answer is one line; its text is then what stands from the object on.
    const line = this.#places.numberAt(at) === own.number ? own : this.#places.lineAt(at)
    return { text: this.#places.plain(text), line }
  }

  #strings(node: JsonNode | undefined): readonly NetBoxValue[] {
    if (!node) return none
    return stringsOf(node, addressesOfApi).flatMap((one) => this.#value(one) ?? [])
  }
}

const none: readonly never[] = []

function customOwner(node: JsonNode): JsonNode | undefined {
  const fields = memberOf(node, 'custom_fields')?.value
  if (!(fields instanceof Map)) return undefined
  for (const [name, value] of fields as ReadonlyMap<string, JsonNode>) {
    if (ownerFields.test(name.toLowerCase().replace(/[^a-z0-9]/g, '')) && textOf(value) !== '') return value
  }
  return undefined
}

/** An address of a redundancy group has a group where others have an interface. */
function redundancyOf(node: JsonNode | undefined): string {
  const group = memberOf(node, 'group_id')
  return group ? `${textOf(memberOf(node, 'protocol'))} ${textOf(group)}`.trim() : ''
}

function vlanText(node: JsonNode | undefined): string {
  const vid = textOf(memberOf(node, 'vid'))
  return vid === '' ? textOf(node) : `${textOf(node)} (${vid})`
}
