import type { HostNames } from '../../../algebra/evidence/literals.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { frontsByPool } from './fronts.ts'
import { placeOf } from './place.ts'
import { membersOfPool } from './pool.ts'
import { propertiesOf } from './properties.ts'
import { type Item, programs } from './schema.ts'
import { makerOf, type Scope } from './scope.ts'
import { literalsOf, sweep } from './sweep.ts'
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
  const scope: Scope = { ...from, device, lines, domains: domainsOf(items) }
  const fronts = frontsByPool(items, lines)
  const nodes = byName(items, 'ltm node')
  const addresses = byName(items, 'ltm virtual-address')
  const found: Reference[] = []
  for (const item of items) {
    const maker = makerOf(item, scope)
    if (programs.has(item.kind)) {
      for (let number = item.node.line + 1; number <= item.end; number++) {
        for (const swept of literalsOf(lines[number - 1]?.text ?? '', number, from.names)) {
          found.push(maker.made('config-literal', swept, undefined, more(swept)))
        }
      }
      continue
    }
    const done = new Set<string>(['description', 'metadata'])
    if (item.kind === 'ltm pool') {
      done.add('members')
      for (const reference of membersOfPool(item, maker, nodes, fronts.get(fullName(item.name)))) {
        found.push(reference)
      }
    } else for (const reference of propertiesOf(item, maker, done, addresses)) found.push(reference)
    // `sys management-ip 10.0.0.5/24` has its address for a name.
    const titled = item.kind === 'sys management-ip' ? placeOf(item.name.split('/')[0] ?? '') : undefined
    const title = titled && maker.place('config-literal', 'literal', titled, item.node.line)
    if (title) found.push(title)
    for (const swept of sweep(item.node, done, lines, from.names)) {
      found.push(maker.made('config-literal', swept, swept.routeDomain, more(swept)))
    }
  }
  return found
}

function more(swept: { readonly covers?: string; readonly host?: string; readonly column?: number }): object {
  return { covers: swept.covers, host: swept.host, column: swept.column }
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
