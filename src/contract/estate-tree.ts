import { z } from 'zod'

/** The four views of the inventory, as the vSphere client has them. */
export const treeViews = ['hosts', 'folders', 'storage', 'networks'] as const

/** Kinds of places, in the order in which a tree lists them. */
export const placeKinds = [
  'vcenter',
  'datacenter',
  'cluster',
  'host',
  'pool',
  'folder',
  'datastore-cluster',
  'datastore',
  'switch',
  'network',
] as const

const kind = z.enum([...placeKinds, 'vm'])

const treeNode = z.object({
  /** Of a VM its own id. */
  id: z.string(),
  kind,
  name: z.string(),
  /** VMs and templates below it; left out for a VM. */
  vms: z.int().optional(),
  /** Nodes directly below it, VMs among them. */
  children: z.int(),
  /** The filter that finds its VMs. */
  where: z.string().optional(),
  /** Id of the inventory object, for its page. */
  object: z.string().optional(),
  /** What it is, in a few words. */
  facts: z.string().optional(),
  power: z.string().optional(),
  template: z.boolean().optional(),
})

/** Which part of the tree: a view, and in it a node. */
export const treeQuery = z.object({
  view: z.enum(treeViews).default('hosts'),
  /** Left out: the root of the view. */
  node: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  /** How many of its children to pass over. */
  after: z.coerce.number().int().min(0).default(0),
})

/** A node and one page of what is directly below it. */
export const treeResult = z.object({
  view: z.enum(treeViews),
  /** Left out for the root. */
  node: treeNode.optional(),
  /** From the root to the node's parent; `at` is the place among its siblings, of the node itself last. */
  path: z.array(z.object({ id: z.string(), name: z.string(), kind, at: z.int() })),
  /** VMs and templates below it. */
  vms: z.int(),
  /** Nodes directly below it. */
  total: z.int(),
  nodes: z.array(treeNode),
  next: z.int().optional(),
})

export type TreeView = (typeof treeViews)[number]
export type TreeNode = z.infer<typeof treeNode>
export type TreeQuery = z.infer<typeof treeQuery>
export type TreeResult = z.infer<typeof treeResult>
