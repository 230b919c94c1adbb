import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../app/context.ts'
import { type Route, type RouteName, routes } from '../contract/routes.ts'
import { problemDetails } from '../contract/parameters.ts'
import { asJson } from './answer.ts'
import { handlers } from './handlers.ts'

/** Adds every route of the contract, with its checks and its part of the OpenAPI page. */
export function addRoutes(app: FastifyInstance, context: AppContext): void {
  for (const name of Object.keys(routes) as RouteName[]) addRoute(app, context, name)
}

function addRoute(app: FastifyInstance, context: AppContext, name: RouteName): void {
  const route: Route = routes[name]
  app.route({
    method: route.method,
    url: `/api/v1${route.path}`,
    schema: {
      operationId: name,
      summary: route.summary,
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      response: { 200: route.response, default: problemDetails },
    },
    handler: async (request, reply) => {
      const { params, query, body } = request
      // The validator has put the checked values in place; handlers are typed by the same contract.
      const handle = handlers[name] as (context: AppContext, call: unknown) => Promise<unknown>
      return reply.type('application/json').send(asJson(await handle(context, { params, query, body })))
    },
  })
}
