import { type ReferenceOrder, spanOf } from './reference-fields.ts'
import { type Keyed, packReferences, type ReferenceChunk, referenceChunkRows } from './pack-references.ts'
import { type ReferenceTable } from './reference-table.ts'

/** Merges the chunks of many files into chunks sorted over all of them; only one chunk's rows are objects at a time. */
export function* mergeReferences(tables: readonly ReferenceTable[]): Iterable<ReferenceChunk> {
  for (const order of ['address', 'span', 'name'] as const) {
    yield* mergeOrder(
      tables.filter((table) => table.order === order),
      order,
    )
  }
}

function* mergeOrder(tables: readonly ReferenceTable[], order: ReferenceOrder): Iterable<ReferenceChunk> {
  const total = tables.reduce((sum, { rows }) => sum + rows, 0)
  const keys: string[] = []
  const table = new Uint32Array(total)
  const row = new Uint32Array(total)
  for (const [index, one] of tables.entries()) {
    for (let at = 0; at < one.rows; at++) {
      table[keys.length] = index
      row[keys.length] = at
      keys.push(one.keyAt(at))
    }
  }
  // Equal keys stay in the order of files and rows, so that the same input gives the same chunks.
  const sorted = Uint32Array.from({ length: total }, (_, at) => at).sort((a, b) => {
    const left = keys[a] ?? ''
    const right = keys[b] ?? ''
    return left < right ? -1 : left > right ? 1 : a - b
  })
  for (let from = 0; from < total; from += referenceChunkRows) {
    const part: Keyed[] = []
    for (const at of sorted.subarray(from, from + referenceChunkRows)) {
      const reference = tables[table[at] ?? 0]?.referenceAt(row[at] ?? 0)
      if (reference)
        part.push({ reference, span: spanOf(reference), name: order === 'name' ? keys[at] : undefined })
    }
    yield packReferences(part, order)
  }
}
