import type { FastifyInstance } from 'fastify'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppContext } from '../src/app/context.ts'
import { buildServer } from '../src/server/app.ts'
import { workspaceToken } from '../src/server/token.ts'
import { newContext } from './context.ts'
import { expectGolden } from './golden.ts'

let app: FastifyInstance
let context: AppContext
let token: string
let closeContext: () => Promise<void>
const stop = new AbortController()

beforeAll(async () => {
  const opened = await newContext('door')
  context = opened.context
  closeContext = () => opened.close()
  token = workspaceToken(context.workspace.state)
  app = await buildServer({
    context,
    token,
    hosts: ['127.0.0.1', 'localhost'],
    webFolder: undefined,
    version: '0.0.0',
    signal: stop.signal,
    log() {},
  })
  await app.ready()
})

afterAll(async () => {
  stop.abort()
  await app.close()
  await closeContext()
})

const here = { host: '127.0.0.1:7420' }

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: string
}

async function ask(request: Request): Promise<{ status: number; code: string | undefined }> {
  const { payload, ...rest } = request
  const answer = await app.inject({ ...rest, ...(payload === undefined ? {} : { payload }) })
  const body: unknown = answer.headers['content-type']?.toString().includes('json')
    ? answer.json()
    : undefined
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : undefined
  return { status: answer.statusCode, code }
}

test('the token is 256 bits, and its file is for its owner only', () => {
  expect(token).toMatch(/^[0-9a-f]{64}$/)
  expect(statSync(join(context.workspace.state, 'token')).mode & 0o777).toBe(0o600)
  expect(statSync(context.workspace.state).mode & 0o777).toBe(0o700)
})

test('without a token every API route is closed, and three things are open', async () => {
  const { paths } = app.swagger() as { paths: Record<string, Record<string, unknown>> }
  expect(Object.keys(paths).length).toBeGreaterThan(4)
  for (const [path, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) {
      const url = path.replace(/\{\w+\}/g, 'x')
      const asked = { method: method.toUpperCase() as Request['method'], url, headers: here }
      expect([url, (await ask(asked)).status]).toEqual([url, 401])
    }
  }
  expect((await ask({ method: 'GET', url: '/healthz', headers: here })).status).toBe(200)
  expect((await ask({ method: 'GET', url: '/openapi.json', headers: here })).status).toBe(200)
})

test.each([
  ['a bearer token', () => ({ ...here, authorization: `Bearer ${token}` }), 200, undefined],
  ['another token', () => ({ ...here, authorization: `Bearer ${'0'.repeat(64)}` }), 401, 'no-token'],
  ['a token that is too short', () => ({ ...here, authorization: 'Bearer x' }), 401, 'no-token'],
  ['a foreign host', () => ({ host: 'evil.example', authorization: `Bearer ${token}` }), 421, 'foreign-host'],
  [
    'a host that begins alike',
    () => ({ host: '127.0.0.1.evil.example', authorization: `Bearer ${token}` }),
    421,
    'foreign-host',
  ],
])('a read with %s', async (_, headers, status, code) => {
  expect(await ask({ method: 'GET', url: '/api/v1/status', headers: headers() })).toEqual({ status, code })
})

test.each([
  ['a foreign origin', { origin: 'https://evil.example' }, 403, 'foreign-origin'],
  ['an origin of another port', { origin: 'http://127.0.0.1:9999' }, 403, 'foreign-origin'],
  ['a cross-site fetch without origin', { 'sec-fetch-site': 'cross-site' }, 403, 'foreign-origin'],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'wrong-content-type'],
  ['plain text', { 'content-type': 'text/plain' }, 415, 'wrong-content-type'],
])('a write from %s is refused', async (_, extra, status, code) => {
  const headers = { ...here, 'content-type': 'application/json', authorization: `Bearer ${token}`, ...extra }
  expect(await ask({ method: 'DELETE', url: '/api/v1/sources/x', headers, payload: '{}' })).toEqual({
    status,
    code,
  })
})

test('the link’s token is swapped for a cookie that scripts cannot read', async () => {
  const headers = { ...here, 'content-type': 'application/json', origin: 'http://127.0.0.1:7420' }
  const answer = await app.inject({ method: 'POST', url: '/api/v1/session', headers, payload: { token } })
  const cookie = answer.headers['set-cookie']?.toString() ?? ''
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Strict')
  expect(cookie).not.toContain(token)
  const value = cookie.split(';')[0] ?? ''
  expect(await ask({ method: 'GET', url: '/api/v1/status', headers: { ...here, cookie: value } })).toEqual({
    status: 200,
    code: undefined,
  })
  const wrong = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers,
    payload: { token: 'no' },
  })
  expect(wrong.statusCode).toBe(401)
})

test.each([
  '/../../etc/passwd',
  '/..%2f..%2fetc%2fpasswd',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/api/v1/vms/..%2f..%2fx',
])('the path %s leads nowhere', async (url) => {
  const answer = await app.inject({
    method: 'GET',
    url,
    headers: { ...here, authorization: `Bearer ${token}` },
  })
  expect([400, 404]).toContain(answer.statusCode)
  expect(answer.body).not.toContain('root:')
})

test('every answer forbids scripts from elsewhere', async () => {
  const answer = await app.inject({ method: 'GET', url: '/healthz', headers: here })
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
  expect(answer.headers['access-control-allow-origin']).toBeUndefined()
})

test('a filter that cannot be read is a problem with its column', async () => {
  const answer = await app.inject({
    method: 'GET',
    url: '/api/v1/vms?where=colour%20%3D%20red',
    headers: { ...here, authorization: `Bearer ${token}` },
  })
  expect([answer.statusCode, answer.json()]).toEqual([
    400,
    expect.objectContaining({ code: 'filter-wrong', detail: expect.stringContaining('column 1') }),
  ])
})

test('the OpenAPI page is as reviewed', () => {
  expectGolden('tests/golden/openapi.json', `${JSON.stringify(app.swagger(), null, 1)}\n`)
})
