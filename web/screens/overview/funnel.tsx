import type { StatusResult } from '../../../src/contract/status.ts'

/** Each stage with how far it is; every bar is also a number. */
export function Funnel({ funnel }: { readonly funnel: StatusResult['funnel'] }) {
  return (
    <table className="cw-funnel">
      <tbody>
        {funnel.map(({ stage, vms, of, stale }) => (
          <tr key={stage}>
            <th scope="row">{stage}</th>
            <td className="cw-bar" aria-hidden="true">
              <span style={{ width: `${of === 0 ? 0 : Math.min(100, (100 * vms) / of)}%` }} />
            </td>
            <td className="cw-number">
              {vms.toLocaleString('en')} of {of.toLocaleString('en')}
            </td>
            <td>{stale ? 'inputs have changed since' : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
