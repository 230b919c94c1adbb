import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Definitions, readBraces, readOperand } from './elements.ts'
import { readRuleBody } from './rule.ts'
import type { Bundle, Rule, Ruleset } from './schema.ts'
import { Cursor, plain } from './tokens.ts'

const families = new Set(['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev'])
const additions = new Set(['add', 'insert', 'replace', 'create'])
/** Commands that remove or show; nothing that they name is left. */
const emptying = new Set(['flush', 'delete', 'destroy', 'list', 'reset', 'undefine', 'monitor'])
/** Statements of chains and tables that name no address. */
const chainSettings = new Set(['policy', 'comment', 'devices', 'device', 'flags'])
const objects = new Set(['counter', 'quota', 'ct', 'limit', 'synproxy', 'secmark', 'flowtable'])

interface Reading {
  readonly cursor: Cursor
  readonly tally: Tally
  readonly definitions: Definitions
  readonly rules: Rule[]
  readonly sets: Map<string, Bundle>
  readonly chains: Map<string, Chain>
  readonly natChains: Set<string>
  readonly dormant: Set<string>
  readonly counters: Map<string, number>
  /** Blocks of rules so far. */
  blocks: number
}

/** A chain while its rules are read. */
interface Chain {
  /** `inet filter`, `input` and both together. */
  readonly table: string
  readonly name: string
  readonly where: string
  /** Rules so far. */
  place: number
  /** The block that its rules stand in. */
  block: number
  policy: string
}

/** Reads what `nft list ruleset` prints and what `nft -f` takes. Lines are masked already. */
export function readNftables(lines: Iterable<Line>, tally: Tally): Ruleset {
  const cursor = new Cursor(lines)
  const definitions: Definitions = {
    bundles: new Map(),
    used: new Set(),
    budget: { left: 1_000_000 },
    note: (what, line) => tally.note(what, lineAt(cursor, line)),
  }
  const reading: Reading = {
    cursor,
    tally,
    definitions,
    rules: [],
    sets: new Map(),
    chains: new Map(),
    natChains: new Set(),
    dormant: new Set(),
    counters: new Map(),
    blocks: 0,
  }
  for (cursor.begin(); !cursor.done; cursor.begin()) readCommand(reading)
  return {
    ...reading,
    unused: [...definitions.bundles.values()].filter((bundle) => !definitions.used.has(bundle)),
    textOf: (line) => lineAt(cursor, line).text,
  }
}

function readCommand(reading: Reading): void {
  const { cursor, tally } = reading
  if (cursor.skip('}')) return unknown(reading, 'brace without a beginning', cursor.line)
  const { line } = cursor
  const first = cursor.take()
  const word = additions.has(first) ? cursor.take() : first
  if (readAnywhere(reading, word)) return
  if (first !== 'add' && first !== 'table') reading.blocks++
  if (emptying.has(word)) {
    cursor.skipStatement()
    return tally.known()
  }
  if (word === 'table') return readTable(reading)
  // A file that another one includes within a table.
  if (first === word && cursor.next === '{' && readPart(reading, word, 'inet')) return
  const family = families.has(cursor.text) ? cursor.take() : 'ip'
  const table = `${family} ${cursor.take()}`
  switch (word) {
    case 'rule':
      readRuleCommand(reading, table, line)
      if (first !== 'add') reading.blocks++
      return
    case 'element': {
      const bundle = bundleOf(reading, table, cursor.take())
      if (cursor.text === '{') readBraces(cursor, reading.definitions, bundle.elements, 0)
      return ends(reading, 'element', line)
    }
    default:
      if (readPart(reading, word, table)) return
      cursor.skipStatement()
      return unknown(reading, `command ${/^[a-z]{1,20}$/.test(word) ? word : 'of another kind'}`, line)
  }
}

/** Definitions and includes stand in tables as well. */
function readAnywhere({ cursor, definitions, tally }: Reading, word: string): boolean {
  const { line } = cursor
  if (word === 'define' || word === 'redefine') {
    const name = cursor.take()
    cursor.skip('=')
    const before = definitions.bundles.get(name)
    const { elements } = readOperand(cursor, definitions)
    // A definition without a rule's use is kept under its own name, and the one before it is gone.
    if (before) definitions.used.delete(before)
    definitions.bundles.set(name, { name: `$${name}`, elements: [...elements] })
  } else if (word === 'include') definitions.note('include of another file', line)
  else return false
  cursor.skipStatement()
  tally.known()
  return true
}

