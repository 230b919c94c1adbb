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
  /** What was not understood, which comes to `statements` less `understood`, and `noted` details of what was. */
  unknown: z.array(
    z.object({
      construct: z.string(),
      count: z.int(),
      noted: z.boolean().optional(),
      example: z.object({ line: z.int(), text: z.string() }),
    }),
  ),
  references: z.int(),
  flows: z.int(),
  owners: z.int(),
  /** Secrets that were masked on read. */
  masked: z.int(),
})

/** What a newer version of a file says that the older one did not. */
export const evidenceDifference = z.object({
  /** Name of the file that it takes the place of. */
  replaces: z.string(),
  /** When that one was read. */
  readAt: z.string(),
  added: z.int(),
  removed: z.int(),
  examples: z.array(
    z.object({
      change: z.enum(['added', 'removed']),
      /** Line in the version that has it. */
      line: z.int(),
      text: z.string(),
      matched: z.string(),
    }),
  ),
})

/** Result of `evidence add`. */
export const evidenceAdded = z.object({
  files: z.array(
    evidenceFile.extend({
      /** False when the same bytes were read before. */
      changed: z.boolean(),
      difference: evidenceDifference.optional(),
    }),
  ),
  /** Files that were not read, and why. */
  skipped: z.array(z.object({ file: z.string(), why: z.string() })),
  /** Folders that were not looked into, by their name: `.git`, how many of them, and why. */
  passedOver: z.array(z.object({ folder: z.string(), folders: z.int(), why: z.string() })),
  seconds: z.number(),
})

/** Result of `evidence list`. */
export const evidenceListed = z.object({
  files: z.array(evidenceFile.extend({ bytesHash: z.string(), readAt: z.string() })),
})

/** What taking a file out would take with it. */
export const evidenceRemoval = z.object({
  id: z.string(),
  file: z.string(),
  kind: z.string(),
  references: z.int(),
  flows: z.int(),
  owners: z.int(),
  /** VMs whose address it names, and the first ten of them. */
  vms: z.int(),
  names: z.array(z.string()),
})

/** Result of `evidence remove`. */
export const evidenceRemoved = z.object({ removed: z.string(), file: z.string() })

/** Query of an upload: the file's name, for recognition and display; it is never a path of the server. */
export const uploadQuery = z.object({ name: z.string().min(1).max(500), kind: z.string().max(60).optional() })

export type EvidenceFileRow = z.output<typeof evidenceFile>
export type EvidenceAdded = z.output<typeof evidenceAdded>
export type EvidenceListed = z.output<typeof evidenceListed>
export type EvidenceDifference = z.output<typeof evidenceDifference>
export type EvidenceRemoval = z.output<typeof evidenceRemoval>
export type EvidenceRemoved = z.output<typeof evidenceRemoved>
