import { z } from 'zod'

/** What a translation could not carry, or not wholly. */
export const translateLoss = z.object({
  vm: z.string(),
  field: z.string(),
  grade: z.enum(['partial', 'lost']),
  why: z.string(),
})

/** `translate --json`, and what the API answers for it. */
export const translateResult = z.object({
  /** The folder, as it was given. */
  out: z.string(),
  /** The commit of the working branch; null when nothing changed, and when problems kept it from being written. */
  commit: z.string().nullable(),
  /** Objects by kind, kustomizations left out. */
  objects: z.record(z.string(), z.int()),
  /** Number of files. */
  files: z.int(),
  /** Files that differ from the last translation. */
  changed: z.int(),
  losses: z.array(translateLoss),
  /** What a cluster would refuse; filled with `--check` only. */
  problems: z.array(z.object({ file: z.string(), path: z.string(), message: z.string() })),
  conflicts: z.array(z.object({ file: z.string(), why: z.string() })),
  /** True when every object was checked. */
  checked: z.boolean(),
  /** Sentences about decisions that are still open. */
  notes: z.array(z.string()),
})

/** Result of a translation. */
export type TranslateResult = z.infer<typeof translateResult>

/** The manifest beside a VM: where it stands, how it reads, how it was generated. */
export const vmManifest = z.object({
  path: z.string(),
  text: z.string(),
  /** Null for a file that was not generated. */
  generated: z.string().nullable(),
  /** Path of its DataVolumes; null when it owns none. */
  disksPath: z.string().nullable(),
  losses: z.array(translateLoss),
})
export type VmManifest = z.infer<typeof vmManifest>
