import { createHash } from 'node:crypto'
import { Agent, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect, type TLSSocket } from 'node:tls'
import { problem, type Problem } from '../../../model/problems/index.ts'
import type { Target } from './target.ts'

/**
 * Connections that are handed to HTTP only after the certificate was judged: verified by the system's authorities, or
 * equal to the pinned one. Before that not one byte of a request is written, so no password can reach a stranger.
 */
export class CheckedAgent extends Agent {
  readonly #target: Target
  readonly #handshakeMilliseconds: number

  constructor(target: Target, options: { readonly sockets: number; readonly handshakeMilliseconds: number }) {
    super({ keepAlive: true, maxSockets: options.sockets, scheduling: 'lifo' })
    this.#target = target
    this.#handshakeMilliseconds = options.handshakeMilliseconds
  }

  override createConnection(
    _options: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const { url } = this.#target
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // Judged by hand below: the library's own refusal would come without the fingerprint that the user needs to see.
    const socket = connect({
      host,
      port: Number(url.port || 443),
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      ...(isIP(host) === 0 ? { servername: host } : {}),
    })
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('the connection was not made in time'), { code: 'ETIMEDOUT' }))
    }, this.#handshakeMilliseconds)
    const fail = (error: Error): void => {
      clearTimeout(timer)
      callback?.(error, socket)
    }
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      clearTimeout(timer)
      socket.off('error', fail)
      const refusal = judge(socket, this.#target)
      if (refusal !== undefined) {
        socket.once('error', () => {})
        socket.destroy()
      }
      callback?.(refusal ?? null, socket)
    })
    return undefined
  }
}

function judge(socket: TLSSocket, target: Target): Problem | undefined {
  const certificate = socket.getPeerX509Certificate()
  const host = target.url.host
  if (certificate === undefined) {
    return problem('vcenter-unreachable', { host, why: 'it showed no certificate' })
  }
  const fingerprint = createHash('sha256').update(certificate.raw).digest('hex')
  if (target.pin !== undefined) {
    if (target.pin === fingerprint) return undefined
    return problem('vcenter-certificate-changed', { host, fingerprint, pin: target.pin })
  }
  if (socket.authorized) return undefined
  const cause = socket.authorizationError
  return problem('vcenter-certificate-unverified', {
    host,
    why:
      cause === undefined || cause === null
        ? 'no authority that this machine trusts signed it'
        : reasonOf(cause),
    fingerprint,
    command: `causeway discover ${target.url.origin} --user ${quoted(target.user)} --pin ${fingerprint}`,
  })
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
