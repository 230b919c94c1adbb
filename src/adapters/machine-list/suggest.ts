import { basename } from 'node:path'
import { csvHeader } from '../../formats/csv/head.ts'
import { problem } from '../../model/problems/index.ts'
import { proposeMap } from './propose.ts'
import { type ColumnUse, listFields, sizeFields } from './schema.ts'

/** A proposal for the mapping file of a list. */
export interface SuggestedMap {
  readonly file: string
  /** Header → field, with the unit of sizes; `ignore` where nothing is known. */
  readonly columns: Readonly<Record<string, string>>
  readonly yaml: string
}

/** Proposes what the columns of a list mean; a person corrects it. Throws `list-unreadable` for a file without columns. */
export async function suggestMap(path: string): Promise<SuggestedMap> {
  const file = basename(path)
  const headers = [...new Set((await csvHeader(path)).map((header) => header.trim()))].filter(
    (one) => one !== '',
  )
  if (headers.length < 2)
    throw problem('list-unreadable', {
      file,
      part: 'the first line',
      seen: headers.length === 0 ? 'no header' : 'one column',
      expected: 'a header line of several columns, as CSV',
    })
  const map = proposeMap(headers)
  const columns = Object.fromEntries(headers.map((header) => [header, inWords(map.get(header))]))
  const lines = headers.map(
    (header) =>
      `  ${JSON.stringify(header)}: ${inWords(map.get(header))}${map.has(header) ? '' : '  # nothing is known of it'}`,
  )
  return { file, columns, yaml: `${explanation(file)}\ncolumns:\n${lines.join('\n')}\n` }
}

function inWords(use: ColumnUse | undefined): string {
  if (use === undefined) return 'ignore'
  return use.unit === undefined ? use.field : `${use.field} ${use.unit}`
}

function explanation(file: string): string {
  const sizes = Object.keys(sizeFields).join(', ')
  return [
    `# What the columns of ${file.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')} mean. Correct it, then: causeway discover <list.csv> --map <this file>`,
    `# Sizes (${sizes}) take a unit: bytes, KiB, MiB, GiB, TiB. attribute and tag keep a column under its own name;`,
    '# ignore leaves it out. A column that is not named here is not read, and told.',
    `# Fields: ${listFields.join(', ')}`,
  ].join('\n')
}
