import type { OutputFile } from '../../ports/disk.ts'
import type { ClusterMap } from './map.ts'
import { clusterBytes, compressedEntry, copied, headerOf, refcountEntries, tableEntries } from './schema.ts'

/**
 * Writes L2 tables, L1 table, refcounts and, last, the header behind the data that ends at `free`. Until the header
 * stands the file is no qcow2 image to anyone.
 */
export async function finishTables(
  file: OutputFile,
  map: ClusterMap,
  virtualBytes: number,
  free: number,
): Promise<void> {
  const l1Entries = Math.max(1, Math.ceil(virtualBytes / (clusterBytes * tableEntries)))
  const l1Clusters = Math.ceil((l1Entries * 8) / clusterBytes)
  const tables = map.tables()
  const l2Start = free
  const l1Start = l2Start + tables.length * clusterBytes
  const tablesEnd = l1Start + l1Clusters * clusterBytes
  const { blocks, tableClusters } = refcountSizes(tablesEnd / clusterBytes)
  const refcountStart = tablesEnd
  const refcountTableStart = refcountStart + blocks * clusterBytes
  const end = refcountTableStart + tableClusters * clusterBytes

  const counts = new Uint16Array(end / clusterBytes)
  counts[0] = 1
  counts.fill(1, l2Start / clusterBytes)
  const l1 = new DataView(new ArrayBuffer(l1Clusters * clusterBytes))
  await file.truncate(end)
  for (const [position, index] of tables.entries()) {
    const at = l2Start + position * clusterBytes
    l1.setBigUint64(index * 8, copied | BigInt(at))
    await file.write(l2Table(map, index, counts), at)
  }
  await file.write(new Uint8Array(l1.buffer), l1Start)
  await writeRefcounts(file, counts, refcountStart, blocks)
  const refcountTable = new DataView(new ArrayBuffer(tableClusters * clusterBytes))
  for (let block = 0; block < blocks; block += 1) {
    refcountTable.setBigUint64(block * 8, BigInt(refcountStart + block * clusterBytes))
  }
  await file.write(new Uint8Array(refcountTable.buffer), refcountTableStart)
  await file.write(
    headerOf({
      virtualBytes,
      l1Entries,
      l1Offset: l1Start,
      refcountTableOffset: refcountTableStart,
      refcountTableClusters: tableClusters,
    }),
    0,
  )
}

/** One L2 table; adds what it uses to `counts`. */
function l2Table(map: ClusterMap, index: number, counts: Uint16Array): Uint8Array {
  const table = new DataView(new ArrayBuffer(clusterBytes))
  for (let slot = 0; slot < tableEntries; slot += 1) {
    const entry = map.get(index * tableEntries + slot)
    if (entry === undefined) continue
    const { fileOffsetBytes, storedBytes } = entry
    const plain = storedBytes === clusterBytes
    table.setBigUint64(
      slot * 8,
      plain ? copied | BigInt(fileOffsetBytes) : compressedEntry(fileOffsetBytes, storedBytes),
    )
    // A reader takes whole sectors, so the last sector of a compressed cluster counts as touched.
    const last = Math.floor((fileOffsetBytes + storedBytes - 1) / clusterBytes)
    for (let cluster = Math.floor(fileOffsetBytes / clusterBytes); cluster <= last; cluster += 1) {
      counts[cluster] = (counts[cluster] ?? 0) + 1
    }
  }
  return new Uint8Array(table.buffer)
}

async function writeRefcounts(
  file: OutputFile,
  counts: Uint16Array,
  start: number,
  blocks: number,
): Promise<void> {
  for (let block = 0; block < blocks; block += 1) {
    const bytes = new DataView(new ArrayBuffer(clusterBytes))
    const part = counts.subarray(block * refcountEntries, (block + 1) * refcountEntries)
    for (const [index, count] of part.entries()) bytes.setUint16(index * 2, count)
    await file.write(new Uint8Array(bytes.buffer), start + block * clusterBytes)
  }
}

/** How many refcount blocks and clusters of their table cover `clusters` and themselves. */
function refcountSizes(clusters: number): { readonly blocks: number; readonly tableClusters: number } {
  let blocks = 1
  let tableClusters = 1
  for (;;) {
    const needed = Math.ceil((clusters + blocks + tableClusters) / refcountEntries)
    const tableNeeded = Math.ceil((needed * 8) / clusterBytes)
    if (needed <= blocks && tableNeeded <= tableClusters) return { blocks, tableClusters }
    blocks = Math.max(blocks, needed)
    tableClusters = Math.max(tableClusters, tableNeeded)
  }
}
