import type { z } from 'zod'
import { problem } from '../model/problems/index.ts'

/** Checks options or a query against its schema; absent keys are dropped first. Throws `option-wrong`. */
export function parseQuery<Schema extends z.ZodType>(
  schema: Schema,
  given: Readonly<Record<string, unknown>>,
): z.output<Schema> {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const parsed = schema.safeParse(present)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const option = String(issue?.path[0] ?? '')
  throw problem('option-wrong', {
    option,
    seen: JSON.stringify(present[option] ?? null),
    expected: issue?.message ?? 'another value',
  })
}
