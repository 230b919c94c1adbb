import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Directive, passes, places, silentFamilies, tables } from './schema.ts'

/** Names of directives that are looked up once only. */
const mostRemembered = 1000

/** Every directive in order of the file, each counted as known or not. Entries of a table are counted with it. */
export function count(top: readonly Directive[], lines: readonly Line[], tally: Tally): readonly Directive[] {
  const all: Directive[] = []
  const open: Directive[] = [...top].reverse()
  const known = new Map<string, boolean>()
  for (let next = open.pop(); next; next = open.pop()) {
    all.push(next)
    const { name, line } = next
    const at = lines[line - 1] ?? { number: line, text: '' }
    if (isEntry(next)) continue
    let understood = known.get(name)
    if (understood === undefined) {
      understood = isKnown(name)
      if (known.size < mostRemembered) known.set(name, understood)
    }
    if (understood) tally.known()
    else tally.unknown(name === '' ? 'block without a name' : name.slice(0, 60), at)
    if (name === 'include') tally.note('include (a file of its own)', at)
    for (let inner = (next.children?.length ?? 0) - 1; inner >= 0; inner--) {
      const child = next.children?.[inner]
      if (child) open.push(child)
    }
  }
  return all
}

/** Whether a directive is a line of a table: `192.0.2.0/25 1;` within `geo`. */
export function isEntry({ parent }: Directive): boolean {
  return parent !== undefined && tables.has(parent.name)
}

function isKnown(name: string): boolean {
  if (passes.has(name) || places.has(name) || /_by_lua(?:_block|_file)?$/.test(name)) return true
  const underscore = name.indexOf('_')
  return silentFamilies.has(underscore < 0 ? name : name.slice(0, underscore)) || silentFamilies.has(name)
}
