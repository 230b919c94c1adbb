import { sheetOf } from '../model/evidence-place.ts'
import type { EvidenceRow, Store } from '../store/index.ts'
import { evidenceTables } from './evidence-tables.ts'

/** More rows than any sheet and any file has lines. */
const rowsOfPart = 2 ** 32

/** What names something in a file, each once: its lines, or the rows of each sheet of a workbook, sheet by sheet. */
export interface NamingRows {
  /** Names of sheets; one empty name for a file that has none. */
  readonly parts: readonly string[]
  /** Number of the part and of the line in one, ascending. */
  readonly keys: Float64Array
}

/** Every row of a file that names something. */
export async function namingRows(
  store: Store,
  { kind, version }: Pick<EvidenceRow, 'kind' | 'version'>,
): Promise<NamingRows> {
  const lines = new Map<string, Set<number>>()
  for await (const table of evidenceTables(store, version)) {
    for (let row = 0; row < table.rows; row++) {
      const part = kind === 'xlsx' ? (sheetOf(table.referenceAt(row)) ?? '') : ''
      const known = lines.get(part)
      if (known) known.add(table.lineAt(row))
      else lines.set(part, new Set([table.lineAt(row)]))
    }
  }
  const parts = [...lines.keys()].sort()
  const keys = parts.flatMap((part, number) =>
    Array.from(lines.get(part) ?? [], (line) => number * rowsOfPart + line),
  )
  return { parts, keys: Float64Array.from(keys).sort() }
}

/** Key of a row; undefined when the file has no such part. */
export function keyOf({ parts }: NamingRows, part: string, line: number): number | undefined {
  const number = parts.indexOf(part)
  return number < 0 ? undefined : number * rowsOfPart + line
}

/** Part and line of a key. */
export function rowOfKey(
  { parts }: NamingRows,
  key: number,
): { readonly part: string; readonly line: number } {
  return { part: parts[Math.floor(key / rowsOfPart)] ?? '', line: key % rowsOfPart }
}

/**
 * Where a line stands among the rows: in the part that is asked for, else in the first one that has it, else what follows
 * it in the first.
 */
export function placeAmong(
  rows: NamingRows,
  line: number,
  part?: string,
): { readonly at: number; readonly found: boolean } {
  const wanted = part === undefined ? rows.parts : [part]
  let first: number | undefined
  for (const one of wanted) {
    const key = keyOf(rows, one, line)
    if (key === undefined) continue
    const at = lowerBound(rows.keys, key)
    if (rows.keys[at] === key) return { at, found: true }
    first ??= at
  }
  return { at: first ?? 0, found: false }
}

/** Place of the first key that is not before `key`. */
function lowerBound(keys: Float64Array, key: number): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low
}
