// What the tests of this reader share.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { writeXlsx, type XlsxValue } from '../../formats/xlsx/write.ts'
import { silentProgress } from '../../lib/progress.ts'
import type { Observation, ReadReport, SourceDescription } from '../../model/observation.ts'
import type { SourceInput } from '../../ports/source-reader.ts'
import { rvtoolsReader } from './index.ts'

/** Runs the work in a fresh folder, which is removed after it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rvtools-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Rows of a sheet, header first. */
export type Rows = XlsxValue[][]
/** One source as it was read. */
export type Read = { description: SourceDescription; observations: Observation[]; report: ReadReport }

/** Reads an input to its end and checks that every object is accounted for. */
export async function readInput(input: SourceInput): Promise<Read[]> {
  const result: Read[] = []
  for await (const reading of rvtoolsReader.read(input, silentProgress())) {
    const observations: Observation[] = []
    for await (const observation of reading.observations) observations.push(observation)
    const report = reading.report()
    expect(report.seen).toBe(report.kept + report.merged + report.rejected.length)
    expect(report.kept).toBe(observations.length)
    result.push({ description: reading.description, observations, report })
  }
  return result
}

/** Writes a workbook of these sheets and reads it. */
export async function readSheets(sheets: Record<string, Rows>, name = 'estate.xlsx'): Promise<Read[]> {
  return readBytes(writeXlsx(Object.entries(sheets).map(([title, rows]) => ({ name: title, rows }))), name)
}

/** Writes a file and reads it. */
export async function readBytes(bytes: Uint8Array, name = 'estate.xlsx'): Promise<Read[]> {
  return inFolder(async (folder) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    const input = { kind: 'file', path, name } as const
    expect(await rvtoolsReader.recognises(input)).toBeGreaterThanOrEqual(0.5)
    return readInput(input)
  })
}

/** As readSheets, for one source. */
export async function only(sheets: Record<string, Rows>): Promise<Read> {
  const [first, second] = await readSheets(sheets)
  if (!first || second) throw new Error('one source was expected')
  return first
}

/** Facts of all objects of a kind. */
export const facts = (read: Read, kind: Observation['kind']) =>
  read.observations.filter((one) => one.kind === kind).map((one) => one.facts)
/** UUIDs of the cast. */
export const vcenter = '5b1f3a8e-7c40-4a52-9d0e-2f6b8c1d7e90'
export const instance = '5021aaaa-bbbb-cccc-dddd-eeeeffff0001'
export const smbios = '4221aaaa-bbbb-cccc-dddd-eeeeffff0001'
