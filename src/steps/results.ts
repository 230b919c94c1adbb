import { z } from 'zod'

/** What the convert step answers, as a later step reads it back from the run. */
export const convertResult = z.object({
  sourceFormat: z.string(),
  virtualBytes: z.number(),
  grainBytes: z.number(),
  inputBytes: z.number(),
  resumedAt: z.number(),
  inputDigests: z.record(z.string(), z.string()).optional(),
  journalBytes: z.number(),
})

/** What the digest step answers. */
export const digestResult = z.object({ sha256: z.string(), checkedAgainstManifest: z.boolean() })

/** What the checksum step answers. */
export const checksumResult = z.object({
  sha256: z.string(),
  sizeBytes: z.number(),
  /** Bytes that the file takes up; holes take none. */
  storedBytes: z.number(),
  blocks: z.number(),
})
