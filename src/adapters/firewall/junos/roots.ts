import { branches } from './schema.ts'

/** Where a level stands that `show configuration security` and the like print without the path before it. */
const above: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['from-zone', ['security', 'policies']],
  ['security-zone', ['security', 'zones']],
  ['prefix-list', ['policy-options']],
  ['policy-statement', ['policy-options']],
  ['filter', ['firewall']],
  ['application', ['applications']],
  ['application-set', ['applications']],
])
const ofSecurity = /^(?:policies|zones|nat|address-book|screen|ike|ipsec|flow|alg|idp|utm)$/
const card = /^(?:[gxef]e|et|ae|reth|so|lo|irb|vlan|fxp|em|me|st|pp|ip|gr)-?\d/

const top: readonly string[] = []

/** The path above a level whose statement begins with these words; nothing when it stands at the top. */
export function rootOf([first = '', second = '', third = '']: readonly string[]): readonly string[] {
  if (branches.has(first)) return top
  if (ofSecurity.test(first)) return ['security']
  const known = above.get(first)
  if (known) return known
  if (second === 'rule-set' || second === 'pool')
    return /^(?:source|destination|static)$/.test(first) ? ['security', 'nat'] : []
  if (first === 'global')
    return second === 'policy'
      ? ['security', 'policies']
      : /^address/.test(second)
        ? ['security', 'address-book']
        : []
  if (first === 'family') return third === 'filter' ? ['firewall'] : []
  if (first === 'static' && second === 'route') return ['routing-options']
  return card.test(first) || (first === 'interface-range' && second !== '') ? ['interfaces'] : []
}
