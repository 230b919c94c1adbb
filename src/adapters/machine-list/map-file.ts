import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { readYaml } from '../../formats/yaml/index.ts'
import { FormatError } from '../../lib/format-error.ts'
import { problem } from '../../model/problems/index.ts'
import { namesMachines } from './propose.ts'
import { type ColumnMap, type ColumnUse, listFields, sizeFields, unitIn } from './schema.ts'

const shape = z.strictObject({ columns: z.record(z.string().max(200), z.string().max(60)) })

/** Reads a mapping file: under `columns`, each header with its field and, for sizes, the unit: `Memory: memory GiB`. */
export function readMapFile(path: string): ColumnMap {
  const file = basename(path)
  try {
    const { value, locate } = readYaml(readFileSync(path, 'utf8'), file)
    const parsed = shape.safeParse(value)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const at = (issue?.path ?? []).filter((part) => typeof part !== 'symbol')
      throw wrong(
        file,
        locate(at).line,
        at.length === 0 ? 'the file' : at.join('.'),
        'columns: with one line for each header',
      )
    }
    const map = new Map<string, ColumnUse>()
    for (const [header, said] of Object.entries(parsed.data.columns)) {
      const use = useIn(said)
      if (use === undefined)
        throw wrong(
          file,
          locate(['columns', header]).line,
          said,
          `one of ${listFields.join(', ')}, with a unit for sizes`,
        )
      map.set(header.trim(), use)
    }
    if (!namesMachines(map))
      throw wrong(
        file,
        1,
        'no column that names the machine',
        'one column with name, uuid, dnsName or address',
      )
    return map
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw wrong(file, error.where.line ?? 1, error.seen, error.expected, error)
  }
}

function wrong(file: string, line: number, seen: string, expected: string, cause?: unknown) {
  return problem('list-map-wrong', { file, line, seen, expected }, cause)
}

/** `memory GiB`, `name`; undefined for anything that is no field, or a unit where none belongs. */
function useIn(said: string): ColumnUse | undefined {
  const [word = '', unitWord, ...more] = said.trim().split(/\s+/)
  const field = listFields.find((one) => one === word)
  if (field === undefined || more.length > 0) return undefined
  const usual = sizeFields[field]
  if (unitWord === undefined) return usual === undefined ? { field } : { field, unit: usual }
  const unit = unitIn(unitWord)
  return unit === undefined || usual === undefined ? undefined : { field, unit }
}
