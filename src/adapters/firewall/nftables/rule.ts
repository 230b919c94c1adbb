import { type Definitions, readOperand } from './elements.ts'
import { beginsKey, readKeys } from './keys.ts'
import type { Element, Match, Operand, RuleBody } from './schema.ts'
import { type Cursor, plain } from './tokens.ts'

interface Draft {
  readonly matches: Match[]
  translation?: Match
  action?: string
  comment?: string
  hits?: number
  narrowed?: boolean
  /** Name of the counter it counts with. */
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
      else if (verdicts.has(word)) readVerdict(cursor, word, draft)
      else readStatement(cursor, word, definitions, draft)
    }
  }
  return draft
}

function readMatch(cursor: Cursor, definitions: Definitions, draft: Draft): void {
  let keys = readKeys(cursor)
  while (masks.has(cursor.text)) {
    if (keys.some(({ field }) => field === 'source' || field === 'destination'))
      draft.strange ??= 'address under a mask'
    keys = [{ field: 'other' }]
    cursor.at++
    readOperand(cursor, definitions)
  }
  if (cursor.skip('set')) {
    // `meta mark set …`, `ct mark set ip saddr map …`: what is written names no match.
    if (beginsKey(cursor.text)) readKeys(cursor)
    cursor.skip('map')
    readOperand(cursor, definitions)
    return
  }
  const negated = negations.has(cursor.text)
  const ordered = orders.has(cursor.text)
  if (negated || comparisons.has(cursor.text)) cursor.at++
  const verdictMap = cursor.skip('vmap')
  const operand = readOperand(cursor, definitions)
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

function readVerdict(cursor: Cursor, word: string, draft: Draft): void {
  draft.action = word
  if (word === 'reject') {
    if (!cursor.skip('with')) return
    const family = cursor.take()
    if (family === 'tcp' || !cursor.skip('type')) cursor.take()
    else cursor.take()
  } else if (word === 'queue') {
    while (!cursor.ended && cursor.text !== 'comment') cursor.at++
  } else if (word === 'masquerade' || word === 'redirect') {
    if (cursor.skip('to')) cursor.take()
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
  while (/^(?:ip6?|prefix|interval|addr|\.|port)$/.test(cursor.text)) cursor.at++
  cursor.skip('to')
  let translation: Match
  if (beginsKey(cursor.text)) {
    const keys = readKeys(cursor)
    while (!cursor.ended && cursor.text !== 'map') cursor.at++
    cursor.skip('map')
    translation = { keys, negated: false, operand: readOperand(cursor, definitions) }
  } else {
    translation = { keys: [], negated: false, operand: asData(readOperand(cursor, definitions)) }
  }
  if (cursor.text.startsWith(':')) cursor.at++
  while (translationFlags.has(cursor.text)) cursor.at++
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
