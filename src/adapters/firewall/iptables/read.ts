import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { Chains } from './chains.ts'
import { readOptions, splitWords } from './options.ts'
import type { Rule } from './schema.ts'
import { isSetLine } from './sets.ts'

/** Reads the output of iptables-save or ip6tables-save, table by table. `sets` are those that the file defines. */
export function* readRules(
  lines: Iterable<Line>,
  sets: ReadonlyMap<string, unknown>,
  tally: Tally,
): Iterable<Rule> {
  const chains = new Chains(tally)
  let table = 'filter'
  // `iptables -S` prints the policies of a table's chains first, and nowhere the table's name.
  let policies: string[] = []
  for (const line of lines) {
    const text = line.text.trim()
    const counted = text.startsWith('[') ? /^\[(\d{1,15}):\d+\] /.exec(text) : undefined
    const words = ruleOf(counted ? text.slice(counted[0].length) : text)
    if (words) {
      policies = []
      const inserted = words[0] === '-I' || words[0] === '--insert'
      const hits = counted?.[1] === undefined ? undefined : Number(counted[1])
      const from = inserted && /^\d+$/.test(words[2] ?? '') ? 3 : 2
      yield chains.rule(
        line,
        { table, chain: words[1] ?? '', inserted, hits },
        readOptions(words, from, sets),
      )
    } else if (text === '' || text.startsWith('#') || isSetLine(text)) continue
    else if (text.startsWith('*')) {
      table = text.slice(1)
      chains.restart()
      tally.known()
    } else if (text.startsWith(':') || text === 'COMMIT' || text.startsWith('-N ')) tally.known()
    else if (text.startsWith('-P ')) {
      if (policies.length === 0) chains.restart()
      else chains.breaks()
      policies.push(text.split(/[ \t]+/, 3)[1] ?? '')
      table = tableOf(policies)
      tally.known()
    } else {
      chains.breaks()
      tally.unknown('line', line)
    }
  }
}

/** The words of a line that adds a rule. */
function ruleOf(text: string): readonly string[] | undefined {
  return /^-(?:[AI]|-append|-insert) /.test(text) ? splitWords(text) : undefined
}

/** The table that has these built-in chains. */
function tableOf(chains: readonly string[]): string {
  if (!chains.includes('PREROUTING')) return chains.includes('POSTROUTING') ? 'nat' : 'filter'
  if (chains.includes('FORWARD')) return 'mangle'
  return chains.includes('POSTROUTING') || !chains.includes('OUTPUT') ? 'nat' : 'raw'
}
