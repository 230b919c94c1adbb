import { z } from 'zod'
import { performanceKinds } from '../model/performance.ts'

const interval = z.object({
  seconds: z.int(),
  /** As the vCenter calls it: `Past month`. */
  name: z.string(),
  /** Counters of this statistics level and below are kept. */
  level: z.int().optional(),
})

/** What became of a metric: kept, or why not. */
const state = z.enum(['kept', 'above-level', 'unknown', 'no-samples'])

const counter = z.object({
  metric: z.string(),
  /** Group, name and rollup as vSphere has them. */
  counter: z.string(),
  state,
  /** Why there are no values, as a sentence. */
  text: z.string().optional(),
})

const kept = z.object({ entities: z.int(), samples: z.int(), bytes: z.int() })

/** Result of `performance read`: asked = read + empty + upToDate + unread. */
export const performanceRead = z.object({
  vcenter: z.string(),
  host: z.string(),
  /** ISO 8601, by the clock of the vCenter. */
  readAt: z.string(),
  from: z.string(),
  interval,
  counters: z.array(counter),
  asked: z.object({ vm: z.int(), host: z.int(), cluster: z.int() }),
  /** Objects of which something new came. */
  read: z.int(),
  /** Objects of which there is nothing: they are off, or templates, or have no such counters. */
  empty: z.int(),
  /** Objects of which nothing new can be there yet. */
  upToDate: z.int(),
  unread: z.array(z.object({ object: z.string(), name: z.string().optional(), why: z.string() })),
  /** Samples that came in. */
  samples: z.int(),
  kept,
  /** Objects read that the estate knows. */
  inEstate: z.int(),
  notes: z.array(z.string()),
  seconds: z.number(),
})

/** Result of `performance`: what was read of which vCenter. */
export const performanceList = z.object({
  vcenters: z.array(
    z.object({
      vcenter: z.string(),
      host: z.string(),
      intervals: z.array(
        z.object({
          interval,
          readAt: z.string(),
          /** How far back was ever asked. */
          from: z.string(),
          /** False when the last read broke off; what came before stays. */
          finished: z.boolean(),
          counters: z.array(counter),
        }),
      ),
      kept,
    }),
  ),
})

/** Result of `performance remove`. */
export const performanceRemoved = z.object({ removed: z.string(), host: z.string(), kept })

/** What of one object's performance is wanted. */
export const performanceQuery = z.object({
  days: z.coerce.number().positive().max(3660).default(30),
  /** Seconds of one sample; else the finest that reaches back so far. */
  interval: z.coerce.number().int().min(1).max(86_400).optional(),
  /** Most points of a chart; extremes stay. */
  points: z.coerce.number().int().min(1).max(5000).default(400),
})

const points = z.object({
  firstAt: z.string(),
  /** Seconds from one point to the next. */
  stepSeconds: z.int(),
  /** One for each point; null is a gap. */
  least: z.array(z.number().nullable()),
  most: z.array(z.number().nullable()),
  mean: z.array(z.number().nullable()),
})

const measured = counter.extend({
  title: z.string(),
  unit: z.string(),
  /** `averages of 7200 seconds`: shorter peaks were higher. */
  basis: z.string(),
  samples: z.int(),
  /** Samples that there would be without a gap. */
  expected: z.int(),
  /** samples / expected, 0 to 1. */
  coverage: z.number(),
  minimum: z.number().optional(),
  mean: z.number().optional(),
  p50: z.number().optional(),
  p95: z.number().optional(),
  p99: z.number().optional(),
  maximum: z.number().optional(),
  maximumAt: z.string().optional(),
  points: points.optional(),
})

/** Result of `performance <object>`. Without `interval`, nothing was read of it. */
export const performanceResult = z.object({
  object: z.object({ kind: z.enum(performanceKinds), id: z.string(), name: z.string() }),
  vcenter: z.string().optional(),
  readAt: z.string().optional(),
  interval: interval.optional(),
  window: z.object({ from: z.string(), to: z.string(), days: z.number() }).optional(),
  /** Seconds of the intervals that there are samples of. */
  intervals: z.array(z.int()),
  metrics: z.array(measured),
})

export type PerformanceRead = z.infer<typeof performanceRead>
export type PerformanceList = z.infer<typeof performanceList>
export type PerformanceRemoved = z.infer<typeof performanceRemoved>
export type PerformanceQuery = z.infer<typeof performanceQuery>
export type PerformanceResult = z.infer<typeof performanceResult>
export type MeasuredMetric = PerformanceResult['metrics'][number]
