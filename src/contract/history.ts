import { z } from 'zod'

/** What of the history is asked for: one VM, one change set, what lies between two, what fits a filter, or the sets themselves. */
export const historyQuery = z.object({
  vm: z.string().max(300).optional(),
  set: z.string().max(100).optional(),
  change: z.enum(['appeared', 'vanished', 'changed']).optional(),
  field: z.string().max(200).optional(),
  /** Kind of object: vm, host, datastore and so on. */
  kind: z.string().max(50).optional(),
  /** Part of the name. */
  find: z.string().max(200).optional(),
  /** Noticed at this time or later, and at this time or earlier; a date is its whole day. */
  since: z.string().max(40).optional(),
  until: z.string().max(40).optional(),
  /** What the sets after `from` up to `to` come to: the difference between two readings. */
  from: z.string().max(100).optional(),
  to: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(100),
  after: z.string().max(400).optional(),
})

const changeSet = z.object({
  id: z.string(),
  /** ISO 8601: when it was noticed. */
  at: z.string(),
  /** What was read, removed or decided, in words. */
  because: z.array(z.string()),
  appeared: z.int(),
  vanished: z.int(),
  changed: z.int(),
  /** The first set of an estate has only counts. */
  first: z.boolean(),
})

const objectChange = z.object({
  set: z.string(),
  at: z.string(),
  kind: z.string(),
  id: z.string(),
  name: z.string(),
  change: z.enum(['appeared', 'vanished', 'changed']),
  fields: z.array(z.object({ field: z.string(), old: z.unknown().optional(), new: z.unknown().optional() })),
})

/** Change sets, the newest first, and the changes that were asked for. */
export const historyResult = z.object({
  sets: z.array(changeSet),
  changes: z.array(objectChange),
  /** `after` of the next page. */
  next: z.string().optional(),
})

export type HistoryQuery = z.infer<typeof historyQuery>
export type HistoryResult = z.infer<typeof historyResult>
