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

/** A port as the command line gives it: 0 … 65535. Throws `option-wrong`. */
export function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (port < 0 || port > 65_535)
    throw problem('option-wrong', { option: '--port', seen: text, expected: 'a number from 0 to 65535' })
  return port
}

/** A whole number as the command line gives it. Throws `option-wrong`. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most))
    throw problem('option-wrong', { option, seen: text, expected: `a whole number from ${least} to ${most}` })
  return value
}
