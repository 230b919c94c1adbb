import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import type { ProblemDetails } from '../contract/parameters.ts'
import { Problem, problem } from '../model/problems/index.ts'
import { markOf } from '../model/problems/mark.ts'

/** The same bytes that `--json` prints: one document and a newline. */
export function asJson(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}

/** Answers an error as problem+json with the code of the catalogue; what has no code is logged under a reference. */
export function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: (text: string) => void,
): void {
  const known = toProblem(error)
  const shown = known ?? internal(error, request, log)
  const mark = markOf(shown)
  const details: ProblemDetails = {
    type: `urn:causeway:problem:${shown.code}`,
    title: shown.code,
    status: shown.status,
    code: shown.code,
    detail: shown.message,
    remedy: shown.remedy,
    ...(mark === undefined ? {} : { mark }),
  }
  void reply.status(shown.status).header('content-type', 'application/problem+json').send(asJson(details))
}

function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (error instanceof ZodError) {
    const issue = error.issues[0]
    return problem(
      'request-wrong',
      { what: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() },
      error,
    )
  }
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  const status = Number(error.statusCode)
  if (status === 413) return problem('body-too-large', { limitMib: 256 }, error)
  if (status === 429) return problem('too-many-requests', { limit: 'the limit' }, error)
  if (status >= 400 && status < 500)
    return problem(
      'request-wrong',
      { what: 'message' in error ? String(error.message) : 'unreadable' },
      error,
    )
  return undefined
}

function internal(error: unknown, request: FastifyRequest, log: (text: string) => void): Problem {
  const reference = randomBytes(4).toString('hex')
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  log(`${reference} ${request.method} ${request.routeOptions.url ?? 'no route'}: ${text}`)
  return problem('internal', { reference }, error)
}
