import { type Definitions, readOperand } from './elements.ts'
import { beginsKey, readKeys } from './keys.ts'
import { parseCidr } from '../../../lib/ip.ts'
import { type Element, type Match, type Operand, type RuleBody, underMask } from './schema.ts'
import { type Cursor, plain } from './tokens.ts'

interface Draft {
  matches: Match[]
  translation?: Match
  action?: string
  comment?: string
  hits?: number
  narrowed?: boolean
  rewrites?: 'snat' | 'dnat'
  strange?: string
}

const comparisons = new Set(['==', 'eq', 'in', 'lt', 'gt', 'le', 'ge', '<', '>', '<=', '>=', '='])
const orders = new Set(['lt', 'gt', 'le', 'ge', '<', '>', '<=', '>='])
const negations = new Set(['!=', 'ne', '!'])
const masks = new Set(['&', '|', '^', 'and', 'or', 'xor', '<<', '>>', 'lshift', 'rshift'])
const translationFlags = new Set(['random', 'fully-random', 'persistent', ','])
const logOptions = new Set(['prefix', 'level', 'flags', 'group', 'snaplen', 'queue-threshold'])
const verdicts = new Set([
  'accept',
  'drop',
  'continue',
  'return',
  'notrack',
  'masquerade',
  'redirect',
  'reject',
  'queue',
])

/** Reads a rule from its first word to the end of its statement. What is not known is stepped over. */
export function readRuleBody(
  cursor: Cursor,
  definitions: Definitions,
  counters: ReadonlyMap<string, number>,
  table: string,
): RuleBody {
  const draft: Draft = { matches: [] }
  while (!cursor.ended) {
    const word = cursor.text
    if (beginsKey(word)) readMatch(cursor, definitions, draft)
    else {
      cursor.at++
      if (word === 'counter') readCounter(cursor, draft, counters, table)
      else if (verdicts.has(word)) readVerdict(cursor, word, definitions, draft)
      else readStatement(cursor, word, definitions, draft)
    }
  }
  // A copy has no room to grow: there is one for every rule.
  draft.matches = draft.matches.slice()
  return draft
}

function readMatch(cursor: Cursor, definitions: Definitions, draft: Draft): void {
  let keys = readKeys(cursor)
  let mask: string | undefined
  while (masks.has(cursor.text)) {
    const sign = cursor.take()
    const { elements } = readOperand(cursor, definitions)
    mask = keys[0]?.field === 'source' || keys[0]?.field === 'destination' ? elements[0]?.parts[0] : undefined
    const plain = mask !== undefined && sign === '&' && keys.length === 1 && parseCidr(`0.0.0.0/${mask}`)
    if (plain) continue
    if (mask !== undefined) draft.strange ??= 'address under a mask'
    keys = [{ field: 'other' }]
    mask = undefined
  }
  if (cursor.skip('set')) {
    const [key] = keys
    if (key?.hardware !== true && (key?.field === 'source' || key?.field === 'destination')) {
      // A translation without memory: the address itself is written.
      draft.translation = readTarget(cursor, definitions)
      draft.rewrites = key.field === 'source' ? 'snat' : 'dnat'
      return
    }
    // `meta mark set …`, `ct mark set ip saddr map …`: what is written names no match.
    if (beginsKey(cursor.text)) readKeys(cursor)
    cursor.skip('map')
    // `tcp option maxseg size set rt mtu`
    readOperand(cursor, definitions)
    return
  }
  const negated = negations.has(cursor.text)
  const ordered = orders.has(cursor.text)
  if (negated || comparisons.has(cursor.text)) cursor.at++
  const verdictMap = cursor.skip('vmap')
  const read = readOperand(cursor, definitions)
  const operand = mask === undefined ? read : underMask(read, mask)
  // `tcp flags syn / fin,syn`, `ct status snat | dnat`
  while (cursor.text === '/' || cursor.text === '|') {
    cursor.at++
    readOperand(cursor, definitions)
  }
  if (verdictMap) draft.action ??= 'vmap'
  draft.matches.push(ordered ? { keys, negated, operand, ordered } : { keys, negated, operand })
}

function readCounter(
  cursor: Cursor,
  draft: Draft,
  counters: ReadonlyMap<string, number>,
  table: string,
): void {
  if (cursor.skip('name')) {
    const hits = counters.get(`${table} ${plain(cursor.take())}`)
    if (hits !== undefined) draft.hits = hits
  } else if (cursor.skip('packets')) {
    const hits = Number(cursor.take())
    if (Number.isSafeInteger(hits)) draft.hits = hits
    if (cursor.skip('bytes')) cursor.take()
  }
}

function readVerdict(cursor: Cursor, word: string, definitions: Definitions, draft: Draft): void {
  draft.action = word
  if (word === 'reject') {
    if (!cursor.skip('with')) return
    const family = cursor.take()
    if (family === 'tcp' || !cursor.skip('type')) cursor.take()
    else cursor.take()
  } else if (word === 'queue') {
    while (!cursor.ended && cursor.text !== 'comment') cursor.at++
  } else if (word === 'masquerade' || word === 'redirect') {
    if (cursor.skip('to')) {
      if (beginsKey(cursor.text)) readTarget(cursor, definitions)
      else cursor.take()
    }
    while (translationFlags.has(cursor.text)) cursor.at++
  }
}

