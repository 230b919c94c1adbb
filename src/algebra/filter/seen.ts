import type { FilterField, FilterRow } from './fields.ts'

/** Values of a field that rows have, the most frequent first. */
export type SeenValues = (field: FilterField) => readonly string[]

/** Values that completion offers are few words; a field of thousands of names is cut here. */
const mostValues = 2000

/** What the rows of an estate hold; counted when it is first asked for, once for each field. */
export function seenValues(rows: readonly FilterRow[]): SeenValues {
  const known = new Map<string, readonly string[]>()
  return (field) => {
    const found = known.get(field.name) ?? count(rows, field)
    known.set(field.name, found)
    return found
  }
}

function count(rows: readonly FilterRow[], { key, choices, type }: FilterField): readonly string[] {
  if (choices) return choices
  // Sizes and counts are typed; an address is found by the network it is in.
  if (type === 'number' || type === 'mib') return []
  const counts = new Map<string, number>()
  for (const row of rows) {
    const value = row[key]
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one !== 'string' || one === '') continue
      counts.set(one, (counts.get(one) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, mostValues)
    .map(([value]) => value)
}
