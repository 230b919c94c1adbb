import { problem } from '../../model/problems/index.ts'
import type { FilterRow } from './fields.ts'
import { compileFilter } from './match.ts'
import { parseFilter } from './parse.ts'
import { FilterError } from './tokens.ts'

/** A filter as a test of rows, for every door alike: command line, API and browser. Throws `filter-wrong` with the column. */
export function readFilter(where: string | undefined): (row: FilterRow) => boolean {
  try {
    return compileFilter(parseFilter(where ?? ''))
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    const { column, length, seen, expected } = error
    throw problem('filter-wrong', { column, seen, expected, text: where ?? '', length }, error)
  }
}
