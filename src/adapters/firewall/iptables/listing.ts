import type { Tally } from '../../../algebra/evidence/collect.ts'
import { type Line, wordsOf } from '../../../lib/lines.ts'
import { Chains } from './chains.ts'
import { type Options, readOptions } from './options.ts'
import type { Rule } from './schema.ts'

/** Whether a text holds what `iptables -L` prints. */
export function isListing(text: string): boolean {
  return (
    /^Chain \S{1,64} \((?:policy [A-Z]|\d)/m.test(text) &&
    /^ {0,4}(?:num +)?(?:pkts +bytes +)?target +prot +opt +(?:in +out +)?source +destination/m.test(text)
  )
}

/** Columns that the head of a chain's table names. */
interface Columns {
  readonly number: boolean
  readonly counted: boolean
  readonly cards: boolean
}

/** Reads what `iptables -L` prints, with and without counters, numbers and interfaces. */
export function* readListing(lines: Iterable<Line>, tally: Tally): Iterable<Rule> {
  const chains = new Chains(tally)
  let chain = ''
  let table = 'filter'
  let before = ''
  let given = false
  let columns: Columns | undefined
  for (const line of lines) {
    const words = wordsOf(line.text)
    const [first] = words
    if (first === undefined || first.startsWith('#')) continue
    if (first === 'Table:' || first === 'table:') {
      table = words[1] ?? table
      given = true
      tally.known()
    } else if (first === 'Chain' && words[2]?.startsWith('(') === true) {
      chain = words[1] ?? ''
      columns = undefined
      // Nothing else tells the table: a listing is of one, and its own chains come behind the built-in ones.
      if (!given && words[2] === '(policy') {
        table = tableOfChain(chain, before, table)
        before = chain
      }
      chains.breaks()
      tally.known()
    } else if (words.includes('target') && words.includes('prot') && words.includes('destination')) {
      columns = {
        number: first === 'num',
        counted: words.includes('pkts'),
        cards: words.includes('in'),
      }
      tally.known()
    } else {
      const row = columns && rowOf(words, columns)
      if (row) yield chains.rule(line, { table, chain, hits: row.hits }, row.options)
      else tally.unknown('line', line)
    }
  }
}

/** Only `nat` has an INPUT behind its PREROUTING; mangle is rarely listed, and taken for it. */
function tableOfChain(chain: string, before: string, table: string): string {
  if (chain === 'PREROUTING' || chain === 'POSTROUTING') return 'nat'
  return chain === 'FORWARD' || (chain === 'INPUT' && before !== 'PREROUTING') ? 'filter' : table
}

function rowOf(
  words: readonly string[],
  columns: Columns,
): { readonly options: Options; readonly hits: number | undefined } | undefined {
  let at = columns.number ? 1 : 0
  const hits = columns.counted ? packets(words[at] ?? '') : undefined
  if (columns.counted) at += 2
  // A rule without a target leaves its column empty; so does IPv6 that of the flags.
  const bare = isFlags(words[at + 1])
  const flagged = bare || isFlags(words[at + 2])
  const target = bare ? undefined : words[at++]
  const protocol = words[at++] ?? ''
  if (flagged) at++
  if (columns.cards) at += 2
  const [source, destination] = [words[at], words[at + 1]]
  if (source === undefined || destination === undefined) return undefined
  const options = [...sideOf('-s', source), ...sideOf('-d', destination)]
  if (target !== undefined) options.push('-j', target)
  if (/^!?\w/.test(protocol) && protocol !== 'all' && protocol !== '0')
    options.push(...sideOf('-p', protocol))
  const read = readOptions([...options, ...extrasOf(words.slice(at + 2))], 0, new Map())
  // A listing without cards does not show all that a rule asks for.
  read.asked.apart = true
  return { options: read, hits }
}

function isFlags(word: string | undefined): boolean {
  return word === '--' || word === '-f' || word === '!f'
}

/** `12`, `384K`, `2M`. */
function packets(word: string): number | undefined {
  const found = /^(\d{1,12})([KMGT])?$/.exec(word)
  return found ? Number(found[1]) * 1000 ** ' KMGT'.indexOf(found[2] ?? ' ') : undefined
}

function sideOf(option: string, value: string): readonly string[] {
  const plain = value.startsWith('!') ? value.slice(1) : value
  if (/^(?:anywhere|0\.0\.0\.0\/0|::\/0)$/.test(plain)) return []
  return plain === value ? [option, value] : ['!', option, plain]
}

/** What stands behind the columns, as options: `tcp dpt:443`, `to:10.0.0.5:80`, `source IP range 10.0.0.5-10.0.0.9`. */
function extrasOf(words: readonly string[]): readonly string[] {
  const options: string[] = []
  const open = words.indexOf('/*')
  const close = words.lastIndexOf('*/')
  if (open >= 0 && close > open) options.push('--comment', words.slice(open + 1, close).join(' '))
  for (const [at, word] of words.entries()) {
    if (open >= 0 && at >= open && at <= close) continue
    const next = words[at + 1] ?? ''
    const [, negated = '', key = '', value = ''] = /^(!?)(dpts?|to|redir|MAC):?(.*)$/.exec(word) ?? []
    if (key.startsWith('dpt')) options.push(...(negated === '' ? [] : ['!']), '--dport', value)
    else if (key === 'to' && value !== '') options.push('--to', value)
    else if (key === 'MAC' && next !== '') options.push('--mac-source', next)
    else if (word === 'dports' || word === 'ports') options.push('--dports', next)
    else if (word === 'range' && words[at - 1] === 'IP')
      options.push(words[at - 2] === 'source' ? '--src-range' : '--dst-range', next)
    else if (word === 'match-set') options.push('--match-set', next, words[at + 2] ?? '')
    else if (word.startsWith('TEE') || word.startsWith('gw:'))
      options.push('--gateway', word.slice(word.indexOf(':') + 1))
  }
  return options
}
