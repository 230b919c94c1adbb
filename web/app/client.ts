import type { ProblemDetails } from '../../src/contract/parameters.ts'
import { type Answer, type Route, type RouteName, routes } from '../../src/contract/routes.ts'

/** An answer that is an error, with the sentence and the remedy of the catalogue. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly details: ProblemDetails

  constructor(details: ProblemDetails) {
    super(details.detail)
    this.details = details
  }
}

/** What a call is given: parameters of the path, the query, the body. */
export interface CallOptions {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** Calls a route of the contract. Throws ApiError with what to do about it. */
export async function call<Name extends RouteName>(
  name: Name,
  options: CallOptions = {},
): Promise<Answer<Name>> {
  const route: Route = routes[name]
  const response = await fetch(`/api/v1${pathOf(route.path, options)}`, {
    method: route.method,
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(route.method === 'GET' ? {} : { headers: { 'content-type': 'application/json' } }),
  })
  return (await answerOf(response)) as Answer<Name>
}

/** Reads a response; an error becomes ApiError. */
export async function answerOf(response: Response): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer
  const known = typeof answer === 'object' && answer !== null && 'detail' in answer
  throw new ApiError(known ? (answer as ProblemDetails) : unreachable(response.status))
}

function unreachable(status: number): ProblemDetails {
  return {
    type: 'urn:causeway:problem:unreachable',
    title: 'unreachable',
    status,
    code: 'unreachable',
    detail: `The server answered ${status} without saying why.`,
    remedy: 'See whether `causeway serve` still runs, then reload the page.',
  }
}

function pathOf(path: string, { params = {}, query = {} }: CallOptions): string {
  const filled = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(key, String(value))
  const text = search.toString()
  return text === '' ? filled : `${filled}?${text}`
}

/** Swaps the token of the link's fragment for a cookie, and takes it out of the address bar and the history. */
export async function logIn(): Promise<void> {
  const token = /(?:^#|&)token=([0-9a-f]{64})/.exec(window.location.hash)?.[1]
  if (token === undefined) return
  window.history.replaceState(null, '', window.location.pathname + window.location.search)
  const response = await fetch('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  await answerOf(response)
}
