import type { Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn } from '../../../algebra/evidence/literals.ts'
import type { Line } from '../../../lib/lines.ts'
import { Chains } from './chains.ts'
import { type Expand, readOptions, splitWords } from './options.ts'
import type { Rule } from './schema.ts'

/** `iptables`, `sudo /sbin/ip6tables`, `$IPT`, `"${IPTABLES}"`, and everything behind it. */
const call =
  /^[ \t]{0,40}(?:sudo[ \t]{1,4})?(?:[\w./-]{0,60}\/)?(?:ip6?tables(?:-legacy|-nft)?|"?\$\{?\w{0,20}(?:IPT|ipt)\w{0,20}\}?"?)[ \t]+(-.*)$/
const assignment = /^[ \t]*(?:export[ \t]+|readonly[ \t]+|local[ \t]+)?([A-Za-z_]\w{0,60})=(.*)$/
const loop = /^[ \t]*for[ \t]+([A-Za-z_]\w{0,60})[ \t]+in[ \t]+([^;]*)/

/** Most values that variables of one script may stand for, all in all. */
const mostValues = 100_000

/** Most lines that are put together. */
const mostTogether = 500

/** Whether a text is a script that adds rules by calling `iptables`. */
export function callsIptables(text: string): number {
  let calls = 0
  for (const line of text.split('\n'))
    if (call.test(line) && /[ \t](?:-A|-I|--append|--insert)[ \t]/.test(line)) calls++
  if (calls < 2) return 0
  return text.startsWith('#!') || calls > 9 ? 0.9 : 0.6
}

/**
 * Reads the calls of `iptables` in a script of a shell, with the variables and the lists of loops that it sets. What else
 * it does is not worked out: both sides of an `if` count, and lines with addresses that no rule takes are added to `others`.
 */
export function* readScript(
  lines: Iterable<Line>,
  sets: ReadonlyMap<string, unknown>,
  tally: Tally,
  others: Line[],
): Iterable<Rule> {
  const chains = new Chains(tally)
  const variables = new Map<string, { readonly values: readonly string[]; readonly line: Line }>()
  const used = new Set<string>()
  let left = mostValues
  const valueOf = (name: string): readonly string[] => {
    used.add(name)
    const { values = [] } = variables.get(name) ?? {}
    left -= values.length
    return left < 0 ? [] : values
  }
  const expand: Expand = (word) => {
    const whole = /^\$(?:\{(\w+)\}|(\w+))$/.exec(word)
    const name = whole?.[1] ?? whole?.[2]
    if (name !== undefined) return { values: valueOf(name), path: `$${name}` }
    if (!word.includes('$')) return { values: [word] }
    let path: string | undefined
    let missing = false
    const text = word.replaceAll(/\$(?:\{(\w{1,60})\}|(\w{1,60}))/g, (_, braced?: string, plain?: string) => {
      path ??= `$${braced ?? plain}`
      const [value] = valueOf(braced ?? plain ?? '')
      missing ||= value === undefined
      return value ?? ''
    })
    return path === undefined ? { values: [text] } : { values: missing ? [] : [text], path }
  }
  for (const line of joined(lines)) {
    const text = line.text.trim()
    if (text === '' || text.startsWith('#')) continue
    const found = call.exec(line.text)
    if (found?.[1] !== undefined) {
      const rule = readCall(line, found[1], sets, chains, expand, tally)
      if (rule) yield rule
    } else {
      const [, name, value = ''] = assignment.exec(line.text) ?? loop.exec(line.text) ?? []
      if (name === undefined) addOther(line, others, tally)
      else {
        const values = splitWords(unquoted(value)).flatMap((word) => expand(word).values)
        variables.set(name, { values: values.filter((one) => one !== ''), line })
        tally.known()
      }
    }
  }
  for (const [name, { line }] of variables) if (!used.has(name)) others.push(line)
}

/** Lines put together where a backslash ends them; each has the number of its first. */
function* joined(lines: Iterable<Line>): Iterable<Line> {
  let open: Line | undefined
  let together = 0
  for (const line of lines) {
    const whole: Line = open === undefined ? line : { ...open, text: `${open.text} ${line.text.trim()}` }
    const goesOn = line.text.endsWith('\\') && whole.text.length < 100_000 && together < mostTogether
    together = goesOn ? together + 1 : 0
    open = goesOn ? { ...whole, text: whole.text.slice(0, -1) } : undefined
    if (!goesOn) yield whole
  }
  if (open) yield open
}

/** The text of a value without its quotes and without what stands behind it. */
function unquoted(value: string): string {
  const quote = value.charAt(0)
  if (quote === '"' || quote === "'") {
    const close = value.indexOf(quote, 1)
    return value.slice(1, close < 0 ? undefined : close)
  }
  const end = value.search(/ #|;/)
  return end < 0 ? value : value.slice(0, end)
}

function readCall(
  line: Line,
  text: string,
  sets: ReadonlyMap<string, unknown>,
  chains: Chains,
  expand: Expand,
  tally: Tally,
): Rule | undefined {
  const words = [...splitWords(withoutTail(text))]
  let table = 'filter'
  while (words[0]?.startsWith('-') === true) {
    if (words[0] === '-t' || words[0] === '--table') table = words.splice(0, 2)[1] ?? table
    else if (/^(?:-w|--wait|-4|-6|-v|-n)$/.test(words[0]))
      words.splice(0, /^\d+$/.test(words[1] ?? '') ? 2 : 1)
    else break
  }
  const [verb = '', chain = ''] = words
  const later = words.indexOf('-t')
  if (later > 1) table = words.splice(later, 2)[1] ?? table
  if (!/^(?:-A|--append|-I|--insert)$/.test(verb)) {
    // Policies, new and emptied chains; a rule that is taken out names what is no longer there.
    chains.breaks()
    tally.known()
    return undefined
  }
  const inserted = verb === '-I' || verb === '--insert'
  const options = readOptions(words, inserted && /^\d+$/.test(words[2] ?? '') ? 3 : 2, sets, expand)
  if (options.names.some(({ path }) => path !== undefined)) options.asked.apart = true
  return chains.rule(line, { table, chain, inserted }, options)
}

/** What stands before a comment, a pipe or the next command. */
function withoutTail(text: string): string {
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === ';' || sign === '|' || sign === '>' || (sign === '&' && text.charAt(at + 1) === '&'))
      return text.slice(0, at)
    else if (sign === '#' && /[ \t]/.test(text.charAt(at - 1))) return text.slice(0, at)
  }
  return text
}

function addOther(line: Line, others: Line[], tally: Tally): void {
  if (literalsIn(line.text).length === 0) return
  others.push(line)
  tally.known()
}
