import { Alert, Label, PageSection } from '@patternfly/react-core'
import { Link, useParams } from 'react-router'
import type { RunResult } from '../../../src/contract/runs.ts'
import { call } from '../../app/client.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { bytes, count, minute } from '../../words/measure.ts'
import { canCancel, canResume, colourOf, stateOf } from './run-words.ts'
import { Steps } from './steps.tsx'
import './runs.css'

/** One run, live: its steps, what it made, its log. */
export function RunScreen() {
  const { id = '' } = useParams()
  const asked = useAnswer('run', { params: { id } })
  return (
    <WhenHere asked={asked} what="This run">
      {(run) => (
        <>
          <ScreenHead title={run.what} command={`causeway run ${run.run}`}>
            <p className="cw-run-line">
              <Label color={colourOf(stateOf(run))}>{stateOf(run)}</Label>
              <span className="cw-soft">
                began {minute(run.createdAt)} UTC
                {run.endedAt === undefined ? '' : `, ended ${minute(run.endedAt)} UTC`} ·{' '}
                <Link to="/runs">all runs</Link>
              </span>
              <Acts run={run} />
            </p>
          </ScreenHead>
          <PageSection>
            {run.problem ? (
              <Alert variant="danger" isInline title={run.problem.message} className="cw-run-problem">
                {run.problem.remedy}
              </Alert>
            ) : undefined}
            <Steps run={run} />
            <Artifacts artifacts={run.artifacts} />
            <h2 className="cw-run-title">Log</h2>
            {run.log.length === 0 ? <p className="cw-soft">Nothing was written to it yet.</p> : undefined}
            <ol className="cw-log" tabIndex={0} aria-label="Log of the run">
              {run.log.map((line) => (
                <li key={line.seq}>
                  <time className="cw-soft">{line.at.slice(11, 19)}</time> {line.text}
                </li>
              ))}
            </ol>
          </PageSection>
        </>
      )}
    </WhenHere>
  )
}

function Acts({ run }: { readonly run: RunResult }) {
  const done = run.steps.filter((step) => step.state === 'done').length
  const left = run.steps.length - done
  return (
    <span className="cw-run-acts">
      {canResume(run) ? (
        <Confirm
          button="Resume"
          title="Resume this run?"
          act={() => call('resumeRun', { params: { id: run.run } })}
        >
          <p>
            {count(done, 'finished step')} stay as they are; {count(left, 'step')} go on here, in the server,
            the open one from its last checkpoint as attempt{' '}
            {Math.max(1, ...run.steps.map((step) => step.attempt)) + 1}.
          </p>
        </Confirm>
      ) : undefined}
      {canCancel(run) ? (
        <Confirm
          button="Cancel"
          title="Cancel this run?"
          danger
          act={() => call('cancelRun', { params: { id: run.run } })}
        >
          <p>
            {run.live ? 'It stops at its next checkpoint' : 'It ends now'} for good and cannot be resumed;{' '}
            {count(left, 'step')} are not done, and unfinished files are removed. There is no undo; a new run
            starts from the beginning.
          </p>
        </Confirm>
      ) : undefined}
    </span>
  )
}

function Artifacts({ artifacts }: { readonly artifacts: RunResult['artifacts'] }) {
  if (artifacts.length === 0) return undefined
  return (
    <>
      <h2 className="cw-run-title">What it made</h2>
      <table className="cw-plain">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Format</th>
            <th scope="col" className="cw-number">
              Virtual
            </th>
            <th scope="col" className="cw-number">
              Stored
            </th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {artifacts.map((made) => (
            <tr key={made.file}>
              <td className="cw-mono">{made.file}</td>
              <td>{made.format}</td>
              <td className="cw-number">{bytes(made.virtualBytes)}</td>
              <td className="cw-number">{bytes(made.storedBytes)}</td>
              <td className="cw-mono">{made.sha256}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
