import type { Lack } from '../../model/observation.ts'
import { rules } from './registry.ts'

/** Findings that a source cannot answer for every VM, and the part of it whose absence is to blame. */
export interface Unanswered {
  /** Tab or file; empty when no part of such a source ever says it. */
  readonly part: string
  readonly column?: string
  /** Ids of rules. */
  readonly findings: readonly string[]
}

/**
 * Which findings stay "not assessable" with this source alone, by the tab or column that is missing. A rule that needs
 * what no such source ever says stands last, under no part.
 */
export function unansweredBy(gives: readonly string[], lacks: readonly Lack[]): readonly Unanswered[] {
  const answers: Unanswered[] = []
  const blamed = new Set<string>()
  const open = rules.map(({ id, needs }) => ({ id, open: needs.filter((need) => !says(gives, need)) }))
  for (const { part, column, fields } of lacks) {
    const findings = open.filter((rule) => rule.open.some((need) => says(fields, need))).map(({ id }) => id)
    if (findings.length === 0) continue
    for (const id of findings) blamed.add(id)
    answers.push({ part, ...(column === undefined ? {} : { column }), findings })
  }
  const never = open.filter((rule) => rule.open.length > 0 && !blamed.has(rule.id)).map(({ id }) => id)
  return never.length === 0 ? answers : [...answers, { part: '', findings: never }]
}

/** Whether one of the facts is the one needed, or a part of it. */
function says(fields: readonly string[], need: string): boolean {
  return fields.some(
    (field) => field === need || field.startsWith(`${need}[`) || field.startsWith(`${need}.`),
  )
}
