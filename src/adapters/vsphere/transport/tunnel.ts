import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'
import { problem } from '../../../model/problems/index.ts'
import type { Proxy } from './proxy.ts'
import { TryLater } from './retry.ts'

const longestHeadBytes = 16 * 1024
/** What a proxy says when the vCenter, or the proxy, may be there a moment later. */
const passing = new Set([429, 502, 503, 504])

/** A way to call off a connection that is being made. */
export interface Tunnel {
  readonly socket: Promise<Socket>
  destroy(error: Error): void
}

/** Asks a proxy for a way to `host`: a socket on which the vCenter's own TLS begins. */
export function tunnelTo(host: string, port: number, proxy: Proxy): Tunnel {
  const way = { host: proxy.host, port: proxy.port }
  // The proxy's own certificate is verified: what is secret on this leg is the proxy's password.
  const socket = proxy.secure
    ? connectSecure({ ...way, ...(isIP(proxy.host) === 0 ? { servername: proxy.host } : {}) })
    : connectPlain(way)
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const secret = proxy.authorization === undefined ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`
  const question = `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${secret}\r\n`
  socket.once(proxy.secure ? 'secureConnect' : 'connect', () => void socket.write(question, 'latin1'))
  const opened = opening(socket, authority, proxy)
  return { socket: opened, destroy: (error) => void socket.destroy(error) }
}

function opening(socket: Socket, authority: string, proxy: Proxy): Promise<Socket> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0)
    const refuse = (why: string, cause?: unknown): void => {
      reject(problem('proxy-refused', { proxy: proxy.label, host: authority, why }, cause))
      socket.destroy()
    }
    const failed = (error: Error): void => refuse(`it cannot be reached (${codeOf(error)})`, error)
    const ended = (): void => refuse('it closed the connection', new TryLater('the proxy went away'))
    const more = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) {
        if (head.length > longestHeadBytes) refuse('its answer has no end')
        return
      }
      socket.off('data', more).off('error', failed).off('end', ended)
      socket.pause()
      const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(head.toString('latin1', 0, end))?.[1])
      if (status === 200) {
        const rest = head.subarray(end + 4)
        if (rest.length > 0) socket.unshift(rest)
        resolve(socket)
      } else {
        const cause = passing.has(status) ? new TryLater(`the proxy answered ${status}`) : undefined
        refuse(wordsOf(status), cause)
      }
    }
    socket.on('data', more).on('error', failed).on('end', ended)
  })
}

function wordsOf(status: number): string {
  if (Number.isNaN(status)) return 'it does not answer as an HTTP proxy does'
  if (status === 407) return 'it wants a name and a password, or others than these (407)'
  if (status === 403) return 'its rules forbid that host or port (403)'
  return passing.has(status) ? `it cannot reach the vCenter now (${status})` : `it answered ${status}`
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.message
}
