import { parseAddress } from '../../../lib/ip.ts'

/** `Gi1/0/1`, `Vlan120`, `vlan.20`, `eth1.100`, `Bridge-Aggregation1`, `1/1/28`: names of ports have a number. */
const port = /^(?:[a-z][a-z_/-]*\d[\w./:()-]*|\d{1,4}(?:\/[\w.]{1,12})+)$/i
/** What stands behind a card and is no place. */
const noPlace =
  /^(?:none|permanent|published|dynamic|static|arpa|learned|aging|noaged|reachable|stale|delay|probe|bridging|yes|no|ago|age|[a-z]|i|-|d-\d|[dosi]-+|\d{1,6}|\d+:\d\d(?::\d\d)?)$/i

/** The interface of a row of an ARP table: `dev eth0`, `on eth0`, or a port behind the card. */
export function interfaceOf(words: readonly string[], cardAt: number): string {
  for (let at = 0; at + 1 < words.length; at++)
    if (words[at] === 'dev' || words[at] === 'on') return words[at + 1] ?? ''
  const behind = placeBehind(words, cardAt)
  if (behind !== '') return behind
  // ASA ends a row with an age: the interface stands before the address.
  const before = parseAddress(words[cardAt - 1] ?? '') !== undefined && words.length - 1 > cardAt
  return before ? (words[cardAt - 2] ?? '') : ''
}

/** VLAN and port of a row of a MAC table: `120    0050.5600.0011    DYNAMIC     Gi1/0/1`. */
export function portOf(words: readonly string[], cardAt: number): string {
  const vlan = vlanOf(words, cardAt)
  const place = placeBehind(words, cardAt)
  return [vlan === '' ? '' : `VLAN ${vlan}`, place].filter((part) => part !== '').join(' ')
}

function vlanOf(words: readonly string[], cardAt: number): string {
  const before = words.slice(0, cardAt).find((word) => /^\d{1,4}$/.test(word))
  if (before !== undefined) return before
  const behind = /^(\d{1,4})(?:\/[-\d]{1,9}){0,2}$/.exec(words[cardAt + 1] ?? '')?.[1]
  // ProCurve: `005056-000011   Trk1   17`.
  const last = words.length === cardAt + 3 ? /^\d{1,4}$/.exec(words[cardAt + 2] ?? '')?.[0] : undefined
  return (words.length > cardAt + 2 && behind !== undefined && last === undefined ? behind : last) ?? ''
}

/** The last word behind the card that is a port, else the last one that may be a place. */
function placeBehind(words: readonly string[], cardAt: number): string {
  for (let at = words.length - 1; at > cardAt; at--) {
    // Arista writes the VLAN and, behind a comma, the port.
    const word = withoutComma(words[at] ?? '')
    if (kindOf(word) === 'port') return word
  }
  for (let at = words.length - 1; at > cardAt; at--) {
    const word = words[at] ?? ''
    if (kindOf(word) !== 'none' && parseAddress(word) === undefined) return word
  }
  // A port without a name is its number: `dynamic 2`, or `25   17` with the VLAN behind it.
  const next = words[cardAt + 1] ?? ''
  const number = /^(?:dynamic|static)$/i.test(next) || words.length === cardAt + 3
  const last = /^\d{1,3}$/.test(next) ? next : (words.at(-1) ?? '')
  return number && words.length - 1 > cardAt + 1 && /^\d{1,3}$/.test(last) ? last : ''
}

function withoutComma(word: string): string {
  return word.charCodeAt(word.length - 1) === 44 ? word.slice(0, -1) : word
}

type Kind = 'port' | 'other' | 'none'

/** A table has few places, and each on many lines. */
const kinds = new Map<string, Kind>()
const mostKinds = 10_000
const longestKept = 32

function kindOf(word: string): Kind {
  const known = kinds.get(word)
  if (known !== undefined) return known
  const kind = noPlace.test(word) ? 'none' : port.test(word) ? 'port' : 'other'
  if (kinds.size >= mostKinds) kinds.clear()
  // A part of a line would keep its whole text.
  if (word.length <= longestKept) kinds.set(Buffer.from(word).toString(), kind)
  return kind
}
