import {
  BuildingIcon,
  ClusterIcon,
  CubesIcon,
  DatabaseIcon,
  DesktopIcon,
  FolderIcon,
  GlobeIcon,
  LayerGroupIcon,
  NetworkIcon,
  ProjectDiagramIcon,
  ServerIcon,
} from '@patternfly/react-icons'
import type { TreeNode } from '../../../src/contract/estate-tree.ts'

const kinds = {
  vcenter: { word: 'vCenter', Icon: GlobeIcon },
  datacenter: { word: 'datacenter', Icon: BuildingIcon },
  cluster: { word: 'cluster', Icon: ClusterIcon },
  host: { word: 'host', Icon: ServerIcon },
  pool: { word: 'resource pool', Icon: CubesIcon },
  folder: { word: 'folder', Icon: FolderIcon },
  'datastore-cluster': { word: 'datastore cluster', Icon: LayerGroupIcon },
  datastore: { word: 'datastore', Icon: DatabaseIcon },
  switch: { word: 'switch', Icon: ProjectDiagramIcon },
  network: { word: 'network', Icon: NetworkIcon },
  vm: { word: 'VM', Icon: DesktopIcon },
} as const

/** What a kind of node is called. */
export function kindWord(kind: TreeNode['kind']): string {
  return kinds[kind].word
}

/** The sign of a kind of node; a VM that runs is told from one that does not, and from a template. */
export function NodeIcon({ node }: { readonly node: Pick<TreeNode, 'kind' | 'power' | 'template'> }) {
  const { Icon } = kinds[node.kind]
  const state = node.kind !== 'vm' ? 'place' : node.template ? 'template' : (node.power ?? 'unknown')
  return (
    <span className={`cw-node-icon cw-node-${state}`} aria-hidden="true">
      <Icon />
    </span>
  )
}
