import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod'
import { existsSync } from 'node:fs'
import type { AppContext } from '../app/context.ts'
import { changesAfter } from '../app/changes.ts'
import { problem } from '../model/problems/index.ts'
import { answerError, asJson } from './answer.ts'
import { addDoor } from './door.ts'
import { sendEvents } from './events.ts'
import { addRoutes } from './routes.ts'
import { cookieName, cookieValue, same } from './token.ts'

/** What a server is made of. */
export interface ServerOptions {
  readonly context: AppContext
  readonly token: string
  /** Host names it answers for. */
  readonly hosts: readonly string[]
  /** Folder of the built web UI; without it only the API answers. */
  readonly webFolder: string | undefined
  readonly version: string
  /** Aborted when the server closes: event streams end. */
  readonly signal: AbortSignal
  log(text: string): void
}

/** The largest body that is taken: evidence dropped on the page. Larger files go through the command line. */
const uploadLimitBytes = 256 * 1_048_576

/** Builds the server; nothing listens yet. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: 1_048_576,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 400 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(() => asJson)
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, options.log))
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: uploadLimitBytes },
    (_, body, done) => done(null, body),
  )
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: { directives: policy },
    strictTransportSecurity: false,
  })
  await app.register(rateLimit, { max: 6000, timeWindow: '1 minute' })
  addDoor(app, options)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Causeway',
        version: options.version,
        description:
          'The API of a Causeway workspace. Every answer is what the command line prints with --json.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
  })
  addSession(app, options.token)
  addRoutes(app, options.context)
  app.get('/api/v1/events', { schema: { hide: true } }, (request, reply) =>
    sendEvents(request, reply, options.signal, (number) => changesAfter(options.context, number), 0),
  )
  app.get('/healthz', { schema: { hide: true } }, (_, reply) =>
    reply.type('application/json').send(asJson({ ok: true, version: options.version })),
  )
  app.get('/openapi.json', { schema: { hide: true } }, (_, reply) =>
    reply.type('application/json').send(asJson(app.swagger())),
  )
  await addWeb(app, options.webFolder)
  return app
}

const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
}

/** Swaps the token of the link's fragment for a cookie that scripts of a page cannot read. */
function addSession(app: FastifyInstance, token: string): void {
  app.post<{ Body: { token?: unknown } | null }>(
    '/api/v1/session',
    { schema: { hide: true }, config: { rateLimit: { max: 300, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const given = request.body?.token
      if (typeof given !== 'string' || !same(given, token)) throw problem('no-token')
      reply.setCookie(cookieName, cookieValue(token), { path: '/', httpOnly: true, sameSite: 'strict' })
      return reply.type('application/json').send(asJson({ ok: true }))
    },
  )
}

async function addWeb(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const built = folder !== undefined && existsSync(folder)
  if (built) await app.register(fastifyStatic, { root: folder, wildcard: false, maxAge: 0 })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    // Deep links of the page: every path that is no file and no API is the page itself. Names of hosts have dots.
    const isFile = path.startsWith('/assets/') || /^\/[^/]+\.\w+$/.test(path)
    if (built && request.method === 'GET' && !path.startsWith('/api/') && !isFile)
      return reply.sendFile('index.html')
    throw problem('no-such-route', { path })
  })
}
