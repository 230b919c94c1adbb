import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useSearchParams } from 'react-router'
import type { MeasuredMetric, PerformanceResult } from '../../src/contract/performance.ts'
import { useAnswer } from '../app/use-answer.ts'
import { amount, duration } from '../words/amount.ts'
import { minute } from '../words/measure.ts'
import { WhenHere } from './asked.tsx'
import { Chart } from './chart.tsx'
import type { ChartPoints } from './chart-shape.ts'
import { CommandLine } from './command.tsx'
import { Empty } from './empty.tsx'

const choices = [1, 7, 30, 90] as const

/** How busy a VM, host or cluster was: one chart for each metric that the vCenter keeps, and why there is none of the others. */
export function Performance({
  reference,
  name,
}: {
  /** `vm:<id>`, `host:<id>` or `cluster:<id>`. */
  readonly reference: string
  readonly name: string
}) {
  const [search, setSearch] = useSearchParams()
  const days = choices.find((one) => String(one) === search.get('days')) ?? 30
  const asked = useAnswer('performance', { params: { id: reference }, query: { days, points: 400 } })
  const choose = (one: number): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.set('days', String(one))
        return next
      },
      { replace: true },
    )
  return (
    <WhenHere asked={asked} what="The performance">
      {(result) =>
        result.interval === undefined ? (
          <Empty title={`No performance of ${name} was read`} command="causeway performance read <vcenter>">
            Samples of CPU, memory, ready, co-stop, disk and network are read from the vCenter, with their
            history.
          </Empty>
        ) : (
          <div className="cw-panel">
            <div className="cw-choice">
              <ToggleGroup aria-label="How far back">
                {choices.map((one) => (
                  <ToggleGroupItem
                    key={one}
                    text={one === 1 ? '1 day' : `${one} days`}
                    buttonId={`days-${one}`}
                    isSelected={one === days}
                    onChange={() => choose(one)}
                  />
                ))}
              </ToggleGroup>
              <CommandLine text={`causeway performance ${reference} --days ${days}`} />
            </div>
            <Basis result={result} />
            <Charts metrics={result.metrics} />
          </div>
        )
      }
    </WhenHere>
  )
}

function Basis({ result: { interval, window, vcenter, readAt } }: { readonly result: PerformanceResult }) {
  if (interval === undefined || window === undefined) return undefined
  return (
    <p className="cw-soft cw-small cw-basis">
      {`Averages of ${interval.seconds} seconds (${duration(interval.seconds)}), ${minute(window.from)} to ${minute(window.to)} UTC, read from ${vcenter} on ${minute(readAt ?? '')}. Shorter peaks were higher than these numbers. Hatched: no samples, since it was off or the vCenter kept none. Point at a chart, or move through it with the arrow keys, to read one point.`}
    </p>
  )
}

function Charts({ metrics }: { readonly metrics: readonly MeasuredMetric[] }) {
  const kept = metrics.filter(({ points }) => points !== undefined)
  const missing = metrics.filter(({ points }) => points === undefined)
  return (
    <>
      <div className="cw-charts">
        {kept.map((metric) => (
          <Card key={metric.metric} metric={metric} />
        ))}
      </div>
      {missing.length === 0 ? undefined : (
        <section aria-label="Metrics without samples">
          <h2>Not shown</h2>
          <ul className="cw-not-kept">
            {missing.map(({ metric, title, text }) => (
              <li key={metric}>
                <strong>{title}</strong> {text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Mebibytes beyond a few thousand are shown as gibibytes, on the axis too. */
function unitOf({ unit, maximum = 0 }: MeasuredMetric): { readonly unit: string; readonly divisor: number } {
  return unit.startsWith('MiB') && maximum >= 4096
    ? { unit: unit.replace('MiB', 'GiB'), divisor: 1024 }
    : { unit, divisor: 1 }
}

function Card({ metric }: { readonly metric: MeasuredMetric }) {
  const { title, basis, samples, expected, maximumAt } = metric
  const { unit, divisor } = unitOf(metric)
  const marks = (
    [
      ['P50', metric.p50],
      ['P95', metric.p95],
      ['P99', metric.p99],
      ['max', metric.maximum],
    ] as const
  ).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: value / divisor }]))
  const numbers = marks.map(({ name, value }) => `${name} ${amount(value, unit)}`).join(', ')
  return (
    <section className="cw-chart-card" aria-label={title}>
      <h2>
        {title} <span className="cw-soft cw-small">{unit === 'percent' ? '%' : unit}</span>
      </h2>
      <dl className="cw-chart-numbers">
        {marks.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{amount(value, unit)}</dd>
          </div>
        ))}
      </dl>
      <Chart
        title={title}
        unit={unit}
        points={pointsOf(metric, divisor)}
        marks={marks}
        summary={`${title}: ${numbers}; ${basis}, ${samples} of ${expected} samples`}
        footer={`${basis}, ${samples.toLocaleString('en')} of ${expected.toLocaleString('en')} samples; highest ${minute(maximumAt ?? '')} UTC`}
      />
    </section>
  )
}

function pointsOf({ points }: MeasuredMetric, divisor: number): ChartPoints {
  if (points === undefined) return { firstAt: 0, stepMilliseconds: 1, least: [], most: [], mean: [] }
  const { firstAt, stepSeconds } = points
  const divided = (values: readonly (number | null)[]): (number | null)[] =>
    values.map((value) => (value === null ? null : value / divisor))
  return {
    firstAt: Date.parse(firstAt),
    stepMilliseconds: stepSeconds * 1000,
    least: divided(points.least),
    most: divided(points.most),
    mean: divided(points.mean),
  }
}
