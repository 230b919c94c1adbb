import { z } from 'zod'

const waveKind = z.enum(['pilot', 'development', 'test', 'production'])
const criticality = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

/** VMs that move together. */
export const planGroup = z.object({
  id: z.string(),
  /** Names, in the order of `vmIds`. */
  vms: z.array(z.string()),
  vmIds: z.array(z.string()),
  confidence: z.enum(['high', 'medium', 'low']),
  because: z.array(z.string()),
  kind: waveKind,
  criticality,
  /** Groups that go with it or before it, because it uses them. */
  needs: z.array(z.string()),
})

/** A condition of a wave, and who says yes. */
export const planGate = z.object({
  id: z.string(),
  text: z.string(),
  owner: z.string().optional(),
  before: z.enum(['start', 'cutover', 'finish']),
})

/** A set of groups that moves in one window. */
export const planWave = z.object({
  id: z.string(),
  kind: waveKind,
  criticality: criticality.optional(),
  start: z.string(),
  end: z.string(),
  window: z.object({ start: z.string(), end: z.string(), minutes: z.number() }),
  groups: z.array(z.string()),
  /** Names, in the order of `vmIds`. */
  vms: z.array(z.string()),
  vmIds: z.array(z.string()),
  gates: z.array(planGate),
  bytes: z.number(),
  workMinutes: z.number(),
  preCopy: z.object({ start: z.string(), minutes: z.number() }).optional(),
})

/** Result of `plan`. The hash covers what decides: settings, estate, findings and flows. */
export const planResult = z.object({
  hash: z.string(),
  start: z.string(),
  timezone: z.string(),
  deadline: z.string().optional(),
  groups: z.array(planGroup),
  waves: z.array(planWave),
  unplanned: z.array(z.object({ vm: z.string(), id: z.string(), why: z.string() })),
  conflicts: z.array(z.object({ what: z.string(), relax: z.string() })),
  /** Dependencies across waves that have to be reached across the platforms; the heaviest thousand. */
  bridges: z.array(z.object({ client: z.string(), server: z.string(), why: z.string() })),
  bridged: z.int(),
})

/** Result of `plan explain <vm>`. */
export const planExplanation = z.object({
  vm: z.string(),
  id: z.string(),
  wave: z.object({ id: z.string(), kind: waveKind, start: z.string(), end: z.string() }).optional(),
  group: z
    .object({
      id: z.string(),
      vms: z.array(z.string()),
      confidence: z.enum(['high', 'medium', 'low']),
      because: z.array(z.string()),
    })
    .optional(),
  unplanned: z.string().optional(),
  reasons: z.array(z.string()),
})

/** What `plan what-if` may change for one calculation; nothing is stored. */
export const planChange = z.strictObject({
  maxVmsPerWave: z.int().min(1).max(10_000).optional(),
  maxTbPerWave: z.number().positive().max(10_000).optional(),
  parallelWaves: z.int().min(1).max(50).optional(),
  copy: z.enum(['cold', 'warm']).optional(),
  start: z.string().max(10).optional(),
  deadline: z.string().max(10).optional(),
})

/** Result of `plan what-if`: the plan as it is beside the plan as it would be. */
export const planWhatIf = z.object({
  before: z.object({ waves: z.int(), end: z.string().optional(), conflicts: z.array(z.string()) }),
  after: z.object({ waves: z.int(), end: z.string().optional(), conflicts: z.array(z.string()) }),
  /** VMs whose window changes. */
  moved: z.int(),
})

export type PlanResult = z.infer<typeof planResult>
export type PlanExplanation = z.infer<typeof planExplanation>
export type PlanChange = z.infer<typeof planChange>
export type PlanWhatIf = z.infer<typeof planWhatIf>
