import { FormatError } from '../../lib/format-error.ts'
import { type Problem, problem } from '../../model/problems/index.ts'

/** What is wrong in a disk image, and where. */
export interface Fault {
  readonly file: string
  readonly offset: number
  readonly seen: string
  readonly expected: string
}

/** The image is not whole or not what it says. */
export function damaged(fault: Fault, cause?: unknown): Problem {
  return problem('disk-damaged', { ...fault }, cause)
}

/** The image is well-formed, and asks for something that is never done. */
export function refused(fault: Fault): Problem {
  return problem('disk-refused', { ...fault })
}

/** Turns the end of a file that a general reader met into the sentence of the catalogue. */
export function asDamage(file: string, error: unknown): unknown {
  if (!(error instanceof FormatError)) return error
  return damaged({ file, offset: error.where.offset ?? 0, seen: error.seen, expected: error.expected }, error)
}
