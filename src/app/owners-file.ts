import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { readYaml } from '../formats/yaml/index.ts'
import { FormatError } from '../lib/format-error.ts'
import { parseSpan } from '../lib/ip.ts'
import { wildcard } from '../lib/wildcard.ts'
import { problem } from '../model/problems/index.ts'
import { type OwnerRule, shippedEffort, type TeamName } from '../stages/trace/index.ts'
import type { Workspace } from './workspace.ts'

const text = z.string({ error: 'a text' }).max(300, 'a text of at most 300 signs')

/** What a rule may be about: every kind of artefact, and what needs a keeper itself. */
const kinds = [...Object.keys(shippedEffort.artefacts), 'vm', 'network']
const kind = text.refine(
  (pattern) => kinds.some(wildcard(pattern.toLowerCase())),
  `one of ${kinds.join(', ')}, or a pattern such as firewall-*`,
)
const subnet = text.refine(
  (span) => parseSpan(span) !== undefined,
  'an address, a CIDR such as 10.20.0.0/16, or a range',
)

const schema = z
  .object({
    owners: z
      .array(
        z.object({
          match: z
            .strictObject({
              kind: kind.optional(),
              device: text.optional(),
              file: text.optional(),
              subnet: subnet.optional(),
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
export function readOwnersFile(workspace: Pick<Workspace, 'ownersFile'>): OwnersFile {
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
