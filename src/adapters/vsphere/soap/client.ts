import {
  collectElements,
  type XmlElement,
  type XmlHandler,
  type XmlLimits,
  XmlParser,
} from '../../../formats/xml/index.ts'
import { FormatError } from '../../../lib/format-error.ts'
import { problem } from '../../../model/problems/index.ts'
import type { Reference } from '../schema/kinds.ts'
import { type Fragment, envelope } from './envelope.ts'
import { faultOf, type SoapFault } from './fault.ts'
import type { HttpAnswer, Transport } from '../transport/http.ts'
import { newestVersion } from './version.ts'

/** One call of the vSphere API. */
export interface SoapCall {
  readonly method: string
  readonly on: Reference
  readonly args?: readonly Fragment[]
  /** Changes nothing on the server, so that it may be sent again when the answer is lost. */
  readonly reads: boolean
  readonly signal?: AbortSignal
}

/** What an answer is gathered into: begun anew for each attempt. */
export interface Gatherer<T> {
  /** Local names of the elements that are wanted whole. */
  readonly wanted: ReadonlySet<string>
  /** Takes some elements while they stream by, and leaves the others to `rest`. */
  streams?(rest: XmlHandler): XmlHandler
  take(element: XmlElement): void
  /** Asked before each piece of the answer is read: a promise of the moment, when it has to wait. */
  ready?(): Promise<void> | undefined
  result(): T
}

/** An answer of 100 objects stays far below these; a hostile one does not fill the memory. */
const answerLimits: XmlLimits = {
  maxDepth: 400,
  maxElements: 20_000_000,
  maxAttributes: 50,
  maxMarkupChars: 64 * 1024,
  maxTextChars: 16 * 1024 * 1024,
}

/** Sends calls and reads their answers as they stream in. Knows the cookie of the session, but not who logged in. */
export class SoapClient {
  readonly transport: Transport
  #cookie: string | undefined
  #version = 'urn:vim25/6.5'

  constructor(transport: Transport) {
    this.transport = transport
  }

  /** Asks which API versions the server speaks; the newest is named in every call from then on. */
  async discoverVersion(): Promise<string | undefined> {
    const { pathname } = this.transport.target.url
    const version = await this.transport.send(
      { method: 'GET', path: `${pathname}/vimServiceVersions.xml`, reads: true },
      async (answer) => (answer.status === 200 ? newestVersion(await textOf(answer)) : undefined),
    )
    if (version !== undefined) this.#version = `urn:vim25/${version}`
    return version
  }

  forgetSession(): void {
    this.#cookie = undefined
  }

  /** The value of the session's cookie, for services that know the log-in by it. */
  get sessionCookie(): string | undefined {
    return this.#cookie?.slice(this.#cookie.indexOf('=') + 1).replace(/^"(.*)"$/, '$1')
  }

  /** The value of `vmware_soap_session`, as it must be sent back. */
  get hasSession(): boolean {
    return this.#cookie !== undefined
  }

  /** A call whose answer is small: its `returnval` elements. Throws SoapFault. */
  call(call: SoapCall): Promise<readonly XmlElement[]> {
    return this.gather(call, () => {
      const found: XmlElement[] = []
      return { wanted: new Set(['returnval']), take: (element) => found.push(element), result: () => found }
    })
  }

  /** A call whose answer is large: elements are given to the gatherer as they close. Throws SoapFault. */
  async gather<T>(call: SoapCall, begin: () => Gatherer<T>): Promise<T> {
    const { host, pathname } = this.transport.target.url
    const headers: Record<string, string> = {
      'content-type': 'text/xml; charset=utf-8',
      soapaction: `"${this.#version}"`,
    }
    if (this.#cookie !== undefined) headers['cookie'] = this.#cookie
    const body = envelope(call.method, call.on, ...(call.args ?? []))
    const request = {
      method: 'POST',
      path: pathname,
      headers,
      body,
      reads: call.reads,
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    } as const
    try {
      return await this.transport.send(request, async (answer) => {
        if (answer.status !== 200 && answer.status !== 500)
          throw this.#stranger(`the HTTP status ${answer.status}`)
        this.#remember(answer.cookies)
        return this.#parse(call.method, answer, begin())
      })
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      throw problem(
        'vcenter-answer',
        { host, seen: `an answer to ${call.method} with ${error.seen}`, expected: error.expected },
        error,
      )
    }
  }

  async #parse<T>(method: string, answer: HttpAnswer, gatherer: Gatherer<T>): Promise<T> {
    let fault: SoapFault | undefined
    const wanted = new Set([...gatherer.wanted, 'Fault'])
    const take = (element: XmlElement): void => {
      if (element.local === 'Fault') fault = faultOf(method, element)
      else gatherer.take(element)
    }
    const collector = collectElements(wanted, take)
    const parser = new XmlParser(gatherer.streams?.(collector) ?? collector, answerLimits)
    for await (const chunk of answer.chunks()) {
      const wait = gatherer.ready?.()
      if (wait !== undefined) await wait
      parser.write(chunk)
    }
    parser.end()
    if (fault !== undefined) throw fault
    if (answer.status !== 200) throw this.#stranger(`the HTTP status ${answer.status} without a fault`)
    return gatherer.result()
  }

  #remember(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const pair = cookie.split(';', 1)[0] ?? ''
      if (pair.startsWith('vmware_soap_session=')) this.#cookie = pair
    }
  }

  #stranger(seen: string): Error {
    return problem('vcenter-answer', {
      host: this.transport.target.url.host,
      seen,
      expected: 'an answer of the vSphere API',
    })
  }
}

const longestTextBytes = 4 * 1024 * 1024

/** A small answer as text. */
export async function textOf(answer: HttpAnswer): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.chunks()) {
    bytes += chunk.length
    if (bytes > longestTextBytes) {
      throw new FormatError('answer', {
        seen: `more than ${longestTextBytes} bytes`,
        expected: 'a small answer',
      })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
