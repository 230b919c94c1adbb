import { spanOf } from '../algebra/columns/reference-fields.ts'
import { openReferences, type ReferenceTable } from '../algebra/columns/reference-table.ts'
import type { AddressKey } from '../lib/ip.ts'
import type { Reference } from '../model/evidence.ts'
import { chunks, type Store } from '../store/index.ts'
import { marks } from './import-evidence.ts'
import { ownerName } from './trace-index.ts'

/** One artefact of the index with the single address that it names, if it is one. */
export interface IndexedReference {
  readonly reference: Reference
  readonly single: AddressKey | undefined
}

const ownerRecords = ownerName('')

/**
 * Every artefact of the index, one after another: an artefact that is found by address and by name comes once, as the
 * first. Only for lists of the whole estate, in a worker.
 */
export async function* allReferences(store: Store, build: number): AsyncGenerator<IndexedReference> {
  for await (const chunk of chunks(store, 'reference_chunk', { of: { kind: 'projection', build } })) {
    if (chunk.firstName === marks.book) continue
    const table = openReferences(chunk.data)
    for (let row = 0; row < table.rows; row++) {
      const key = table.keyAt(row)
      const reference = table.referenceAt(row)
      if (standsHere(reference, table))
        yield { reference, single: table.order === 'address' ? key.slice(0, 32) : undefined }
    }
  }
}

/** Owner records are no artefacts, and what has an address and a name counts by its address. */
export function standsHere(reference: Reference, { order }: Pick<ReferenceTable, 'order'>): boolean {
  if (reference.host?.startsWith(ownerRecords) === true) return false
  return order !== 'name' || spanOf(reference) === undefined
}

/** The same for the same artefact in the same role. */
export function artefactIdentity({ kind, file, line, role, name, matched }: Reference): string {
  return `${kind}\n${file}\n${line}\n${role}\n${name ?? ''}\n${matched}`
}
