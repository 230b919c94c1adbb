import { Link } from 'react-router'
import type { TraceResult } from '../../../src/contract/trace.ts'

type Flow = TraceResult['flows']['in'][number]

/** How many flows are shown before the rest is folded. */
const shownFirst = 12

/** Flows in one direction, peers as links where they are VMs of the estate. */
export function Flows({
  title,
  flows,
  none,
}: {
  readonly title: string
  readonly flows: readonly Flow[]
  readonly none: string
}) {
  return (
    <section aria-label={title}>
      <h2>
        {title} <span className="cw-soft">({flows.length})</span>
      </h2>
      {flows.length === 0 ? <p className="cw-soft">{none}</p> : undefined}
      <FlowTable flows={flows.slice(0, shownFirst)} />
      {flows.length > shownFirst ? (
        <details>
          <summary>and {flows.length - shownFirst} more</summary>
          <FlowTable flows={flows.slice(shownFirst)} />
        </details>
      ) : undefined}
    </section>
  )
}

function FlowTable({ flows }: { readonly flows: readonly Flow[] }) {
  return (
    <table className="cw-plain">
      <tbody>
        {flows.map((flow) => (
          <tr key={`${flow.peer} ${flow.protocol} ${flow.port}`}>
            <td>
              {flow.peerVm === undefined ? (
                flow.peer
              ) : (
                <Link to={`/vms/${encodeURIComponent(flow.peerVm)}`}>{flow.peerVm}</Link>
              )}
              {flow.peerVm === undefined ? undefined : <span className="cw-soft"> {flow.peer}</span>}
            </td>
            <td>
              {flow.protocol}/{flow.port}
            </td>
            <td className="cw-soft">
              {flow.lastSeen === undefined ? '' : `last ${flow.lastSeen.slice(0, 10)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
