import { type ByteReader, readBytes } from '../../lib/byte-reader.ts'
import { damaged, refused } from './refuse.ts'
import { sectorBytes, type SparseHeader } from './schema.ts'

/** One entry of a grain table that has a grain. */
export interface TableEntry {
  /** Number of the grain on the virtual disk. */
  readonly grain: number
  readonly sector: number
  /** Where the entry itself stands in the file. */
  readonly entryOffset: number
}

const windowBytes = 1024 * 1024

/**
 * The grain tables of an image in disk order, 512 entries at most in memory. Each entry is checked: it must point into
 * the file, and there cannot be more grains or tables than the file has room for. `entries(firstGrain)` starts there.
 */
export class GrainTables {
  readonly #reader: ByteReader
  readonly #header: SparseHeader
  readonly #directory: DataView
  readonly #directoryOffset: number
  #window: { readonly start: number; readonly bytes: Uint8Array } = { start: 0, bytes: new Uint8Array() }

  private constructor(
    reader: ByteReader,
    header: SparseHeader,
    directory: Uint8Array,
    directoryOffset: number,
  ) {
    this.#reader = reader
    this.#header = header
    this.#directory = new DataView(directory.buffer, directory.byteOffset, directory.byteLength)
    this.#directoryOffset = directoryOffset
  }

  /** Reads the grain directory and checks that the file has room for the tables that it names. */
  static async open(reader: ByteReader, header: SparseHeader): Promise<GrainTables> {
    const covered = header.grainSectors * header.tableEntries
    const entries = Math.ceil(header.capacitySectors / covered)
    const at = (header.directorySectors ?? 0) * sectorBytes
    const file = reader.name
    if (at === 0 || at + entries * 4 > reader.sizeBytes) {
      throw damaged({
        file,
        offset: 56,
        seen: `a grain directory of ${entries} entries at offset ${at}`,
        expected: `one that lies within the ${reader.sizeBytes} bytes of the file (is it cut off?)`,
      })
    }
    const directory = await readBytes(reader, at, entries * 4)
    const tables = new GrainTables(reader, header, directory, at)
    let named = 0
    for (let index = 0; index < entries; index += 1) if (tables.#tableOffset(index) !== 0) named += 1
    if (named * header.tableEntries * 4 > reader.sizeBytes) {
      throw refused({
        file,
        offset: at,
        seen: `a directory of ${named} grain tables`,
        expected: `at most what ${reader.sizeBytes} bytes have room for`,
      })
    }
    return tables
  }

  #tableOffset(index: number): number {
    return this.#directory.getUint32(index * 4, true) * sectorBytes
  }

  /** Every grain that the tables name, from `firstGrain` on, in disk order. */
  async *entries(firstGrain = 0): AsyncGenerator<readonly TableEntry[]> {
    const { tableEntries, zeroedGrains, capacitySectors, grainSectors } = this.#header
    const grains = Math.ceil(capacitySectors / grainSectors)
    const tableBytes = tableEntries * 4
    for (let index = Math.floor(firstGrain / tableEntries); index * tableEntries < grains; index += 1) {
      const offset = this.#tableOffset(index)
      if (offset === 0) continue
      const file = this.#reader.name
      if (offset + tableBytes > this.#reader.sizeBytes) {
        throw damaged({
          file,
          offset: this.#directoryOffset + index * 4,
          seen: `a grain table at offset ${offset}`,
          expected: `one within the ${this.#reader.sizeBytes} bytes of the file (is it cut off?)`,
        })
      }
      const table = await this.#read(offset, tableBytes)
      const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
      const found: TableEntry[] = []
      for (let slot = 0; slot < tableEntries; slot += 1) {
        const sector = view.getUint32(slot * 4, true)
        const grain = index * tableEntries + slot
        if (sector === 0 || (sector === 1 && zeroedGrains) || grain < firstGrain) continue
        const entryOffset = offset + slot * 4
        if (grain >= grains || sector * sectorBytes >= this.#reader.sizeBytes) {
          throw damaged({
            file,
            offset: entryOffset,
            seen: `a grain table entry for grain ${grain} at offset ${sector * sectorBytes}`,
            expected: `one of the ${grains} grains, within the ${this.#reader.sizeBytes} bytes of the file (is it cut off?)`,
          })
        }
        found.push({ grain, sector, entryOffset })
      }
      if (found.length > 0) yield found
    }
  }

  async #read(offset: number, length: number): Promise<Uint8Array> {
    let { start, bytes } = this.#window
    if (offset < start || offset + length > start + bytes.length) {
      start = offset
      bytes = await readBytes(this.#reader, offset, Math.min(windowBytes, this.#reader.sizeBytes - offset))
      this.#window = { start, bytes }
    }
    return bytes.subarray(offset - start, offset - start + length)
  }
}
