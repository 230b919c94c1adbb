import { useEffect, useMemo, useRef, useState } from 'react'
import type { TreeNode, TreeResult, TreeView } from '../../../src/contract/estate-tree.ts'
import { call } from '../../app/client.ts'
import { useMark } from '../../app/live.ts'
import { type TreeRow, treeRows } from './tree-rows.ts'

/** Children asked for at once. */
const pageRows = 200
/** As many vCenters or datacenters beside one another are unfolded at first. */
const fewPlaces = 3

interface Loaded {
  total: number
  readonly pages: Map<number, { readonly nodes: readonly TreeNode[]; readonly mark: number }>
}

/** A view of the inventory: what is unfolded, and the lines of it; children are asked for when they come into sight. */
export function useTree(view: TreeView): {
  readonly rows: readonly TreeRow[]
  /** VMs of the whole estate; undefined until the first answer. */
  readonly vms: number | undefined
  readonly error: Error | undefined
  readonly fold: (id: string, open: boolean) => void
  /** Unfolds all of them, asking for the page that the next one stands on. */
  readonly show: (path: TreeResult['path']) => void
  readonly need: (row: TreeRow) => void
} {
  const mark = useMark()
  const root = `root-${view}`
  const loaded = useRef(new Map<string, Loaded>())
  const seen = useRef(new Set<string>())
  const asking = useRef(new Set<string>())
  const [arrived, setArrived] = useState(0)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const [error, setError] = useState<Error>()
  const vms = useRef<number>(undefined)

  /** The first look shows what is in a small estate's datacenters; what a reader folds stays folded. */
  const unfoldOnce = ({ id, children }: TreeNode) => {
    if (children === 0 || seen.current.has(id)) return
    seen.current.add(id)
    fold(id, true)
  }
  const ask = (node: string, page: number) => {
    const key = `${view} ${node} ${page}`
    if (asking.current.has(key)) return
    asking.current.add(key)
    const query = { view, limit: pageRows, after: page * pageRows, ...(node === root ? {} : { node }) }
    call('tree', { query })
      .then((answer) => {
        const own = loaded.current.get(node) ?? { total: 0, pages: new Map() }
        own.total = answer.total
        own.pages.set(page, { nodes: answer.nodes, mark })
        loaded.current.set(node, own)
        if (node === root) vms.current = answer.vms
        const places = answer.nodes.filter(({ kind }) => kind === 'vcenter' || kind === 'datacenter')
        for (const place of places) if (places.length <= fewPlaces) unfoldOnce(place)
        setError(undefined)
        setArrived((count) => count + 1)
      })
      .catch((thrown: unknown) => {
        // A node that is gone is no error: its parent is asked anew with the next mark and does not list it any more.
        if (node === root) setError(thrown instanceof Error ? thrown : new Error(String(thrown)))
      })
      .finally(() => asking.current.delete(key))
  }
  useEffect(() => ask(root, 0), [root, mark])

  const rows = useMemo(
    () =>
      treeRows(
        root,
        (id) => {
          const own = loaded.current.get(id)
          return (
            own && {
              total: own.total,
              at: (index) => own.pages.get(Math.floor(index / pageRows))?.nodes[index % pageRows],
            }
          )
        },
        unfolded,
      ),
    [root, unfolded, arrived],
  )
  const fold = (id: string, open: boolean) => {
    if (open) ask(id, 0)
    setUnfolded((before) => {
      const next = new Set(before)
      if (open) next.add(id)
      else next.delete(id)
      return next
    })
  }
  const show = (path: TreeResult['path']) => {
    let parent = root
    for (const { id, at } of path) {
      ask(parent, Math.floor(at / pageRows))
      parent = id
    }
    const inside = path.slice(0, -1).map(({ id }) => id)
    setUnfolded((before) => (inside.every((id) => before.has(id)) ? before : new Set([...before, ...inside])))
  }
  const need = ({ parent, at }: TreeRow) => {
    const page = Math.floor(at / pageRows)
    const known = loaded.current.get(parent)?.pages.get(page)
    if (!known || known.mark !== mark) ask(parent, page)
  }
  return { rows, vms: vms.current, error, fold, show, need }
}
