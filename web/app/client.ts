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
  return JSON.parse(await callText(name, options)) as Answer<Name>
}

/** The same as text, so that an answer that is no news can be told without parsing it. */
export async function callText(name: RouteName, options: CallOptions = {}): Promise<string> {
  const route: Route = routes[name]
  const response = await fetch(`/api/v1${pathOf(route.path, options)}`, {
    method: route.method,
    ...(options.signal ? { signal: options.signal } : {}),
    ...(route.method === 'POST'
      ? { body: JSON.stringify(options.body ?? {}), headers: { 'content-type': 'application/json' } }
      : {}),
  })
  return goodText(response.status, await response.text())
}

/** Sends the bytes of a file to a route that takes them. `onPart` is told 0 … 1 while they travel. */
export function upload<Name extends RouteName>(
  name: Name,
  file: Blob,
  options: CallOptions,
  onPart: (part: number) => void,
): Promise<Answer<Name>> {
  const route: Route = routes[name]
  return new Promise((done, fail) => {
    // fetch tells nothing of an upload's progress; this does.
    const request = new XMLHttpRequest()
    request.open(route.method, `/api/v1${pathOf(route.path, options)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => onPart(event.loaded / Math.max(1, event.total)))
    request.addEventListener('error', () => fail(new ApiError(unreachable(0))))
    request.addEventListener('load', () => {
      try {
        done(JSON.parse(goodText(request.status, request.responseText)) as Answer<Name>)
      } catch (error) {
        fail(error)
      }
    })
    request.send(file)
  })
}

/** The text of a good answer; an error becomes ApiError. */
function goodText(status: number, text: string): string {
  if (status >= 200 && status < 300) return text
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    answer = undefined
  }
  const known = typeof answer === 'object' && answer !== null && 'detail' in answer
  throw new ApiError(known ? (answer as ProblemDetails) : unreachable(status))
}

function unreachable(status: number): ProblemDetails {
  return {
    type: 'urn:causeway:problem:unreachable',
    title: 'unreachable',
    status,
    code: 'unreachable',
    detail:
      status === 0 ? 'The server cannot be reached.' : `The server answered ${status} without saying why.`,
    remedy: 'See whether `causeway serve` still runs, then reload the page.',
  }
}

/** Path and query of a call, every part encoded. */
export function pathOf(path: string, { params = {}, query = {} }: CallOptions): string {
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
  goodText(response.status, await response.text())
}
