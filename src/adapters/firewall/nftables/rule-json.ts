import { firstMember, itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'
import { operandOfJson, type Places, verdictOf } from './json-elements.ts'
import { parseCidr } from '../../../lib/ip.ts'
import { addressKey, hardwareKey } from './keys.ts'
import { underMask } from './schema.ts'
import type { Element, Key, Match, RuleBody } from './schema.ts'

type Draft = { -readonly [Name in keyof RuleBody]: RuleBody[Name] } & { matches: Match[] }

/** Statements that name no address. */
const silent = new Set([
  'log',
  'limit',
  'quota',
  'set',
  'ct count',
  'ct helper',
  'ct timeout',
  'ct expectation',
  'flow',
  'meter',
  'synproxy',
  'map',
  'secmark',
  'last',
])
/** Those after which the rest of the rule may be left out. */
const letsPass = new Set(['limit', 'quota', 'ct count', 'meter', 'set', 'map', 'synproxy'])
const other: Key = { field: 'other' }

/** Reads the expressions of a rule. */
export function ruleOfJson(
  body: JsonNode,
  places: Places,
  counters: ReadonlyMap<string, number>,
  table: string,
): RuleBody {
  const draft: Draft = { matches: [] }
  const comment = stringOf(memberOf(body, 'comment'))
  if (comment !== undefined) draft.comment = places.plain(comment)
  for (const expression of itemsOf(memberOf(body, 'expr'))) {
    const [verb, value] = firstMember(expression) ?? []
    if (verb === undefined || value === undefined) draft.strange ??= 'expression'
    else readExpression(verb, value, expression, draft, places, counters, table)
  }
  return draft
}

function readExpression(
  verb: string,
  value: JsonNode,
  expression: JsonNode,
  draft: Draft,
  places: Places,
  counters: ReadonlyMap<string, number>,
  table: string,
): void {
  switch (verb) {
    case 'match':
      draft.matches.push(matchOf(value, draft, places))
      break
    case 'vmap':
      draft.action ??= 'vmap'
      draft.matches.push({
        keys: keysOf(memberOf(value, 'key'), draft),
        negated: false,
        operand: operandOfJson(memberOf(value, 'data'), places),
      })
      break
    case 'counter': {
      const named = stringOf(value)
      const packets = memberOf(value, 'packets')?.value
      const hits = named === undefined ? packets : counters.get(`${table} ${named}`)
      if (typeof hits === 'number') draft.hits = hits
      break
    }
    case 'dnat':
    case 'snat':
    case 'tproxy':
      draft.action = verb
      draft.translation = translationOf(memberOf(value, 'addr'), draft, places)
      break
    case 'dup':
    case 'fwd': {
      draft.action = verb
      const address = memberOf(value, 'addr')
      if (address) draft.translation = translationOf(address, draft, places)
      break
    }
    case 'mangle': {
      const key = keyOf(memberOf(value, 'key'), draft)
      if (key.hardware === true || (key.field !== 'source' && key.field !== 'destination')) break
      // A translation without memory: the address itself is written.
      draft.rewrites = key.field === 'source' ? 'snat' : 'dnat'
      draft.translation = translationOf(memberOf(value, 'value'), draft, places)
      break
    }
    case 'xt':
      draft.narrowed = true
      break
    case 'masquerade':
    case 'redirect':
    case 'reject':
    case 'queue':
    case 'notrack':
      draft.action = verb
      break
    default: {
      if (letsPass.has(verb)) draft.narrowed = true
      const verdict = verdictOf(expression)
      if (verdict !== undefined) draft.action = places.plain(verdict)
      else if (!silent.has(verb))
        draft.strange ??= `expression ${/^[a-z ]{1,20}$/.test(verb) ? verb : ''}`.trim()
    }
  }
}

function matchOf(value: JsonNode, draft: Draft, places: Places): Match {
  const operator = stringOf(memberOf(value, 'op')) ?? ''
  const [left, mask] = masked(memberOf(value, 'left'))
  const operand = operandOfJson(memberOf(value, 'right'), places)
  return {
    keys: keysOf(left, draft),
    negated: operator === '!=',
    ...(/^[<>]/.test(operator) ? { ordered: true } : {}),
    operand: mask === undefined ? operand : underMask(operand, mask),
  }
}

/** The field of `{"&": [field, mask]}` where that asks for a prefix of an address. */
function masked(left: JsonNode | undefined): readonly [left: JsonNode | undefined, mask?: string] {
  const [field, mask] = itemsOf(memberOf(left, '&'))
  const text = stringOf(mask)
  if (text === undefined || memberOf(field, 'payload') === undefined || !parseCidr(`0.0.0.0/${text}`))
    return [left]
  return [field, text]
}

function translationOf(address: JsonNode | undefined, draft: Draft, places: Places): Match {
  const map = memberOf(address, 'map')
  if (map) {
    return {
      keys: keysOf(memberOf(map, 'key'), draft),
      negated: false,
      operand: operandOfJson(memberOf(map, 'data'), places),
    }
  }
  const operand = operandOfJson(address, places)
  const elements = operand.elements.map((one): Element => ({ ...one, parts: [], data: one.parts }))
  return { keys: [], negated: false, operand: { ...operand, elements } }
}

function keysOf(left: JsonNode | undefined, draft: Draft): readonly Key[] {
  const several = memberOf(left, 'concat')
  return several ? itemsOf(several).map((one) => keyOf(one, draft)) : [keyOf(left, draft)]
}

function keyOf(node: JsonNode | undefined, draft: Draft): Key {
  const [kind, body] = firstMember(node) ?? []
  if (kind === 'payload')
    return payloadKey(stringOf(memberOf(body, 'protocol')), stringOf(memberOf(body, 'field')))
  if (kind === 'meta') return stringOf(memberOf(body, 'key')) === 'l4proto' ? { field: 'protocol' } : other
  if (kind === 'ct' && stringOf(memberOf(body, 'dir')) === 'original') {
    const words = (stringOf(memberOf(body, 'key')) ?? '').split(' ')
    const key = addressKey(words.at(-1) ?? '')
    return key ? { ...key, original: true } : other
  }
  if (kind === '&' || kind === '|' || kind === '^') {
    const masked = keyOf(itemsOf(body)[0], draft)
    if (masked.field === 'source' || masked.field === 'destination') draft.strange ??= 'address under a mask'
  }
  return other
}

function payloadKey(protocol: string | undefined, field: string | undefined): Key {
  if (protocol === undefined || field === undefined) return other
  if (protocol === 'ip' || protocol === 'ip6') {
    if (field === 'protocol' || field === 'nexthdr') return { field: 'protocol' }
    return addressKey(field) ?? other
  }
  if (protocol === 'ether') return hardwareKey(field) ?? other
  if (protocol === 'arp' && field.endsWith(' ether'))
    return hardwareKey(field.replace(/ ether$/, '')) ?? other
  if (protocol === 'arp') return addressKey(field.replace(/ ip$/, '')) ?? other
  return field === 'dport' ? { field: 'port', protocol } : other
}
