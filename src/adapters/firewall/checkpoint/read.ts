import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { itemsOf, type JsonNode, memberOf, readJsonTexts, stringOf } from '../../../formats/json/index.ts'
import { rangesOf } from './machines.ts'
import { makeObjects } from './objects.ts'
import type { CheckPointRule, Objects, Side } from './schema.ts'
import type { Heard } from './told.ts'

/** What a file holds: the rules in their order, and the objects that they name. */
export interface CheckPointFile {
  readonly rules: readonly CheckPointRule[]
  readonly objects: Objects
  /** What has a uid, by it. */
  readonly nodes: ReadonlyMap<string, JsonNode>
  readonly brokenAt?: number
}

interface Found {
  readonly node: JsonNode
  readonly layer: string
}

const ruleTypes: ReadonlySet<string> = new Set(['access-rule', 'nat-rule', 'threat-rule', 'https-rule'])
const sectionTypes = /-section$/

/** Reads answers of the management API, one or several in a file, and the files that `show package` tools write. */
export function readCheckPoint(
  text: string,
  places: MaskedPlaces,
  tally: Tally,
  heard: Heard,
): CheckPointFile {
  const { roots, brokenAt } = readJsonTexts(text)
  const rules: Found[] = []
  const nodes = new Map<string, JsonNode>()
  const visit = (node: JsonNode, layer: string): void => {
    if (Array.isArray(node.value)) for (const item of itemsOf(node)) visit(item, layer)
    else if (node.value instanceof Map) visitObject(node, layer)
  }
  const visitObject = (node: JsonNode, layer: string): void => {
    const type = stringOf(memberOf(node, 'type')) ?? ''
    const name = stringOf(memberOf(node, 'name'))
    const uid = stringOf(memberOf(node, 'uid')) ?? name
    if (ruleTypes.has(type)) {
      rules.push({ node, layer })
      // Objects may stand in the rule itself when the answer has no dictionary.
      for (const [key, member] of node.value as ReadonlyMap<string, JsonNode>)
        if (key !== 'domain') visit(member, layer)
      return
    }
    const rulebase = memberOf(node, 'rulebase')
    if (uid !== undefined && type !== '' && !sectionTypes.test(type) && !rulebase) {
      const known = nodes.get(uid)
      // A later answer may say more of an object than an earlier one.
      if (!known || sizeOf(node) > sizeOf(known)) nodes.set(uid, node)
      for (const key of ['members', 'include', 'except']) {
        const inner = memberOf(node, key)
        if (inner) visit(inner, layer)
      }
      return
    }
    // A rulebase of translations has no name of its own.
    const own = rulebase && !sectionTypes.test(type) && name !== undefined ? places.plain(name) : layer
    for (const [key, member] of node.value as ReadonlyMap<string, JsonNode>)
      if (key !== 'meta-info') visit(member, own)
  }
  for (const root of roots) visit(root, '')
  const objects = makeObjects(nodes, places, heard)
  return {
    objects,
    nodes,
    rules: rules.flatMap((found) => ruleOf(found, objects, places, tally) ?? []),
    ...(brokenAt === undefined ? {} : { brokenAt }),
  }
}

function sizeOf(node: JsonNode): number {
  return node.value instanceof Map ? node.value.size : 0
}

