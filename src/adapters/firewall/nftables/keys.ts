import type { Key } from './schema.ts'
import type { Cursor } from './tokens.ts'

/** Heads that one word follows: `tcp dport`, `meta mark`, `ether saddr`. */
const heads = new Set(
  'ip ip6 arp tcp udp sctp dccp udplite th meta ct fib icmp icmpv6 igmp ether vlan esp ah comp frag hbh rt dst mh socket osf exthdr gre geneve vxlan ipsec tunnel'.split(
    ' ',
  ),
)
/** Fields that stand alone. */
const alone = new Set(
  'iifname oifname iif oif iiftype oiftype iifgroup oifgroup mark skuid skgid pkttype rtclassid nftrace cpu cgroup priority protocol nfproto l4proto length time hour day ibrname obrname ibriport obriport'.split(
    ' ',
  ),
)
const fibResults = new Set(['type', 'oif', 'oifname'])
const other: Key = { field: 'other' }
const source: Key = { field: 'source' }
const destination: Key = { field: 'destination' }
const protocol: Key = { field: 'protocol' }
/** The fields that most matches look at: a ruleset has a hundred thousand of them, which share these. */
const ports: ReadonlyMap<string, Key> = new Map(
  ['tcp', 'udp', 'sctp', 'dccp', 'udplite', 'th'].map((one) => [one, { field: 'port', protocol: one }]),
)
const alones = new Map([other, source, destination, protocol, ...ports.values()].map((key) => [key, [key]]))

/** Whether a word begins a field. */
export function beginsKey(word: string): boolean {
  // `@th,16,16` are bits of a header.
  if (word.startsWith('@')) return word === '@th' || word === '@nh' || word === '@ll' || word === '@ih'
  return heads.has(word) || alone.has(word) || word === 'numgen' || word === 'jhash' || word === 'symhash'
}

/** The fields of a match's left side, joined by dots. */
export function readKeys(cursor: Cursor): readonly Key[] {
  const first = readKey(cursor)
  if (cursor.text !== '.') return alones.get(first) ?? [first]
  const keys = [first]
  while (cursor.skip('.')) keys.push(readKey(cursor))
  return keys
}

function readKey(cursor: Cursor): Key {
  const head = cursor.take()
  if (head === 'numgen' || head === 'jhash' || head === 'symhash') {
    while (!cursor.ended && cursor.text !== 'map' && cursor.text !== 'vmap' && cursor.text !== '{')
      cursor.at++
    return other
  }
  if (head === 'fib') {
    while (!cursor.ended && !fibResults.has(cursor.text)) cursor.at++
    cursor.take()
    return other
  }
  if (head.startsWith('@')) {
    for (let bits = 0; bits < 2; bits++) if (cursor.skip(',')) cursor.take()
    return other
  }
  if (!heads.has(head)) return head === 'l4proto' ? protocol : other
  const field = cursor.take()
  switch (head) {
    case 'ip':
    case 'ip6':
      return addressKey(field) ?? (field === 'protocol' || field === 'nexthdr' ? protocol : other)
    case 'arp':
      if (cursor.skip('ether')) return hardwareKey(field) ?? other
      return (cursor.text === 'ip' ? arpKey(cursor, field) : undefined) ?? other
    case 'ether':
      return hardwareKey(field) ?? other
    case 'ipsec': {
      // `ipsec in ip saddr`, `ipsec out spnum 1 ip daddr`: the ends of a tunnel.
      while (!cursor.ended && !/^ip6?$/.test(cursor.text) && !/^(?:reqid|spi)$/.test(cursor.text)) cursor.at++
      return (/^ip6?$/.test(cursor.take()) ? addressKey(cursor.take()) : undefined) ?? other
    }
    case 'meta':
      return field === 'l4proto' ? protocol : other
    case 'ct':
      return readConnection(cursor, field)
    case 'tcp':
      if (field === 'option') {
        // `tcp option maxseg size`
        cursor.take()
        if (/^(?:size|kind|length|count|left|right|tsval|tsecr)$/.test(cursor.text)) cursor.at++
        return other
      }
      return (field === 'dport' ? ports.get(head) : undefined) ?? other
    case 'udp':
    case 'sctp':
    case 'dccp':
    case 'udplite':
    case 'th':
      return (field === 'dport' ? ports.get(head) : undefined) ?? other
    default:
      return other
  }
}

/** `ct original ip daddr` names what the client asked for; the answers' addresses are its mirror. */
function readConnection(cursor: Cursor, direction: string): Key {
  if (direction === 'count') cursor.skip('over')
  if (direction !== 'original' && direction !== 'reply') return other
  const family = cursor.take()
  const field = family === 'ip' || family === 'ip6' ? cursor.take() : family
  const key = direction === 'original' ? addressKey(field) : undefined
  return key ? { ...key, original: true } : other
}

/** `saddr` and `daddr`. */
export function addressKey(field: string): Key | undefined {
  if (field === 'saddr') return source
  return field === 'daddr' ? destination : undefined
}

/** `ether saddr`: the card of a machine. */
export function hardwareKey(field: string): Key | undefined {
  const side = addressKey(field)
  return side && { ...side, hardware: true }
}

function arpKey(cursor: Cursor, field: string): Key | undefined {
  cursor.at++
  return addressKey(field)
}
