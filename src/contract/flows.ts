import { z } from 'zod'

/** Query of the flows: what they must be, what they are summed by, and which rows to show. */
export const flowsQuery = z.object({
  by: z.enum(['service', 'server', 'client', 'network', 'flow']).default('service'),
  /** Words that all must hold: `tcp/443`, `10.20.0.0/16`, `from:10.1.1.1`, `to:erp-db-01`, `from:outside`. */
  find: z.string().max(500).optional(),
  sort: z.enum(['flows', 'connections', 'bytes', 'last']).default('connections'),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  /** Rows before this one are left out. */
  after: z.coerce.number().int().min(0).default(0),
})

const vm = z.object({ id: z.string(), name: z.string() })

/** Sums over flows. */
const sum = z.object({
  flows: z.int(),
  connections: z.number(),
  bytes: z.number(),
  lastSeen: z.string().optional(),
})

/** Flows, summed and in pages: never all at once. */
export const flowsResult = z.object({
  by: z.enum(['service', 'server', 'client', 'network', 'flow']),
  /** Flows of all files together. */
  known: z.int(),
  /** Those that were asked for. */
  matching: sum,
  /** Rows that there are. */
  total: z.int(),
  after: z.int(),
  rows: z.array(
    sum.extend({
      client: z.string().optional(),
      clientVm: vm.optional(),
      server: z.string().optional(),
      serverVm: vm.optional(),
      /** Names of the networks that have the subnet. */
      networks: z.array(z.string()).optional(),
      service: z.string().optional(),
      /** Words to find the flows of this row. */
      find: z.string(),
    }),
  ),
})

export type FlowsQuery = z.output<typeof flowsQuery>
export type FlowsResult = z.output<typeof flowsResult>
