import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'
import { asksForSourcePorts, entriesOf } from './services.ts'
import type { NsxRule, OwnerHint, Placed, Policy } from './schema.ts'

type Fields = Omit<NsxRule, 'path' | 'name' | 'at' | 'owner' | 'policy' | 'sequence'>

/** What a policy says for its rules. */
export function policyOf(node: JsonNode, name: string, plain: (text: string) => string): Policy {
  return {
    name,
    category: stringOf(memberOf(node, 'category'))?.slice(0, 60),
    sequence: numberOf(memberOf(node, 'sequence_number')),
    scope: scopeOf(node),
    appliedTo: appliedTo(node),
    scheduler: stringOf(memberOf(node, 'scheduler_path')),
    owner: ownerOf(node, plain),
  }
}

/** The sides of a rule of the distributed or a gateway firewall. */
export function fieldsOfRule(node: JsonNode, policy: Policy | undefined): Fields {
  const scope = scopeOf(node)
  return {
    kind: 'firewall-rule',
    sources: placed(memberOf(node, 'source_groups')),
    destinations: placed(memberOf(node, 'destination_groups')),
    // The scope of the policy is in force where it has one.
    scope: policy && policy.scope.length > 0 ? policy.scope : scope,
    translated: [],
    sourcesExcluded: isOn(memberOf(node, 'sources_excluded')),
    destinationsExcluded: isOn(memberOf(node, 'destinations_excluded')),
    services: [
      ...placed(memberOf(node, 'services')).map(({ text }) => text),
      ...entriesOf(memberOf(node, 'service_entries')),
    ],
    action: stringOf(memberOf(node, 'action'))?.toLowerCase().slice(0, 40),
    disabled: isOn(memberOf(node, 'disabled')),
    scheduler: policy?.scheduler,
    asked: askedOf(node, policy),
  }
}

/** The sides of a translation; networks are one text with commas. */
export function fieldsOfTranslation(node: JsonNode): Fields {
  const service = stringOf(memberOf(node, 'service'))
  return {
    kind: 'nat-rule',
    sources: networks(memberOf(node, 'source_network')),
    destinations: networks(memberOf(node, 'destination_network')),
    scope: [],
    translated: networks(memberOf(node, 'translated_network')),
    sourcesExcluded: false,
    destinationsExcluded: false,
    services: service === undefined || service === '' ? [] : [service],
    action: stringOf(memberOf(node, 'action'))?.toLowerCase().slice(0, 40),
    disabled: isOff(memberOf(node, 'enabled')),
    asked: { conditions: new Map(), narrowed: true },
  }
}

/** The owner that an object names in a tag of scope `owner`, else in a tag, its log label, its description or notes. */
export function ownerOf(node: JsonNode, plain: (text: string) => string): OwnerHint | undefined {
  for (const item of itemsOf(memberOf(node, 'tags'))) {
    const tag = stringOf(memberOf(item, 'tag')) ?? ''
    const isOwner = /^owner$/i.test(stringOf(memberOf(item, 'scope')) ?? '')
    const name = isOwner && tag !== '' ? plain(tag).slice(0, 120) : ownerInText(plain(tag))
    if (name !== undefined) return { name, basis: 'tag' }
  }
  const label = stringOf(memberOf(node, 'tag'))
  const labelled = label === undefined ? undefined : ownerInText(plain(label))
  if (labelled !== undefined) return { name: labelled, basis: 'tag' }
  for (const key of ['description', 'notes']) {
    const text = stringOf(memberOf(node, key))
    const name = text === undefined ? undefined : ownerInText(plain(text))
    if (name !== undefined) return { name, basis: 'description' }
  }
  return undefined
}

/** A switch that is on; tools write `"true"` as well. */
export function isOn(node: JsonNode | undefined): boolean {
  return node?.value === true || node?.value === 'true'
}

/** A switch that is off, and not merely left out. */
export function isOff(node: JsonNode | undefined): boolean {
  return node?.value === false || node?.value === 'false'
}

/** A number, also one that stands as text. */
export function numberOf(node: JsonNode | undefined): number | undefined {
  const value = node?.value
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined
}

function askedOf(node: JsonNode, policy: Policy | undefined): NsxRule['asked'] {
  const conditions = new Map<string, readonly string[]>()
  for (const [field, every] of [
    ['direction', 'IN_OUT'],
    ['ip_protocol', 'IPV4_IPV6'],
  ] as const) {
    const asked = stringOf(memberOf(node, field)) ?? every
    if (asked !== every) conditions.set(field, [asked])
  }
  const scope = policy && policy.appliedTo.length > 0 ? policy.appliedTo : appliedTo(node)
  if (scope.length > 0) conditions.set('scope', scope)
  const profiles = itemsOf(memberOf(node, 'profiles')).some((item) => item.value !== 'ANY')
  return { conditions, narrowed: profiles || asksForSourcePorts(memberOf(node, 'service_entries')) }
}

/** Everything that an object is applied to; empty = everywhere. */
function appliedTo(node: JsonNode): readonly string[] {
  const texts = placed(memberOf(node, 'scope')).map(({ text }) => text)
  return texts.includes('ANY') ? [] : texts
}

/** Where a rule is applied; `ANY` is everywhere, and the path of a gateway is no group. */
function scopeOf(node: JsonNode): readonly Placed[] {
  return placed(memberOf(node, 'scope')).filter(({ text }) => text.includes('/groups/'))
}

function placed(list: JsonNode | undefined): readonly Placed[] {
  const found: Placed[] = []
  for (const item of itemsOf(list)) {
    const text = stringOf(item)
    if (text !== undefined) found.push({ text, at: item.at })
  }
  return found
}

function networks(node: JsonNode | undefined): readonly Placed[] {
  const text = stringOf(node)
  if (node === undefined || text === undefined) return placed(node)
  return text.split(',').flatMap((part) => {
    const trimmed = part.trim()
    return trimmed === '' ? [] : [{ text: trimmed, at: node.at }]
  })
}
