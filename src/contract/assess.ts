import { z } from 'zod'

/** One thing to know about one VM. */
export const finding = z.object({
  id: z.string(),
  /** Forklift's id of the same concern. */
  alias: z.string().optional(),
  severity: z.enum(['block', 'act', 'inform']),
  text: z.string(),
  /** What was seen and where. */
  evidence: z.string(),
  remedy: z.string(),
})

/** What assess says of one VM or template. */
export const vmAssessment = z.object({
  vm: z.string(),
  id: z.string(),
  disposition: z.object({
    kind: z.enum(['retire', 'retain', 'rehost', 'replatform', 'refactor', 'repurchase']),
    reasons: z.array(z.string()),
  }),
  /** Worst first. */
  findings: z.array(finding),
  /** Rules that these sources cannot answer, each with the missing fact. */
  notAssessable: z.array(z.string()),
  fit: z.object({ verdict: z.enum(['fits', 'conditional', 'unfit']), reasons: z.array(z.string()) }),
  os: z.object({ family: z.string(), label: z.string() }).optional(),
})

/** Counts over every VM and template, whatever page was asked for. */
export const assessmentSummary = z.object({
  vms: z.int(),
  dispositions: z.object({
    retire: z.int(),
    retain: z.int(),
    rehost: z.int(),
    replatform: z.int(),
    refactor: z.int(),
    repurchase: z.int(),
  }),
  fit: z.object({ fits: z.int(), conditional: z.int(), unfit: z.int() }),
  worst: z.object({ block: z.int(), act: z.int(), inform: z.int(), none: z.int() }),
  /** Rule → VMs on which it fired. */
  findings: z.record(z.string(), z.int()),
  /** Rule → VMs on which it could not be answered. */
  notAssessable: z.record(z.string(), z.int()),
})

/** Result of `assess`. `next` is what to give as `after`. */
export const assessResult = z.object({
  vms: z.array(vmAssessment),
  summary: assessmentSummary,
  next: z.string().optional(),
})

/** Query of `assess --all`. */
export const assessQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100_000).optional(),
  after: z.string().max(200).optional(),
})

export type AssessResult = z.infer<typeof assessResult>
export type AssessQuery = z.infer<typeof assessQuery>
export type VmAssessment = z.infer<typeof vmAssessment>
