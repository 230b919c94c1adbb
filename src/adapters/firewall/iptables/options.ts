import { bareOptions, knownMatches, longNames, type Named, type Rule, textOptions } from './schema.ts'

/** Targets that end the search of a chain. */
const endings: ReadonlySet<string> = new Set(['ACCEPT', 'DROP', 'REJECT', 'RETURN'])
/** Matches whose options are all carried. */
const plainMatches: ReadonlySet<string> = new Set(
  'tcp udp multiport conntrack state comment iprange'.split(' '),
)
/** Options that name addresses, by the side that they name. */
const sides: ReadonlyMap<string, Named['option']> = new Map(
  Object.entries({
    '-s': 'source',
    '--src-range': 'source',
    '--tunnel-src': 'source',
    '--ctorigsrc': 'source',
    '--mac-source': 'source',
    '--mac': 'source',
    '-d': 'destination',
    '--dst-range': 'destination',
    '--tunnel-dst': 'destination',
    '--ctorigdst': 'destination',
    '--to-destination': 'translated',
    '--to-source': 'translated',
    '--to': 'translated',
    '--gateway': 'translated',
    '--on-ip': 'translated',
    '--dst-pfx': 'translated',
  }),
)

/** What the options of a rule say. */
export interface Options extends Pick<Rule, 'names' | 'sets' | 'asked'> {
  readonly protocol: string | undefined
  readonly ports: string | undefined
  readonly target: string | undefined
  readonly comment: string | undefined
  /** What of it is not carried. */
  readonly notes: readonly string[]
  /** A set that stands elsewhere. */
  readonly elsewhere: boolean
}

/** Gives the values that a word of a script stands for, and the name of the variable. */
export type Expand = (word: string) => { readonly values: readonly string[]; readonly path?: string }

/** Reads the words of a rule from behind its chain. `defined` are the sets of the file. */
export function readOptions(
  words: readonly string[],
  first: number,
  defined: ReadonlyMap<string, unknown>,
  expand?: Expand,
): Options {
  const names: Named[] = []
  const sets: { readonly name: string; readonly sides: readonly string[] }[] = []
  const notes: string[] = []
  const found: { -readonly [Field in keyof Options]: Options[Field] } = {
    names,
    sets,
    protocol: undefined,
    ports: undefined,
    target: undefined,
    comment: undefined,
    notes,
    elsewhere: false,
    asked: { conditions: undefined, narrowed: false, apart: false },
  }
  const { asked } = found
  const seen = new Set<Named['option']>()
  let negated = false
  for (let at = first; at < words.length; at++) {
    const written = words[at] ?? ''
    if (written === '!') {
      negated = true
      asked.apart = true
      continue
    }
    const option = written.startsWith('--') ? (longNames.get(written) ?? written) : written
    const takes = option.startsWith('-') && !bareOptions.has(option)
    // Before 1.4.3 the sign stood behind the option: `-s ! 10.0.0.0/8`.
    if (words[at + 1] === '!' && takes && !/^--?[a-z]/i.test(words[at + 2] ?? '')) {
      negated = true
      asked.apart = true
      at++
    }
    const value = words[at + 1] ?? ''
    const side = sides.get(option)
    if (side !== undefined) {
      // Both must hold; what is named is each of them.
      if (seen.has(side)) asked.narrowed = true
      // "Everything but this" names nothing that could move.
      if (negated) notes.push('negated match')
      else if (addNames(side, value, names, notes, expand)) seen.add(side)
    } else if (negated && (option === '-p' || portOptions.has(option))) notes.push('negated match')
    else {
      switch (option) {
        case '-p':
          found.protocol = value.toLowerCase()
          break
        case '--dport':
        case '--dports':
        case '--destination-port':
          found.ports = expand === undefined ? value : expand(value).values.join(',')
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
          if (!knownMatches.has(value)) notes.push(`match ${value}`)
          if (!plainMatches.has(value)) asked.narrowed = true
          break
        case '--set':
        case '--match-set':
          // Of `recent`, `--set` stands alone; of `set` it was the name of `--match-set`.
          if (option === '--set' && (value === '' || value.startsWith('-'))) break
          // What a set holds may change while the rules stay.
          asked.apart = true
          if (negated) notes.push('negated match')
          else if (defined.has(value)) sets.push({ name: value, sides: (words[at + 2] ?? '').split(',', 6) })
          else found.elsewhere = true
          at++
          break
        default:
          asked.narrowed = true
      }
    }
    // An option that is not known to stand alone, before another one, stands alone as well.
    const stands = option === '--set' ? value === '' || value.startsWith('-') : !takes
    if (!stands && (textOptions.has(option) || !/^--?[a-z]/i.test(value))) at++
    negated = false
  }
  return found
}

const portOptions: ReadonlySet<string> = new Set(['--dport', '--dports', '--destination-port'])

/** Answers whether it added any. */
function addNames(
  option: Named['option'],
  written: string,
  names: Named[],
  notes: string[],
  expand: Expand | undefined,
): boolean {
  const before = names.length
  const { values, path } = expand?.(written) ?? { values: [written] }
  if (path !== undefined && values.length === 0) notes.push('variable that is not set here')
  for (const value of values) {
    const plain = option === 'translated' ? withoutPorts(value) : value
    if (path === undefined && !plain.includes(',')) names.push({ option, value: plain })
    else {
      const parts = plain.split(',')
      const grouped = values.length > 1 || parts.length > 1
      for (const one of parts)
        names.push(path === undefined ? { option, value: one } : { option, value: one, path, grouped })
    }
  }
  return names.length > before
}

/** `10.0.0.5:8443`, `10.0.0.5-10.0.0.9:80`, `[2001:db8::5]:80` without the port. */
function withoutPorts(value: string): string {
  const bracket = /^\[([^\]]+)\]/.exec(value)
  if (bracket) return bracket[1] ?? ''
  return value.includes('::') ? value : value.replace(/:\d+(?:-\d+)?(?:\/\w+)?$/, '')
}

/** Words at blanks; double and single quotes keep blanks, a backslash keeps the next sign. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = []
  let word = ''
  let started = false
  // Signs that are taken as they are begin here; -1 = none since the last one.
  let from = -1
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32
    const special = code === 34 || code === 39 || code === 92
    if (!special && code !== 32 && code !== 9) {
      if (from < 0) from = at
      continue
    }
    if (from >= 0) word = word === '' ? text.slice(from, at) : word + text.slice(from, at)
    from = -1
    if (code === 92) word += text.charAt(++at)
    else if (special) {
      started = true
      const close = endOfQuote(text, at, code)
      const inner = text.slice(at + 1, close)
      word += code === 34 && inner.includes('\\') ? inner.replaceAll(/\\(.?)/gs, '$1') : inner
      // One that does not end goes to the end of the line.
      at = Math.min(close, text.length - 1)
    } else {
      if (started || word !== '') addWord(word, started, words)
      word = ''
      started = false
    }
  }
  return words
}

/** Where a quoted text ends; double quotes may hold others behind a backslash. */
function endOfQuote(text: string, at: number, quote: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === quote) return end
    if (code === 92 && quote === 34) end++
  }
  return text.length
}

/** `--dport=80` is two words. */
function addWord(word: string, quoted: boolean, words: string[]): void {
  const equals = !quoted && word.startsWith('--') ? word.indexOf('=') : -1
  if (equals < 0) words.push(word)
  else words.push(word.slice(0, equals), word.slice(equals + 1))
}
