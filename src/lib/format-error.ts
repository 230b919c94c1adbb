/** Where in a file something was found: a byte offset, a line, or the name of a part. */
export interface Where {
  readonly file?: string
  readonly offset?: number
  readonly line?: number
  readonly column?: number
  readonly part?: string
}

/**
 * A file that is not what it claims to be. Readers of general formats throw it with the place, the value
 * seen and the value expected; an adapter turns it into a sentence of the error catalogue.
 */
export class FormatError extends Error {
  override readonly name = 'FormatError'
  readonly format: string
  readonly seen: string
  readonly expected: string
  readonly where: Where

  constructor(
    format: string,
    problem: { seen: string; expected: string; where?: Where },
    options?: ErrorOptions,
  ) {
    super(`${format}: found ${problem.seen}, expected ${problem.expected}${place(problem.where)}`, options)
    this.format = format
    this.seen = problem.seen
    this.expected = problem.expected
    this.where = problem.where ?? {}
  }
}

function place(where: Where | undefined): string {
  if (!where) return ''
  const parts: string[] = []
  if (where.part !== undefined) parts.push(where.part)
  if (where.line !== undefined) parts.push(`line ${where.line}`)
  if (where.offset !== undefined) parts.push(`offset ${where.offset}`)
  return parts.length > 0 ? ` at ${parts.join(', ')}` : ''
}
