import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { evidenceReaders } from '../../src/main/evidence-readers.ts'
import type { EvidenceFile, EvidenceReader } from '../../src/ports/evidence-reader.ts'
import { dialects } from './dialects/index.ts'
import { syntheticEstate } from './estate.ts'

/** A file with the reader that takes it. */
export interface Sample {
  readonly reader: EvidenceReader
  readonly file: EvidenceFile
}

const adapters = join(import.meta.dirname, '../../src/adapters')

/** Every recording beside a reader of evidence that some reader takes, and a small file in each written dialect. */
export function samples(): readonly Sample[] {
  const recorded = filesBelow(adapters)
    .filter((path) => path.includes('/recordings/') && statSync(path).size < 200_000)
    .flatMap((path) => {
      const file = { name: path.slice(path.indexOf('/recordings/') + 12), bytes: readFileSync(path) }
      const reader = surestOf(file)
      return reader === undefined ? [] : [{ reader, file }]
    })
  const written = dialects.flatMap(({ reader, write }) =>
    write(syntheticEstate(3, 40), 6).map((file) => ({ reader, file })),
  )
  return [...recorded, ...written]
}

/** The reader that is surest of a file; undefined when none takes it. */
export function surestOf(file: EvidenceFile): EvidenceReader | undefined {
  const [first] = evidenceReaders
    .map((reader) => ({ reader, sure: reader.recognises(file) }))
    .sort((a, b) => b.sure - a.sure)
  return first !== undefined && first.sure > 0 ? first.reader : undefined
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]))
}
