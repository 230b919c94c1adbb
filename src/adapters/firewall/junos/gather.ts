import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { addressStatement } from './addresses.ts'
import { addApplication, addTerm } from './applications.ts'
import { rootOf } from './roots.ts'
import { policyStatement, type Scope, termStatement, translationStatement } from './rules.ts'
import { branches, type JunosConfig, type JunosRule } from './schema.ts'
import type { Listener, Statement } from './statements.ts'
import { sweep } from './sweep.ts'

/** An empty configuration, and who fills it statement by statement. */
export function gatherConfig(
  lines: readonly Line[],
  tally: Tally,
): { readonly config: JunosConfig; readonly listener: Listener; readonly finish: () => void } {
  const config: JunosConfig = {
    objects: new Map(),
    defined: new Map(),
    groups: new Map(),
    attached: new Map(),
    rules: new Map(),
    pools: new Map(),
    prefixLists: new Map(),
    services: new Map(),
    schedules: new Map(),
    literals: [],
    instances: new Map(),
  }
  const off: (readonly string[])[] = []
  const lineAt = (line: number): Line => lines[line - 1] ?? { number: line, text: '' }
  const scope = {
    prefix: '',
    line: 0,
    note: (what: string) => tally.note(what, lineAt(scope.line)),
  }
  const listener: Listener = {
    odd: (construct, line) => tally.unknown(construct, lineAt(line)),
    deactivated(words) {
      tally.known()
      if (off.length < 10_000) off.push(words)
    },
    statement(statement) {
      const { words, prefix } = plainWords(statement.words)
      if (!branches.has(words[0] ?? '')) {
        tally.unknown(
          /^[a-z][a-z-]{1,40}$/.test(words[0] ?? '') ? (words[0] ?? '') : 'statement',
          lineAt(statement.line),
        )
        return
      }
      tally.known()
      scope.prefix = prefix
      scope.line = statement.line
      const plain = words === statement.words ? statement : { ...statement, words }
      if (!carried(config, plain, scope)) sweep(config, plain)
    },
    block(statement) {
      const { words } = plainWords(statement.words)
      const named = words[0] === 'security' && /^(?:policies|nat|zones|address-book)$/.test(words[1] ?? '')
      if (!named && words[0] !== 'applications') sweep(config, { ...statement, words })
    },
  }
  return {
    config,
    listener,
    finish: () => {
      for (const said of off) {
        const { words, prefix } = plainWords(said)
        switchOff(config.rules, `${prefix}${words.join(' ')}`)
      }
    },
  }
}

/**
 * What stands in a group of statements or in a part of the device is read as if it stood at the top; the part is told. What
 * is shown without the levels above it gets them.
 */
function plainWords(said: readonly string[]): {
  readonly words: readonly string[]
  readonly prefix: string
} {
  const root = rootOf(said)
  const words = root.length === 0 ? said : [...root, ...said]
  const [first, second] = words
  if (second === undefined) return { words, prefix: '' }
  if (first === 'groups') return plainWords(words.slice(2))
  if (first !== 'logical-systems' && first !== 'tenants') return { words, prefix: '' }
  return { words: words.slice(2), prefix: `${second} ` }
}

/** Takes what is carried whole; false = its addresses are looked for as literals. */
function carried(config: JunosConfig, statement: Statement, scope: Scope): boolean {
  const { words, line } = statement
  const [branch, second, third, fourth] = words
  if (branch === 'routing-instances' && third === 'interface' && fourth !== undefined)
    config.instances.set(fourth, second ?? '')
  if (branch === 'system' && second === 'host-name') {
    config.host ??= third ?? ''
    return true
  }
  if (branch === 'applications') {
    if (second === 'application') addTerm(config.services, words)
    else if (second === 'application-set') addApplication(config.services, words)
    return true
  }
  if (branch === 'schedulers') {
    const stop = words.indexOf('stop-date')
    if (second === 'scheduler' && third !== undefined && stop > 0)
      config.schedules.set(third, isoOf(words[stop + 1] ?? ''))
    return true
  }
  if (
    branch === 'policy-options' &&
    second === 'prefix-list' &&
    third !== undefined &&
    fourth !== undefined
  ) {
    const list = config.prefixLists.get(third) ?? []
    config.prefixLists.set(third, list)
    list.push({ text: fourth, line })
    return false
  }
  if (branch === 'firewall') return termStatement(config, statement, scope)
  if (branch !== 'security') return false
  if (second === 'policies') return policyStatement(config, statement, scope)
  if (second === 'nat') return translationStatement(config, statement, scope)
  return addressStatement(config, statement, scope)
}

/** `2026-12-31.23:59` as ISO 8601. */
function isoOf(text: string): string {
  return text.slice(0, 30).replace('.', 'T')
}

/** `deactivate security policies from-zone A to-zone B policy P` switches off the rule, or all below it. */
function switchOff(rules: ReadonlyMap<string, JunosRule>, path: string): void {
  for (const [key, rule] of rules) if (key === path || key.startsWith(`${path} `)) rule.inactive = true
}
