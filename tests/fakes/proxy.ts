import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import type { Duplex } from 'node:stream'

/** What a proxy of a test does. */
export interface ProxyOptions {
  /** Every name leads to this port of this machine, so that no DNS is asked. */
  readonly leadsTo: number
  /** `user:password` that it wants. */
  readonly wants?: string
  /** Answers every question with this status instead. */
  readonly status?: number
  /** Answers so many questions with 503 first. */
  readonly busy?: number
  /** Speaks TLS itself, with this certificate. */
  readonly identity?: { readonly key: string; readonly cert: string }
}

/** A CONNECT proxy on the loopback. Close it. */
export interface FakeProxy {
  readonly port: number
  /** What was asked for, in order: `host:port`. */
  readonly asked: string[]
  close(): Promise<void>
}

/** Starts a proxy that knows CONNECT and nothing else. */
export async function startProxy(options: ProxyOptions): Promise<FakeProxy> {
  const asked: string[] = []
  const open = new Set<Duplex>()
  const refuse: RequestListener = (_, answer) => void answer.writeHead(405).end()
  const server =
    options.identity === undefined ? createServer(refuse) : createSecureServer(options.identity, refuse)
  let busy = options.busy ?? 0
  server.on('connect', (request: IncomingMessage, client: Duplex) => {
    asked.push(request.url ?? '')
    open.add(client)
    client.on('error', () => {})
    const basic = `Basic ${Buffer.from(options.wants ?? '').toString('base64')}`
    const stranger = options.wants !== undefined && request.headers['proxy-authorization'] !== basic
    const status = options.status ?? (busy-- > 0 ? 503 : stranger ? 407 : 200)
    if (status !== 200) {
      client.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const way = connect(options.leadsTo, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\nVia: harbour\r\n\r\n')
      way.pipe(client).pipe(way)
    })
    way.on('error', () => void client.destroy())
    client.on('close', () => void way.destroy())
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
}
