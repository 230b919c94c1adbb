import { z } from 'zod'
import { estateCounts } from './discover.ts'

/** Result of `status`: the funnel, what is running, what to do next. */
export const statusResult = z.object({
  workspace: z.string(),
  demo: z.boolean(),
  estate: estateCounts,
  /** The funnel: each stage with how many VMs have passed it; `stale` when its inputs have changed since. */
  funnel: z.array(z.object({ stage: z.string(), vms: z.int(), of: z.int(), stale: z.boolean() })),
  sources: z.array(
    z.object({ source: z.string(), kind: z.string(), label: z.string(), observedAt: z.string() }),
  ),
  evidence: z.object({ files: z.int(), references: z.int(), flows: z.int(), notUnderstood: z.int() }),
  running: z.array(
    z.object({ run: z.string(), what: z.string(), state: z.string(), step: z.string().optional() }),
  ),
  /** What to do next, most useful first, with the command. */
  next: z.array(z.object({ why: z.string(), command: z.string() })),
  /** The one file that would settle most unknowns. */
  settles: z.object({ file: z.string(), why: z.string(), unknowns: z.int() }).optional(),
})

export type StatusResult = z.infer<typeof statusResult>
