import type { IncomingMessage, ServerResponse } from 'node:http'
import { fakeUser, type State } from './state.ts'

const sessionPaths = { api: '/api/session', rest: '/rest/com/vmware/cis/session' } as const
const taggingPaths = { api: '/api/cis/tagging', rest: '/rest/com/vmware/cis/tagging' } as const

/** Tags by REST, in either generation. */
export function answerRest(
  state: State,
  request: IncomingMessage,
  answer: ServerResponse,
  body: string,
): void {
  const kind = state.options.rest ?? 'api'
  const path = request.url ?? ''
  if (kind === 'none' || !(path.startsWith(taggingPaths[kind]) || path === sessionPaths[kind])) {
    answer.writeHead(404).end()
    return
  }
  const reply = (status: number, value: unknown): void => {
    answer.writeHead(status, { 'content-type': 'application/json' })
    answer.end(JSON.stringify(kind === 'rest' ? { value } : value))
  }
  if (path === sessionPaths[kind]) {
    const key = String(request.headers['vmware-api-session-id'] ?? '')
    if (request.method === 'DELETE') {
      state.sessions.delete(key)
      return reply(200, null)
    }
    const basic = Buffer.from(`${fakeUser.name}:${fakeUser.password}`).toString('base64')
    if (request.headers.authorization !== `Basic ${basic}`) return reply(401, {})
    const token = state.next('rest')
    state.sessions.add(token)
    return reply(kind === 'api' ? 201 : 200, token)
  }
  if (!state.sessions.has(String(request.headers['vmware-api-session-id'] ?? ''))) return reply(401, {})
  reply(200, tagging(state, path.slice(taggingPaths[kind].length), body, kind === 'rest' ? 'id:' : ''))
}

function tagging(state: State, path: string, body: string, beforeId: string): unknown {
  const tags = state.options.tags ?? []
  const categories = [...new Set(tags.map((tag) => tag.category))]
  if (path === '/tag') return tags.map((_, at) => `urn:tag:${at}`)
  const one = /^\/(tag|category)\/(id:)?(urn:.+)$/.exec(path)
  if (one !== null && (one[2] ?? '') !== beforeId) return undefined
  const at = Number(one?.[3]?.split(':').at(-1))
  if (one?.[1] === 'tag') {
    const tag = tags[at]
    return { name: tag?.name, category_id: `urn:category:${categories.indexOf(tag?.category ?? '')}` }
  }
  if (one?.[1] === 'category') return { name: categories[at] }
  const wanted: { tag_ids: string[] } = JSON.parse(body)
  return wanted.tag_ids.map((id) => {
    const objects = tags[Number(id.split(':').at(-1))]?.objects ?? []
    return {
      tag_id: id,
      object_ids: objects.length === 0 ? null : objects.map(({ type, value }) => ({ type, id: value })),
    }
  })
}
