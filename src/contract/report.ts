import { z } from 'zod'

/** Result of `report`. */
export const reportResult = z.object({
  audience: z.string(),
  files: z.array(z.object({ file: z.string(), vm: z.string(), id: z.string(), bytes: z.int() })),
})

export type ReportResult = z.infer<typeof reportResult>
