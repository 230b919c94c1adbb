import { Button } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { TreeResult } from '../../../src/contract/estate-tree.ts'
import { count } from '../../words/measure.ts'
import { kindWord, NodeIcon } from './node-icon.tsx'

/** The place that is chosen in the tree: what it is, how many VMs, and its page. */
export function Scope({
  at,
  onChoose,
}: {
  readonly at: TreeResult
  /** A node above, or the whole estate. */
  readonly onChoose: (node: string) => void
}) {
  const { node, path } = at
  if (!node) return undefined
  return (
    <section className="cw-scope" aria-label="Chosen place">
      <p className="cw-scope-line">
        <NodeIcon node={node} />
        {path.slice(0, -1).map(({ id, name }) => (
          <span key={id} className="cw-crumb">
            <Button variant="link" isInline onClick={() => onChoose(id)}>
              {name}
            </Button>{' '}
            /{' '}
          </span>
        ))}
        <strong>{node.name}</strong>
      </p>
      <p className="cw-scope-line">
        <span className="cw-soft">
          {kindWord(node.kind)}
          {node.facts ? ` · ${node.facts}` : ''} · {count(node.vms ?? 0, 'VM')}
        </span>
        {node.object ? <Link to={`/objects/${encodeURIComponent(node.object)}`}>All facts</Link> : undefined}
        <Button variant="link" isInline onClick={() => onChoose('')}>
          Whole estate
        </Button>
      </p>
    </section>
  )
}
