import { Link } from 'react-router'
import { peerServices, type PeerService } from '../../../src/contract/peer-services.ts'
import type { TraceResult } from '../../../src/contract/trace.ts'
import { count } from '../../words/measure.ts'

type Flow = TraceResult['flows']['in'][number]

/** How many peers of one service are shown before the rest is folded. */
const shownFirst = 12

/** Flows in one direction by service: real peers first, then what all share. Peers are links where they are VMs of the estate. */
export function Flows({
  title,
  flows,
  none,
}: {
  readonly title: string
  readonly flows: readonly Flow[]
  readonly none: string
}) {
  const services = peerServices(flows)
  const shared = services.filter((one) => one.shared)
  return (
    <section aria-label={title}>
      <h2>
        {title} <span className="cw-soft">({flows.length})</span>
      </h2>
      {flows.length === 0 ? <p className="cw-soft">{none}</p> : undefined}
      {services
        .filter((one) => !one.shared)
        .map((one) => (
          <Service key={one.service} of={one} />
        ))}
      {shared.length > 0 ? (
        <>
          <h3 className="cw-shared">
            Shared infrastructure <span className="cw-soft">names, time, logs, mail, monitoring</span>
          </h3>
          {shared.map((one) => (
            <Service key={one.service} of={one} />
          ))}
        </>
      ) : undefined}
    </section>
  )
}

function Service({ of: { service, flows } }: { readonly of: PeerService }) {
  return (
    <div className="cw-service">
      <p>
        <strong>{service}</strong> <span className="cw-soft">{count(flows.length, 'peer')}</span>
      </p>
      <Peers flows={flows.slice(0, shownFirst)} />
      {flows.length > shownFirst ? (
        <details>
          <summary>and {flows.length - shownFirst} more</summary>
          <Peers flows={flows.slice(shownFirst)} />
        </details>
      ) : undefined}
    </div>
  )
}

function Peers({ flows }: { readonly flows: readonly Flow[] }) {
  return (
    <table className="cw-plain">
      <tbody>
        {flows.map((flow) => (
          <tr key={flow.peer}>
            <td>
              {flow.peerVm === undefined ? (
                flow.peer
              ) : (
                <Link to={`/vms/${encodeURIComponent(flow.peerVm)}`}>{flow.peerVm}</Link>
              )}
              {flow.peerVm === undefined ? undefined : <span className="cw-soft"> {flow.peer}</span>}
            </td>
            <td className="cw-soft cw-number">
              {flow.lastSeen === undefined ? '' : `last ${flow.lastSeen.slice(0, 10)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
