import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { editYaml, readYaml, type YamlEdit, type YamlLimits, type YamlRead } from '../formats/yaml/index.ts'
import { FormatError } from '../lib/format-error.ts'
import type { Estate } from '../model/estate.ts'
import { type Mappings, mappings } from '../model/mappings.ts'
import { problem } from '../model/problems/index.ts'
import { type TargetProfile, targetProfile } from '../model/target.ts'
import { propose, type TranslateInput } from '../stages/translate/index.ts'
import { mappingsTemplate, targetTemplate } from './translate-templates.ts'
import type { Workspace } from './workspace.ts'

/** A large estate has thousands of folders; still a file that a person can open. */
const limits: YamlLimits = { characters: 8_000_000, depth: 16, aliases: 0 }

/** The decisions that a translation needs, with the way back to their lines. */
export type Decisions = Pick<TranslateInput, 'where'> & {
  readonly target: TargetProfile
  readonly mappings: Mappings
  /** Name of the profile's file. */
  readonly targetFile: string
}

/** Path of a profile's file: target.yaml, or target.<profile>.yaml. Throws `profile-unknown`. */
export function targetFileOf(workspace: Workspace, profile: string | undefined): string {
  if (profile === undefined) return workspace.targetFile
  const safe = /^[A-Za-z0-9][A-Za-z0-9_-]{0,60}$/.test(profile)
  const file = join(workspace.folder, `target.${profile}.yaml`)
  if (!safe || !existsSync(file))
    throw problem('profile-unknown', { profile, file: `target.${profile}.yaml` })
  return file
}

/** Reads target.yaml (or the profile's) and mappings.yaml. Throws `decisions-unreadable` with line and column. */
export function readDecisions(workspace: Workspace, profile: string | undefined): Decisions {
  const file = targetFileOf(workspace, profile)
  const target = readFile(file, targetTemplate)
  const names = readFile(workspace.mappingsFile, mappingsTemplate)
  return {
    target: checked(targetProfile, target.read, file),
    mappings: checked(mappings, names.read, workspace.mappingsFile),
    targetFile: basename(file),
    where: {
      target: (path) => lineOf(file, target.read, path),
      mappings: (path) => lineOf(workspace.mappingsFile, names.read, path),
    },
  }
}

/**
 * Adds what was discovered to both files, with proposals and used-by counts; what a person wrote stays as it is.
 * Returns the names of the files that were written. Throws `decisions-unreadable`.
 */
export function proposeDecisions(workspace: Workspace, estate: Estate, profile?: string): readonly string[] {
  const proposals = propose(estate)
  const written: string[] = []
  for (const [kind, file, template] of [
    ['target', targetFileOf(workspace, profile), targetTemplate],
    ['mappings', workspace.mappingsFile, mappingsTemplate],
  ] as const) {
    const edits = proposals
      .filter((each) => each.file === kind)
      .map(
        ({ path, value, note }): YamlEdit => ({
          path,
          propose: value,
          note: { opening: 'used by', text: note },
        }),
      )
    const { text, fresh } = readFile(file, template)
    const edited = editYaml(text, basename(file), edits, limits)
    if (edited === text && !fresh) continue
    writeWhole(file, edited)
    written.push(basename(file))
  }
  return written
}

function readFile(
  file: string,
  template: string,
): { readonly text: string; readonly read: YamlRead; readonly fresh: boolean } {
  const fresh = !existsSync(file)
  const text = fresh ? template : readFileSync(file, 'utf8')
  try {
    return { text, read: readYaml(text, basename(file), limits), fresh }
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause
    const { line, column } = cause.where
    const place = line === undefined ? '' : `line ${line}, column ${column}: `
    throw problem(
      'decisions-unreadable',
      { file: basename(file), text: `${place}${cause.seen}, expected ${cause.expected}` },
      cause,
    )
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, read: YamlRead, file: string): z.output<Schema> {
  const parsed = schema.safeParse(read.value ?? {})
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol')
  const { line, column } = read.locate(path)
  const text = `line ${line}, column ${column}: ${path.join(' → ')}: ${issue?.message}`
  throw problem('decisions-unreadable', { file: basename(file), text }, parsed.error)
}

function lineOf(file: string, read: YamlRead, path: readonly string[]): string {
  return `${basename(file)} line ${read.locate(path).line}`
}

/** A reader sees the old file or the new one, never a half. */
function writeWhole(file: string, text: string): void {
  const beside = `${file}.${process.pid}.tmp`
  writeFileSync(beside, text)
  renameSync(beside, file)
}
