import type { IncomingMessage, ServerResponse } from 'node:http'
import { fakeUser } from '../options.ts'
import type { World } from '../world.ts'
import { tagging } from './tagging.ts'

/** One generation of the interface: `/api` from 7.0 U2 on, `/rest` before. */
const dialects = {
  api: { session: '/api/session', tagging: '/api/cis/tagging' },
  rest: { session: '/rest/com/vmware/cis/session', tagging: '/rest/com/vmware/cis/tagging' },
} as const

/** Answers the REST interface, in either generation. */
export function answerRest(
  world: World,
  request: IncomingMessage,
  answer: ServerResponse,
  body: string,
): void {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const offered = world.options.rest ?? 'api'
  const kind = path.startsWith('/rest/') ? 'rest' : 'api'
  const dialect = dialects[kind]
  const reply = (status: number, value: unknown): void => {
    answer.writeHead(status, { 'content-type': 'application/json' })
    answer.end(JSON.stringify(kind === 'rest' && status === 200 ? { value } : value))
  }
  const there = offered === 'both' || offered === kind
  if (!there || !(path.startsWith(dialect.tagging) || path === dialect.session)) {
    answer.writeHead(404).end()
    return
  }
  const token = String(request.headers['vmware-api-session-id'] ?? '')
  if (path === dialect.session && request.method === 'POST') return logIn(world, request, reply, kind)
  if (!world.sessions.use(token, 'rest'))
    return reply(401, problem('unauthenticated', 'Authentication required.'))
  if (path === dialect.session) {
    if (request.method === 'DELETE') world.sessions.end(token)
    return reply(200, request.method === 'GET' ? { user: fakeUser.name } : null)
  }
  const inside = path.slice(dialect.tagging.length)
  const found = tagging(world.inventory.tags, inside, query, body, kind === 'rest' ? 'id:' : '')
  if (found === undefined) reply(404, problem('not_found', inside))
  else reply(200, found)
}

function logIn(
  world: World,
  request: IncomingMessage,
  reply: (status: number, value: unknown) => void,
  kind: 'api' | 'rest',
): void {
  const basic = Buffer.from(`${fakeUser.name}:${fakeUser.password}`).toString('base64')
  if (request.headers.authorization !== `Basic ${basic}`) return reply(401, problem('unauthenticated', 'no'))
  const key = world.sessions.begin('rest')
  if (key === undefined) {
    return reply(503, problem('service_unavailable', 'failedToLoginMaxUserSessionCountReached'))
  }
  reply(kind === 'api' ? 201 : 200, key)
}

function problem(type: string, id: string): unknown {
  return {
    type: `com.vmware.vapi.std.errors.${type}`,
    value: { error_type: type.toUpperCase(), messages: [{ args: [], default_message: id, id }] },
  }
}
