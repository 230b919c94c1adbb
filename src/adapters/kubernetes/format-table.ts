import type { SchemaTable } from './table.ts'

/** The table as JSON with one field a line, so that a new release shows as a readable difference. */
export function formatTable(table: SchemaTable): string {
  const { fields, ...head } = table
  const rows = fields.map((row) => `    ${JSON.stringify(row)}`)
  const lines = Object.entries(head).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`,
  )
  return `{\n${lines.join('\n')}\n  "fields": [\n${rows.join(',\n')}\n  ]\n}\n`
}
