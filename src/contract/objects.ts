import { z } from 'zod'
import { treeViews } from './estate-tree.ts'

/** Kinds of inventory objects beside VMs. */
export const objectKinds = [
  'host',
  'cluster',
  'datastore',
  'network',
  'resource-pool',
  'folder',
  'vcenter',
] as const

const named = z.object({ id: z.string(), name: z.string() })

/** One host, cluster, datastore, network or other place. */
export const objectResult = z.object({
  id: z.string(),
  kind: z.enum(objectKinds),
  name: z.string(),
  /** What it is, in a few words. */
  summary: z.string(),
  /** Every fact, by model name. */
  facts: z.record(z.string(), z.unknown()),
  evidence: z.array(
    z.object({
      field: z.string(),
      source: z.string(),
      label: z.string(),
      where: z.string(),
      observedAt: z.string(),
    }),
  ),
  /** VMs and templates on it, and the filter that finds them. */
  vms: z.int(),
  where: z.string().optional(),
  /** Its node in the tree. */
  view: z.enum(treeViews).optional(),
  node: z.string().optional(),
  /** Of a cluster its hosts, of a host its cluster, of a datastore the hosts that see it. */
  related: z.array(z.object({ kind: z.enum(objectKinds), objects: z.array(named) })),
})

export type ObjectResult = z.infer<typeof objectResult>
