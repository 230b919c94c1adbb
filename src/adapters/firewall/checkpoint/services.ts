import { memberOf, stringOf } from '../../../formats/json/index.ts'
import type { Objects, Side } from './schema.ts'

/** Services within groups may nest this deep, and one rule may come to this many. */
const deepest = 8
const mostServices = 1000

/** Services of a rule as one text, and whether some of them are known by name only, or narrower than they look. */
export function servicesOf(
  side: Side,
  objects: Objects,
): { readonly text: string | undefined; readonly inexact: boolean } {
  const found = new Set<string>()
  let inexact = false
  const visit = (label: string, depth: number): void => {
    if (found.size >= mostServices) return
    if (objects.typeOf(label) === 'service-group' && depth < deepest) {
      for (const member of objects.membersOf(label) ?? [])
        if (typeof member === 'string') visit(member, depth + 1)
      return
    }
    const { text, whole } = serviceOf(label, objects)
    found.add(text)
    if (!whole) inexact = true
  }
  for (const label of side.members) visit(label, 0)
  return { text: found.size === 0 ? undefined : [...found].join(','), inexact }
}

/** `tcp/443`, `udp/1024-65535`, `icmp`, or the name of what has no ports. */
function serviceOf(label: string, objects: Objects): { readonly text: string; readonly whole: boolean } {
  const node = objects.nodeOf(label)
  const type = objects.typeOf(label)
  const protocol = /^service-(tcp|udp|sctp)$/.exec(type)?.[1]
  const port = stringOf(memberOf(node, 'port'))
  if (protocol !== undefined) {
    // A source port, or a protocol that is looked for within, narrows it.
    const narrowed = (stringOf(memberOf(node, 'source-port')) ?? '') !== ''
    return {
      text: port === undefined ? label : `${protocol}/${portsOf(port)}`,
      whole: port !== undefined && !narrowed,
    }
  }
  if (type === 'service-icmp') return { text: 'icmp', whole: false }
  if (type === 'service-icmp6') return { text: 'icmp6', whole: false }
  const number = memberOf(node, 'ip-protocol')?.value
  if (type === 'service-other' && typeof number === 'number') return { text: `ip/${number}`, whole: false }
  if (label === 'Any') return { text: 'any', whole: true }
  return { text: label, whole: false }
}

/** `443`, `8000-8100`, `>1023`, `<1024`. */
function portsOf(text: string): string {
  const bound = /^([<>])(\d{1,5})$/.exec(text.trim())
  if (!bound) return text.trim().slice(0, 60)
  const port = Number(bound[2])
  return bound[1] === '>' ? `${port + 1}-65535` : `0-${port - 1}`
}
