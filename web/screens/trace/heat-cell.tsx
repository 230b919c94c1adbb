import { Link } from 'react-router'
import type { HeatMapResult } from '../../../src/contract/heat-map.ts'
import { count } from '../../words/measure.ts'

type Cell = HeatMapResult['subnets'][number]['cells'][number]

/** One number of the heat map: the darker the more, and a link to what it counts. */
export function HeatCell({
  cell,
  most,
  to,
  label,
}: {
  readonly cell: Cell | undefined
  readonly most: number
  readonly to: string
  readonly label: string
}) {
  if (!cell) return <td className="cw-heat-cell" />
  // By the logarithm: one rule beside a thousand is still to be seen.
  const heat = Math.round(8 + (42 * Math.log1p(cell.artefacts)) / Math.log1p(Math.max(1, most)))
  const words = `${count(cell.artefacts, 'artefact')}, ${count(cell.requests, 'change request')}`
  return (
    <td className="cw-heat-cell" style={{ '--cw-heat': `${heat}%` } as React.CSSProperties}>
      <Link to={to} aria-label={`${label}: ${words}`} title={words}>
        {cell.artefacts.toLocaleString('en')}
        {cell.requests === 0 ? undefined : (
          <span className="cw-heat-more">{count(cell.requests, 'request')}</span>
        )}
      </Link>
    </td>
  )
}
