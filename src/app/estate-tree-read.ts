import type { TreeNode, TreeQuery, TreeResult } from '../contract/estate-tree.ts'
import { problem } from '../model/problems/index.ts'
import { objectById } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { ensureEstate } from './estate.ts'
import {
  childrenPerPage,
  type ObjectPlace,
  pageId,
  placeId,
  type StoredNode,
  treeProjection,
} from './estate-tree.ts'

/** A node of a view with one page of what is below it. Throws `tree-node-unknown`. */
export async function showTree(context: AppContext, query: TreeQuery): Promise<TreeResult> {
  await ensureEstate(context)
  const id = query.node ?? `root-${query.view}`
  const found = await objectById<StoredNode>(context.store, treeProjection, id)
  if (found?.kind !== 'node') throw problem('tree-node-unknown', { wanted: id })
  const stored = found.doc
  const end = Math.min(stored.total, query.after + query.limit)
  const nodes: TreeNode[] = []
  const first = Math.floor(query.after / childrenPerPage)
  for (let page = first; page * childrenPerPage < end; page++) {
    const children = await objectById<readonly TreeNode[]>(context.store, treeProjection, pageId(id, page))
    const start = page * childrenPerPage
    nodes.push(...(children?.doc ?? []).slice(Math.max(0, query.after - start), end - start))
  }
  return { ...stored, path: [...stored.path], nodes, ...(end < stored.total ? { next: end } : {}) }
}

/** Where an inventory object stands in the tree; undefined for what no view shows. */
export async function placeOf(context: AppContext, object: string): Promise<ObjectPlace | undefined> {
  return (await objectById<ObjectPlace>(context.store, treeProjection, placeId(object)))?.doc
}
