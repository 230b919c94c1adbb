import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { Problem } from '../model/problems/index.ts'

const runFiles = z.object({ files: z.array(z.object({ work: z.string(), journal: z.string() })) })

/**
 * Removes the hidden unfinished files of a run whose input can never be converted (`disk-…`, `package-…`). Others stay
 * for a later `resume`.
 */
export async function removeUnfinished(runInput: unknown, error: unknown): Promise<void> {
  const input = runFiles.safeParse(runInput)
  if (!input.success || !(error instanceof Problem) || !/^(?:disk|package)-/.test(error.code)) return
  for (const { work, journal } of input.data.files) {
    for (const path of [work, journal, `${work}.manifest`]) await rm(path, { force: true })
  }
}
