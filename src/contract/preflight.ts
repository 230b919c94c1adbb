import { z } from 'zod'

/** Stages that need privileges of their own. */
export const preflightStageName = z.enum(['read', 'cold', 'warm', 'guest'])

/** What is held of one privilege. */
const preflightPrivilege = z.object({
  privilege: z.string(),
  /** Kinds of objects it is needed on. */
  on: z.array(z.string()),
  /** `held` everywhere it was asked for, `partly`, `missing` everywhere, `unknown` to this server, `not-asked`. */
  state: z.enum(['held', 'partly', 'missing', 'unknown', 'not-asked']),
  asked: z.int(),
  missingOn: z.int(),
  /** Some of the objects where it is missing. */
  examples: z.array(z.object({ kind: z.string(), id: z.string(), name: z.string().optional() })),
  without: z.string(),
  /** Needed only for this: its lack does not hold up the stage. */
  onlyFor: z.string().optional(),
})

/** A stage: whether its privileges are there. */
const preflightStage = z.object({
  stage: preflightStageName,
  title: z.string(),
  buildsOn: z.array(preflightStageName),
  /** `ready`, on some objects `partly`, `missing`, or `unknown` when the server could not be asked. */
  state: z.enum(['ready', 'partly', 'missing', 'unknown']),
  privileges: z.array(preflightPrivilege),
})

/** The role for a stage and all that it builds on. */
const preflightRole = z.object({
  stage: preflightStageName,
  name: z.string(),
  /** Without the System privileges, which every role has. */
  privileges: z.array(z.string()),
  /** What the user who asked holds of them: `enough` is all that is always needed. */
  user: z.enum(['all', 'enough', 'not-enough']),
  /** A role of this server that holds all of them already. */
  existing: z.string().optional(),
  govc: z.string(),
  powercli: z.string(),
})

/** Result of `preflight`. */
export const preflightResult = z.object({
  host: z.string(),
  user: z.string(),
  proxy: z.string().optional(),
  about: z.object({
    product: z.string().optional(),
    version: z.string().optional(),
    build: z.string().optional(),
    apiVersion: z.string().optional(),
    apiType: z.string().optional(),
    instanceUuid: z.string().optional(),
  }),
  /** What depends on the API version. */
  gates: z.array(z.object({ what: z.string(), since: z.string(), has: z.boolean(), otherwise: z.string() })),
  clock: z.object({
    theirs: z.string(),
    aheadSeconds: z.number(),
    withinSeconds: z.number(),
    state: z.enum(['fine', 'off', 'wrong']),
    breaks: z.array(z.string()),
  }),
  certificate: z
    .object({
      trust: z.enum(['verified', 'pinned']),
      fingerprint: z.string(),
      subject: z.string(),
      issuer: z.string(),
      names: z.array(z.string()),
      validFrom: z.string(),
      validTo: z.string(),
      daysLeft: z.int(),
      warnings: z.array(z.string()),
    })
    .optional(),
  sessions: z.object({
    open: z.int().optional(),
    own: z.int().optional(),
    missing: z.string().optional(),
    notes: z.array(z.string()),
  }),
  tags: z.object({
    read: z.boolean(),
    tags: z.int().optional(),
    categories: z.int().optional(),
    note: z.string().optional(),
  }),
  access: z.object({ roles: z.int(), permissions: z.int(), notes: z.array(z.string()) }),
  /** On how many objects of each kind privileges were asked for. */
  checked: z.array(
    z.object({ kind: z.string(), there: z.int(), asked: z.int(), unanswered: z.int(), sampled: z.boolean() }),
  ),
  /** The method that answered. */
  askedWith: z.string().optional(),
  stages: z.array(preflightStage),
  roles: z.array(preflightRole),
  notes: z.array(z.string()),
})

export type PreflightStageName = z.infer<typeof preflightStageName>
export type PreflightStage = z.infer<typeof preflightStage>
export type PreflightPrivilege = z.infer<typeof preflightPrivilege>
export type PreflightRole = z.infer<typeof preflightRole>
export type PreflightResult = z.infer<typeof preflightResult>
