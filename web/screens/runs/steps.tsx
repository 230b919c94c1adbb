import { Label } from '@patternfly/react-core'
import { useEffect, useRef, useState } from 'react'
import type { RunResult } from '../../../src/contract/runs.ts'
import {
  aboutTime,
  amountOf,
  colourOf,
  percentOf,
  type Sample,
  secondsLeft,
  stepState,
  took,
} from './run-words.ts'

type Step = RunResult['steps'][number]

/** The steps in their order, each with its attempt, how far it is and why it failed. */
export function Steps({ run }: { readonly run: RunResult }) {
  return (
    <table className="cw-plain cw-steps">
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">State</th>
          <th scope="col" className="cw-number">
            Attempt
          </th>
          <th scope="col">Progress</th>
          <th scope="col" className="cw-number">
            Took
          </th>
        </tr>
      </thead>
      <tbody>
        {run.steps.map((step) => (
          <tr key={step.name}>
            <th scope="row">{step.name}</th>
            <td>
              <Label color={colourOf(step.state)} isCompact>
                {stepState(step)}
              </Label>
            </td>
            <td className="cw-number">{step.attempt === 0 ? '' : step.attempt}</td>
            <td>
              <Far step={step} live={run.live} />
              {step.problem ? (
                <p className="cw-block">
                  {step.problem.message} {step.problem.remedy}
                </p>
              ) : undefined}
            </td>
            <td className="cw-number">{took(step.beganAt, step.endedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Far({ step, live }: { readonly step: Step; readonly live: boolean }) {
  const left = useTimeLeft(step.progress, live)
  if (!step.progress) return undefined
  const percent = percentOf(step.progress)
  return (
    <div className="cw-far">
      {percent === undefined ? undefined : (
        <progress value={percent} max={100} aria-label={`${step.name}: ${percent}%`} />
      )}
      <span>
        {percent === undefined ? '' : `${percent}% · `}
        {amountOf(step.progress)}
        {left === undefined ? '' : ` · ${aboutTime(left)} left`}
      </span>
    </div>
  )
}

/** Time left at the rate of the last half minute, as this page saw it. */
function useTimeLeft(progress: Step['progress'], live: boolean): number | undefined {
  const samples = useRef<Sample[]>([])
  const [left, setLeft] = useState<number>()
  useEffect(() => {
    if (!progress || !live) {
      samples.current = []
      setLeft(undefined)
      return
    }
    const now = performance.now()
    samples.current = [
      ...samples.current.filter(
        (sample) => now - sample.atMilliseconds < 30_000 && sample.done <= progress.done,
      ),
      { atMilliseconds: now, done: progress.done },
    ]
    setLeft(secondsLeft(samples.current, progress.total))
  }, [progress, live])
  return left
}
