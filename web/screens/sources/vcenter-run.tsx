import { Button, Label, Progress, ProgressMeasureLocation } from '@patternfly/react-core'
import { Link } from 'react-router'
import { call } from '../../app/client.ts'
import type { RunResult } from '../../../src/contract/runs.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { amountOf, canCancel, colourOf, percentOf, stateOf } from '../runs/run-words.ts'

/** A read that this page began, while it goes on and how it ended. */
export function VcenterRun({ run: id, onEnd }: { readonly run: string; readonly onEnd: () => void }) {
  const asked = useAnswer('run', { params: { id } })
  return (
    <WhenHere asked={asked} what="The read">
      {(run) => {
        const [step] = run.steps
        const far = step?.progress
        const percent = far && percentOf(far)
        const ended = run.log.findLast(({ text }) => text.includes(' seen = '))
        return (
          <section aria-label={run.what} aria-live="polite" className="cw-vcenter cw-vcenter-run">
            <p className="cw-run-line">
              <Link to={`/runs/${run.run}`}>{run.what}</Link>{' '}
              <Label isCompact color={colourOf(stateOf(run))}>
                {stateOf(run)}
              </Label>{' '}
              {run.live && far ? farOf(far) : ''}
            </p>
            {run.live ? (
              <Progress
                aria-label={run.what}
                value={percent ?? 100}
                measureLocation={percent === undefined ? ProgressMeasureLocation.none : undefined}
                size="sm"
                className={percent === undefined ? 'cw-working' : ''}
              />
            ) : undefined}
            {run.problem ? (
              <p className="cw-block">
                {run.problem.message} {run.problem.remedy}
              </p>
            ) : undefined}
            {run.state === 'done' && ended ? <p>{ended.text.replace(/^read: /, '')}</p> : undefined}
            {run.live && canCancel(run) ? (
              <Confirm
                button="Cancel"
                title="Cancel this read?"
                danger
                act={() => call('cancelRun', { params: { id } })}
              >
                <p>It logs out and keeps nothing of what it read; what an earlier read saw stays.</p>
              </Confirm>
            ) : (
              <Button size="sm" variant="secondary" onClick={onEnd}>
                {run.state === 'done' ? 'Read another' : 'Back to the form'}
              </Button>
            )}
          </section>
        )
      }}
    </WhenHere>
  )
}

/** `reading virtual machines: 1,200 of 45,000 objects`; a phase that counts nothing is told by its name. */
function farOf(far: NonNullable<RunResult['steps'][number]['progress']>): string {
  const amount = far.done > 0 ? amountOf(far) : ''
  return [far.phase, amount].filter((one) => one !== undefined && one !== '').join(': ')
}
