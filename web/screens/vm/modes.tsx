import { Link } from 'react-router'
import type { TraceResult } from '../../../src/contract/trace.ts'
import { count } from '../../words/measure.ts'
import type { Mode } from './teams.ts'

const words: Readonly<Record<Mode, string>> = {
  'keep-ip': 'Keep its address',
  're-ip': 'Give it a new address',
}
const modes: readonly Mode[] = ['keep-ip', 're-ip']

/** The two modes side by side; choosing one recounts the list below. */
export function Modes({
  trace,
  mode,
  onMode,
}: {
  readonly trace: TraceResult
  readonly mode: Mode
  readonly onMode: (mode: Mode) => void
}) {
  return (
    <div className="cw-modes" role="radiogroup" aria-label="Keep the address, or change it">
      {modes.map((name) => {
        const cost = trace.modes[name]
        return (
          <div key={name} className={name === mode ? 'cw-mode cw-chosen' : 'cw-mode'}>
            <label className="cw-mode-head">
              <input type="radio" name="mode" checked={name === mode} onChange={() => onMode(name)} />
              <span>{words[name]}</span>
              {trace.recommended === name ? <span className="cw-proposed">proposed</span> : undefined}
            </label>
            <p className="cw-mode-big">
              <Link to={`/trace?tab=changes&vm=${encodeURIComponent(trace.id)}&mode=${name}`}>
                {count(cost.changeRequests.length, 'change request')}
              </Link>{' '}
              <span className="cw-soft">in {count(cost.days, 'day')}</span>
            </p>
            <p className="cw-soft">
              {count(cost.artefacts, 'artefact')} touched, {count(cost.teams, 'team')},{' '}
              {count(Math.round(cost.hours * 10) / 10, 'hour')} of work
            </p>
            <table className="cw-plain">
              <thead>
                <tr>
                  <th scope="col">Team</th>
                  <th scope="col">What it does</th>
                  <th scope="col" className="cw-number">
                    Hours
                  </th>
                  <th scope="col" className="cw-number">
                    Days
                  </th>
                </tr>
              </thead>
              <tbody>
                {cost.changeRequests.map((request) => (
                  <tr key={`${request.team} ${request.device} ${request.action}`}>
                    <td>{request.team}</td>
                    <td>
                      {request.action} <span className="cw-soft">on {request.device}</span>
                    </td>
                    <td className="cw-number">{Math.round(request.hours * 10) / 10}</td>
                    <td className="cw-number">{request.leadDays}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {cost.obstacles.length > 0 ? (
              <ul className="cw-obstacles">
                {cost.obstacles.map((obstacle) => (
                  <li key={obstacle}>{obstacle}</li>
                ))}
              </ul>
            ) : undefined}
          </div>
        )
      })}
    </div>
  )
}
