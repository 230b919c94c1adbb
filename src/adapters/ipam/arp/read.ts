import type { Tally } from '../../../algebra/evidence/collect.ts'
import { parseAddress, parseIpv4 } from '../../../lib/ip.ts'
import { type Line, wordsOf } from '../../../lib/lines.ts'
import { hardwareAddress } from '../shared/hardware.ts'
import { interfaceOf, portOf } from './place.ts'
import { furniture, headWords, type Neighbour } from './schema.ts'

/** Most words of a line that are looked at, and lines that may have more. */
const mostWords = 40
const longestRow = 80
const prompt = /^([\w.-]{1,63})(?:\([^)]{0,40}\))?[#>$]\s{0,8}(\S.{0,200})?$/
const command = /^(?:sh|show|ip|arp|cat)\b.{0,80}?(?:arp|mac|neigh)/i
const missing = /^\(?(?:incomplete|<?incomplete>?|failed|none)\)?$/i

/** The device whose prompt stands before the first command of a session. */
export function deviceOf(lines: Iterable<Line>): string | undefined {
  for (const line of lines) {
    const said = promptOf(line.text.trim())
    if (said) return said[1]
  }
  return undefined
}

/** The prompt of a device and what was asked there; null for any other line. */
function promptOf(text: string): RegExpExecArray | null {
  if (!mayBePrompt(text)) return null
  const said = prompt.exec(text)
  return said && (said[2] === undefined || command.test(said[2])) ? said : null
}

/** Whether the first word ends with `#`, `>`, `$` or a bracket: most lines begin with an address. */
function mayBePrompt(text: string): boolean {
  let at = 0
  while (at < text.length && at < 64 && isOfName(text.charCodeAt(at))) at++
  const sign = at > 0 ? text.charCodeAt(at) : 0
  return sign === 35 || sign === 62 || sign === 36 || sign === 40
}

/** A letter, a digit, `_`, `.` or `-`. */
function isOfName(code: number): boolean {
  const lower = code | 32
  return (lower > 96 && lower < 123) || (code > 47 && code < 58) || code === 46 || code === 45 || code === 95
}

/** Reads ARP and MAC tables of switches, Linux and Windows, as their commands print them. */
export function* readNeighbours(lines: Iterable<Line>, tally: Tally): Iterable<Neighbour> {
  let vrf: string | undefined
  /** Where the head has a column of VRFs. */
  let vrfAt = -1
  /** An address that is too long for its column: its card stands on the next line. */
  let waiting: Line | undefined
  for (const line of lines) {
    const text = line.text.trim()
    if (text === '') continue
    const said = promptOf(text)
    if (said) {
      vrf = vrfNamed(/\bvrf\s+(\S{1,60})/i.exec(said[2] ?? '')?.[1])
      vrfAt = -1
      tally.known()
      continue
    }
    const own = vrfAt < 0 ? undefined : columnAt(line.text, vrfAt)
    const found = neighbourOf(line, own === undefined ? text : line.text.slice(0, vrfAt).trim(), vrf)
    if (found === 'incomplete') tally.known()
    else if (found) {
      tally.known()
      const row = own === undefined ? found : { ...found, vrf: vrfNamed(own) }
      const ahead = row.address === undefined ? waiting : undefined
      yield ahead ? { ...row, address: ahead.text.trim(), line: ahead, place: placeAlone(row.place) } : row
    } else if (isFurniture(text)) {
      tally.known()
      vrf = vrfOfTitle(text, vrf)
      // A second line of a head begins below one of its columns.
      if (isHead(text) && !/^\s{20}/.test(line.text))
        vrfAt = line.text.search(/\b(?:vrf|vpn-instance)[ \t]*$/i)
    } else tally.unknown('line of another kind', line)
    waiting = isLongAddress(text) ? line : undefined
  }
}

/** The word that begins in a column, when one does and nothing stands behind it. */
function columnAt(text: string, at: number): string | undefined {
  const before = text.charCodeAt(at - 1)
  const word = text.slice(at, at + 80).trim()
  return (before === 32 || before === 9) && /^\S{1,60}$/.test(word) ? word : undefined
}

/** The VRF that holds from a title on: `IP ARP Table for context Red`, `VRF: Red`. */
function vrfOfTitle(text: string, before: string | undefined): string | undefined {
  const named =
    /^IP ARP Table for (?:context|VRF) (\S{1,60})/i.exec(text) ??
    /^VRF(?: name)?(?:\s*:\s*|\s+)(\S{1,60})$/i.exec(text)
  return named ? vrfNamed(named[1]) : before
}

function vrfNamed(name: string | undefined): string | undefined {
  return name === undefined || /^(?:all|default|-+)$/i.test(name) ? undefined : name
}

/** A row that began with an address has an interface, and no VLAN before its card. */
function placeAlone(place: string): string {
  return place.replace(/^VLAN \d+ /, '')
}

function isLongAddress(text: string): boolean {
  return text.length < 50 && text.includes(':') && parseAddress(text) !== undefined
}

/** Whether a line is a head, a legend, a ruler, a sum or a command of a table. */
export function isFurniture(text: string): boolean {
  const lower = text.slice(0, 200).toLowerCase()
  return (
    isHead(text) || command.test(lower) || furniture.some((one) => one.test(lower)) || isLongAddress(text)
  )
}

/** Whether all words of a line are such as columns are called by. */
function isHead(text: string): boolean {
  const words = text.toLowerCase().split(/\s+/, 24)
  return words.length > 1 && words.length < 24 && words.every((word) => headWords.has(word))
}

/** A card as written, and with colons. */
interface Card {
  readonly written: string
  readonly hardware: string
}

/** A row of any of the tables; `incomplete` when nobody answered for the address. */
export function neighbourOf(
  line: Line,
  text: string,
  vrf: string | undefined,
): Neighbour | 'incomplete' | undefined {
  const words = text.length > longestRow ? text.split(/\s+/, mostWords) : wordsOf(text)
  const own = words[1]
  if (words[0] === 'Interface:' && own !== undefined && parseAddress(own) !== undefined)
    return neighbour(line, own, undefined, 'interface', vrf, true)
  let address: string | undefined
  let at = -1
  let card: Card | undefined
  let cardAt = -1
  let place = -1
  for (const word of words) {
    place++
    // Ages, VLANs and words are shorter than any address, `::1` apart.
    if (word.length < 7 && !word.includes(':')) continue
    const bare = word.charCodeAt(0) === 40 && word.endsWith(')') ? word.slice(1, -1) : word
    // The address and the card are found: what stands behind them is a place.
    if (card !== undefined && address !== undefined) break
    const hardware = card === undefined ? hardwareAddress(word) : undefined
    if (hardware !== undefined) {
      card = { written: word, hardware }
      cardAt = place
    } else if (address === undefined && isAddress(bare)) {
      address = bare
      at = place
    }
  }
  if (address === undefined)
    return card === undefined
      ? undefined
      : neighbour(line, undefined, card, portOf(words, cardAt), undefined, false)
  if (card === undefined) return words.some((word) => missing.test(word)) ? 'incomplete' : undefined
  // `till-01 (192.0.2.11) at …`: the name that the address leads to.
  const name = words[at - 1] ?? ''
  const named = words[at]?.startsWith('(') === true && /^[a-z][\w.-]{0,253}$/i.test(name)
  const isOwn =
    words[at + 1] === '-' ||
    words.includes('PERM') ||
    words.includes('Interface') ||
    (words[cardAt + 1] === 'I' && words[cardAt + 2] === '-')
  const found = neighbour(line, address, card, interfaceOf(words, cardAt), vrf, isOwn)
  return named ? { ...found, host: name.toLowerCase() } : found
}

/** Most addresses are four numbers, and need no key. */
function isAddress(word: string): boolean {
  return parseIpv4(word) !== undefined || (word.includes(':') && parseAddress(word) !== undefined)
}

function neighbour(
  line: Line,
  address: string | undefined,
  card: Card | undefined,
  place: string,
  vrf: string | undefined,
  own: boolean,
): Neighbour {
  const { written, hardware } = card ?? {}
  return { line, address, card: written, hardware, host: undefined, place, vrf, own }
}
