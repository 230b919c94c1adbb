import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'

/** An entry of a set: one part for each dimension. */
export interface SetEntry {
  readonly parts: readonly string[]
  readonly line: number
  readonly text: string
}

/** A set of `ipset save`. */
export interface IpSet {
  readonly name: string
  /** Holds sets, not addresses. */
  readonly ofSets: boolean
  readonly entries: SetEntry[]
}

/** Whether a line is one of `ipset save`. */
export function isSetLine(text: string): boolean {
  return text.startsWith('create ') || text.startsWith('add ')
}

/** Reads the section that `ipset save` wrote, wherever it stands in the file. */
export function readSets(lines: Iterable<Line>, tally: Tally): ReadonlyMap<string, IpSet> {
  const sets = new Map<string, IpSet>()
  for (const line of lines) {
    // Most lines are rules and begin with a dash.
    if (line.text.charCodeAt(0) === 45) continue
    const text = line.text.trim()
    if (!isSetLine(text)) continue
    const [verb, name = '', value = '', ...rest] = text.split(/[ \t]+/, 12)
    if (verb === 'create') sets.set(name, { name, ofSets: value === 'list:set', entries: [] })
    else if (rest.includes('nomatch')) tally.note('entry that a set leaves out', line)
    else sets.get(name)?.entries.push({ parts: value.split(',', 6), line: line.number, text: line.text })
    if (verb === 'create' || sets.has(name)) tally.known()
    else tally.unknown('entry of a set that is not defined here', line)
  }
  return sets
}
