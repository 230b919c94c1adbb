import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import {
  type TreeNode,
  type TreeResult,
  type TreeView,
  treeViews,
} from '../../../src/contract/estate-tree.ts'
import { Failure } from '../../parts/asked.tsx'
import { Tree } from './tree.tsx'
import { useTree } from './use-tree.ts'

const titles: Readonly<Record<TreeView, string>> = {
  hosts: 'Hosts and clusters',
  folders: 'VMs and folders',
  storage: 'Storage',
  networks: 'Networks',
}
const short: Readonly<Record<TreeView, string>> = {
  hosts: 'Hosts',
  folders: 'Folders',
  storage: 'Storage',
  networks: 'Networks',
}

/** The inventory in the four views of the vSphere client; a choice narrows the table, a VM opens. */
export function TreePane({
  view,
  at,
  onView,
  onChoose,
}: {
  readonly view: TreeView
  /** The chosen node, with the way to it. */
  readonly at: TreeResult | undefined
  readonly onView: (view: TreeView) => void
  readonly onChoose: (node: TreeNode) => void
}) {
  const navigate = useNavigate()
  const { rows, vms, error, fold, show, need } = useTree(view)
  const chosen = at?.node && at.view === view ? at.node.id : ''
  useEffect(() => {
    if (at?.node && at.view === view) show(at.path)
    // Once for each choice: what a reader folds later stays folded.
  }, [chosen])
  return (
    <section className="cw-tree-pane" aria-label="Inventory">
      <ToggleGroup aria-label="View of the inventory" isCompact className="cw-tree-views">
        {treeViews.map((one) => (
          <ToggleGroupItem
            key={one}
            text={short[one]}
            aria-label={titles[one]}
            isSelected={one === view}
            onChange={() => onView(one)}
          />
        ))}
      </ToggleGroup>
      <div className="cw-tree-panel">
        {error ? <Failure error={error} what="The inventory" /> : undefined}
        <Tree
          key={view}
          label={`${titles[view]}${vms === undefined ? '' : `, ${vms} VMs`}`}
          rows={rows}
          chosen={chosen}
          fold={fold}
          choose={(node) =>
            node.kind === 'vm' ? void navigate(`/vms/${encodeURIComponent(node.id)}`) : onChoose(node)
          }
          need={need}
        />
      </div>
    </section>
  )
}
