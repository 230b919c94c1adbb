import { Label, PageSection } from '@patternfly/react-core'
import { Link } from 'react-router'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { minute } from '../../words/measure.ts'
import { colourOf, stateOf, took } from './run-words.ts'
import './runs.css'

/** All durable runs, the newest first. */
export function Runs() {
  const asked = useAnswer('runs')
  return (
    <WhenHere asked={asked} what="The list of runs">
      {({ runs }) => (
        <>
          <ScreenHead title="Runs" command="causeway runs">
            <p className="cw-soft">
              A run keeps what it has done. Killed or stopped, it goes on from its last checkpoint; no
              finished step runs twice.
            </p>
          </ScreenHead>
          {runs.length === 0 ? (
            <Empty title="No run yet" command="causeway move machine.ova --to files">
              Converting a disk is the first thing that is carried out as a run.
            </Empty>
          ) : (
            <PageSection>
              <table className="cw-plain cw-runs">
                <thead>
                  <tr>
                    <th scope="col">What</th>
                    <th scope="col">State</th>
                    <th scope="col">Began (UTC)</th>
                    <th scope="col" className="cw-number">
                      Took
                    </th>
                    <th scope="col">Run</th>
                  </tr>
                </thead>
                <tbody>
                  {runs.map((run) => (
                    <tr key={run.run}>
                      <td>
                        <Link to={`/runs/${encodeURIComponent(run.run)}`}>{run.what}</Link>
                      </td>
                      <td>
                        <Label color={colourOf(stateOf(run))} isCompact>
                          {stateOf(run)}
                        </Label>
                      </td>
                      <td>{minute(run.createdAt)}</td>
                      <td className="cw-number">{took(run.createdAt, run.endedAt)}</td>
                      <td className="cw-mono">{run.run}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </PageSection>
          )}
        </>
      )}
    </WhenHere>
  )
}
