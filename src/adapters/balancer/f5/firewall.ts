import { namingOf } from '../shared/naming.ts'
import { placeOf } from './place.ts'
import type { Item, Node } from './schema.ts'
import type { Maker, More } from './scope.ts'
import { byName, child, eachMember, fullName, valueOf } from './tree.ts'

/** Lists that rules of the network firewall name. */
export interface FirewallLists {
  readonly addresses: ReadonlyMap<string, Item>
  readonly ports: ReadonlyMap<string, Item>
  /** Address lists that some rule names: they are told with the rule. */
  readonly used: ReadonlySet<string>
}

/** Lists within lists are followed this deep. */
const deepest = 8
const policies: ReadonlySet<string> = new Set([
  'security firewall policy',
  'security firewall rule-list',
  'security firewall management-ip-rules',
])

/** Lists of addresses and ports by their name; both families of objects hold the same ones. */
export function firewallListsOf(items: readonly Item[]): FirewallLists {
  const both = (kind: string) =>
    new Map([
      ...byName(items, `security shared-objects ${kind}`),
      ...byName(items, `security firewall ${kind}`),
    ])
  const addresses = both('address-list')
  const used = new Set<string>()
  const use = (name: string, depth: number): void => {
    const full = fullName(name)
    if (used.has(full) || depth > deepest) return
    used.add(full)
    const list = addresses.get(full)
    if (list) eachMember(child(list.node, 'address-lists'), (inner) => use(inner, depth + 1))
  }
  for (const { kind, node } of items)
    if (policies.has(kind))
      for (const rule of child(node, 'rules')?.children ?? [])
        for (const side of ['source', 'destination']) {
          const sided = child(rule, side)
          if (sided) eachMember(child(sided, 'address-lists'), (name) => use(name, 0))
        }
  return { addresses, ports: both('port-list'), used }
}

/** Adds the rules of a policy or a list of rules of the network firewall; false = the item is none. */
export function addRules(item: Item, maker: Maker, lists: FirewallLists, done: string[]): boolean {
  if (!policies.has(item.kind)) return false
  done.push('rules')
  for (const rule of child(item.node, 'rules')?.children ?? []) {
    const more: More = {
      name: `${item.name} ${rule.words[0] ?? ''}`.trim(),
      action: valueOf(rule, 'action'),
      service: serviceOf(rule, lists),
      disabled: valueOf(rule, 'status') === 'disabled',
    }
    for (const role of ['source', 'destination'] as const) {
      const side = child(rule, role)
      if (side) addSide(side, role, maker, lists, more, { path: [], seen: new Set(), named: side.line })
    }
  }
  return true
}

/** How a rule came to a list. */
interface Way {
  readonly path: readonly string[]
  /** Lists that this side of the rule was told with; each is told once. */
  readonly seen: Set<string>
  /** Line on which the rule names the first of them. */
  readonly named: number
}

/** Addresses and lists of addresses; those of a list stand where the rule names it. */
function addSide(
  side: Node,
  role: 'source' | 'destination',
  maker: Maker,
  lists: FirewallLists,
  more: More,
  { path, seen, named }: Way,
): void {
  const own = path.length === 0
  for (const key of ['addresses', 'fqdns'])
    eachMember(child(side, key), (word, { line }) => {
      const { address, domain } = parted(word)
      const naming = namingOf(address)
      if (!naming || naming.strength === 'any') return
      const place = { ...naming, role, line: own ? line : named }
      maker.made('firewall-rule', place, domain, own ? more : { ...more, path })
    })
  if (path.length > deepest) return
  eachMember(child(side, 'address-lists'), (name, { line }) => {
    const list = lists.addresses.get(fullName(name))
    if (!list || seen.has(name)) return
    seen.add(name)
    addSide(list.node, role, maker, lists, more, { path: [...path, name], seen, named: own ? line : named })
  })
}

/** `10.0.0.0%2/24`, `10.0.0.1%2-10.0.0.9%2` without the route domain. */
function parted(word: string): { readonly address: string; readonly domain: string | undefined } {
  if (word.includes('-') && !placeOf(word)) {
    const [, domain] = /%(\d{1,5})/.exec(word.slice(0, 100)) ?? []
    return { address: word.slice(0, 100).replaceAll(/%\d{1,5}/g, ''), domain }
  }
  const place = placeOf(word)
  return { address: place?.address ?? word, domain: place?.routeDomain }
}

/** `tcp/443,8080-8090` of the protocol and of the ports that its destination has. */
function serviceOf(rule: Node, lists: FirewallLists): string | undefined {
  const protocol = valueOf(rule, 'ip-protocol') ?? 'any'
  const side = child(rule, 'destination')
  const ports: string[] = []
  const take = (node: Node): void => eachMember(child(node, 'ports'), (port) => ports.push(port))
  if (side) {
    take(side)
    eachMember(child(side, 'port-lists'), (name) => {
      const list = lists.ports.get(fullName(name))
      if (list) take(list.node)
    })
  }
  return ports.length === 0 ? protocol : `${protocol}/${[...new Set(ports)].slice(0, 50).join(',')}`
}
