import { z } from 'zod'
import { vmManifest } from './translate.ts'

/** A path within the repository, `/` between its parts; empty for the root. */
export const repositoryQuery = z.object({ path: z.string().max(1000).default('') })

/** One folder of the repository, on the working branch. */
export const repositoryFolder = z.object({
  path: z.string(),
  /** False before the first `translate`. */
  translated: z.boolean(),
  entries: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['folder', 'file']),
      /** Of a file: as generated, changed by a person, or made by a person. */
      state: z.enum(['generated', 'edited', 'added']).optional(),
      bytes: z.int().optional(),
    }),
  ),
})

/** One file: as it stands, and as it was generated. */
export const repositoryFile = z.object({
  path: z.string(),
  text: z.string(),
  /** Null for a file that a person made. */
  generated: z.string().nullable(),
})

/** The same loss of several VMs, once. */
const sharedLoss = z.object({
  grade: z.enum(['partial', 'lost']),
  field: z.string(),
  why: z.string(),
  count: z.int(),
  /** The first of them by name. */
  vms: z.array(z.string()),
})

/** The last translation: what it wrote, what it could not carry, and the commits of the working branch. */
export const repositoryOverview = z.object({
  translated: z.boolean(),
  objects: z.record(z.string(), z.int()),
  files: z.int(),
  /** Lost first, then by how many VMs have it; at most a thousand. */
  losses: z.array(sharedLoss),
  lossesLeftOut: z.int(),
  problems: z.array(z.object({ file: z.string(), path: z.string(), message: z.string() })),
  conflicts: z.array(z.object({ file: z.string(), why: z.string() })),
  /** True when every object was checked. */
  checked: z.boolean(),
  notes: z.array(z.string()),
  history: z.array(z.object({ commit: z.string(), at: z.string(), author: z.string(), subject: z.string() })),
})

/** The manifest beside a VM; absent when it is in no wave or nothing was translated. */
export const vmManifestResult = z.object({ manifest: vmManifest.optional() })

export type RepositoryFolder = z.output<typeof repositoryFolder>
export type RepositoryFileResult = z.output<typeof repositoryFile>
export type RepositoryOverview = z.output<typeof repositoryOverview>
export type VmManifestResult = z.output<typeof vmManifestResult>
