import { quoted } from '../algebra/filter/index.ts'
import type { Growing } from './estate-tree-node.ts'

/** What stands above, from the outside in, and has to be said where a name alone means several. */
const scopes = ['vcenter', 'datacenter', 'cluster'] as const

/** Filters of the nodes of one view, as short as they can be: the places above are only named where a name is there twice. */
export function wheresOf(root: Growing): (node: Growing) => string | undefined {
  const seen = new Map<string, number>()
  const count = (node: Growing): void => {
    const key = comparison(node)
    if (key !== undefined) seen.set(key.toLowerCase(), (seen.get(key.toLowerCase()) ?? 0) + 1)
    for (const child of node.children.values()) count(child)
  }
  count(root)
  const several = (node: Growing): boolean => (seen.get(comparison(node)?.toLowerCase() ?? '') ?? 0) > 1
  return (node) => {
    const own = comparison(node)
    if (own !== undefined) return several(node) ? [...above(node), own].join(' and ') : own
    const members = [...node.children.values()].filter(({ vms, step }) => vms > 0 && step?.by !== 'children')
    const [first] = members
    if (!first?.step || first.step.by === 'children') return undefined
    const list = `${first.step.by.field} in (${members.map(({ step }) => quoted(step?.name ?? '')).join(', ')})`
    return members.some(several) ? [...above(first), list].join(' and ') : list
  }
}

function comparison({ step }: Growing): string | undefined {
  if (!step || step.by === 'children') return undefined
  const { field, operator, value } = step.by
  return `${field} ${operator} ${quoted(value)}`
}

function above(node: Growing): readonly string[] {
  const values = new Map<string, string>()
  for (let at = node.parent; at; at = at.parent) if (at.step) values.set(at.step.kind, at.step.name)
  const inner = { cluster: 2, host: 3, pool: 3, datacenter: 1, vcenter: 0 } as const
  const kind = node.step?.kind ?? 'vcenter'
  const depth = kind in inner ? inner[kind as keyof typeof inner] : 2
  const said = scopes.slice(0, depth).map((scope) => {
    const value = values.get(scope)
    return value === undefined ? `not has ${scope}` : `${scope} = ${quoted(value)}`
  })
  const host = kind === 'pool' && !values.has('cluster') ? values.get('host') : undefined
  return host === undefined ? said : [...said, `host = ${quoted(host)}`]
}
