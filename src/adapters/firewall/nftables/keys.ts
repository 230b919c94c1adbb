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

/** Whether a word begins a field. */
export function beginsKey(word: string): boolean {
  return heads.has(word) || alone.has(word) || word === 'numgen' || word === 'jhash' || word === 'symhash'
}

/** The fields of a match's left side, joined by dots. */
export function readKeys(cursor: Cursor): readonly Key[] {
  const keys = [readKey(cursor)]
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
  if (!heads.has(head)) return head === 'l4proto' ? { field: 'protocol' } : other
  const field = cursor.take()
  switch (head) {
    case 'ip':
    case 'ip6':
      return (
        addressKey(field) ?? (field === 'protocol' || field === 'nexthdr' ? { field: 'protocol' } : other)
      )
    case 'arp':
      return (cursor.text === 'ip' ? arpKey(cursor, field) : undefined) ?? other
    case 'meta':
      return field === 'l4proto' ? { field: 'protocol' } : other
    case 'ct':
      return readConnection(cursor, field)
    case 'tcp':
    case 'udp':
    case 'sctp':
    case 'dccp':
    case 'udplite':
    case 'th':
      return field === 'dport' ? { field: 'port', protocol: head } : other
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
  if (field === 'saddr') return { field: 'source' }
  return field === 'daddr' ? { field: 'destination' } : undefined
}

function arpKey(cursor: Cursor, field: string): Key | undefined {
  cursor.at++
  return addressKey(field)
}
