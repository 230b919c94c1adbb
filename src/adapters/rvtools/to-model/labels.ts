import { maskText } from '../../../lib/mask.ts'
import type { Labelled } from '../../../model/infrastructure.ts'
import type { Tag } from '../../../model/vm.ts'
import { parseList } from '../../../formats/cells/values.ts'
import type { Cursor } from '../cursor.ts'
import type { Draft } from './draft.ts'

/** Tags and custom attributes of an object that is no VM; people put passwords there, so they are masked here. */
export function takeLabels(facts: Draft<Labelled>, row: Cursor): void {
  for (const { column, value } of row.extras()) {
    const { kind, label } = column
    if (kind === 'tag') {
      const tags = parseList(value).map((name): Tag => ({ category: label, name }))
      facts.tags = [...(facts.tags ?? []), ...tags]
    } else if (label !== '__proto__')
      facts.attributes = { ...facts.attributes, [label]: masked(label, value) }
  }
}

/** The name of an attribute tells what its value is, so both are looked at together. */
function masked(label: string, value: string): string {
  const line = `${label}: ${value}`
  const text = maskText(line).text
  return text === line ? value : text.slice(label.length + 2)
}