function ruleOf(
  { node, layer }: Found,
  objects: Objects,
  places: MaskedPlaces,
  tally: Tally,
): CheckPointRule | undefined {
  const type = stringOf(memberOf(node, 'type')) ?? ''
  if (type !== 'access-rule' && type !== 'nat-rule') {
    tally.unknown(type, places.lineAt(node.at))
    return undefined
  }
  tally.known()
  const labels = (list: JsonNode | undefined): readonly string[] => {
    if (list === undefined || list.value === null) return []
    return (Array.isArray(list.value) ? itemsOf(list) : [list]).map((one) => objects.labelOf(one))
  }
  const side = (key: string, negate?: string): Side => {
    const list = memberOf(node, key)
    const ranges = list ? undefined : memberOf(node, `${key}-ranges`)
    const negated = negate !== undefined && memberOf(node, negate)?.value === true
    return { members: labels(list), ranges: rangesOf(ranges), at: (list ?? ranges ?? node).at, negated }
  }
  const nat = type === 'nat-rule'
  const number = memberOf(node, 'rule-number')?.value
  const comments = stringOf(memberOf(node, 'comments')) ?? ''
  const hits = memberOf(memberOf(node, 'hits'), 'value')?.value
  const any = (key: string): boolean => labels(memberOf(node, key)).every((one) => one === 'Any')
  const action = nat ? stringOf(memberOf(node, 'method')) : labels(memberOf(node, 'action'))[0]
  const title = [
    layer === '' && nat ? 'NAT' : layer,
    typeof number === 'number' ? number : '',
    stringOf(memberOf(node, 'name')) ?? '',
  ]
  const original = (key: string): Side =>
    side(nat ? `original-${key}` : key, nat ? undefined : `${key}-negate`)
  const gateways = labels(memberOf(node, 'install-on'))
  const automatic = nat && memberOf(node, 'auto-generated')?.value === true
  const source = original('source')
  const destination = original('destination')
  const translatedSource = nat ? side('translated-source') : undefined
  const translatedDestination = nat ? side('translated-destination') : undefined
  const outside = ({ members, ...rest }: Side): Side => ({ ...rest, members: members.map(objects.outsideOf) })
  // The same object stands on both sides then: its own address inside, that of its settings outside.
  const leaves = automatic && translatedSource && sameMembers(source, translatedSource)
  const enters = automatic && translatedDestination && sameMembers(destination, translatedDestination)
  return {
    kind: nat ? 'nat-rule' : 'firewall-rule',
    at: node.at,
    name: places.plain(title.filter((one) => one !== '').join(' ')).slice(0, 300),
    layer,
    number: typeof number === 'number' ? number : undefined,
    source,
    destination: enters ? outside(destination) : destination,
    ...(translatedSource ? { translatedSource: leaves ? outside(translatedSource) : translatedSource } : {}),
    ...(translatedDestination ? { translatedDestination } : {}),
    automatic: automatic ? [...source.members, ...destination.members] : [],
    service: original('service'),
    action: action?.toLowerCase().slice(0, 40),
    disabled: memberOf(node, 'enabled')?.value === false,
    expires: endOf(labels(memberOf(node, 'time')), objects),
    hits: typeof hits === 'number' ? hits : undefined,
    owner: ownerInText(places.plain(comments)) ?? ownerOfFields(node, places),
    gateways: gateways.every((one) => /^(?:Policy Targets|All|Any)$/.test(one)) ? [] : gateways,
    narrowed: !(any('time') && any('content') && any('vpn')) || memberOf(node, 'inline-layer') !== undefined,
  }
}

function sameMembers(one: Side, other: Side): boolean {
  return one.members.join('\n') === other.members.join('\n')
}

/** Three fields of a rule are free for the organisation: many write the owner or a ticket there. */
function ownerOfFields(node: JsonNode, places: MaskedPlaces): string | undefined {
  for (const key of ['field-1', 'field-2', 'field-3']) {
    const text = stringOf(memberOf(memberOf(node, 'custom-fields'), key))
    const owner = text === undefined ? undefined : ownerInText(places.plain(text))
    if (owner !== undefined) return owner
  }
  return undefined
}

/** The end of the times that a rule works in, when each of them has one. */
function endOf(labels: readonly string[], objects: Objects): string | undefined {
  const ends = labels.map((label) => {
    const node = objects.nodeOf(label)
    if (objects.typeOf(label) !== 'time' || memberOf(node, 'end-never')?.value === true) return undefined
    const text = stringOf(memberOf(memberOf(node, 'end'), 'iso-8601'))
    return text !== undefined && /^\d{4}-\d\d-\d\d/.test(text) ? text.slice(0, 30) : undefined
  })
  return ends.length > 0 && ends.every((end) => end !== undefined) ? ends.sort().at(-1) : undefined
}
