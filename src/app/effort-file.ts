import { existsSync, readFileSync } from 'node:fs'
import { emitYaml, readYaml } from '../formats/yaml/index.ts'
import { FormatError } from '../lib/format-error.ts'
import { problem } from '../model/problems/index.ts'
import { type Effort, effortSchema, mergeEffort, shippedEffort } from '../stages/trace/index.ts'
import type { Workspace } from './workspace.ts'

/** The constants of the estimate: effort.yaml of the workspace over the shipped ones. Throws `effort-wrong` with the line. */
export function readEffort(workspace: Workspace): Effort {
  if (!existsSync(workspace.effortFile)) return shippedEffort
  try {
    const read = readYaml(readFileSync(workspace.effortFile, 'utf8'), 'effort.yaml')
    const parsed = effortSchema.safeParse(mergeEffort(read.value))
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]
    const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol')
    throw problem('effort-wrong', {
      line: read.locate(path).line,
      seen: path.length === 0 ? 'the file' : path.join('.'),
      expected: issue?.message ?? 'a constant of the estimate',
    })
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw problem(
      'effort-wrong',
      { line: error.where.line ?? 1, seen: error.seen, expected: error.expected },
      error,
    )
  }
}

/** Where the constants come from, in words. */
export function effortSource(workspace: Workspace): string {
  return existsSync(workspace.effortFile)
    ? 'effort.yaml of the workspace'
    : 'the constants that ship with Causeway'
}

/** The constants that hold, as text that can be saved as effort.yaml and edited. */
export function effortText(workspace: Workspace): string {
  return emitYaml(readEffort(workspace))
}
