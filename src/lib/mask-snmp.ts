/** A part of a line, as offsets. */
type Part = readonly [from: number, to: number]

/** Secrets of one line, and whether the next line belongs to it and may go on with more. */
export interface SnmpSecrets {
  readonly parts: readonly Part[]
  readonly goesOn: boolean
}

/** A directive of Net-SNMP's files (also one that is commented out), or an SNMP tool on a command line. */
const directive = /^[\s#;]{0,80}([a-z0-9_]{4,40})\s/i
const tool =
  /(?:^|[\s/"'`(!])snmp(?:get|getnext|walk|bulkwalk|bulkget|set|trap|inform|table|status|test|df|delta|netstat|ps|usm|vacm)(?=\s)/i
/** Options of such tools whose value is a community, a passphrase or a key. */
const secretOption = /^-(?:c|A|X|3[mMkK])/
const firstIsSecret =
  /^(?:r[ow]community6?|trapcommunity|def(?:community|passphrase|authpassphrase|privpassphrase|authmasterkey|privmasterkey|authlocalizedkey|privlocalizedkey))$/
const digests = /^(?:md5|sha(?:-?\d{1,3}){0,2}|3?des|aes(?:-?\d{1,3}c?)?|none|default|-[emlk])$/i
const mostWords = 200

/**
 * Communities and passphrases where only Net-SNMP's own order of words says that they are: the third word of `com2sec`,
 * the second of `trapsink`, what follows `-c`, `-A` or `-X`. `goesOn`: the line before it ended with a backslash.
 */
export function secretsOfSnmp(text: string, goesOn = false): SnmpSecrets {
  const named = directive.exec(text)
  const name = named?.[1]?.toLowerCase() ?? ''
  const options = optionsFrom(text, name, goesOn)
  if (options >= 0) {
    return { parts: valuesOfOptions(text, options), goesOn: text.endsWith('\\') }
  }
  const place = named === null ? undefined : placeOf(name)
  if (named === null || place === undefined) return { parts: [], goesOn: false }
  const words = wordsFrom(text, named[0].length)
  return { parts: place(words, text), goesOn: false }
}

function optionsFrom(text: string, name: string, goesOn: boolean): number {
  if (goesOn) return 0
  if (
    name === 'trapsess' ||
    name === 'informsess' ||
    (name === 'proxy' && /^[\s#;]{0,80}proxy\s{1,80}-/i.test(text))
  )
    return 0
  const found = /snmp/i.test(text) ? tool.exec(text) : null
  return found === null ? -1 : found.index + found[0].length
}

type Place = (words: readonly Part[], text: string) => readonly Part[]

/** Which words behind a directive are secret; undefined when it has none. */
function placeOf(name: string): Place | undefined {
  if (firstIsSecret.test(name)) return (words) => words.slice(0, 1)
  if (name === 'smuxpeer' || name === 'smux') return (words) => words.slice(1, 2)
  if (name === 'authcommunity' || /^(?:trap2?|inform)sink$/.test(name)) return (words) => words.slice(1, 2)
  if (/^com2sec(?:6|unix)?$/.test(name)) return (words, text) => nth(words, text, '-Cn', 2)
  if (name === 'createuser') return passphrasesOfUser
  if (name === 'usmuser')
    return (words, text) => words.filter((word) => /^(?:0x[\da-f]{16}|")/i.test(textOf(text, word)))
  // Agents of AIX and Solaris.
  if (name === 'community' || name === 'trap')
    return (words, text) =>
      words[1] && /^\d{1,3}(?:\.\d{1,3}){3}$/.test(textOf(text, words[1])) ? words.slice(0, 1) : []
  return undefined
}

function nth(words: readonly Part[], text: string, option: string, place: number): readonly Part[] {
  const skipped = words[0] && textOf(text, words[0]) === option ? 2 : 0
  return words.slice(skipped + place, skipped + place + 1)
}

/** `createUser [-e ENGINE] NAME SHA PASSPHRASE [AES PASSPHRASE]`. */
function passphrasesOfUser(words: readonly Part[], text: string): readonly Part[] {
  const engine = words[0] && textOf(text, words[0]) === '-e' ? 2 : 0
  return words.slice(engine + 1).filter((word) => !digests.test(textOf(text, word)))
}

function valuesOfOptions(text: string, from: number): readonly Part[] {
  const words = wordsFrom(text, from)
  const found: Part[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    const option = word === undefined ? null : secretOption.exec(text.slice(word[0], word[1]))
    if (word === undefined || option === null) continue
    const length = option[0].length
    if (word[1] - word[0] > length) found.push([word[0] + length, word[1]])
    else if (words[at + 1]) found.push(words[++at] ?? word)
  }
  return found
}

function textOf(text: string, [from, to]: Part): string {
  return text.slice(from, Math.min(to, from + 100))
}

/** Words from a place on; quotes keep blanks and stand outside the part, except where a value begins in them. */
function wordsFrom(text: string, from: number): readonly Part[] {
  const words: Part[] = []
  for (let at = from; at < text.length && words.length < mostWords; ) {
    const code = text.charCodeAt(at)
    if (code <= 32) at++
    else {
      const end = code === 34 || code === 39 ? endOfQuote(text, at) : endOfWord(text, at)
      words.push([at, end])
      at = end
    }
  }
  return words
}

function endOfQuote(text: string, from: number): number {
  const close = text.indexOf(text.charAt(from), from + 1)
  return close < 0 ? text.length : close + 1
}

function endOfWord(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) > 32) at++
  return at
}
