import { openReferences, type ReferenceTable } from '../algebra/columns/reference-table.ts'
import { chunks, type Store } from '../store/index.ts'

/** The references of one version of a file, chunk by chunk; one with an address and a name stands in two of them. */
export async function* evidenceTables(store: Store, version: number): AsyncGenerator<ReferenceTable> {
  for await (const { data } of chunks(store, 'reference_chunk', { of: { kind: 'evidence', version } }))
    yield openReferences(data)
}
