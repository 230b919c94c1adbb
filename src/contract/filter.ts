import { z } from 'zod'

/** A filter as far as it is typed, and where the cursor stands: 0 is before the first character. */
export const completionQuery = z.object({
  where: z.string().max(8000).default(''),
  /** Left out: at the end. */
  at: z.coerce.number().int().min(0).max(8000).optional(),
})

/** Ways to go on; each replaces what stands from `from` up to, not including, `to`. */
export const completionResult = z.object({
  from: z.int(),
  to: z.int(),
  offers: z.array(
    z.object({
      text: z.string(),
      kind: z.enum(['field', 'operator', 'value', 'word']),
      help: z.string().optional(),
      /** The filter with this taken. */
      whole: z.string(),
    }),
  ),
})

export type CompletionQuery = z.infer<typeof completionQuery>
export type CompletionResult = z.infer<typeof completionResult>
