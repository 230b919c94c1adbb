import { z } from 'zod'

/** The one parameter of most routes: an id, or what the command line takes in its place. */
export const byId = z.object({ id: z.string().min(1).max(300) })

/** An error as the API answers it (RFC 9457), with the code of the catalogue. */
export const problemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  remedy: z.string(),
  /** Where in a filter the mistake is: columns begin at 1. */
  mark: z.object({ text: z.string(), column: z.int(), length: z.int() }).optional(),
})

export type ProblemDetails = z.infer<typeof problemDetails>
