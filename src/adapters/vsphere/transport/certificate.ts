import { Agent, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import { type Duplex, PassThrough } from 'node:stream'
import { connect, type TLSSocket } from 'node:tls'
import { Problem, problem } from '../../../model/problems/index.ts'
import { checkedLookup } from './address.ts'
import { type CertificateFacts, factsOf } from './certificate-facts.ts'
import type { Target } from './target.ts'
import { tunnelTo } from './tunnel.ts'

/**
 * Connections that are handed to HTTP only after the certificate was judged: verified by the system's authorities, or
 * equal to the pinned one. Before that not one byte of a request is written, so no password can reach a stranger.
 */
export class CheckedAgent extends Agent {
  readonly #target: Target
  readonly #handshakeMilliseconds: number
  #certificate: CertificateFacts | undefined

  constructor(target: Target, options: { readonly sockets: number; readonly handshakeMilliseconds: number }) {
    super({ keepAlive: true, maxSockets: options.sockets, scheduling: 'lifo' })
    this.#target = target
    this.#handshakeMilliseconds = options.handshakeMilliseconds
  }

  override createConnection(
    _options: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const { url, proxy } = this.#target
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const port = Number(url.port || 443)
    if (proxy === undefined) {
      this.#secure(host, { host, port }, this.#handshakeMilliseconds, callback)
      return undefined
    }
    const begun = performance.now()
    const tunnel = tunnelTo(host, port, proxy)
    const timer = setTimeout(() => tunnel.destroy(tooLate()), this.#handshakeMilliseconds)
    tunnel.socket.then(
      (socket) => {
        clearTimeout(timer)
        const left = this.#handshakeMilliseconds - (performance.now() - begun)
        this.#secure(host, { socket }, Math.max(1, left), callback)
      },
      (error: Error) => {
        clearTimeout(timer)
        // Nobody looks at the stream of a connection that failed.
        callback?.(error, new PassThrough())
      },
    )
    return undefined
  }

  /** The certificate of the newest connection that was accepted. */
  get certificate(): CertificateFacts | undefined {
    return this.#certificate
  }

  #secure(
    host: string,
    way: { readonly host: string; readonly port: number } | { readonly socket: Duplex },
    milliseconds: number,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): void {
    // Judged by hand below: the library's own refusal would come without the fingerprint that the user needs to see.
    const socket = connect({
      ...way,
      lookup: checkedLookup,
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      ...(isIP(host) === 0 ? { servername: host } : {}),
    })
    const timer = setTimeout(() => void socket.destroy(tooLate()), milliseconds)
    const fail = (error: Error): void => {
      clearTimeout(timer)
      callback?.(error, socket)
    }
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      clearTimeout(timer)
      socket.off('error', fail)
      const judged = judge(socket, this.#target, host)
      if (judged instanceof Problem) {
        socket.once('error', () => {})
        socket.destroy()
        callback?.(judged, socket)
        return
      }
      this.#certificate = judged
      callback?.(null, socket)
    })
  }
}

function tooLate(): Error {
  return Object.assign(new Error('the connection was not made in time'), { code: 'ETIMEDOUT' })
}

function judge(socket: TLSSocket, target: Target, name: string): Problem | CertificateFacts {
  const certificate = socket.getPeerX509Certificate()
  const host = target.url.host
  if (certificate === undefined) {
    return problem('vcenter-unreachable', { host, why: 'it showed no certificate' })
  }
  const facts = factsOf(certificate, name, doubtOf(socket))
  const { fingerprint, doubt, subject, issuer, validTo } = facts
  if (target.pin !== undefined) {
    if (target.pin === fingerprint) return facts
    return problem('vcenter-certificate-changed', { host, fingerprint, pin: target.pin })
  }
  if (doubt === undefined) return facts
  return problem('vcenter-certificate-unverified', {
    host,
    why: doubt,
    fingerprint,
    subject,
    issuer,
    validTo,
    command: `causeway ${target.command ?? 'discover'} ${target.url.origin} --user ${quoted(target.user)} --pin ${fingerprint}`,
  })
}

function doubtOf(socket: TLSSocket): string | undefined {
  if (socket.authorized) return undefined
  const cause = socket.authorizationError
  return cause === undefined || cause === null
    ? 'no authority that this machine trusts signed it'
    : reasonOf(cause)
}

function reasonOf(error: Error | string): string {
  const code = typeof error === 'string' ? error : 'code' in error ? String(error.code) : error.message
  const words: Readonly<Record<string, string>> = {
    DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself',
    SELF_SIGNED_CERT_IN_CHAIN: 'an authority in its chain is signed by itself and not trusted here',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the authority that signed it is not known here',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the authority that signed it is not known here',
    CERT_HAS_EXPIRED: 'it has expired',
    CERT_NOT_YET_VALID: 'it is not valid yet',
    ERR_TLS_CERT_ALTNAME_INVALID: 'it was made for another host name',
  }
  return words[code] ?? code
}

/** Safe to paste into a shell. */
function quoted(word: string): string {
  return /^[\w.@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
