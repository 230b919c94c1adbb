import { z } from 'zod'
import type { ArtefactKind } from '../../model/evidence.ts'
import type { NetworkMode } from './result.ts'
import shipped from './effort.json' with { type: 'json' }

const hours = z.number().min(0).max(10_000)
const words = z.string().max(1000)
const work = z.strictObject({ action: words, request: hours, each: hours })
const owning = z.strictObject({
  team: words,
  leadDays: z.number().int().min(0).max(1000),
  source: words.optional(),
})
const points = z.number().min(0).max(1000)

/** Functions of an organisation that change artefacts, each with the team that stands for an unknown owner. */
const functionName = z.enum([
  'firewall',
  'network',
  'dns',
  'balancer',
  'monitoring',
  'application',
  'compliance',
  'cmdb',
  'ipam',
])

const artefact = z.strictObject({
  function: functionName,
  're-ip': work.optional(),
  'keep-ip': work.optional(),
})

const kinds = [
  'firewall-rule',
  'nat-rule',
  'dns-record',
  'balancer-member',
  'balancer-virtual',
  'monitor-target',
  'config-literal',
  'document-literal',
  'ipam-entry',
  'cmdb-record',
] as const satisfies readonly ArtefactKind[]

const nodeWork = ['vlan', 'mtu', 'trunk', 'private', 'overlay'] as const

/** The constants of the estimate. */
export const effortSchema = z.strictObject({
  about: words,
  rework: z.number().min(0).max(10),
  reworkSource: words,
  unused: z.strictObject({ share: z.number().min(0).max(1), source: words }),
  functions: z.record(functionName, owning),
  artefacts: z.record(z.enum(kinds), artefact),
  guest: work.extend({ function: functionName }),
  node: z.record(z.enum(nodeWork), work),
  score: z.strictObject({
    about: words,
    client: points,
    team: points,
    ...Object.fromEntries(kinds.map((kind) => [kind, points])),
  }),
})

/** What a change costs: hours, lead times, points of the score, each with its source. */
export type Effort = z.output<typeof effortSchema>

/** One sort of work. */
export type Work = z.output<typeof work>

/** The constants that ship with the product, `effort.json`. */
export const shippedEffort: Effort = effortSchema.parse(shipped)

/** The work that a kind of artefact asks for in a mode; undefined when none. */
export function workOf(effort: Effort, kind: ArtefactKind, mode: NetworkMode): Work | undefined {
  return effort.artefacts[kind][mode]
}

/** Lays a workspace's own constants over the shipped ones: what it does not say stays as it is. */
export function mergeEffort(own: unknown): unknown {
  return overlay(shipped, own)
}

function overlay(base: unknown, own: unknown): unknown {
  if (!isRecord(base) || !isRecord(own)) return own ?? base
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(own))
    merged[key] = Object.hasOwn(base, key) ? overlay(base[key], value) : value
  return merged
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
