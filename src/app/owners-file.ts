import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { readYaml } from '../formats/yaml/index.ts'
import { FormatError } from '../lib/format-error.ts'
import { problem } from '../model/problems/index.ts'
import type { OwnerRule, TeamName } from '../stages/trace/index.ts'
import type { Workspace } from './workspace.ts'

const text = z.string().max(300)

const schema = z
  .object({
    owners: z
      .array(
        z.object({
          match: z
            .strictObject({
              kind: text.optional(),
              device: text.optional(),
              file: text.optional(),
              subnet: text.optional(),
              name: text.optional(),
            })
            .refine((match) => Object.keys(match).length > 0, 'at least one key under match'),
          team: text,
        }),
      )
      .max(10_000)
      .nullish(),
    teams: z
      .array(z.object({ name: text, also: z.array(text).optional() }))
      .max(10_000)
      .nullish(),
  })
  .nullish()

/** What owners.yaml decides. */
export interface OwnersFile {
  readonly rules: readonly OwnerRule[]
  readonly teams: readonly TeamName[]
}

/** Reads owners.yaml; a workspace without one decides nothing. Throws `owners-wrong` with the line. */
export function readOwnersFile(workspace: Workspace): OwnersFile {
  if (!existsSync(workspace.ownersFile)) return { rules: [], teams: [] }
  try {
    const read = readYaml(readFileSync(workspace.ownersFile, 'utf8'), 'owners.yaml')
    const parsed = schema.safeParse(read.value)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol')
      throw problem('owners-wrong', {
        line: read.locate(path).line,
        seen: path.length === 0 ? 'the file' : path.join('.'),
        expected: issue?.message ?? 'a list of owners',
      })
    }
    return {
      rules: parsed.data?.owners ?? [],
      teams: (parsed.data?.teams ?? []).map(({ name, also }) => ({ name, also: also ?? [] })),
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw problem(
      'owners-wrong',
      { line: error.where.line ?? 1, seen: error.seen, expected: error.expected },
      error,
    )
  }
}
