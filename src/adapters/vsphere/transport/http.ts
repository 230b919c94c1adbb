import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Problem, problem } from '../../../model/problems/index.ts'
import { checkedLookup } from './address.ts'
import { CheckedAgent } from './certificate.ts'
import type { CertificateFacts } from './certificate-facts.ts'
import { type Patience, pauseBefore, TryLater, withRetries } from './retry.ts'
import type { Target } from './target.ts'

/** One request to the vCenter's host. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Safe to send twice. Nothing else is ever repeated. */
  readonly reads: boolean
  readonly signal?: AbortSignal
}

/** The answer while it arrives. `chunks` throws when it breaks off or grows beyond the limit. */
export interface HttpAnswer {
  readonly status: number
  header(name: string): string | undefined
  readonly cookies: readonly string[]
  chunks(): AsyncIterable<Uint8Array>
}

/** Times and sizes; the defaults suit a real vCenter, tests shorten them. */
export interface TransportLimits extends Patience {
  /** Until connected, and until the first byte of an answer. */
  readonly firstByteMilliseconds: number
  /** Between two pieces of an answer. */
  readonly idleMilliseconds: number
  readonly largestAnswerBytes: number
  readonly sockets: number
}

/** What stands for a real vCenter. */
export const defaultLimits: TransportLimits = {
  attempts: 4,
  pauseMilliseconds: 500,
  random: Math.random,
  firstByteMilliseconds: 60_000,
  idleMilliseconds: 120_000,
  largestAnswerBytes: 1024 * 1024 * 1024,
  sockets: 8,
}

const statusesThatPass = new Set([429, 502, 503, 504])
const product = 'causeway/0.1 (read-only inventory)'

/** HTTP to one vCenter over kept connections. Close it. */
export class Transport {
  readonly target: Target
  readonly #limits: TransportLimits
  readonly #agent: HttpAgent
  readonly #signal: AbortSignal
  #reached = false

  constructor(target: Target, signal: AbortSignal, limits: TransportLimits = defaultLimits) {
    this.target = target
    this.#limits = limits
    this.#signal = signal
    this.#agent =
      target.url.protocol === 'https:'
        ? new CheckedAgent(target, {
            sockets: limits.sockets,
            handshakeMilliseconds: limits.firstByteMilliseconds,
          })
        : new HttpAgent({ keepAlive: true, maxSockets: limits.sockets, lookup: checkedLookup })
  }

  /**
   * Sends a request and lets `take` read the answer. A read that fails in a way that may pass is sent again, so `take`
   * may run more than once and must begin anew each time.
   */
  async send<T>(request: HttpRequest, take: (answer: HttpAnswer) => Promise<T>): Promise<T> {
    const signal = request.signal ?? this.#signal
    const once = async (): Promise<T> => {
      try {
        const result = await this.#once(request, signal, take)
        this.#reached = true
        return result
      } catch (error) {
        // Nobody listens where somebody answered a moment ago: the server starts anew.
        throw this.#reached && isRefusal(error)
          ? new TryLater('nothing listens there any more', { cause: error })
          : error
      }
    }
    try {
      return await (request.reads ? withRetries(once, this.#limits, signal) : once())
    } catch (error) {
      throw this.#inWords(error, signal)
    }
  }

  /** Waits as long as before this attempt of a read; for what must be asked again by hand. */
  pause(attempt: number): Promise<void> {
    return pauseBefore(attempt, this.#limits, this.#signal)
  }

  /** The certificate that the vCenter shows; undefined before the first answer and over plain http. */
  get certificate(): CertificateFacts | undefined {
    return this.#agent instanceof CheckedAgent ? this.#agent.certificate : undefined
  }

  close(): void {
    this.#agent.destroy()
  }

  async #once<T>(
    request: HttpRequest,
    signal: AbortSignal,
    take: (answer: HttpAnswer) => Promise<T>,
  ): Promise<T> {
    const message = await this.#exchange(request, signal)
    try {
      const status = message.statusCode ?? 0
      if (statusesThatPass.has(status)) {
        message.resume()
        throw new TryLater(`it answered ${status} ${message.statusMessage ?? ''}`.trim())
      }
      return await take({
        status,
        header: (name) => headerOf(message, name),
        cookies: message.headers['set-cookie'] ?? [],
        chunks: () => this.#chunks(message),
      })
    } finally {
      // What `take` did not want must not block the connection.
      if (!message.complete) message.destroy()
    }
  }

  #exchange(request: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const { url } = this.target
    const body = request.body === undefined ? undefined : Buffer.from(request.body)
    const headers: Record<string, string> = {
      'user-agent': product,
      'accept-encoding': 'gzip',
      ...request.headers,
    }
    if (body !== undefined) headers['content-length'] = String(body.length)
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    return new Promise((resolve, reject) => {
      const outgoing = send({
        agent: this.#agent,
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port || (url.protocol === 'https:' ? 443 : 80),
        method: request.method,
        path: request.path,
        headers,
        signal,
      })
      const late = (): void => void outgoing.destroy(new TryLater('it did not answer in time'))
      const timer = setTimeout(late, this.#limits.firstByteMilliseconds)
      outgoing.once('response', (message) => {
        clearTimeout(timer)
        resolve(message)
      })
      outgoing.once('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
      outgoing.end(body)
    })
  }

  async *#chunks(message: IncomingMessage): AsyncGenerator<Uint8Array> {
    const packed = message.headers['content-encoding'] === 'gzip'
    const stream: Readable = packed ? message.pipe(createGunzip()) : message
    if (packed) message.once('error', (error) => stream.destroy(error))
    const still = (): void => void stream.destroy(new TryLater('its answer stood still'))
    yield* this.#counted(stream, still)
    if (!message.complete) throw new TryLater('its answer broke off')
  }

  async *#counted(stream: Readable, still: () => void): AsyncGenerator<Uint8Array> {
    const wait = (): NodeJS.Timeout => setTimeout(still, this.#limits.idleMilliseconds)
    let bytes = 0
    let timer = wait()
    try {
      for await (const chunk of stream) {
        // The time that its reader takes is not the server's.
        clearTimeout(timer)
        bytes += chunk.length
        if (bytes > this.#limits.largestAnswerBytes) {
          throw problem('vcenter-answer', {
            host: this.target.url.host,
            seen: `an answer of more than ${this.#limits.largestAnswerBytes} bytes`,
            expected: 'a smaller one',
          })
        }
        yield chunk
        timer = wait()
      }
    } finally {
      clearTimeout(timer)
    }
  }

  #inWords(error: unknown, signal: AbortSignal): unknown {
    if (signal.aborted) return signal.reason
    if (error instanceof TryLater)
      return problem('vcenter-busy', { host: this.target.url.host, why: error.message }, error)
    if (error instanceof Problem || !(error instanceof Error) || !('code' in error)) return error
    return problem('vcenter-unreachable', { host: this.target.url.host, why: reasonOf(error) }, error)
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
}

function reasonOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  const words: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'no such name in DNS',
    EAI_AGAIN: 'DNS does not answer',
    ETIMEDOUT: 'it does not answer',
    EHOSTUNREACH: 'there is no route to it',
    ECONNRESET: 'it closed the connection',
    EPROTO: 'it does not speak TLS there',
  }
  return words[code] ?? error.message
}

function headerOf(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name]
  return Array.isArray(value) ? value[0] : value
}
