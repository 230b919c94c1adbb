import type { Progress } from '../../lib/progress.ts'
import { FormatError } from '../../lib/format-error.ts'
import { problem } from '../../model/problems/index.ts'
import type { SourceInput, SourceReader, SourceReading } from '../../ports/source-reader.ts'
import { openVcenter } from './live.ts'
import { readingOf } from './read.ts'
import { FreshFolder } from './recording/folder.ts'
import { RecordedSource } from './recording/record.ts'
import { isRecording, readRecording } from './recording/read.ts'
import { isSaved } from './saved/files.ts'
import { readSaved } from './saved/read.ts'
import { targetOf } from './transport/target.ts'

/**
 * Reads a vCenter or a single ESXi host (an endpoint), or a folder of recorded answers. Throws Problems: certificate
 * not trusted, log-in refused, not reachable, and so on (`vcenter-*`).
 */
export const vsphereReader: SourceReader = {
  reader: 'vcenter',
  async recognises(input) {
    if (input.kind === 'endpoint') return 1
    if (input.kind !== 'folder') return 0
    return (await isRecording(input.path)) || (await isSaved(input.path)) ? 1 : 0
  },
  read: (input, progress) => read(input, progress),
}

async function* read(input: SourceInput, progress: Progress): AsyncGenerator<SourceReading> {
  if (input.kind === 'endpoint') {
    const folder = input.record === undefined ? undefined : await FreshFolder.open(input.record)
    const source = await openVcenter(targetOf(input.url, input.user, input.password, input.pin), progress)
    const recorded = folder && new RecordedSource(source, folder)
    let whole = false
    try {
      yield readingOf(recorded ?? source, progress)
      await recorded?.finish()
      whole = true
      if (folder !== undefined)
        progress.log(`recorded in ${folder.path}: ${folder.files} files, without secrets`)
    } finally {
      if (!whole) await folder?.clear()
      await source.close()
    }
  } else yield await recorded(input.path, input.name, progress)
}

async function recorded(path: string, name: string, progress: Progress): Promise<SourceReading> {
  try {
    const source = (await isRecording(path)) ? await readRecording(path) : await readSaved(path, name)
    const reading = readingOf(source, progress)
    return { ...reading, observations: inWords(reading.observations, name) }
  } catch (error) {
    throw recordingProblem(error, name)
  }
}

async function* inWords<T>(items: AsyncIterable<T> | Iterable<T>, name: string): AsyncGenerator<T> {
  try {
    yield* items
  } catch (error) {
    throw recordingProblem(error, name)
  }
}

function recordingProblem(error: unknown, folder: string): unknown {
  if (!(error instanceof FormatError)) return error
  const { part = 'a file', offset } = error.where
  const place = offset === undefined ? part : `${part} at offset ${offset}`
  return problem('vcenter-recording', { folder, place, seen: error.seen, expected: error.expected }, error)
}
