import type { Lack } from '../../../model/observation.ts'
import { columnsOf, type Tab, tabs } from '../header.ts'

/** A tab that was read, and the columns it has. */
export interface PresentTab {
  readonly tab: Tab
  has(column: string): boolean
}

/** Tabs that no current version writes; their absence is no loss. */
const retired: ReadonlySet<Tab> = new Set(['vFloppy'])

/** Every fact that the columns of an export can give. */
export function givenFacts(present: readonly PresentTab[]): readonly string[] {
  const given = new Set<string>()
  for (const { tab, has } of present) {
    for (const [column, fields] of Object.entries(columnsOf(tab).used))
      if (has(column)) for (const field of fields.split(' ')) given.add(field)
  }
  return [...given]
}

/** What an export lacks, by tab and column, with the facts that stay unknown because no other column gives them. */
export function lacksOf(present: readonly PresentTab[]): readonly Lack[] {
  const given = new Set(givenFacts(present))
  const lacks: Lack[] = []
  for (const tab of tabs) {
    if (retired.has(tab)) continue
    const tables = present.filter((one) => one.tab === tab)
    const fieldsLost = new Set<string>()
    for (const [column, fields] of Object.entries(columnsOf(tab).used)) {
      const lost = fields.split(' ').filter((field) => !given.has(field))
      if (lost.length === 0 || tables.some((one) => one.has(column))) continue
      if (tables.length > 0) lacks.push({ part: tab, column, fields: lost })
      else for (const field of lost) fieldsLost.add(field)
    }
    if (fieldsLost.size > 0) lacks.push({ part: tab, fields: [...fieldsLost] })
  }
  return lacks
}

/** A lack as a sentence; the many facts of a whole tab are named by what they are facts of. */
export function lackInWords({ part, column, fields }: Lack): string {
  const where = column === undefined ? `tab ${part}` : `${part} column ${column}`
  const named = column === undefined ? new Set(fields.map((field) => field.split('[')[0] ?? field)) : fields
  return `${where}: not assessable from this source: ${[...named].join(', ')}`
}