function readTable(reading: Reading): void {
  const { cursor, tally } = reading
  const family = families.has(cursor.text) ? cursor.take() : 'ip'
  const table = `${family} ${plain(cursor.take())}`
  tally.known()
  if (!cursor.skip('{')) return cursor.skipStatement()
  for (cursor.begin(); !cursor.done && !cursor.skip('}'); cursor.begin()) {
    const { line } = cursor
    const word = cursor.take()
    if (readAnywhere(reading, word) || readPart(reading, word, table)) continue
    if (word === 'flags' && cursor.text === 'dormant') reading.dormant.add(table)
    const isKnown = word === 'flags' || word === 'comment'
    cursor.skipStatement()
    if (isKnown) tally.known()
    else unknown(reading, `part of a table ${/^[a-z]{1,20}$/.test(word) ? word : ''}`.trim(), line)
  }
}

/** A chain, a set, a map, or an object of a table. */
function readPart(reading: Reading, word: string, table: string): boolean {
  const { cursor, tally } = reading
  if (word === 'chain') {
    const chain = plain(cursor.take())
    tally.known()
    if (cursor.skip('{')) readChain(reading, table, chain)
    else cursor.skipStatement()
  } else if (word === 'set' || word === 'map') {
    const bundle = bundleOf(reading, table, plain(cursor.take()))
    tally.known()
    if (cursor.skip('{')) readSet(reading, bundle)
    else cursor.skipStatement()
  } else if (objects.has(word)) {
    const name = plain(cursor.take())
    if (word === 'counter') readCounterObject(reading, `${table} ${name}`)
    cursor.skipStatement()
    tally.known()
  } else return false
  return true
}

function readCounterObject({ cursor, counters }: Reading, key: string): void {
  const from = cursor.at
  if (cursor.skip('{')) {
    cursor.skipEnds()
    if (cursor.skip('packets')) counters.set(key, Number(cursor.text))
  }
  cursor.at = from
}

function readChain(reading: Reading, table: string, name: string): void {
  const { cursor, tally } = reading
  reading.blocks++
  const chain = chainOf(reading, table, name)
  for (cursor.begin(); !cursor.done && !cursor.skip('}'); cursor.begin()) {
    const { line, text } = cursor
    if (text === 'type') {
      cursor.at++
      if (cursor.text === 'nat') reading.natChains.add(chain.where)
      cursor.skipStatement()
      tally.known()
    } else if (chainSettings.has(text)) {
      cursor.skipStatement()
      tally.known()
    } else if (readAnywhereAt(reading)) continue
    else addRule(reading, chain, line)
  }
}

function readAnywhereAt(reading: Reading): boolean {
  const { cursor } = reading
  if (cursor.text !== 'define' && cursor.text !== 'redefine' && cursor.text !== 'include') return false
  return readAnywhere(reading, cursor.take())
}

function readRuleCommand(reading: Reading, table: string, line: number): void {
  const { cursor } = reading
  const chain = chainOf(reading, table, plain(cursor.take()))
  while (/^(?:handle|index|position)$/.test(cursor.text)) {
    cursor.at++
    cursor.take()
    reading.blocks++
  }
  addRule(reading, chain, line)
}

function chainOf({ chains }: Reading, table: string, name: string): Chain {
  const where = `${table} ${name}`
  let chain = chains.get(where)
  if (!chain) chains.set(where, (chain = { table, name, where, place: 0, block: -1, policy: '' }))
  return chain
}

function addRule(reading: Reading, chain: Chain, line: number): void {
  const { cursor, rules, counters, definitions, tally, blocks } = reading
  const { table, name, where } = chain
  const body = readRuleBody(cursor, definitions, counters, table)
  if (chain.block !== blocks) {
    chain.block = blocks
    chain.policy = `${blocks} ${where}`
  }
  const { text } = lineAt(cursor, line)
  rules.push({ body, table, chain: name, where, policy: chain.policy, place: ++chain.place, line, text })
  const { strange } = body
  if (strange === undefined) tally.known()
  else unknown(reading, strange, line)
}

function readSet(reading: Reading, bundle: Bundle): void {
  const { cursor, tally, definitions } = reading
  for (cursor.begin(); !cursor.done && !cursor.skip('}'); cursor.begin()) {
    const word = cursor.take()
    if (word === 'elements') {
      cursor.skip('=')
      if (cursor.text === '{') readBraces(cursor, definitions, bundle.elements, 0)
      else for (const one of readOperand(cursor, definitions).elements) bundle.elements.push(one)
    }
    cursor.skipStatement()
    tally.known()
  }
}

function bundleOf({ sets }: Reading, table: string, name: string): Bundle {
  const key = `${table} ${name}`
  let bundle = sets.get(key)
  if (!bundle) sets.set(key, (bundle = { name, elements: [] }))
  return bundle
}

function ends(reading: Reading, what: string, line: number): void {
  if (reading.cursor.ended) return reading.tally.known()
  reading.cursor.skipStatement()
  unknown(reading, what, line)
}

function unknown({ tally, cursor }: Reading, construct: string, line: number): void {
  tally.unknown(construct, lineAt(cursor, line))
}

function lineAt({ lines }: Cursor, number: number): Line {
  return { number, text: lines[number - 1] ?? '' }
}
