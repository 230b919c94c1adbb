import { basename, dirname } from 'node:path'
import { readXlsx } from '../../formats/xlsx/read.ts'
import { type ByteSource, openSource } from '../../formats/zip/read.ts'
import { FormatError } from '../../lib/format-error.ts'
import type { Progress } from '../../lib/progress.ts'
import { problem } from '../../model/problems/index.ts'
import type { SourceInput, SourceReader, SourceReading } from '../../ports/source-reader.ts'
import { tabOf } from './header.ts'
import { exportAround, guessTab, type LocalInput, openTabFiles, openWorkbook, tabFilesIn } from './read.ts'
import type { RawExport } from './schema.ts'
import { toModel } from './to-model.ts'

/**
 * Reads exports of RVTools, any version: a workbook, or a folder with one CSV file per tab. Each vCenter in an export
 * is a source of its own. Nothing but a VM name is required.
 */
export const rvtoolsReader: SourceReader = { reader: 'rvtools', recognises, read }

async function recognises(input: SourceInput): Promise<number> {
  if (input.kind === 'endpoint') return 0
  try {
    if (input.kind === 'folder') {
      const { files, others } = await tabFilesIn(input.path)
      const exports = new Set(files.map(({ prefix }) => prefix))
      return files.length > 0 && others === 0 && exports.size === 1 ? 0.9 : 0
    }
    if (/\.csv$/i.test(input.path)) return (await exportAround(input.path)).length > 0 ? 0.9 : 0
    return await recogniseWorkbook(input.path)
  } catch (error) {
    if (error instanceof FormatError) return 0
    throw error
  }
}

/** A workbook by its content; one that is called so but cannot be read is still ours, so that the reason is told. */
async function recogniseWorkbook(path: string): Promise<number> {
  const called = /\.(?:xlsx|xlsm)$/i.test(path)
  const source = await openSource(path)
  try {
    const start = await source.read(0, Math.min(4, source.sizeBytes))
    if (Buffer.from(start).toString('latin1') !== 'PK\u0003\u0004') return called ? 0.5 : 0
    return await sureOfBook(source)
  } catch (error) {
    if (error instanceof FormatError) return called ? 0.5 : 0
    throw error
  } finally {
    await source.close()
  }
}

async function sureOfBook(source: ByteSource): Promise<number> {
  const { sheets } = await readXlsx(source)
  if (sheets.some(({ name }) => tabOf(name) !== undefined)) return 0.95
  return (await guessTab(sheets)) === undefined ? 0 : 0.6
}

async function* read(input: SourceInput, progress: Progress): AsyncGenerator<SourceReading> {
  if (input.kind === 'endpoint') return
  let raw: RawExport | undefined
  try {
    raw = await openExport(input, progress)
    if (raw === undefined) return
    const readings = await toModel(raw, progress)
    await raw.close()
    yield* readings
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const part =
      error.where.part ?? (error.where.line === undefined ? 'the file' : `line ${error.where.line}`)
    throw problem(
      'rvtools-unreadable',
      { file: input.name, part, seen: error.seen, expected: error.expected },
      error,
    )
  } finally {
    await raw?.close()
  }
}

/** Undefined for a CSV file whose export is read with its first tab. */
async function openExport(input: LocalInput, progress: Progress): Promise<RawExport | undefined> {
  if (input.kind === 'folder') {
    const { files } = await tabFilesIn(input.path)
    return openTabFiles(input.path, input.name, files, progress.signal)
  }
  if (!/\.csv$/i.test(input.path)) return openWorkbook(input, progress.signal)
  const files = await exportAround(input.path)
  const first = files.find(({ tab }) => tab === 'vInfo') ?? files[0]
  if (first === undefined || first.file !== basename(input.path)) return undefined
  const under = input.name.includes('/') ? dirname(input.name) : ''
  return openTabFiles(dirname(input.path), under, files, progress.signal)
}
