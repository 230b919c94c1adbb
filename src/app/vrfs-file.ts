import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readYaml } from '../formats/yaml/index.ts'
import { FormatError } from '../lib/format-error.ts'
import { parseSpan } from '../lib/ip.ts'
import { problem } from '../model/problems/index.ts'
import type { VrfRule } from '../stages/trace/index.ts'
import type { Workspace } from './workspace.ts'

const text = z.string().min(1).max(300)
const subnet = text.refine((cidr) => parseSpan(cidr) !== undefined, 'an address, a CIDR or a range')

const schema = z
  .object({
    vrfs: z
      .array(
        z.strictObject({
          name: text,
          also: z.array(text).max(1000).default([]),
          networks: z.array(text).max(1000).default([]),
          vlans: z.array(z.int().min(1).max(4094)).max(4094).default([]),
          subnets: z.array(subnet).max(1000).default([]),
        }),
      )
      .max(1000)
      .nullish(),
  })
  .nullish()

/** Reads vrfs.yaml; a workspace without one maps nothing. Throws `vrfs-wrong` with the line. */
export function readVrfs(workspace: Workspace): readonly VrfRule[] {
  const file = join(workspace.folder, 'vrfs.yaml')
  if (!existsSync(file)) return []
  try {
    const read = readYaml(readFileSync(file, 'utf8'), 'vrfs.yaml')
    const parsed = schema.safeParse(read.value)
    if (parsed.success) return parsed.data?.vrfs ?? []
    const issue = parsed.error.issues[0]
    const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol')
    throw problem('vrfs-wrong', {
      line: read.locate(path).line,
      seen: path.length === 0 ? 'the file' : path.join('.'),
      expected: issue?.message ?? 'a list of VRFs',
    })
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw problem(
      'vrfs-wrong',
      { line: error.where.line ?? 1, seen: error.seen, expected: error.expected },
      error,
    )
  }
}
