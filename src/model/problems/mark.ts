import type { Problem } from './index.ts'

/** A piece of what a person wrote that is wrong: the whole text, and where in it to point. */
export interface Mark {
  readonly text: string
  /** The first is 1. */
  readonly column: number
  /** At least 1: behind the end of the text, one sign is missing. */
  readonly length: number
}

/** Where in a text that a person wrote the problem is; undefined when it is about something else. */
export function markOf({ values: { text, column, length } }: Problem): Mark | undefined {
  return typeof text === 'string' && typeof column === 'number' && typeof length === 'number'
    ? { text, column, length }
    : undefined
}
