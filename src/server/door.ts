import '@fastify/cookie'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { problem } from '../model/problems/index.ts'
import { cookieName, cookieValue, same } from './token.ts'

/** What the door needs to know. */
export interface DoorOptions {
  readonly token: string
  /** Host names this server answers for, without port. */
  readonly hosts: readonly string[]
}

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Checks every request before anything else runs: the Host header (a rebinding page has another), the token on every API
 * route, and on writes the Origin and the content type. Static files, /openapi.json and /healthz need no token.
 */
export function addDoor(app: FastifyInstance, options: DoorOptions): void {
  const cookie = cookieValue(options.token)
  app.addHook('onRequest', async (request) => {
    checkHost(request, options.hosts)
    if (!reads.has(request.method)) checkOrigin(request, options.hosts)
    if (needsToken(request)) {
      const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
      if (!same(request.cookies[cookieName], cookie) && !same(bearer, options.token))
        throw problem('no-token')
    }
    if (!reads.has(request.method)) checkContentType(request)
  })
}

function needsToken(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? ''
  return path.startsWith('/api/') && path !== '/api/v1/session'
}

function checkHost(request: FastifyRequest, hosts: readonly string[]): void {
  const host = request.headers.host ?? ''
  if (!hosts.includes(nameOf(host))) throw problem('foreign-host', { host })
}

function checkOrigin(request: FastifyRequest, hosts: readonly string[]): void {
  const origin = request.headers.origin
  if (origin === undefined) {
    // A browser always says where a write comes from; a script need not.
    if (
      request.headers['sec-fetch-site'] !== undefined &&
      request.headers['sec-fetch-site'] !== 'same-origin'
    ) {
      throw problem('foreign-origin', { origin: 'another site' })
    }
    return
  }
  const host = /^https?:\/\/(.+)$/.exec(origin)?.[1]
  if (host !== request.headers.host || !hosts.includes(nameOf(host ?? '')))
    throw problem('foreign-origin', { origin })
}

function checkContentType(request: FastifyRequest): void {
  const expected = request.method === 'PUT' ? 'application/octet-stream' : 'application/json'
  const seen = (request.headers['content-type'] ?? 'none').split(';')[0]?.trim() ?? 'none'
  if (request.method === 'DELETE' && seen === 'none') return
  if (seen !== expected) throw problem('wrong-content-type', { seen, expected })
}

/** Host without its port: `127.0.0.1:7420` → `127.0.0.1`, `[::1]:7420` → `[::1]`. */
function nameOf(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase()
}
