import { assess } from './assess.ts'
import type { ExitCode, ProblemKind } from './define.ts'
import { discover } from './discover.ts'
import { estate } from './estate.ts'
import { evidence } from './evidence.ts'
import { move } from './move.ts'
import { performance } from './performance.ts'
import { plan } from './plan.ts'
import { runs } from './runs.ts'
import { server } from './server.ts'
import { translate } from './translate.ts'
import { workspace } from './workspace.ts'

/** Every error a user can meet: code, sentence, remedy. docs/problems.md lists the same, and a test compares them. */
export const catalogue = {
  ...workspace,
  ...discover,
  ...estate,
  ...evidence,
  ...assess,
  ...plan,
  ...translate,
  ...move,
  ...runs,
  ...server,
  ...performance,
}

/** The code of a catalogued problem. */
export type ProblemCode = keyof typeof catalogue

/** Values for the braces of a sentence. */
export type ProblemValues = Readonly<Record<string, string | number | readonly string[]>>

/** An error that a user can act on: a code of the catalogue with its sentence and remedy filled in. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly remedy: string
  readonly exit: ExitCode
  readonly status: number
  readonly values: ProblemValues

  constructor(code: ProblemCode, values: ProblemValues, options?: ErrorOptions) {
    const kind: ProblemKind = catalogue[code]
    super(fill(kind.says, values), options)
    this.code = code
    this.remedy = fill(kind.remedy, values)
    this.exit = kind.exit
    this.status = kind.status
    this.values = values
  }
}

/** Makes the problem `code`; throw what it returns. `cause` is kept. */
export function problem(code: ProblemCode, values: ProblemValues = {}, cause?: unknown): Problem {
  return new Problem(code, values, cause === undefined ? undefined : { cause })
}

function fill(sentence: string, values: ProblemValues): string {
  return sentence.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = values[key]
    if (value === undefined) return `{${key}}`
    return Array.isArray(value) ? value.join(', ') : String(value)
  })
}
