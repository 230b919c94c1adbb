import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { TreeNode } from '../../../src/contract/estate-tree.ts'
import { kindWord, NodeIcon } from './node-icon.tsx'
import { lineFrom, treeMove, type TreeRow } from './tree-rows.ts'

/** Height of a line, in pixels. */
const lineHeight = 28
/** Letters typed within this time are one beginning of a name. */
const typingMilliseconds = 700

/** What the tree shows and tells. */
export interface TreeProps {
  readonly label: string
  readonly rows: readonly TreeRow[]
  /** Id of the node that is chosen. */
  readonly chosen: string
  readonly fold: (id: string, open: boolean) => void
  readonly choose: (node: TreeNode) => void
  readonly need: (row: TreeRow) => void
}

/** A tree of any length: only the lines in sight are in the page. Keys as the ARIA practices have them. */
export function Tree({ label, rows, chosen, fold, choose, need }: TreeProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const typed = useRef({ text: '', at: 0 })
  const shownFor = useRef('')
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 8,
  })
  const at = Math.min(active, Math.max(0, rows.length - 1))
  const items = virtual.getVirtualItems()
  useEffect(() => {
    for (const item of items) {
      const row = rows[item.index]
      if (row) need(row)
    }
  })
  // A link to a node brings it into sight once; after that the reader scrolls.
  useEffect(() => {
    if (chosen === '' || shownFor.current === chosen) return
    const index = rows.findIndex(({ node }) => node?.id === chosen)
    if (index < 0) return
    shownFor.current = chosen
    setActive(index)
    virtual.scrollToIndex(index, { align: 'auto' })
  }, [chosen, rows, virtual])

  const go = (to: number) => {
    setActive(to)
    virtual.scrollToIndex(to)
  }
  const take = (node: TreeNode) => {
    shownFor.current = node.id
    choose(node)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / lineHeight) - 1)
    const move = treeMove(rows, at, event.key, page)
    const node = rows[at]?.node
    if (!move) {
      if (event.key.length !== 1) return
      const now = performance.now()
      const text = now - typed.current.at > typingMilliseconds ? event.key : typed.current.text + event.key
      typed.current = { text, at: now }
      go(lineFrom(rows, at, text))
      return
    }
    event.preventDefault()
    if (move.kind === 'go') go(move.to)
    else if (!node) return
    else if (move.kind === 'choose') take(node)
    else fold(node.id, move.kind === 'unfold')
  }
  return (
    <div
      ref={scroller}
      className="cw-tree"
      role="tree"
      aria-label={label}
      aria-activedescendant={rows[at]?.node ? `node-${rows[at]?.node?.id}` : undefined}
      tabIndex={0}
      onKeyDown={onKey}
    >
      <div role="none" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const row = rows[item.index]
          if (!row) return undefined
          return (
            <Line
              key={item.key}
              row={row}
              top={item.start}
              active={item.index === at}
              chosen={row.node?.id === chosen}
              onFold={fold}
              onChoose={(node) => {
                setActive(item.index)
                take(node)
              }}
            />
          )
        })}
      </div>
    </div>
  )
}

function Line({
  row,
  top,
  active,
  chosen,
  onFold,
  onChoose,
}: {
  readonly row: TreeRow
  readonly top: number
  readonly active: boolean
  readonly chosen: boolean
  readonly onFold: (id: string, open: boolean) => void
  readonly onChoose: (node: TreeNode) => void
}) {
  const { node, level, at, siblings, open } = row
  const inside = node !== undefined && node.children > 0
  const style = { top, height: lineHeight, paddingInlineStart: `${(level - 1) * 1.05 + 0.35}rem` }
  return (
    <div
      id={node ? `node-${node.id}` : undefined}
      role="treeitem"
      aria-level={level}
      aria-posinset={at + 1}
      aria-setsize={siblings}
      aria-expanded={inside ? open : undefined}
      aria-selected={chosen}
      aria-busy={node ? undefined : true}
      aria-label={node ? wordsOf(node) : 'on its way'}
      className={`cw-tree-line${active ? ' cw-at' : ''}${chosen ? ' cw-active' : ''}`}
      style={style}
      title={node && node.name.length > 24 ? node.name : undefined}
      onClick={() => node && onChoose(node)}
    >
      <span
        aria-hidden="true"
        className="cw-twisty"
        onClick={(event) => {
          if (!node || !inside) return
          event.stopPropagation()
          onFold(node.id, !open)
        }}
      >
        {inside ? (open ? '▾' : '▸') : ''}
      </span>
      {node ? <NodeIcon node={node} /> : undefined}
      <span className="cw-tree-name">{node?.name ?? '…'}</span>
      {node?.vms === undefined ? undefined : (
        <span className="cw-tree-count">{node.vms.toLocaleString('en')}</span>
      )}
    </div>
  )
}

function wordsOf(node: TreeNode): string {
  const vms = node.vms === undefined ? '' : `, ${node.vms} ${node.vms === 1 ? 'VM' : 'VMs'}`
  return `${kindWord(node.kind)} ${node.name}${vms}`
}
