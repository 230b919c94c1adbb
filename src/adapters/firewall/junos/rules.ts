import { bareHost } from './addresses.ts'
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
  const rule = ruleOf(config, statement, at + 2, () => {
    const list = `${scope.prefix}${global ? 'global' : `${from} to ${to}`}`
    const books = global ? [] : [from, to].map((zone) => `${scope.prefix}${zone}`)
    return { kind: 'firewall-rule', name: `${list}: ${name}`, list, books }
  })
  const part = words[at + 2]
  const what = words[at + 3] ?? ''
  const value = words[at + 4] ?? ''
  if (part === 'match') matchPolicy(rule, what, value, statement.line, scope)
  else if (part === 'then' && /^(?:permit|deny|reject)$/.test(what)) rule.action = what
  else if (part === 'scheduler-name') rule.scheduler = what
  else if (part === 'description') rule.description = what
  return true
}

function matchPolicy(rule: JunosRule, what: string, value: string, line: number, { note }: Scope): void {
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
      rule.excluded.add(what.startsWith('source') ? 'source' : 'destination')
      break
    case 'from-zone':
    case 'to-zone':
      addCondition(rule, what, value)
      break
    default:
      if (value === 'any') return
      rule.narrowed = true
      note(`match ${/^[a-z-]{1,40}$/.test(what) ? what : 'of another kind'}`)
  }
}

/** `firewall family inet filter F term T from …`, `… then …`. */
export function termStatement(config: JunosConfig, statement: Statement, scope: Scope): boolean {
  const { words, line } = statement
  const filter = words.indexOf('filter')
  const [name, term] = [words[filter + 1], words[filter + 3]]
  if (filter < 1 || filter > 3 || words[filter + 2] !== 'term' || name === undefined || term === undefined)
    return false
  const rule = ruleOf(config, statement, filter + 4, () => {
    const list = `${scope.prefix}filter ${name}`
    return { kind: 'firewall-rule', name: `${list}: ${term}`, list, books: [] }
  })
  const [part, what = '', ...rest] = words.slice(filter + 4)
  const value = rest[0] ?? ''
  if (part === 'then') {
    if (/^(?:accept|discard|reject)$/.test(what)) rule.action = what
    else if (what === 'next') rule.narrowed = true
  } else if (part === 'from') matchTerm(config, rule, what, rest, value, line, scope)
  return true
}

function matchTerm(
  config: JunosConfig,
  rule: JunosRule,
  what: string,
  rest: readonly string[],
  value: string,
  line: number,
  { note }: Scope,
): void {
  const side = sideOf(rule, what)
  if (side && rest[1] === 'except') {
    note('negated match')
    rule.narrowed = true
  } else if (side && what.endsWith('prefix-list'))
    for (const { text } of config.prefixLists.get(value) ?? []) side.push({ text, line, within: value })
  else if (side) side.push({ text: value, line })
  else if (what === 'protocol' || what === 'next-header') rule.protocol = value
  else if (what === 'destination-port') rule.ports.push(value)
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
    const [low = '', to, high = ''] = words.slice(at + 1)
    const pool = config.pools.get(`${kind} ${name}`) ?? []
    config.pools.set(`${kind} ${name}`, pool)
    pool.push({ text: to === 'to' ? `${bareHost(low)}-${bareHost(high)}` : low, line })
    return true
  }
  if (what !== 'rule-set' || words[5] !== 'rule' || words[6] === undefined) return what === 'rule-set'
  const rule = ruleOf(config, statement, 7, () => {
    const list = `${scope.prefix}nat ${kind} ${name}`
    return { kind: 'nat-rule', name: `${list}: ${words[6]}`, list, books: [] }
  })
  rule.action ??= `${kind}-nat`
  const [part, match = '', ...rest] = words.slice(7)
  const value = rest[0] ?? ''
  if (part === 'match' && /^source-address(?:-name)?$/.test(match)) rule.source.push({ text: value, line })
  else if (part === 'match' && /^destination-address(?:-name)?$/.test(match))
    rule.destination.push({ text: value, line })
  else if (part === 'match' && match === 'destination-port') rule.ports.push(value)
  else if (part === 'then') {
    if (value === 'pool') rule.translated.push({ text: `pool ${kind} ${rest[1] ?? ''}`, line })
    else if (value === 'prefix' || value === 'prefix-name')
      rule.translated.push({ text: rest[1] ?? '', line })
  }
  return true
}

/** The rule that a statement is about; `at` words are its name. Only the first of its statements asks what is kept of it. */
function ruleOf(config: JunosConfig, statement: Statement, at: number, kept: () => Kept): JunosRule {
  const key = statement.words.slice(0, at).join(' ')
  let rule = config.rules.get(key)
  if (!rule) {
    rule = {
      ...kept(),
      line: statement.line,
      source: [],
      destination: [],
      either: [],
      translated: [],
      applications: [],
      ports: [],
      conditions: new Map(),
      excluded: new Set(),
      inactive: false,
      narrowed: false,
    }
    config.rules.set(key, rule)
  }
  if (statement.inactive) rule.inactive = true
  return rule
}

function addCondition(rule: JunosRule, what: string, value: string): void {
  if (value === 'any') return
  const known = rule.conditions.get(what)
  if (known) known.push(value)
  else rule.conditions.set(what, [value])
}
