import type { VmRow } from '../contract/vms.ts'
import { allObjects, readProjection, type Store } from '../store/index.ts'
import { estateProjection } from './estate.ts'

/** Kind under which the estate's projection keeps ready-made rows, many to a page. */
export const rowPageKind = 'vm-page'

interface Remembered {
  readonly build: number
  readonly rows: readonly VmRow[]
}

/** The rows of the estate that was asked for last, for each store that is open: a server answers from memory. */
const remembered = new WeakMap<Store, Remembered>()

/** Every row of the estate as it was built, in order of name, without what later stages noted. */
export async function estateRows(store: Store): Promise<readonly VmRow[]> {
  const current = await readProjection(store, estateProjection)
  const known = remembered.get(store)
  if (known && known.build === current?.build) return known.rows
  const rows: VmRow[] = []
  for await (const page of allObjects<readonly VmRow[]>(store, estateProjection, rowPageKind)) {
    for (const { doc } of page) for (const row of doc) rows.push(row)
  }
  const after = await readProjection(store, estateProjection)
  if (current && after?.build === current.build) remembered.set(store, { build: current.build, rows })
  return rows
}
