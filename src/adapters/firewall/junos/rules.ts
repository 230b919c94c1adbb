import { bareHost } from './addresses.ts'
import { type Condition, conditionsOf, portOf } from './matches.ts'
import type { JunosConfig, JunosRule, Placed } from './schema.ts'
import type { Statement } from './statements.ts'

/** What a statement is told with: the part of the device it stands in, and where details go that are not carried. */
export interface Scope {
  readonly prefix: string
  readonly note: (what: string) => void
}

type Kept = Pick<JunosRule, 'kind' | 'name' | 'list' | 'books'>

/** `security policies from-zone A to-zone B policy P …` and `security policies global policy P …`. */
export function policyStatement(config: JunosConfig, statement: Statement, scope: Scope): boolean {
  const { words } = statement
  const global = words[2] === 'global'
  const at = global ? 3 : 6
  const name = words[at + 1]
  if (words[at] !== 'policy' || name === undefined) return true
  const [from = '', to = ''] = [words[3], words[5]]
  const rule = ruleOf(config, statement, at + 2, scope.prefix, () => {
    const list = `${scope.prefix}${global ? 'global' : `${from} to ${to}`}`
    const books = global ? [] : [from, to].map((zone) => `${scope.prefix}${zone}`)
    return { kind: 'firewall-rule', name: `${list}: ${name}`, list, books }
  })
  const part = words[at + 2]
  const what = words[at + 3] ?? ''
  if (part === 'match')
    for (const one of conditionsOf(words.slice(at + 3))) matchPolicy(rule, one, statement.line, scope)
  else if (part === 'then' && /^(?:permit|deny|reject)$/.test(what)) rule.action = what
  else if (part === 'scheduler-name') rule.scheduler = what
  else if (part === 'description') rule.description = what
  return true
}

function matchPolicy(rule: JunosRule, { what, value }: Condition, line: number, { note }: Scope): void {
  switch (what) {
    case 'source-address':
      rule.source.push({ text: value, line })
      break
    case 'destination-address':
      rule.destination.push({ text: value, line })
      break
    case 'application':
      rule.applications.push(value)
      break
    case 'source-address-excluded':
    case 'destination-address-excluded':
      rule.excluded = [...(rule.excluded ?? []), what.startsWith('source') ? 'source' : 'destination']
      break
    case 'from-zone':
    case 'to-zone':
      addCondition(rule, what, value)
      break
    default:
      // A policy says `dynamic-application none` where it asks for none.
      if (value === 'any' || value === 'none') return
      rule.narrowed = true
      note(`match ${/^[a-z-]{1,40}$/.test(what) ? what : 'of another kind'}`)
  }
}

/** `firewall family inet filter F term T from …`, `… then …`. */
export function termStatement(config: JunosConfig, statement: Statement, scope: Scope): boolean {
  const { words } = statement
  const filter = words.indexOf('filter')
  const [name, term] = [words[filter + 1], words[filter + 3]]
  if (filter < 1 || filter > 3 || words[filter + 2] !== 'term' || name === undefined || term === undefined)
    return false
  const rule = ruleOf(config, statement, filter + 4, scope.prefix, () => {
    const list = `${scope.prefix}filter ${name}`
    return { kind: 'firewall-rule', name: `${list}: ${term}`, list, books: [] }
  })
  const [part, what = ''] = words.slice(filter + 4, filter + 6)
  if (part === 'then') {
    if (/^(?:accept|discard|reject)$/.test(what)) rule.action = what
    else if (what === 'next') rule.narrowed = true
  } else if (part === 'from')
    for (const one of conditionsOf(words.slice(filter + 5))) matchTerm(rule, one, statement.line, scope)
  return true
}

function matchTerm(rule: JunosRule, one: Condition, line: number, { note }: Scope): void {
  const { what, value, rest } = one
  const side = sideOf(rule, what)
  if (side && rest[0] === 'except') {
    note('negated match')
    rule.narrowed = true
  } else if (side)
    side.push(what.endsWith('prefix-list') ? { text: value, line, list: true } : { text: value, line })
  else if (what === 'protocol' || what === 'next-header') rule.protocols.push(value)
  else if (what === 'destination-port') rule.ports.push(portOf(one))
  else {
    rule.narrowed = true
    note(`match ${/^[a-z0-9-]{1,40}$/.test(what) ? what : 'of another kind'}`)
  }
}

