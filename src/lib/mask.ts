import { announcing } from './announced.ts'
import { secretsOfSnmp } from './mask-snmp.ts'

/** What stands where a secret stood: one per character, so that columns stay; no format gives it a meaning. */
const blot = '\u2022'

/** A masked line and how many secrets were in it. */
export interface MaskedLine {
  readonly text: string
  readonly masks: number
}

/** Words that end the name of a secret: `db.password`, `PAYMENT_API_TOKEN`, `snmp-community-string`, `pre-shared-key`. */
const secretWord =
  /(?:passw(?:or)?d|passphrase|passwd|pwd|secret|communit(?:y|ies)|pre-?shared-?key|psk|phash|token|credentials?|apikey|access-?key|key)/gi
/** What may follow the word within the same name. */
const nameTail = /^(?:[-_ ]?(?:string|hash|base64|value|v[123]c?|id|ref|data))?["'\]]{0,2}/i
/** Names whose value is no secret although they end in such a word. */
const harmless =
  /(?:public[-_. ]?|primary[-_. ]?|foreign[-_. ]?|unique[-_. ]?|sort[-_. ]?|partition[-_. ]?|host[-_. ]?|key[-_. ]?)key$|keyid$|tokenize/i
/** Words after which prose goes on; `password policy` names no password. */
const prose =
  /^(?:is|was|of|for|and|or|the|a|an|to|in|on|by|with|from|must|should|policy|file|required|set)\b/i

/** Lines of device configurations, where a word after a secret word is its value whatever it looks like. */
const command =
  /^\s*(?:set|add|edit|snmp-server|enable|username|user|crypto|create|alter|grant|secret|password|passwd|auth|rpc|define|neighbor|standby|vrrp|ntp|ip|ikev[12]|tunnel|radius|tacacs|ldap|_)/i
const valueEnd = /[\s,;)\]}<>&"']/g

