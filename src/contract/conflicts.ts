import { z } from 'zod'

/** Which contradictions to list. */
export const conflictsQuery = z.object({
  vm: z.string().max(300).optional(),
  field: z.string().max(100).optional(),
  /** `open` leaves out what was decided. */
  state: z.enum(['open', 'decided', 'all']).default('open'),
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
  after: z.string().max(400).optional(),
})

const said = z.object({
  source: z.string(),
  label: z.string(),
  where: z.string(),
  observedAt: z.string(),
  value: z.unknown(),
})

const conflict = z.object({
  /** `vm id/field`: what `after` takes. */
  id: z.string(),
  vm: z.object({ id: z.string(), name: z.string() }),
  field: z.string(),
  chosen: z.int(),
  because: z.string(),
  decided: z.boolean(),
  values: z.array(said),
})

/** Contradictions between sources, in order of VM and field. */
export const conflictsResult = z.object({
  total: z.int(),
  conflicts: z.array(conflict),
  /** Facts that sources disagree on, the most frequent first; whatever `field` asks. */
  fields: z.array(z.object({ field: z.string(), open: z.int(), decided: z.int() })),
  next: z.string().optional(),
})

/** What a person decides of one field of one VM. */
export const conflictDecision = z
  .object({
    vm: z.string().min(1).max(300),
    field: z.string().min(1).max(100),
    /** Label of the source to believe. */
    source: z.string().min(1).max(300).optional(),
    /** The value to believe, as it is shown. */
    value: z.string().max(10_000).optional(),
    because: z.string().max(500).optional(),
  })
  .refine(({ source, value }) => source !== undefined || value !== undefined, 'a source or a value')

/** What is believed from now on. */
export const conflictDecided = z.object({
  vm: z.object({ id: z.string(), name: z.string() }),
  field: z.string(),
  value: z.unknown(),
  label: z.string(),
  file: z.string(),
  open: z.int(),
})

export type ConflictsQuery = z.infer<typeof conflictsQuery>
export type ConflictsResult = z.infer<typeof conflictsResult>
export type ConflictDecision = z.infer<typeof conflictDecision>
export type ConflictDecided = z.infer<typeof conflictDecided>