function sideOf(rule: JunosRule, what: string): Placed[] | undefined {
  if (what === 'source-address' || what === 'source-prefix-list') return rule.source
  if (what === 'destination-address' || what === 'destination-prefix-list') return rule.destination
  return what === 'address' || what === 'prefix-list' ? rule.either : undefined
}

/** `security nat source|destination|static …`: pools, and rules with what they match and translate to. */
export function translationStatement(config: JunosConfig, statement: Statement, scope: Scope): boolean {
  const { words, line } = statement
  const [, , kind = '', what, name = ''] = words
  if (what === 'pool') {
    const at = words.indexOf('address')
    if (at < 0) return false
    // The port that a pool translates to.
    if (words[at + 1] === 'port') return true
    const [low = '', to, high = ''] = words.slice(at + 1)
    const pool = config.pools.get(`${kind} ${name}`) ?? []
    config.pools.set(`${kind} ${name}`, pool)
    pool.push({ text: to === 'to' ? `${bareHost(low)}-${bareHost(high)}` : low, line })
    return true
  }
  if (what !== 'rule-set' || words[5] !== 'rule' || words[6] === undefined) return what === 'rule-set'
  const rule = ruleOf(config, statement, 7, scope.prefix, () => {
    const list = `${scope.prefix}nat ${kind} ${name}`
    return { kind: 'nat-rule', name: `${list}: ${words[6]}`, list, books: [] }
  })
  rule.action ??= `${kind}-nat`
  const [part, , to, target = ''] = words.slice(7)
  if (part === 'match') for (const one of conditionsOf(words.slice(8))) matchTranslation(rule, one, line)
  else if (part === 'then' && !besideTarget.test(target)) {
    if (to === 'pool') rule.translated.push({ text: `pool ${kind} ${target}`, line })
    else if (to === 'prefix' || to === 'prefix-name') rule.translated.push({ text: target, line })
  }
  return true
}

/** What stands beside the pool or prefix of a translation in a block of its own. */
const besideTarget = /^(?:persistent-nat|mapped-port|routing-instance|)$/

function matchTranslation(rule: JunosRule, one: Condition, line: number): void {
  const { what, value } = one
  if (what === 'source-address' || what === 'source-address-name') rule.source.push({ text: value, line })
  else if (what === 'destination-address' || what === 'destination-address-name')
    rule.destination.push({ text: value, line })
  else if (what === 'destination-port') rule.ports.push(portOf(one))
  else if (what === 'protocol') rule.protocols.push(value)
  else if (what === 'application') rule.applications.push(value)
}

/** The rule that a statement is about; `at` words are its name. Only the first of its statements asks what is kept of it. */
function ruleOf(
  config: JunosConfig,
  statement: Statement,
  at: number,
  prefix: string,
  kept: () => Kept,
): JunosRule {
  // Most statements are of the same rule as the one before.
  const { recent } = config
  if (recent?.at === at && recent.prefix === prefix && sameBeginning(recent.words, statement.words, at)) {
    if (statement.inactive) recent.rule.inactive = true
    return recent.rule
  }
  const key = prefix + statement.words.slice(0, at).join(' ')
  let rule = config.rules.get(key)
  if (!rule) {
    const { kind, name, list, books } = kept()
    rule = {
      kind,
      name,
      list,
      books,
      line: statement.line,
      source: [],
      destination: [],
      either: [],
      translated: [],
      applications: [],
      protocols: [],
      ports: [],
      conditions: undefined,
      excluded: undefined,
      action: undefined,
      scheduler: undefined,
      description: undefined,
      inactive: false,
      narrowed: false,
    }
    config.rules.set(key, rule)
  }
  config.recent = { prefix, words: statement.words, at, rule }
  if (statement.inactive) rule.inactive = true
  return rule
}

function sameBeginning(path: readonly string[], words: readonly string[], length: number): boolean {
  if (words.length < length) return false
  for (let at = length - 1; at >= 0; at--) if (path[at] !== words[at]) return false
  return true
}

function addCondition(rule: JunosRule, what: string, value: string): void {
  if (value === 'any') return
  rule.conditions ??= new Map()
  const known = rule.conditions.get(what)
  if (known) known.push(value)
  else rule.conditions.set(what, [value])
}