const hashes = [
  /\$(?:1|2[abxy]?|5|6|7|y|gy|sha1|md5|argon2[a-z]*|apr1|8|9|14)\$[^\s"'<>,;:]{4,400}/g,
  /\{(?:SSHA|SHA|SSHA256|SSHA512|CRYPT|PBKDF2)\}[A-Za-z0-9+/=]{8,400}/gi,
  /-AQ==[A-Za-z0-9+/=]{8,1000}/g,
  /\beyJ[A-Za-z0-9_-]{8,400}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{0,4000}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,255}\b/g,
]
const bearer = /\b(?:bearer|basic|digest|negotiate)\s+([A-Za-z0-9+/=._~-]{6,4000})/gi
/** Oracle's thin URLs carry `user/password@`; HAProxy's `stats auth` and curl's `-u` carry `user:password`. */
const accounts = [
  /\bthin:([^\s@"'/]{1,64}\/[^\s@"']{1,128})@/gi,
  /(?:^|[\s"'!])(?:auth|--user|-u)\s+([^\s:"']{1,64}:[^\s"']{1,128})/g,
  // Cisco: the community of a trap receiver stands without a word in front of it.
  /^\s*snmp-server host \d[\d.a-f:]{1,60} (?:vrf \S{1,60} )?(?:traps |informs )?(?:version (?:1|2c|3 (?:auth|noauth|priv)) )?(?!version\b|vrf\b|community\b|udp-port\b)(\S{1,128})/gi,
  /\bidentified\s+(?:with\s+\S{1,64}\s+)?(?:by|as)\s+(?:values\s+)?["']?([^\s"';]{1,256})/gi,
]
/** `-p secret`, `-C community`, `--password secret` on a command line of a check. */
const flags =
  /(?:^|[\s!"'])(?:-p|-C|-x|--passw(?:or)?d|--community|--secret|--token|--password)[ =]["']?(?!(?:tcp|udp|udplite|icmp|icmpv6|ipv6-icmp|sctp|esp|ah|gre|vrrp|igmp|ospf|all|\d+|\d{1,3}(?:\.\d{1,3}){3})(?:[\s"'!:/]|$)|[a-z][a-z0-9+.-]{1,20}:\/\/|[-/.~$])([^\s"'!]{3,256})/g

/**
 * Masks secrets line by line: user info in URLs, values after secret words, PEM blocks, vendor hashes, tokens.
 * Lines keep their length and their number. Call the function with every line of one file, in order: PEM blocks and
 * YAML values that stand on a later line are remembered. `thorough` looks for every secret in every line, whether
 * anything announces one or not.
 */
export function createMasker(thorough = false): (line: string) => MaskedLine {
  return createWaitingMasker(thorough).mask
}

/** A masker that says whether the next line matters to it although nothing in it announces a secret. */
export interface WaitingMasker {
  readonly mask: (line: string) => MaskedLine
  readonly waits: () => boolean
}

/** See {@link createMasker}; lines in which nothing announces a secret may be left out while it does not wait. */
export function createWaitingMasker(thorough = false): WaitingMasker {
  let inPem = false
  let pemLines = 0
  let valueFollows = false
  let blockIndent = -1
  let snmpGoesOn = false
  const waits = (): boolean => inPem || valueFollows || blockIndent >= 0 || snmpGoesOn
  const mask = (line: string): MaskedLine => {
    if (inPem) {
      // A block that never ends must not swallow the file: keys are shorter than 400 lines.
      pemLines++
      if (line.includes('-----END ') || pemLines > 400) inPem = false
      if (line.includes('-----END ')) return { text: line, masks: 0 }
      return { text: hide(line, 0, line.length), masks: 0 }
    }
    if (!thorough && !waits() && !announcing.test(line)) return { text: line, masks: 0 }
    const pem = line.indexOf('-----BEGIN ')
    if (pem >= 0 && !line.includes('-----END ', pem) && !/PUBLIC KEY|CERTIFICATE-----/.test(line)) {
      inPem = true
      pemLines = 0
      return { text: line, masks: 1 }
    }
    if (blockIndent >= 0) {
      if (line.trim() === '' || indentOf(line) > blockIndent) {
        return { text: hide(line, indentOf(line), line.length), masks: 0 }
      }
      blockIndent = -1
    }
    const state: State = { text: line, secrets: [] }
    if (pem >= 0) maskInlinePem(state)
    if (valueFollows) maskValueKey(state)
    maskUrls(state)
    for (const pattern of hashes) maskAll(state, pattern, 0)
    if (/bearer|basic|digest|negotiate/i.test(line)) maskAll(state, bearer, 1)
    for (const pattern of accounts) maskAll(state, pattern, 1)
    if (line.includes('-')) maskAll(state, flags, 1)
    const snmp = secretsOfSnmp(line, snmpGoesOn)
    snmpGoesOn = snmp.goesOn
    for (const [from, to] of snmp.parts) cover(state, from, to)
    const after = maskNamed(state)
    valueFollows = after === 'value'
    if (after === 'block') blockIndent = indentOf(line)
    return finish(state)
  }
  return { mask, waits }
}

/** Masks a whole text; see {@link createMasker}. */
export function maskText(text: string): MaskedLine {
  const mask = createMasker()
  let masks = 0
  const lines = text.split('\n').map((line) => {
    const masked = mask(line)
    masks += masked.masks
    return masked.text
  })
  return { text: lines.join('\n'), masks }
}

/** A line with the parts of it that are secret, as pairs of offsets; they are blotted out at once at the end. */
interface State {
  readonly text: string
  readonly secrets: (readonly [from: number, to: number])[]
}

function hide(text: string, from: number, to: number): string {
  return text.slice(0, from) + blot.repeat(Math.max(0, to - from)) + text.slice(to)
}

function cover(state: State, from: number, to: number): void {
  if (to > from && !isHidden(state.text, from, to)) state.secrets.push([from, to])
}

/** The line with all its secrets blotted out; parts that overlap are one. */
function finish(state: State): MaskedLine {
  if (state.secrets.length === 0) return { text: state.text, masks: 0 }
  const parts: string[] = []
  let at = 0
  let masks = 0
  for (const [from, to] of state.secrets.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (to <= at) continue
    if (from >= at) masks++
    parts.push(state.text.slice(at, Math.max(at, from)), blot.repeat(to - Math.max(at, from)))
    at = to
  }
  return { text: parts.join('') + state.text.slice(at), masks }
}

function isHidden(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) !== 0x2022) return false
  return true
}

function indentOf(line: string): number {
  let at = 0
  while (at < line.length && (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9)) at++
  return at
}

function maskAll(state: State, pattern: RegExp, group: 0 | 1): void {
  pattern.lastIndex = 0
  for (let found = pattern.exec(state.text); found; found = pattern.exec(state.text)) {
    const part = found[group] ?? ''
    const from = group === 0 ? found.index : found.index + found[0].lastIndexOf(part)
    cover(state, from, from + part.length)
    if (found[0] === '') pattern.lastIndex++
  }
}

function maskInlinePem(state: State): void {
  const from = state.text.indexOf('-----', state.text.indexOf('-----BEGIN ') + 11) + 5
  const to = state.text.indexOf('-----END ', from)
  if (to > from) cover(state, from, to)
}

/** `scheme://user:password@host`: everything between the slashes and the last at-sign of the authority. */
function maskUrls(state: State): void {
  for (let at = state.text.indexOf('://'); at >= 0; at = state.text.indexOf('://', at + 3)) {
    let end = at + 3
    let lastAt = -1
    while (end < state.text.length && end - at < 1000) {
      const code = state.text.charCodeAt(end)
      if (code <= 32 || code === 34 || code === 39 || code === 60 || code === 62 || code === 47) break
      if (code === 64) lastAt = end
      end++
    }
    if (lastAt > at + 3) cover(state, at + 3, lastAt)
  }
}

/** The second half of `- name: DB_PASSWORD` / `value: x`, as container manifests write it. */
function maskValueKey(state: State): void {
  const found = /^\s*(?:(?:-\s*)?"?(?:value|defaultValue)"?\s*[:=]\s*|<value>)/.exec(state.text)
  if (found) maskValueAt(state, found[0].length)
}

/** Masks values that follow a secret word; says whether the value stands on the next lines. */
function maskNamed(state: State): 'value' | 'block' | 'done' {
  secretWord.lastIndex = 0
  let outcome: 'value' | 'block' | 'done' = 'done'
  for (let found = secretWord.exec(state.text); found; found = secretWord.exec(state.text)) {
    const word = found[0].toLowerCase()
    const end = found.index + word.length
    const before = state.text.slice(Math.max(0, found.index - 40), end)
    if (word === 'key' && !isKeyName(state.text, found.index, end)) continue
    if (harmless.test(before)) continue
    const tail = nameTail.exec(state.text.slice(end, end + 12))?.[0].length ?? 0
    const next = maskAfter(state, found.index, end + tail, word)
    if (next === 'block' || next === 'value') outcome = next
    // A value that is masked already is not looked into again: the scan stays linear.
    else secretWord.lastIndex = Math.max(secretWord.lastIndex, next)
  }
  return outcome
}

/** `key` alone is a secret's name only as a word of its own or at the end of a compound: not in `keyboard` or `monkey`. */
function isKeyName(text: string, from: number, to: number): boolean {
  const previous = text.charAt(from - 1)
  const next = text.charAt(to)
  if (/[a-z0-9]/i.test(next)) return false
  if (from === 0 || !/[a-z]/i.test(previous)) return true
  // camelCase: apiKey, secretKey
  return text.charAt(from) === 'K' && previous === previous.toLowerCase()
}

/** `key: net.tcp.service[https,10.20.1.5,443]` names what a monitor asks for, and whom. */
function isItemKey({ text }: State, word: string, at: number): boolean {
  return word === 'key' && /^["']?[a-z][a-z0-9_.-]{1,80}\[/i.test(text.slice(at, at + 90))
}

/** Masks what follows the word; answers where it ends, or that the value stands on the next lines. */
function maskAfter(state: State, from: number, end: number, word: string): 'value' | 'block' | number {
  const rest = state.text.slice(end, end + 64)
  const separator = /^\s*(?:=>|:=|[=:])\s*/.exec(rest)
  if (separator) {
    const at = end + separator[0].length
    if (/^[|>][-+]?\d?\s*(?:#.*)?$/.test(state.text.slice(at, at + 80))) return 'block'
    return isItemKey(state, word, at) ? at : maskValueAt(state, at)
  }
  if (state.text.charAt(end) === '>') {
    if (isItemKey(state, word, end + 1)) return end
    const close = state.text.indexOf('<', end)
    const to = close < 0 ? state.text.length : close
    cover(state, end + 1, to)
    return to
  }
  const attribute = /^["']?\s+value\s*=\s*/i.exec(rest)
  if (attribute) return maskValueAt(state, end + attribute[0].length)
  const before = state.text.slice(Math.max(0, from - 80), from)
  const macro = maskMacro(state, before, end)
  if (macro !== undefined) return macro
  if (/(?:^|[\s"'])name["']?\s*[:=]\s*["']?[\w.-]*$/i.test(before)) return 'value'
  const gap = /^["']?\s+/.exec(rest)
  if (gap && !word.startsWith('credential')) return maskBareWord(state, end + gap[0].length, word, rest)
  return end
}

/** `macro: '{$DB_PASSWORD}'` as Zabbix exports it, with its value behind or on the next line. */
function maskMacro(state: State, before: string, end: number): 'value' | number | undefined {
  if (state.text.charAt(end) !== '}' || !/macro["']?[:=>\s]\s{0,5}["']?\{\$[\w.]{0,60}$/i.test(before))
    return undefined
  const behind = state.text.slice(end, end + 80)
  const value = /^\}["']?(?:<\/macro>)?,?\s{0,20}(?:"value"\s{0,5}:\s{0,5}|<value>)/.exec(behind)
  return value ? maskValueAt(state, end + value[0].length) : 'value'
}

/** `community public`, `secret CANARY`, `pre-shared-key key XYZ`, `password is XYZ`: a value after mere blanks. */
function maskBareWord(state: State, at: number, word: string, rest: string): number {
  const value = state.text.slice(at, at + 80)
  const said = /^(?:is|was)\s+/i.exec(value)
  if (said) return maskValueAt(state, at + said[0].length)
  const levels =
    /^(?:(?:0|5|7|8|9|key|encrypted|cipher|plain|ascii-text|hash|sha256)\s+)*/i.exec(value)?.[0].length ?? 0
  if (levels === 0 && (prose.test(value) || (word === 'key' && !rest.startsWith(' ')))) return at
  // In prose a secret word is followed by an ordinary word; a bare value has a digit, a sign or a quote.
  const next = /^["']?([^\s"',;]+)/.exec(value.slice(levels))?.[1] ?? ''
  const ordinary = /^[A-Za-z]+[.:)]?$/.test(next)
  if (levels > 0 || !ordinary || command.test(state.text)) return maskValueAt(state, at + levels)
  return at
}

/** Masks one value: a quoted string, else up to a blank, a comma, a semicolon or a closing bracket. Answers its end. */
function maskValueAt(state: State, at: number): number {
  const { text } = state
  const quote = text.charAt(at)
  if (quote === '"' || quote === "'") {
    let end = at + 1
    while (end < text.length && text.charAt(end) !== quote) end += text.charAt(end) === '\\' ? 2 : 1
    const to = Math.min(end, text.length)
    cover(state, at + 1, to)
    // `<add key="DbPassword" value="…"/>`: what is quoted may be the name of a secret itself.
    return at + 1
  }
  const from = at + (/^[[{(]/.test(quote) ? 1 : 0)
  valueEnd.lastIndex = from
  const to = valueEnd.exec(text)?.index ?? text.length
  cover(state, from, to)
  return to
}
