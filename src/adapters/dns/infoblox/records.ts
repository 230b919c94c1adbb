import { recordAt } from '../../../formats/csv/records.ts'
import type { Line } from '../../../lib/lines.ts'

/** A record and the line that it begins on. */
interface RecordOfLine {
  readonly line: Line
  readonly cells: readonly string[]
}

/** Lines that one record with breaks in its quotes may take in. */
const mostLines = 201

/**
 * The records of a CSV whose lines are not kept: only one with an open quote looks ahead. `opens` says whether a record
 * begins on a line, before its cells are taken apart at `delimiter`.
 */
export function* recordsOf(
  lines: Iterable<Line>,
  delimiter: () => string,
  opens: (line: Line) => boolean,
): Iterable<RecordOfLine> {
  const source = lines[Symbol.iterator]()
  /** Lines that were looked at and belong to no record yet. */
  let ahead: Line[] = []
  for (let line = next(); line; line = next()) {
    if (!opens(line)) continue
    const { text } = line
    if (!text.includes('"')) {
      yield { line, cells: text.split(delimiter()) }
      continue
    }
    const window = [line]
    for (let open = isOdd(text); open && window.length < mostLines; ) {
      const more = next()
      if (!more) break
      window.push(more)
      if (isOdd(more.text)) open = false
    }
    const { cells, used } = recordAt(window, 0, delimiter())
    if (used + 1 < window.length) ahead = [...window.slice(used + 1), ...ahead]
    yield { line, cells }
  }

  function next(): Line | undefined {
    if (ahead.length > 0) return ahead.shift()
    const one = source.next()
    return one.done === true ? undefined : one.value
  }
}

/** Whether a line opens or closes quotes that another line has to close or has opened. */
function isOdd(text: string): boolean {
  let odd = false
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) odd = !odd
  return odd
}
