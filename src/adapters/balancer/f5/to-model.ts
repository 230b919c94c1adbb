import type { HostNames } from '../../../algebra/evidence/literals.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { addRules, firewallListsOf } from './firewall.ts'
import { frontsByPool } from './fronts.ts'
import { addAnswers, wideNamesOf } from './gtm.ts'
import { placeOf } from './place.ts'
import { addMembers } from './pool.ts'
import { addProperties } from './properties.ts'
import { type Item, type Node, programs } from './schema.ts'
import { makerOf, type Scope } from './scope.ts'
import { addLiterals, sweep } from './sweep.ts'
import { byName, fullName, valueOf } from './tree.ts'

/** References of a configuration: what each kind of object says, then every other address in it. */
export function referencesOf(
  items: readonly Item[],
  lines: readonly Line[],
  from: {
    readonly file: string
    readonly headOwner: string | undefined
    readonly names: HostNames | undefined
  },
): readonly Reference[] {
  const device = deviceOf(items) ?? from.file
  const found: Reference[] = []
  const scope: Scope = { ...from, device, lines, domains: domainsOf(items), found }
  const fronts = frontsByPool(items, lines)
  const nodes = byName(items, 'ltm node')
  const targets = {
    addresses: byName(items, 'ltm virtual-address'),
    criteria: byName(items, 'ltm traffic-matching-criteria'),
  }
  const lists = firewallListsOf(items)
  const wide = wideNamesOf(items)
  for (const item of items) {
    const maker = makerOf(item, scope)
    if (programs.has(item.kind)) {
      const first = item.node.line
      // A program that stands on the line of its name is looked through with it.
      for (let number = item.end === first ? first : first + 1; number <= item.end; number++)
        addLiterals(number, maker, scope)
      continue
    }
    const done: string[] = []
    if (item.kind === 'ltm pool') {
      done.push('members')
      addMembers(item, maker, nodes, fronts.get(fullName(item.name)))
    } else if (item.kind.startsWith('gtm ')) addAnswers(item, maker, wide, done)
    else if (!addRules(item, maker, lists, done)) addProperties(item, maker, done, targets)
    if (
      /^security (?:firewall|shared-objects) address-list$/.test(item.kind) &&
      lists.used.has(fullName(item.name))
    )
      continue
    if (item.kind === 'gtm topology') sweep(conditionsOf(item), done, maker, scope)
    // `sys management-ip 10.0.0.5/24` has its address for a name.
    const titled = item.kind === 'sys management-ip' ? placeOf(item.name.split('/')[0] ?? '') : undefined
    if (titled) maker.place('config-literal', 'literal', titled, item.node.line)
    sweep(item.node, done, maker, scope)
  }
  return found
}

/** `gtm topology ldns: subnet 192.0.2.0/24 server: pool …`: what its name says. */
function conditionsOf({ name, node }: Item): Node {
  const words = name.split(' ')
  return { ...node, children: [{ words, line: node.line, quotedTo: undefined, children: undefined }] }
}

/** Name of the device itself, which says so once in a cluster, else its host name. */
export function deviceOf(items: readonly Item[]): string | undefined {
  const self = items.find(({ kind, node }) => kind === 'cm device' && valueOf(node, 'self-device') === 'true')
  const settings = items.find(({ kind }) => kind === 'sys global-settings')
  return (self && valueOf(self.node, 'hostname')) ?? (settings && valueOf(settings.node, 'hostname'))
}

/** `auth partition Shop { default-route-domain 2 }`. */
function domainsOf(items: readonly Item[]): ReadonlyMap<string, string> {
  const domains = new Map<string, string>()
  for (const { kind, name, node } of items) {
    const domain = kind === 'auth partition' ? valueOf(node, 'default-route-domain') : undefined
    if (domain !== undefined) domains.set(name.slice(name.lastIndexOf('/') + 1), domain)
  }
  return domains
}
