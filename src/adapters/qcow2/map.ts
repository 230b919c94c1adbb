import { tableEntries } from './schema.ts'

/** What one cluster of the virtual disk became. `storedBytes` 0 = nothing, it reads as zeros. */
export interface ClusterEntry {
  readonly fileOffsetBytes: number
  /** The size of the deflated bytes, or `clusterBytes` for a plain cluster. */
  readonly storedBytes: number
}

/** The clusters of a disk, kept by L2 table; only tables in use take memory (96 KiB each). */
export class ClusterMap {
  readonly #tables = new Map<number, { readonly offsets: Float64Array; readonly sizes: Uint32Array }>()

  get(cluster: number): ClusterEntry | undefined {
    const table = this.#tables.get(Math.floor(cluster / tableEntries))
    const slot = cluster % tableEntries
    const storedBytes = table?.sizes[slot] ?? 0
    return storedBytes === 0 ? undefined : { fileOffsetBytes: table?.offsets[slot] ?? 0, storedBytes }
  }

  set(cluster: number, entry: ClusterEntry | undefined): void {
    const index = Math.floor(cluster / tableEntries)
    let table = this.#tables.get(index)
    if (table === undefined) {
      if (entry === undefined) return
      table = { offsets: new Float64Array(tableEntries), sizes: new Uint32Array(tableEntries) }
      this.#tables.set(index, table)
    }
    table.offsets[cluster % tableEntries] = entry?.fileOffsetBytes ?? 0
    table.sizes[cluster % tableEntries] = entry?.storedBytes ?? 0
  }

  /** Numbers of the L2 tables that hold something, ascending. */
  tables(): readonly number[] {
    return [...this.#tables.keys()]
      .filter((index) => this.#tables.get(index)?.sizes.some((size) => size > 0))
      .sort((left, right) => left - right)
  }
}
