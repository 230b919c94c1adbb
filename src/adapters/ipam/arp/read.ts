import type { Tally } from '../../../algebra/evidence/collect.ts'
import { parseAddress } from '../../../lib/ip.ts'
import type { Line } from '../../../lib/lines.ts'
import { hardwareAddress } from '../shared/hardware.ts'
import { furniture, type Neighbour } from './schema.ts'

/** Most words of a line that are looked at. */
const mostWords = 40
const prompt = /^([\w.-]{1,63})(?:\([^)]{0,40}\))?[#>$]\s{0,8}(\S.{0,200})?$/
const command = /^(?:sh|show|ip|arp|cat)\b.{0,80}?(?:arp|mac|neigh)/i
const missing = /^\(?(?:incomplete|<?incomplete>?|failed|none)\)?$/i

/** What a file of tables says: its rows, and the device whose prompt stands there. */
export interface NeighbourTables {
  readonly neighbours: readonly Neighbour[]
  readonly device?: string | undefined
}

/** Reads ARP and MAC tables of switches, Linux and Windows, as their commands print them. */
export function readNeighbours(lines: readonly Line[], tally: Tally): NeighbourTables {
  const neighbours: Neighbour[] = []
  let device: string | undefined
  let vrf: string | undefined
  for (const line of lines) {
    const text = line.text.trim()
    if (text === '') continue
    const said = /[#>$]/.test(text) ? prompt.exec(text) : null
    if (said && (said[2] === undefined || command.test(said[2]))) {
      device ??= said[1]
      vrf = vrfOf(said[2] ?? '')
      tally.known()
      continue
    }
    const context = !text.startsWith('IP ARP')
      ? null
      : /^IP ARP Table for (?:context|VRF) (\S{1,60})/i.exec(text)
    if (context) vrf = context[1]?.toLowerCase() === 'default' ? undefined : context[1]
    const found = neighbourOf(line, text, vrf)
    if (found === 'incomplete' || (found === undefined && isFurniture(text))) tally.known()
    else if (found) {
      tally.known()
      neighbours.push(found)
    } else tally.unknown('line of another kind', line)
  }
  return { neighbours, device }
}

function vrfOf(asked: string): string | undefined {
  const name = /\bvrf\s+(\S{1,60})/i.exec(asked)?.[1]
  return name === undefined || /^(?:all|default)$/i.test(name) ? undefined : name
}

/** Whether a line is a head, a legend, a ruler, a sum or a command of a table. */
export function isFurniture(text: string): boolean {
  const lower = text.slice(0, 200).toLowerCase()
  return command.test(lower) || furniture.some((one) => one.test(lower))
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
  const words = text.split(/\s+/, mostWords)
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
    const hardware = card === undefined ? hardwareAddress(word) : undefined
    if (hardware !== undefined) {
      card = { written: word, hardware }
      cardAt = place
    } else if (address === undefined && parseAddress(bare) !== undefined) {
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
  const isOwn = words[at + 1] === '-' || words.includes('PERM')
  const found = neighbour(line, address, card, interfaceOf(words, cardAt), vrf, isOwn)
  return named ? { ...found, host: name.toLowerCase() } : found
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

/** `dev eth0`, `on eth0`, or the last word behind the card. */
function interfaceOf(words: readonly string[], cardAt: number): string {
  for (let at = 0; at + 1 < words.length; at++)
    if (words[at] === 'dev' || words[at] === 'on') return words[at + 1] ?? ''
  // Junos ends a row with its flags, ASA with an age: the interface stands before.
  let behind = words.length - 1
  while (behind > cardAt && /^(?:none|permanent|published|-|\d{1,6})$/i.test(words[behind] ?? '')) behind--
  if (behind === cardAt && parseAddress(words[cardAt - 1] ?? '') !== undefined && words.length - 1 > cardAt)
    return words[cardAt - 2] ?? ''
  const last = words[behind] ?? ''
  return behind > cardAt && !/^(?:dynamic|static|arpa)$/i.test(last) ? last : ''
}

/** VLAN and port of a row of a MAC table: `120    0050.5600.0011    DYNAMIC     Gi1/0/1`. */
function portOf(words: readonly string[], cardAt: number): string {
  const vlan = words.slice(0, cardAt).find((word) => /^\d{1,4}$/.test(word)) ?? ''
  const port = words.length - 1 > cardAt ? (words.at(-1) ?? '') : ''
  const shown = /^(?:dynamic|static|-|age)$/i.test(port) ? '' : port
  return [vlan === '' ? '' : `VLAN ${vlan}`, shown].filter((part) => part !== '').join(' ')
}
