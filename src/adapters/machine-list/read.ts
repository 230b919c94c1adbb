import { createReadStream } from 'node:fs'
import { readCsv } from '../../formats/csv/read.ts'
import type { ListRow } from './to-model.ts'

/** The header and the rows of a list; `name` is the file's name below what the user gave. */
export async function readList(
  path: string,
  name: string,
  signal: AbortSignal,
): Promise<{ headers: readonly string[]; rows: readonly ListRow[] }> {
  let headers: readonly string[] | undefined
  const rows: ListRow[] = []
  for await (const batch of readCsv(createReadStream(path), { signal, totalBytes: 256 * 2 ** 20 })) {
    for (const { line, cells, nul } of batch) {
      if (headers === undefined) headers = cells
      else rows.push({ place: { file: name, line }, cells, damaged: nul })
    }
  }
  return { headers: headers ?? [], rows }
}
