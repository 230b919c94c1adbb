import { columnsOf, type Tab, tabs } from '../header.ts'

/** A tab that was read, and the columns it has. */
export interface PresentTab {
  readonly tab: Tab
  has(column: string): boolean
}

/** Tabs that no current version writes; their absence is no loss. */
const retired: ReadonlySet<Tab> = new Set(['vFloppy'])

/**
 * What an export lacks and which fields of the model stay unknown because of it, one sentence per tab or column. A
 * field that another tab of the export gives is not named.
 */
export function missingFacts(present: readonly PresentTab[]): readonly string[] {
  const given = new Set<string>()
  for (const { tab, has } of present) {
    for (const [column, field] of Object.entries(columnsOf(tab).used)) if (has(column)) given.add(field)
  }
  const sentences: string[] = []
  for (const tab of tabs) {
    const { used } = columnsOf(tab)
    const tables = present.filter((one) => one.tab === tab)
    const lost = Object.entries(used).filter(
      ([column, field]) => !given.has(field) && !tables.some((one) => one.has(column)),
    )
    if (lost.length === 0 || retired.has(tab)) continue
    if (tables.length === 0) {
      const fields = new Set(lost.map(([, field]) => field.split(/\[\]/)[0] ?? field))
      sentences.push(`tab ${tab}: not assessable from this source: ${[...fields].join(', ')}`)
    } else {
      for (const [column, field] of lost)
        sentences.push(`${tab} column ${column}: not assessable from this source: ${field}`)
    }
  }
  return sentences
}
