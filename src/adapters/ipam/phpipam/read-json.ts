import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { itemsOf, type JsonNode, memberOf, readJsonTexts } from '../../../formats/json/index.ts'
import { addressName, type IpamEntry } from '../shared/entry.ts'
import { stringsOf } from '../shared/strings.ts'
import { ObjectRecord, textOf } from './json-record.ts'
import { addressEntry, type PhpIpamPlace, subnetEntry } from './to-model.ts'

/** Answers may be put this deep into one another. */
const deepest = 8
const everything: ReadonlySet<string> = new Set()

/**
 * Gives the entry of each address and subnet of answers of the API to `visit`. An address names its subnet, and that its
 * VRF and VLAN, by number: what the same file says of them is put together. Answers the place of the damage.
 */
export function readPhpIpamJson(
  text: string,
  places: MaskedPlaces,
  tally: Tally,
  visit: (entry: IpamEntry) => void,
): number | undefined {
  const reading = new Reading(places, tally, visit)
  // What is taken while it is read is not kept: a tree of all answers would cost more than reading them.
  const { roots, brokenAt } = readJsonTexts(
    text,
    (item, name, depth) => (name === 'data' || depth === 0) && reading.take(item),
  )
  for (const root of roots) reading.walk(root, 0)
  reading.join()
  return brokenAt
}

class Reading {
  readonly #places: MaskedPlaces
  readonly #tally: Tally
  readonly #visit: (entry: IpamEntry) => void
  readonly #addresses: { readonly entry: IpamEntry; readonly subnet: string }[] = []
  readonly #subnets = new Map<string, JsonNode>()
  /** Names of VLANs and VRFs by their number. */
  readonly #names = new Map<string, string>()

  constructor(places: MaskedPlaces, tally: Tally, visit: (entry: IpamEntry) => void) {
    this.#places = places
    this.#tally = tally
    this.#visit = visit
  }

  walk(node: JsonNode, depth: number): void {
    if (depth > deepest) return
    if (Array.isArray(node.value)) for (const item of itemsOf(node)) this.walk(item, depth + 1)
    else if (node.value instanceof Map) this.#object(node, node.value as ReadonlyMap<string, JsonNode>, depth)
  }

  #object(node: JsonNode, members: ReadonlyMap<string, JsonNode>, depth: number): void {
    const answer = members.has('code') && members.has('success')
    if (answer && !members.has('data'))
      this.#tally.unknown('answer without data', this.#places.lineAt(node.at))
    else if (answer || !this.take(node)) for (const member of members.values()) this.walk(member, depth + 1)
  }

  /** Whether an object is known; one with a number that is not is counted, and its addresses are kept. */
  take(node: JsonNode): boolean {
    const has = (...members: readonly string[]): boolean => members.every((name) => memberOf(node, name))
    const id = textOf(memberOf(node, 'id'))
    if (has('ip', 'subnetId')) this.#address(node)
    else if (has('masterSubnetId') || has('subnet', 'mask')) {
      this.#subnets.set(id || String(node.at), node)
      const nested = memberOf(node, 'addresses')
      if (nested) this.walk(nested, 1)
    } else if (has('number', 'name', 'domainId')) {
      const vlan = `VLAN ${textOf(memberOf(node, 'number'))} ${textOf(memberOf(node, 'name'))}`
      this.#name(`vlan ${id || textOf(memberOf(node, 'vlanId'))}`, vlan.trim())
    } else if (has('rd', 'name'))
      this.#name(`vrf ${id || textOf(memberOf(node, 'vrfId'))}`, textOf(memberOf(node, 'name')))
    else if (has('hostname', 'ip_addr')) this.#device(node)
    else if (has('masterSection') || has('strictMode')) this.#tally.known()
    else if (has('id')) this.#unknown(node)
    else return false
    return true
  }

  #address(node: JsonNode): void {
    const entry = addressEntry(new ObjectRecord(node, this.#places))
    if (!entry) return this.#tally.unknown('address that is none', this.#places.lineAt(node.at))
    this.#tally.known()
    this.#addresses.push({ entry, subnet: textOf(memberOf(node, 'subnetId')) })
  }

  #name(key: string, name: string): void {
    this.#names.set(key, this.#places.plain(name))
    this.#tally.known()
  }

  #device(node: JsonNode): void {
    const line = this.#places.lineAt((memberOf(node, 'ip_addr') ?? node).at)
    const name = addressName(textOf(memberOf(node, 'ip_addr')), line)
    const host = this.#places.plain(textOf(memberOf(node, 'hostname')))
    this.#tally.known()
    if (name)
      this.#visit({ line, names: [name], name: host, host: host === '' ? undefined : host.toLowerCase() })
  }

  #unknown(node: JsonNode): void {
    const line = this.#places.lineAt(node.at)
    this.#tally.unknown('object of another kind', line)
    const prose = stringsOf(node, everything).map((one) => ({
      text: this.#places.plain(textOf(one)),
      line: this.#places.lineAt(one.at),
    }))
    this.#visit({ line, names: [], prose })
  }

  /** Subnets with the names of their VRF and VLAN, and addresses with those of their subnet. */
  join(): void {
    for (const node of this.#subnets.values()) {
      const entry = subnetEntry(new ObjectRecord(node, this.#places), this.#placeOf(node))
      if (entry) {
        this.#tally.known()
        this.#visit(entry)
      } else this.#tally.unknown('subnet without a prefix', this.#places.lineAt(node.at))
    }
    for (const { entry, subnet } of this.#addresses) {
      const { vrf } = this.#placeOf(this.#subnets.get(subnet))
      this.#visit(vrf === undefined ? entry : { ...entry, vrf })
    }
  }

  #placeOf(subnet: JsonNode | undefined): PhpIpamPlace {
    if (!subnet) return {}
    const vrf = textOf(memberOf(subnet, 'vrfId'))
    return {
      vrf: vrf === '' || vrf === '0' ? undefined : (this.#names.get(`vrf ${vrf}`) ?? `VRF ${vrf}`),
      vlan: this.#names.get(`vlan ${textOf(memberOf(subnet, 'vlanId'))}`),
    }
  }
}
