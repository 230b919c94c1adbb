import type { TraceResult } from './trace.ts'

type Strength = TraceResult['references'][number]['strength']

/** How an artefact can name a VM, in the order of what a new address costs. */
const manners: readonly (readonly [string, readonly Strength[]])[] = [
  ['hold its address', ['exact', 'range', 'group']],
  ['use its name', ['name', 'name-derived']],
  ['cover it by a net', ['subnet']],
  ['say any', ['any']],
]

/** `9 hold its address, 3 use its name, 2 cover it by a net, 4 say any`: not every place that names a VM names its address. */
export function namedHow(references: readonly { readonly strength: Strength }[]): string {
  return manners
    .map(([words, strengths]) => {
      const count = references.filter(({ strength }) => strengths.includes(strength)).length
      return count === 0 ? '' : `${count} ${words}`
    })
    .filter((part) => part !== '')
    .join(', ')
}
