import { z } from 'zod'

/** One file of evidence as it was read. */
export const evidenceFile = z.object({
  id: z.string(),
  /** Path below the folder that was given. */
  file: z.string(),
  /** Reader that took it; `unread` when none did. */
  kind: z.string(),
  /** 0 … 1: how sure the recogniser was. */
  confidence: z.number(),
  statements: z.int(),
  understood: z.int(),
  unknown: z.array(
    z.object({
      construct: z.string(),
      count: z.int(),
      example: z.object({ line: z.int(), text: z.string() }),
    }),
  ),
  references: z.int(),
  flows: z.int(),
  owners: z.int(),
  /** Secrets that were masked on read. */
  masked: z.int(),
})

/** Result of `evidence add`. */
export const evidenceAdded = z.object({
  files: z.array(
    evidenceFile.extend({
      /** False when the same bytes were read before. */
      changed: z.boolean(),
    }),
  ),
  /** Files that were not read, and why. */
  skipped: z.array(z.object({ file: z.string(), why: z.string() })),
  seconds: z.number(),
})

/** Result of `evidence list`. */
export const evidenceListed = z.object({
  files: z.array(evidenceFile.extend({ bytesHash: z.string(), readAt: z.string() })),
})

/** Result of `evidence remove`. */
export const evidenceRemoved = z.object({ removed: z.string(), file: z.string() })

/** Query of an upload: the file's name, for recognition and display; it is never a path of the server. */
export const uploadQuery = z.object({ name: z.string().min(1).max(500), kind: z.string().max(60).optional() })

export type EvidenceFileRow = z.output<typeof evidenceFile>
export type EvidenceAdded = z.output<typeof evidenceAdded>
export type EvidenceListed = z.output<typeof evidenceListed>
export type EvidenceRemoved = z.output<typeof evidenceRemoved>
