import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { editYaml, readYaml, type YamlLimits } from '../formats/yaml/index.ts'
import { FormatError } from '../lib/format-error.ts'
import { problem } from '../model/problems/index.ts'
import type { Decision } from '../stages/discover/index.ts'
import type { Workspace } from './workspace.ts'

const limits: YamlLimits = { characters: 16_000_000, depth: 10, aliases: 100 }
const name = 'conflicts.yaml'
const text = z.coerce.string().max(10_000)
const choice = z.strictObject({
  source: text.optional(),
  value: text.optional(),
  because: text.optional(),
})
const fields = z.record(z.string().max(100), choice).nullable()
const schema = z
  .strictObject({ vms: z.record(z.string().max(300), fields).nullish(), every: fields.optional() })
  .nullish()

const head = `# Which source is believed where sources disagree. What stands under vms counts before what stands under every.
# A choice names a source by its label, a value, or both (* stands for any characters), and may say why.
# vms:
#   erp-db-01:
#     cluster: { source: vcenter.harbour.example, because: the sheet is older }
# every:
#   owner: { source: owners.csv }
`

/** Reads conflicts.yaml; a workspace without one decides nothing. Throws `conflicts-wrong` with the line. */
export function readConflictsFile(workspace: Workspace): readonly Decision[] {
  if (!existsSync(workspace.conflictsFile)) return []
  try {
    const read = readYaml(readFileSync(workspace.conflictsFile, 'utf8'), name, limits)
    const parsed = schema.safeParse(read.value)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol')
      throw wrong(read.locate(path).line, path.join('.') || 'the file', issue?.message ?? 'vms and every')
    }
    const placeOf = (path: readonly string[]): string => `${name}, line ${read.locate(path).line}`
    const decisions: Decision[] = []
    for (const [vm, chosen] of Object.entries(parsed.data?.vms ?? {})) {
      for (const [field, one] of Object.entries(chosen ?? {})) {
        decisions.push({ ...one, vm, field, place: placeOf(['vms', vm, field]) })
      }
    }
    for (const [field, one] of Object.entries(parsed.data?.every ?? {})) {
      decisions.push({ ...one, field, place: placeOf(['every', field]) })
    }
    return decisions
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw wrong(error.where.line ?? 1, error.seen, error.expected, error)
  }
}

/** Writes one choice; comments and everything else in the file stay as they are. */
export function writeChoice(
  workspace: Workspace,
  vm: string,
  field: string,
  chosen: { readonly source?: string; readonly value?: string; readonly because?: string },
): void {
  const before = existsSync(workspace.conflictsFile) ? readFileSync(workspace.conflictsFile, 'utf8') : head
  const after = editYaml(before, name, [{ path: ['vms', vm, field], set: chosen }], limits)
  writeFileSync(workspace.conflictsFile, after.endsWith('\n') ? after : `${after}\n`)
}

function wrong(line: number, seen: string, expected: string, cause?: unknown) {
  return problem('conflicts-wrong', { line, seen, expected }, cause)
}
