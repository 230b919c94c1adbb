import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { type JsonNode, memberOf } from '../../../formats/json/index.ts'
import type { Line } from '../../../lib/lines.ts'
import { memberNames, type PhpIpamField, type PhpIpamRecord } from './schema.ts'

/** An object of the API as a record. Its texts are masked. */
export class ObjectRecord implements PhpIpamRecord {
  readonly #node: JsonNode
  readonly #places: MaskedPlaces
  #line: Line | undefined

  constructor(node: JsonNode, places: MaskedPlaces) {
    this.#node = node
    this.#places = places
  }

  get line(): Line {
    this.#line ??= this.#places.lineAt(this.#node.at)
    return this.#line
  }

  text(field: PhpIpamField): string {
    const value = memberOf(this.#node, memberNames[field])
    const text = textOf(field === 'nameServers' ? (memberOf(value, 'namesrv1') ?? value) : value)
    return text === '' ? '' : this.#places.plain(text.replaceAll(';', ' '))
  }

  lineOf(field: PhpIpamField): Line {
    return this.#lineAt((memberOf(this.#node, memberNames[field]) ?? this.#node).at)
  }

  others(): ReturnType<PhpIpamRecord['others']> {
    if (!(this.#node.value instanceof Map)) return []
    const found: { text: string; line: Line }[] = []
    // The gateway of a subnet is an object of its own.
    const gateway = memberOf(memberOf(this.#node, 'gateway'), 'ip_addr')
    if (gateway) found.push({ text: textOf(gateway), line: this.#lineAt(gateway.at) })
    for (const [name, member] of this.#node.value as ReadonlyMap<string, JsonNode>)
      if (name.startsWith('custom_'))
        found.push({ text: this.#places.plain(textOf(member)), line: this.#lineAt(member.at) })
    return found
  }

  #lineAt(at: number): Line {
    return this.#places.numberAt(at) === this.line.number ? this.line : this.#places.lineAt(at)
  }
}

/** The text of a value; empty for an object, a list or nothing. */
export function textOf(node: JsonNode | undefined): string {
  const value = node?.value
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}
