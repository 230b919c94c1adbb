/** Exit codes of design §5: 1 failed, 2 usage, 3 findings at or above the threshold, 4 workspace held. */
export type ExitCode = 1 | 2 | 3 | 4

/** One entry of the error catalogue. Braces in the sentences are filled with the values given. */
export interface ProblemKind {
  readonly exit: ExitCode
  /** HTTP status when the problem leaves through the API. */
  readonly status: number
  /** What is wrong, with the value seen and the value expected. */
  readonly says: string
  /** What to do about it. */
  readonly remedy: string
}

/** Keeps the literal types of one area's entries. */
export function define<const T extends Record<string, ProblemKind>>(entries: T): T {
  return entries
}
