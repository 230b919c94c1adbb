import { z } from 'zod'

/** States of a run (design §3). */
export const runState = z.enum(['running', 'done', 'failed', 'interrupted', 'needs-human', 'cancelled'])

/** A run in a list. */
export const runSummary = z.object({
  run: z.string(),
  type: z.string(),
  what: z.string(),
  state: runState,
  /** Somebody carries it out now; a `running` one that is not live was killed and can be resumed. */
  live: z.boolean(),
  createdAt: z.string(),
  endedAt: z.string().optional(),
})

/** Result of `runs`. */
export const runsResult = z.object({ runs: z.array(runSummary) })

/** A file that a run made. */
export const artifact = z.object({
  file: z.string(),
  format: z.string(),
  virtualBytes: z.number(),
  storedBytes: z.number(),
  sha256: z.string(),
})

/** Result of `run`, `resume` and `move`. */
export const runResult = z.object({
  run: z.string(),
  type: z.string(),
  what: z.string(),
  state: runState,
  live: z.boolean(),
  createdAt: z.string(),
  endedAt: z.string().optional(),
  steps: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      attempt: z.int(),
      beganAt: z.string().optional(),
      endedAt: z.string().optional(),
      /** How far a step that is not finished got, as it was last kept. */
      progress: z
        .object({
          done: z.number(),
          total: z.number().optional(),
          unit: z.string(),
          /** What is being done, such as `reading virtual machines`. */
          phase: z.string().optional(),
        })
        .optional(),
      problem: z.object({ message: z.string(), remedy: z.string().optional() }).optional(),
    }),
  ),
  artifacts: z.array(artifact),
  problem: z.object({ message: z.string(), remedy: z.string().optional() }).optional(),
  log: z.array(z.object({ seq: z.int(), at: z.string(), kind: z.string(), text: z.string() })),
})

/** Result of `cancel`. */
export const cancelResult = z.object({ run: z.string(), answer: z.enum(['asked', 'cancelled', 'ended']) })

export type RunSummaryShape = z.infer<typeof runSummary>
export type RunsResult = z.infer<typeof runsResult>
export type RunResult = z.infer<typeof runResult>
export type CancelResult = z.infer<typeof cancelResult>
export type ArtifactShape = z.infer<typeof artifact>
