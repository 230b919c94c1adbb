import { type AddressSpan, parseSpan } from '../../lib/ip.ts'
import type { Flow } from '../../model/evidence.ts'

/** Which end of a flow is meant. */
export type FlowSide = 'either' | 'client' | 'server'

/** One word of a search among flows. */
export type FlowWord =
  | { readonly kind: 'service'; readonly protocol?: Flow['protocol']; readonly port?: number }
  | { readonly kind: 'address'; readonly side: FlowSide; readonly span: AddressSpan }
  /** Whatever lies in no subnet of the estate. */
  | { readonly kind: 'outside'; readonly side: FlowSide }
  | { readonly kind: 'name'; readonly side: FlowSide; readonly name: string }

const protocols: readonly Flow['protocol'][] = ['tcp', 'udp', 'icmp', 'other']

/** Words of a search: `tcp/443`, `443`, `udp`, an address, a subnet, a name; `from:` and `to:` before the last three. */
export function flowWords(text: string): readonly FlowWord[] {
  return text
    .split(/\s/)
    .filter((word) => word !== '')
    .map(wordOf)
}

function wordOf(word: string): FlowWord {
  const slash = word.indexOf('/')
  const protocol = protocols.find((name) => name === (slash < 0 ? word : word.slice(0, slash)).toLowerCase())
  if (protocol !== undefined && slash < 0) return { kind: 'service', protocol }
  const port = portOf(protocol === undefined ? word : word.slice(slash + 1))
  if (port !== undefined) return { kind: 'service', port, ...(protocol === undefined ? {} : { protocol }) }
  const side = word.startsWith('from:') ? 'client' : word.startsWith('to:') ? 'server' : 'either'
  const rest = side === 'either' ? word : word.slice(word.indexOf(':') + 1)
  const span = parseSpan(rest)
  if (span) return { kind: 'address', side, span }
  return rest === 'outside' ? { kind: 'outside', side } : { kind: 'name', side, name: rest }
}

function portOf(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined
  const port = Number(text)
  return port <= 65_535 ? port : undefined
}
