import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { isSetLine } from './sets.ts'
import { bareOptions, knownMatches, type Named, type Rule } from './schema.ts'

/** Reads the output of iptables-save or ip6tables-save, table by table. `sets` are those that the file defines. */
export function readRules(
  lines: readonly Line[],
  sets: ReadonlyMap<string, unknown>,
  tally: Tally,
): readonly Rule[] {
  const rules: Rule[] = []
  const places = new Map<string, number>()
  let table = 'filter'
  let part = 0
  // `iptables -S` prints the policies of a table's chains first, and nowhere the table's name.
  let policies: string[] = []
  for (const line of lines) {
    const text = line.text.trim()
    if (text === '' || text.startsWith('#') || isSetLine(text)) continue
    if (text.startsWith('*')) {
      table = text.slice(1)
      // A file may hold a table of each family: places begin anew.
      places.clear()
      part++
      tally.known()
    } else if (text.startsWith(':') || text === 'COMMIT' || text.startsWith('-N ')) tally.known()
    else if (text.startsWith('-P ')) {
      if (policies.length === 0) places.clear()
      policies.push(text.split(/[ \t]+/, 3)[1] ?? '')
      table = tableOf(policies)
      part++
      tally.known()
      continue
    } else if (/^(?:\[\d+:\d+\] )?(?:-A|--append|-I|--insert) /.test(text)) {
      policies = []
      const counted = /^\[(\d{1,15}):\d+\] /.exec(text)
      const words = split(counted ? text.slice(counted[0].length) : text)
      const chain = words[1] ?? ''
      const place = (places.get(`${table} ${chain}`) ?? 0) + 1
      places.set(`${table} ${chain}`, place)
      const inserted = words[0] === '-I' || words[0] === '--insert'
      // What is put before the others has no place of its own here.
      if (inserted) part++
      const options = readOptions(words.slice(inserted && /^\d+$/.test(words[2] ?? '') ? 3 : 2), sets)
      if (inserted) options.asked.apart = true
      rules.push(
        ruleOf(line, { table, chain, place, policy: `${part} ${table} ${chain}` }, options, counted?.[1]),
      )
      const { strange } = options
      if (strange === undefined) tally.known()
      else tally.unknown(strange, line)
    } else {
      part++
      tally.unknown('line', line)
    }
  }
  return rules
}

/** The table that has these built-in chains. */
function tableOf(chains: readonly string[]): string {
  if (!chains.includes('PREROUTING')) return chains.includes('POSTROUTING') ? 'nat' : 'filter'
  if (chains.includes('FORWARD')) return 'mangle'
  return chains.includes('POSTROUTING') || !chains.includes('OUTPUT') ? 'nat' : 'raw'
}

/** Targets that end the search of a chain. */
const endings: ReadonlySet<string> = new Set(['ACCEPT', 'DROP', 'REJECT', 'RETURN'])
/** Matches whose options are all carried. */
const plainMatches: ReadonlySet<string> = new Set(
  'tcp udp multiport conntrack state comment iprange'.split(' '),
)

/** What the options of a rule say. */
interface Options extends Pick<Rule, 'names' | 'sets' | 'asked'> {
  readonly protocol: string | undefined
  readonly ports: string | undefined
  readonly target: string | undefined
  readonly comment: string | undefined
  readonly strange: string | undefined
}

/** Field by field: the rest and spread of objects cost several times as much, and a file has a hundred thousand rules. */
function ruleOf(
  line: Line,
  { table, chain, place, policy }: Pick<Rule, 'table' | 'chain' | 'place' | 'policy'>,
  { names, sets, protocol, ports, target, comment, asked }: Options,
  hits: string | undefined,
): Rule {
  const rule: { -readonly [Field in keyof Rule]: Rule[Field] } = {
    line: line.number,
    text: line.text,
    table,
    chain,
    place,
    names,
    sets,
    policy,
    asked,
  }
  if (protocol !== undefined) rule.protocol = protocol
  if (ports !== undefined) rule.ports = ports
  if (target !== undefined) rule.target = target
  if (comment !== undefined) rule.comment = comment
  if (hits !== undefined) rule.hits = Number(hits)
  return rule
}

