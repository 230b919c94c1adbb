import { csvHeader } from '../../formats/csv/head.ts'
import { FormatError } from '../../lib/format-error.ts'
import type { Progress } from '../../lib/progress.ts'
import { problem } from '../../model/problems/index.ts'
import type { SourceInput, SourceReader, SourceReading } from '../../ports/source-reader.ts'
import { readOverlay } from './read.ts'
import { overlayColumns } from './schema.ts'
import { overlayModel } from './to-model.ts'

/**
 * Reads what people know of VMs: a CSV with a column that names them (vm, uuid, ip or dns name) and columns such as
 * owner, team, application, criticality, environment. It describes VMs of other sources and never makes one.
 */
export const overlayReader: SourceReader = { reader: 'overlay', recognises, read }

const rank = 10

async function recognises(input: SourceInput): Promise<number> {
  if (input.kind !== 'file' || !/\.(?:csv|tsv|txt)$/i.test(input.path)) return 0
  const columns = overlayColumns(await csvHeader(input.path))
  const keys = columns.filter(({ kind }) => kind === 'key').length
  const facts = columns.filter(({ kind }) => kind === 'fact').length
  return keys > 0 && facts > 0 ? 0.6 : 0
}

async function* read(input: SourceInput, progress: Progress): AsyncGenerator<SourceReading> {
  if (input.kind !== 'file') return
  const { headers, rows } = await opened(input.path, input.name, progress)
  const columns = overlayColumns(headers)
  if (!columns.some(({ kind }) => kind === 'key')) {
    throw problem('overlay-no-key', { file: input.name, columns: headers.slice(0, 12) })
  }
  const { observations, report } = overlayModel(headers, columns, rows)
  yield {
    description: { key: `overlay:${input.name}`, reader: 'overlay', label: input.name, rank },
    observations,
    report: () => report,
  }
}

async function opened(path: string, name: string, progress: Progress) {
  try {
    return await readOverlay(path, name, progress.signal)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const part = error.where.line === undefined ? 'the file' : `line ${error.where.line}`
    throw problem(
      'overlay-unreadable',
      { file: name, part, seen: error.seen, expected: error.expected },
      error,
    )
  }
}
