import type { z } from 'zod'
import { sourceRemoved, sourcesResult } from './discover.ts'
import { statusResult } from './status.ts'
import { vmResult, vmsQuery, vmsResult } from './vms.ts'
import { byId } from './parameters.ts'

/** One route of the API: everything the server, the OpenAPI page and the web client need to know of it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /api/v1; `:name` marks a parameter. */
  readonly path: string
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly response: z.ZodType
}

/** Every route by the name of its use case. */
export const routes = {
  status: {
    method: 'GET',
    path: '/status',
    summary: 'The funnel, what is running and what to do next',
    response: statusResult,
  },
  sources: {
    method: 'GET',
    path: '/sources',
    summary: 'Every source with how its newest read went',
    response: sourcesResult,
  },
  removeSource: {
    method: 'DELETE',
    path: '/sources/:id',
    summary: 'Take one source out again',
    params: byId,
    response: sourceRemoved,
  },
  vms: {
    method: 'GET',
    path: '/vms',
    summary: 'Virtual machines and templates, filtered',
    query: vmsQuery,
    response: vmsResult,
  },
  vm: {
    method: 'GET',
    path: '/vms/:id',
    summary: 'One VM, everything known, each fact with its evidence',
    params: byId,
    response: vmResult,
  },
} as const satisfies Readonly<Record<string, Route>>

/** Name of a route. */
export type RouteName = keyof typeof routes

/** What a route answers. */
export type Answer<Name extends RouteName> = z.output<(typeof routes)[Name]['response']>
