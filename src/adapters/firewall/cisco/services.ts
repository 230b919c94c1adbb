import type { CiscoConfiguration, ServiceMember } from './schema.ts'

const protocols: Readonly<Record<string, string>> = {
  1: 'icmp',
  2: 'igmp',
  4: 'ipinip',
  6: 'tcp',
  17: 'udp',
  41: 'ipv6-in-ip',
  47: 'gre',
  50: 'esp',
  51: 'ah',
  58: 'icmp6',
  88: 'eigrp',
  89: 'ospf',
  103: 'pim',
  112: 'vrrp',
  132: 'sctp',
}

/** A protocol by its name: its number alone would look like a port. */
export function protocolOf(word: string): string {
  return /^\d{1,3}$/.test(word) ? (protocols[word] ?? `protocol-${word}`) : word
}

const deepest = 16
const mostServices = 200
const mostVisits = 2000

/** Services as one text: groups are opened, each service stands once. */
function servicesOf(members: readonly ServiceMember[], known: CiscoConfiguration): string {
  const [only] = members
  if (members.length === 1 && typeof only === 'string') return only
  const found = new Set<string>()
  let visits = 0
  const visit = (member: ServiceMember, depth: number, protocol = ''): void => {
    if (found.size >= mostServices || ++visits > mostVisits) return
    if (typeof member === 'string') {
      found.add(member.startsWith('/') ? (protocol || 'any') + member : member)
      return
    }
    const inside = depth < deepest ? known.services.get(member.group) : undefined
    if (inside) for (const one of inside) visit(one, depth + 1, member.protocol ?? protocol)
    else found.add(member.group)
  }
  for (const member of members) visit(member, 0)
  return [...found].join(',')
}

/** What the services of an entry come to. */
export interface Services {
  readonly text: string
  /** The text may not tell all that they ask for. */
  readonly more: boolean
}

/** Tells the services of entries; what a group comes to is worked out once. */
export function servicesTeller(known: CiscoConfiguration): (members: readonly ServiceMember[]) => Services {
  const groups = new Map<string, Services>()
  const whole = (members: readonly ServiceMember[]): Services => ({
    text: servicesOf(members, known),
    more: asksForMore(members, known),
  })
  return (members) => {
    const [only] = members
    if (typeof only !== 'object' || members.length > 1) return whole(members)
    const { group, protocol } = only
    const key = protocol === undefined ? group : `${protocol} ${group}`
    let services = groups.get(key)
    if (!services) groups.set(key, (services = whole(members)))
    return services
  }
}

/** Whether the text of the services may not tell all that they ask for. */
function asksForMore(members: readonly ServiceMember[], known: CiscoConfiguration): boolean {
  if (known.inexact.size === 0) return false
  let visits = 0
  const asks = (member: ServiceMember, depth: number): boolean => {
    if (typeof member === 'string') return false
    // What is too deep to be seen may ask for them as well.
    if (depth >= deepest || ++visits > mostVisits || known.inexact.has(member.group)) return true
    return known.services.get(member.group)?.some((one) => asks(one, depth + 1)) === true
  }
  return members.some((member) => asks(member, 0))
}
