import * as z from 'zod'
import { textOf } from '../soap/client.ts'
import type { Transport } from '../transport/http.ts'
import { logoutMilliseconds, persistently } from '../transport/retry.ts'

/** The two generations of the REST interface: `/api` from 7.0 U2 on, `/rest` before. */
interface Dialect {
  readonly session: string
  readonly tagging: string
  readonly action: string
  /** What stands before an id at the end of a path. */
  readonly beforeId: string
  /** `/rest` wraps each answer in `{"value": …}`. */
  readonly wrapped: boolean
}

const dialects: readonly Dialect[] = [
  { session: '/api/session', tagging: '/api/cis/tagging', action: 'action', beforeId: '', wrapped: false },
  {
    session: '/rest/com/vmware/cis/session',
    tagging: '/rest/com/vmware/cis/tagging',
    action: '~action',
    beforeId: 'id:',
    wrapped: true,
  },
]

/** Said when the REST interface cannot be used; never fatal, because only tags come from it. */
export class RestRefused extends Error {
  override readonly name = 'RestRefused'
  /** Refused in the middle, because the session is gone: a new one may do. */
  readonly sessionLost: boolean

  constructor(message: string, sessionLost = false) {
    super(message)
    this.sessionLost = sessionLost
  }
}

/** A REST session, opened with the same name and password as the SOAP one. Close it. */
export class RestClient {
  readonly #transport: Transport
  readonly #dialect: Dialect
  readonly #token: string

  constructor(transport: Transport, dialect: Dialect, token: string) {
    this.#transport = transport
    this.#dialect = dialect
    this.#token = token
  }

  /** Tries `/api`, then `/rest`. Throws RestRefused. */
  static async open(transport: Transport, password: string): Promise<RestClient> {
    const basic = Buffer.from(`${transport.target.user}:${password}`).toString('base64')
    let seen = 'it has no REST interface'
    for (const dialect of dialects) {
      const [status, json] = await transport.send(
        { method: 'POST', path: dialect.session, headers: { authorization: `Basic ${basic}` }, reads: false },
        async (answer) => [answer.status, await textOf(answer)] as const,
      )
      if (status === 200 || status === 201) {
        const token = z
          .string()
          .max(10_000)
          .safeParse(unwrapped(parsed(json), dialect))
        if (token.success) return new RestClient(transport, dialect, token.data)
        seen = `its log-in at ${dialect.session} gave no token`
      } else if (status !== 404) throw new RestRefused(`its log-in at ${dialect.session} answered ${status}`)
    }
    throw new RestRefused(seen)
  }

  /** Where tags are found on this server. */
  get path(): string {
    return this.#dialect.tagging
  }

  get<T>(path: string, shape: z.ZodType<T>): Promise<T> {
    return this.#ask('GET', `${this.#dialect.tagging}${path}`, shape)
  }

  /** One object by its id, which is a URN: its colons must stay as they are. */
  one<T>(path: string, id: string, shape: z.ZodType<T>): Promise<T> {
    const segment = encodeURIComponent(id).replaceAll('%3A', ':')
    return this.get(`${path}/${this.#dialect.beforeId}${segment}`, shape)
  }

  /** A question that is sent as POST because its list of ids is long. */
  ask<T>(path: string, action: string, body: unknown, shape: z.ZodType<T>): Promise<T> {
    const target = `${this.#dialect.tagging}${path}?${this.#dialect.action}=${action}`
    return this.#ask('POST', target, shape, JSON.stringify(body))
  }

  async close(): Promise<void> {
    const signal = AbortSignal.timeout(logoutMilliseconds)
    // Asked again when it is lost: no session may stay behind.
    const request = {
      method: 'DELETE',
      path: this.#dialect.session,
      headers: this.#headers(),
      reads: true,
      signal,
    } as const
    await persistently(signal, () => this.#transport.send(request, textOf))
  }

  #headers(): Record<string, string> {
    return { 'vmware-api-session-id': this.#token, 'content-type': 'application/json' }
  }

  #ask<T>(method: 'GET' | 'POST', path: string, shape: z.ZodType<T>, body?: string): Promise<T> {
    const request = {
      method,
      path,
      headers: this.#headers(),
      reads: true,
      ...(body === undefined ? {} : { body }),
    }
    return this.#transport.send(request, async (answer) => {
      const json = await textOf(answer)
      if (answer.status !== 200) {
        throw new RestRefused(`${path.split('?')[0]} answered ${answer.status}`, answer.status === 401)
      }
      const result = shape.safeParse(unwrapped(parsed(json), this.#dialect))
      if (!result.success)
        throw new RestRefused(`${path.split('?')[0]} answered something else than its documentation says`)
      return result.data
    })
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function unwrapped(value: unknown, dialect: Dialect): unknown {
  if (!dialect.wrapped) return value
  return typeof value === 'object' && value !== null && 'value' in value ? value.value : undefined
}
