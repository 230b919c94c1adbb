import { ApiError } from '../app/client.ts'

/** What went wrong and what to do about it, in one line. */
export function errorWords(error: unknown): string {
  const remedy = error instanceof ApiError ? ` ${error.details.remedy}` : ''
  return `${error instanceof Error ? error.message : String(error)}${remedy}`
}
