import { z } from 'zod'
import { vcenterLogin } from './vcenters.ts'

/** A vCenter that the server follows. */
const watch = z.object({
  /** Twelve digits made of the address and the user. */
  id: z.string(),
  host: z.string(),
  user: z.string(),
  state: z.enum(['starting', 'reading', 'watching', 'waiting', 'failed']),
  /** Why it waits or failed. */
  why: z.string().optional(),
  /** ISO 8601. */
  since: z.string(),
  /** Changes told since then, and when the last one was. */
  changes: z.int(),
  lastChange: z.string().optional(),
  /** When everything is read anew; absent until the first read is done. */
  nextWhole: z.string().optional(),
})

/** Everything that the server follows. */
export const watchesResult = z.object({ watches: z.array(watch) })

/** Which vCenter to follow, as `discover --watch` is told. */
export const watchStart = vcenterLogin

/** One watch, as it stands now. */
export const watchResult = z.object({ watch })

/** A watch that was ended. */
export const watchStopped = z.object({ stopped: z.string() })

export type Watch = z.infer<typeof watch>
export type WatchesResult = z.infer<typeof watchesResult>
export type WatchResult = z.infer<typeof watchResult>
export type WatchStart = z.infer<typeof watchStart>
export type WatchStopped = z.infer<typeof watchStopped>
