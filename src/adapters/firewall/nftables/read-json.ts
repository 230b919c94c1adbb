import type { Tally } from '../../../algebra/evidence/collect.ts'
import {
  firstMember,
  itemsOf,
  type JsonNode,
  memberOf,
  readJson,
  stringOf,
} from '../../../formats/json/index.ts'
import { ruleOfJson } from './rule-json.ts'
import { elementsOfJson, type Places } from './json-elements.ts'
import type { Bundle, Rule, Ruleset } from './schema.ts'

/** Objects of a table that name no address. */
const silent = new Set([
  'metainfo',
  'counter',
  'quota',
  'ct helper',
  'ct timeout',
  'ct expectation',
  'limit',
  'synproxy',
  'secmark',
  'flowtable',
])
const additions = new Set(['add', 'insert', 'replace', 'create'])
const emptying = new Set(['flush', 'delete', 'destroy', 'list', 'reset'])

interface Reading {
  readonly places: Places
  readonly tally: Tally
  readonly rules: Rule[]
  readonly sets: Map<string, Bundle>
  readonly ranks: Map<string, number>
  readonly natChains: Set<string>
  readonly dormant: Set<string>
  readonly counters: Map<string, number>
  /** Blocks of rules so far. */
  blocks: number
}

/** Reads what `nft -j list ruleset` prints and what `nft -j -f` takes. Texts are masked as they leave. */
export function readNftablesJson(text: string, places: Places, tally: Tally): Ruleset {
  const { root, brokenAt } = readJson(text)
  const reading: Reading = {
    places,
    tally,
    rules: [],
    sets: new Map(),
    ranks: new Map(),
    natChains: new Set(),
    dormant: new Set(),
    counters: new Map(),
    blocks: 0,
  }
  const items = itemsOf(memberOf(root, 'nftables'))
  // Counters stand before or behind the rules that count with them.
  for (const item of items) readCounter(item, reading)
  for (const item of items) readItem(item, reading, 0)
  if (brokenAt !== undefined) tally.unknown('broken JSON', places.lineAt(brokenAt))
  return { ...reading, unused: [], textOf: places.textOf }
}

function readCounter(item: JsonNode, reading: Reading): void {
  const counter = memberOf(item, 'counter')
  const packets = memberOf(counter, 'packets')?.value
  if (typeof packets === 'number')
    reading.counters.set(
      `${tableOf(counter, reading.places)} ${stringOf(memberOf(counter, 'name'))}`,
      packets,
    )
}

function readItem(item: JsonNode, reading: Reading, depth: number): void {
  const { places, tally } = reading
  const [kind, body] = firstMember(item) ?? ['', item]
  if (additions.has(kind) && depth === 0) {
    // What is put in front or takes a place changes the order.
    if (kind !== 'add') reading.blocks++
    readItem(body, reading, 1)
    if (kind !== 'add') reading.blocks++
    return
  }
  if (emptying.has(kind)) reading.blocks++
  switch (kind) {
    case 'table':
      if (stringsOf(memberOf(body, 'flags')).includes('dormant'))
        reading.dormant.add(`${stringOf(memberOf(body, 'family')) ?? 'ip'} ${nameOf(body, places)}`)
      return tally.known()
    case 'chain':
      if (stringOf(memberOf(body, 'type')) === 'nat')
        reading.natChains.add(`${tableOf(body, places)} ${nameOf(body, places)}`)
      return tally.known()
    case 'set':
    case 'map':
    case 'element': {
      const bundle = bundleOf(reading, tableOf(body, places), nameOf(body, places))
      elementsOfJson(memberOf(body, 'elem'), places, bundle.elements)
      return tally.known()
    }
    case 'rule':
      return readRule(body, reading)
    default:
      if (silent.has(kind) || emptying.has(kind)) return tally.known()
      tally.unknown(
        `object ${/^[a-z ]{1,20}$/.test(kind) ? kind : 'of another kind'}`,
        places.lineAt(item.at),
      )
  }
}

function readRule(body: JsonNode, reading: Reading): void {
  const { places, rules, ranks, counters, tally } = reading
  const table = tableOf(body, places)
  const chain = places.plain(stringOf(memberOf(body, 'chain')) ?? '')
  const key = `${table} ${chain}`
  const place = (ranks.get(key) ?? 0) + 1
  ranks.set(key, place)
  const line = places.lineAt(body.at)
  const rule = ruleOfJson(body, places, counters, table)
  const policy = `${reading.blocks} ${key}`
  rules.push({ body: rule, table, chain, where: key, policy, place, line: line.number, text: line.text })
  if (rule.strange === undefined) tally.known()
  else tally.unknown(rule.strange, line)
}

function tableOf(body: JsonNode | undefined, places: Places): string {
  const family = stringOf(memberOf(body, 'family')) ?? 'ip'
  return places.plain(`${family} ${stringOf(memberOf(body, 'table')) ?? ''}`)
}

function nameOf(body: JsonNode, places: Places): string {
  return places.plain(stringOf(memberOf(body, 'name')) ?? '')
}

function stringsOf(node: JsonNode | undefined): readonly string[] {
  const one = stringOf(node)
  return one === undefined ? itemsOf(node).flatMap((item) => stringOf(item) ?? []) : [one]
}

function bundleOf({ sets }: Reading, table: string, name: string): Bundle {
  const key = `${table} ${name}`
  let bundle = sets.get(key)
  if (!bundle) sets.set(key, (bundle = { name, elements: [] }))
  return bundle
}