function readOptions(words: readonly string[], defined: ReadonlyMap<string, unknown>): Options {
  const names: Named[] = []
  const sets: { readonly name: string; readonly sides: readonly string[] }[] = []
  const found: { -readonly [Field in keyof Options]: Options[Field] } = {
    names,
    sets,
    protocol: undefined,
    ports: undefined,
    target: undefined,
    comment: undefined,
    strange: undefined,
    asked: { conditions: undefined, narrowed: false, apart: false },
  }
  const { asked } = found
  let negated = false
  for (let at = 0; at < words.length; at++) {
    const option = words[at] ?? ''
    if (option === '!') {
      negated = true
      asked.apart = true
      continue
    }
    const value = words[at + 1] ?? ''
    const name = (as: Named['option']): void => {
      // Both must hold; what is named is each of them.
      if (names.some((one) => one.option === as)) asked.narrowed = true
      // "Everything but this" names nothing that could move.
      if (negated) found.strange ??= 'negated match'
      else for (const one of value.split(',')) names.push({ option: as, value: one })
    }
    switch (option) {
      case '-s':
      case '--source':
      case '--src-range':
      case '--tunnel-src':
        name('source')
        break
      case '-d':
      case '--destination':
      case '--dst-range':
      case '--tunnel-dst':
        name('destination')
        break
      case '--to-destination':
      case '--to-source':
      case '--to':
      case '--gateway':
      case '--on-ip':
        names.push({ option: 'translated', value: withoutPorts(value) })
        break
      case '-p':
      case '--protocol':
        found.protocol = value
        break
      case '--dport':
      case '--dports':
      case '--destination-port':
        found.ports = value
        break
      case '-j':
        found.target = value
        if (!endings.has(value)) asked.narrowed = true
        break
      case '-g':
        found.target = value
        asked.narrowed = true
        break
      case '-i':
      case '-o':
      case '--ctstate':
      case '--state':
        asked.conditions ??= new Map<string, readonly string[]>()
        if (asked.conditions.has(option)) asked.narrowed = true
        asked.conditions.set(option, value.split(','))
        break
      case '--reject-with':
        break
      case '--comment':
        found.comment = value
        break
      case '-m':
      case '--match':
        if (!knownMatches.has(value)) found.strange ??= `match ${value}`
        if (!plainMatches.has(value)) asked.narrowed = true
        break
      case '--match-set':
        // What a set holds may change while the rules stay.
        asked.apart = true
        if (negated) found.strange ??= 'negated match'
        else if (defined.has(value)) sets.push({ name: value, sides: (words[at + 2] ?? '').split(',', 6) })
        else found.strange ??= 'set by name'
        at++
        break
      default:
        asked.narrowed = true
    }
    if (option.startsWith('-') && !bareOptions.has(option)) at++
    negated = false
  }
  return found
}

/** `10.0.0.5:8443`, `10.0.0.5-10.0.0.9:80`, `[2001:db8::5]:80` without the port. */
function withoutPorts(value: string): string {
  const bracket = /^\[([^\]]+)\]/.exec(value)
  if (bracket) return bracket[1] ?? ''
  return value.includes('::') ? value : value.replace(/:\d+(?:-\d+)?(?:\/\w+)?$/, '')
}

/** Words at blanks; double and single quotes keep blanks, a backslash keeps the next sign. */
function split(text: string): readonly string[] {
  if (!/["'\\]/.test(text)) return text.trim().split(/[ \t]+/)
  const words: string[] = []
  let word = ''
  let quote = ''
  let started = false
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (quote !== '' && sign === quote) quote = ''
    else if (sign === '\\' && quote !== "'") word += text.charAt(++at)
    else if (quote !== '') word += sign
    else if (sign === '"' || sign === "'") {
      quote = sign
      started = true
    } else if (sign === ' ' || sign === '\t') {
      if (started || word !== '') words.push(word)
      word = ''
      started = false
    } else word += sign
  }
  if (started || word !== '') words.push(word)
  return words
}