function readStatement(cursor: Cursor, word: string, definitions: Definitions, draft: Draft): void {
  switch (word) {
    case 'jump':
    case 'goto':
      draft.action = `${word} ${plain(cursor.take())}`
      break
    case 'comment':
      draft.comment = plain(cursor.take())
      break
    case 'dnat':
    case 'snat':
    case 'tproxy':
      draft.action = word
      draft.translation = readTranslation(cursor, definitions)
      break
    case 'dup':
    case 'fwd':
      draft.action = word
      // `dup to 10.0.0.9 device eth1`; without an address it is a card only.
      while (/^(?:ip6?|to)$/.test(cursor.text)) cursor.at++
      if (/^(?:\$[\w:.]*|[a-f:.]*\d[\w:.]*)$/i.test(cursor.text) || beginsKey(cursor.text))
        draft.translation = readTarget(cursor, definitions)
      else cursor.take()
      if (cursor.skip('device')) cursor.take()
      break
    case 'synproxy':
      draft.narrowed = true
      while (/^(?:mss|wscale|timestamp|sack-perm|name|\d+)$/.test(cursor.text)) cursor.take()
      break
    case 'secmark':
    case 'last':
      while (/^(?:name|used|never)$/.test(cursor.text)) cursor.take()
      if (word === 'secmark' || /^\d/.test(cursor.text)) cursor.take()
      break
    case 'xt':
      // What iptables-nft could not say in words of nftables: what it asks is not known.
      draft.narrowed = true
      while (/^(?:match|target)$/.test(cursor.text)) cursor.take()
      cursor.take()
      break
    case 'log':
      while (logOptions.has(cursor.text)) {
        const option = cursor.take()
        cursor.take()
        if (option !== 'flags') continue
        while (cursor.skip(',') || /^(?:sequence|options)$/.test(cursor.text)) cursor.take()
      }
      break
    case 'limit':
    case 'quota':
      draft.narrowed = true
      readLimit(cursor)
      break
    case 'add':
    case 'update':
    case 'delete':
    case 'meter':
    case 'flow':
      // Sets that fill while the rule works: nothing in them is written here.
      draft.narrowed = true
      while (!cursor.ended && cursor.text !== '{' && !cursor.text.startsWith('@')) cursor.at++
      if (cursor.text.startsWith('@')) cursor.at++
      if (cursor.text === '{') cursor.skipBraces()
      break
    case '{':
      cursor.at--
      draft.strange ??= 'braces'
      cursor.skipBraces()
      break
    default:
      draft.strange ??= `word ${/^[a-z_-]{1,24}$/.test(word) ? word : 'of a rule'}`
  }
}

function readLimit(cursor: Cursor): void {
  if (cursor.skip('name')) {
    cursor.take()
    return
  }
  cursor.skip('rate')
  cursor.skip('over')
  cursor.skip('until')
  const amount = cursor.take()
  if (!amount.includes('/')) cursor.take()
  if (!cursor.skip('burst') && !cursor.skip('used')) return
  cursor.take()
  if (/^(?:packets|[kmg]?bytes)$/.test(cursor.text)) cursor.at++
}

/** `dnat to 10.0.0.5:8443`, `dnat ip prefix to ip daddr map { … }`. */
function readTranslation(cursor: Cursor, definitions: Definitions): Match {
  while (
    /^(?:prefix|interval|addr|\.|port)$/.test(cursor.text) ||
    (/^ip6?$/.test(cursor.text) && !/^[sd]addr$/.test(cursor.next))
  )
    cursor.at++
  cursor.skip('to')
  const translation = readTarget(cursor, definitions)
  // `dnat to 10.0.0.5 : numgen inc mod 2 map { … }` chooses among ports.
  if (cursor.text === ':') {
    cursor.at++
    if (beginsKey(cursor.text)) readTarget(cursor, definitions)
    else cursor.take()
  } else if (cursor.text.startsWith(':')) cursor.at++
  while (translationFlags.has(cursor.text)) cursor.at++
  return translation
}

/** What an address becomes: a value, or what a map chooses. */
function readTarget(cursor: Cursor, definitions: Definitions): Match {
  let translation: Match
  if (beginsKey(cursor.text)) {
    const keys = readKeys(cursor)
    while (!cursor.ended && cursor.text !== 'map') cursor.at++
    cursor.skip('map')
    translation = { keys, negated: false, operand: readOperand(cursor, definitions) }
  } else {
    translation = { keys: [], negated: false, operand: asData(readOperand(cursor, definitions)) }
  }
  return translation
}

function asData(operand: Operand): Operand {
  const elements = operand.elements.map((element): Element => {
    const [first = '', ...rest] = element.parts
    return { ...element, parts: [], data: [withoutPort(first), ...rest] }
  })
  return { ...operand, elements }
}

/** `10.0.0.5:8443`, `[2001:db8::5]:80` and `10.0.0.5-10.0.0.9:80-90` without the port; empty when there is only a port. */
function withoutPort(value: string): string {
  if (value.startsWith('[')) {
    const parts = value
      .split('-')
      .map((part) => part.slice(1, part.indexOf(']') < 0 ? undefined : part.indexOf(']')))
    return parts.length === 2 && value.includes('-[') ? parts.join('-') : (parts[0] ?? '')
  }
  const colon = value.indexOf(':')
  return colon >= 0 && !value.includes(':', colon + 1) ? value.slice(0, colon) : value
}
