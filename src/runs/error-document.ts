import { Problem } from '../model/problems/index.ts'

/** An error as a run keeps it. */
export interface ErrorDocument {
  readonly message: string
  /** Code and remedy when it is of the catalogue. */
  readonly code?: string
  readonly remedy?: string
}

/** What of an error is kept; its cause is not, since nobody knows what stands in there. */
export function errorDocument(error: unknown): ErrorDocument {
  if (error instanceof Problem) return { message: error.message, code: error.code, remedy: error.remedy }
  return { message: error instanceof Error ? error.message : String(error) }
}
