import { csvHeader } from '../../formats/csv/head.ts'
import { FormatError } from '../../lib/format-error.ts'
import type { Progress } from '../../lib/progress.ts'
import { problem } from '../../model/problems/index.ts'
import type { SourceInput, SourceReader, SourceReading } from '../../ports/source-reader.ts'
import { readMapFile } from './map-file.ts'
import { knownList, namesMachines, proposeMap } from './propose.ts'
import { readList } from './read.ts'
import type { ColumnMap } from './schema.ts'
import { listModel } from './to-model.ts'

export { suggestMap } from './suggest.ts'

/** Below an overlay, which people write by hand: what a list says of owners gives way to it. */
const rank = 8

/**
 * Reads lists of machines that are no RVTools export: Azure Migrate CSV and CMDB tables by their columns. A machine that
 * another source knows better is completed, any other is one of its own.
 */
export const listReader: SourceReader = listReaderWith(undefined)

/** Reads any list whose columns a mapping file explains. */
export function mappedListReader(mapFile: string): SourceReader {
  return listReaderWith(readMapFile(mapFile))
}

function listReaderWith(map: ColumnMap | undefined): SourceReader {
  return {
    reader: 'list',
    async recognises(input) {
      if (input.kind !== 'file' || !/\.(?:csv|tsv|txt)$/i.test(input.path)) return 0
      const headers = await csvHeader(input.path)
      if (map === undefined) return knownList(headers) === undefined ? 0 : 0.8
      return namesMachines(present(map, headers)) ? 1 : 0
    },
    read: (input, progress) => readings(input, map, progress),
  }
}

/** The part of a mapping whose columns a file has. */
function present(map: ColumnMap, headers: readonly string[]): ColumnMap {
  const there = new Set(headers.map((header) => header.trim()))
  return new Map([...map].filter(([header]) => there.has(header)))
}

async function* readings(
  input: SourceInput,
  map: ColumnMap | undefined,
  progress: Progress,
): AsyncGenerator<SourceReading> {
  if (input.kind !== 'file') return
  const { headers, rows } = await opened(input.path, input.name, progress)
  const { observations, report } = listModel(headers, map ?? proposeMap(headers), rows)
  yield {
    description: { key: `list:${input.name}`, reader: 'list', label: input.name, rank },
    observations,
    report: () => report,
  }
}

async function opened(path: string, name: string, progress: Progress) {
  try {
    return await readList(path, name, progress.signal)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const part = error.where.line === undefined ? 'the file' : `line ${error.where.line}`
    throw problem('list-unreadable', { file: name, part, seen: error.seen, expected: error.expected }, error)
  }
}
