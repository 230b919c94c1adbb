import { z } from 'zod'

/** One source of a discovery, as `discover --json` and `sources --json` show it. */
export const discoveredSource = z.object({
  source: z.string(),
  kind: z.string(),
  label: z.string(),
  observedAt: z.string(),
  /** False when the source was read before with the same content, and nothing changed. */
  changed: z.boolean(),
  seen: z.int(),
  kept: z.int(),
  merged: z.int(),
  rejected: z.array(
    z.object({
      where: z.string(),
      name: z.string().optional(),
      why: z.string(),
      /** What stands there, secrets masked; of the first 500. */
      row: z.string().optional(),
    }),
  ),
  unknown: z.array(z.string()),
  missing: z.array(z.string()),
  coverage: z.array(
    z.object({
      part: z.string(),
      rows: z.int(),
      /** Columns or properties that were read. */
      known: z.array(z.string()),
      /** Known to the reader, but nothing is kept of them. */
      unread: z.array(z.string()),
      missing: z.array(z.string()),
      unknown: z.array(z.string()),
    }),
  ),
  /** What the source has, or may have, and did not show in this read; told in words in `missing` too. */
  notSeen: z.array(
    z.object({
      /** `tags`, `storage policies`, `config.extraConfig of 12 VirtualMachine`. */
      what: z.string(),
      why: z.string(),
      /** Privileges that are missing to see it, where the server says. */
      privileges: z.array(z.string()).exactOptional(),
      /** Objects that hide it; absent where a whole list is missing. */
      objects: z.int().exactOptional(),
      /** What that leaves open. */
      so: z.string().exactOptional(),
    }),
  ),
  /** How columns were read whose values can be read in several ways, and why. */
  decided: z.array(z.string()),
  /** Findings that this source alone cannot answer, by the missing tab or column; `part` is empty where no part ever says it. */
  notAssessable: z.array(
    z.object({ part: z.string(), column: z.string().optional(), findings: z.array(z.string()) }),
  ),
  /** Set for a folder of packages. files = read + copies + rejected. */
  packages: z
    .object({
      files: z.int(),
      read: z.int(),
      /** Packages that describe the same as another one, word for word; counted once. */
      copies: z.int(),
      rejected: z.int(),
      /** Further files that belong to packages: disks, manifests, lists of snapshots. */
      belonging: z.int(),
    })
    .optional(),
  seconds: z.number(),
})

/** How a folder was taken apart. files = packages + belonging + others + skipped. */
export const folderTold = z.object({
  folder: z.string(),
  /** Files of the folder and of those below it; a sub-folder that one reader takes whole counts as one. */
  files: z.int(),
  /** OVA, OVF, VMX and bare VMDK: together one source. */
  packages: z.int(),
  /** What belongs to those packages. */
  belonging: z.int(),
  /** Read as sources of their own: workbooks, lists, overlays, recordings. */
  others: z.int(),
  skipped: z.int(),
  /** Names that begin with a dot: not looked at, and not among the files. */
  hidden: z.int(),
  /** Labels of sources that were read one by one from this folder before, and stand in its own now. */
  replaced: z.array(z.string()),
})

/** Counts of the merged estate; `vms` excludes templates. */
export const estateCounts = z.object({
  vms: z.int(),
  templates: z.int(),
  hosts: z.int(),
  clusters: z.int(),
  datastores: z.int(),
  networks: z.int(),
  platform: z.int(),
  conflicts: z.int(),
})

/** Result of `discover`. */
export const discoverResult = z.object({
  sources: z.array(discoveredSource),
  /** Files of a folder that no source reader recognised. */
  skipped: z.array(z.object({ file: z.string(), why: z.string() })),
  folders: z.array(folderTold),
  /** Overlay rows that fit no VM, or several. */
  unattached: z.array(z.object({ where: z.string(), name: z.string(), why: z.string() })),
  /** What one source leaves open and the others decided, such as which UUID it prints. */
  decided: z.array(z.string()),
  estate: estateCounts,
})

/** Result of `sources`. */
export const sourcesResult = z.object({
  sources: z.array(
    discoveredSource.omit({ changed: true, seconds: true }).extend({ readAt: z.string(), versions: z.int() }),
  ),
})

/** Result of `discover --check`: how a read would go; nothing is kept. */
export const sourcesChecked = z.object({
  sources: z.array(discoveredSource.omit({ changed: true })),
  skipped: z.array(z.object({ file: z.string(), why: z.string() })),
  folders: z.array(folderTold),
})

/** What is being read now, by whichever process. */
export const sourcesReading = z.object({
  reading: z.array(
    z.object({
      source: z.string(),
      kind: z.string(),
      label: z.string(),
      /** ISO 8601. */
      since: z.string(),
      /** Inventory objects stored so far. */
      objects: z.int(),
    }),
  ),
})

/** Name of a file that is handed over; its path is nobody's business. */
export const sourceUpload = z.object({ name: z.string().min(1).max(300) })

/** Result of `sources remove`. */
export const sourceRemoved = z.object({ removed: z.string(), estate: estateCounts })

export type DiscoveredSource = z.infer<typeof discoveredSource>
export type FolderTold = z.infer<typeof folderTold>
export type EstateCounts = z.infer<typeof estateCounts>
export type DiscoverResult = z.infer<typeof discoverResult>
export type SourcesResult = z.infer<typeof sourcesResult>
export type SourcesChecked = z.infer<typeof sourcesChecked>
export type SourcesReading = z.infer<typeof sourcesReading>
export type SourceRemoved = z.infer<typeof sourceRemoved>
