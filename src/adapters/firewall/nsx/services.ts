import { itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'

/** Services within services may nest this deep. */
const deepest = 8

/** `tcp/443`, `icmp`, … of each entry of a service; a nested service is its path. */
export function entriesOf(list: JsonNode | undefined): readonly string[] {
  return itemsOf(list).map((entry) => {
    const type = stringOf(memberOf(entry, 'resource_type')) ?? ''
    const ports = itemsOf(memberOf(entry, 'destination_ports')).map(wordOf)
    switch (type) {
      case 'L4PortSetServiceEntry':
        return withPorts(wordOf(memberOf(entry, 'l4_protocol')).toLowerCase(), ports)
      case 'ALGTypeServiceEntry': {
        const name = wordOf(memberOf(entry, 'alg'))
        return withPorts(/UDP$|^TFTP$/.test(name) ? 'udp' : 'tcp', ports)
      }
      case 'ICMPTypeServiceEntry':
        return wordOf(memberOf(entry, 'protocol')) === 'ICMPv6' ? 'icmp6' : 'icmp'
      case 'IGMPTypeServiceEntry':
        return 'igmp'
      case 'IPProtocolServiceEntry':
        return `ip/${wordOf(memberOf(entry, 'protocol_number'))}`
      case 'EtherTypeServiceEntry':
        return `ethertype/${wordOf(memberOf(entry, 'ether_type'))}`
      case 'NestedServiceServiceEntry':
        return wordOf(memberOf(entry, 'nested_service_path'))
      default:
        return 'another service'
    }
  })
}

/** Whether an entry is for some ports of the source only. */
export function asksForSourcePorts(list: JsonNode | undefined): boolean {
  return itemsOf(list).some((entry) => itemsOf(memberOf(entry, 'source_ports')).length > 0)
}

/** Whether one of the services, or one within them, is of the set. */
export function usesOneOf(
  names: readonly string[],
  wanted: ReadonlySet<string>,
  services: ReadonlyMap<string, readonly string[]>,
  depth = 0,
): boolean {
  if (wanted.size === 0) return false
  return names.some(
    (name) =>
      wanted.has(name) ||
      depth >= deepest ||
      usesOneOf((services.get(name) ?? []).slice(0, 100), wanted, services, depth + 1),
  )
}

/** The services of a rule in one text; undefined when it names none. Stock services that are not in the file keep their name. */
export function servicesText(
  names: readonly string[],
  services: ReadonlyMap<string, readonly string[]>,
  asked?: Set<string>,
): string | undefined {
  const found = new Set<string>()
  const visit = (name: string, depth: number): void => {
    const entries = services.get(name)
    if (entries && depth < deepest && found.size < 1000) for (const entry of entries) visit(entry, depth + 1)
    else if (!entries) {
      if (name.startsWith('/')) asked?.add(name)
      found.add(name.startsWith('/') ? name.slice(name.lastIndexOf('/') + 1) : name)
    }
  }
  for (const name of names) visit(name === 'ANY' ? 'any' : name, 0)
  return found.size > 0 ? [...found].join(',') : undefined
}

function withPorts(protocol: string, ports: readonly string[]): string {
  return ports.length === 0 ? protocol : `${protocol}/${ports.join(',')}`
}

function wordOf(node: JsonNode | undefined): string {
  const value = node?.value
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 60) : ''
}
