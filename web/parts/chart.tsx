import { type PointerEvent, useId, useState } from 'react'
import { amount } from '../words/amount.ts'
import {
  acrossOf,
  axisOf,
  bandPath,
  type ChartPoints,
  gapsOf,
  linePath,
  type Mark,
  marksOf,
  placeAt,
  plot,
  runsOf,
  timeTicks,
  upOf,
} from './chart-shape.ts'
import './chart.css'

/** What a chart draws: points, and values that are marked across. */
export interface ChartProps {
  readonly title: string
  readonly unit: string
  readonly points: ChartPoints
  readonly marks: readonly { readonly name: string; readonly value: number }[]
  /** What a reader hears in place of the picture. */
  readonly summary: string
  /** Stands below the picture while no point is read out. */
  readonly footer: string
}

/** Values over time: the mean as a line, lowest to highest as a band, gaps as gaps; pointer and arrow keys read it out. */
export function Chart({ title, unit, points, marks, summary, footer }: ChartProps) {
  const [place, setPlace] = useState<number>()
  const count = points.mean.length
  const highest = Math.max(0, ...points.most.map((value) => value ?? 0), ...marks.map(({ value }) => value))
  const { top, ticks } = axisOf(highest)
  const point = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    setPlace(placeAt(((event.clientX - box.left) / box.width) * plot.width, count))
  }
  const said = readOut(points, place, unit)
  return (
    <div className="cw-chart">
      <svg
        viewBox={`0 0 ${plot.width} ${plot.height}`}
        role="img"
        aria-label={summary}
        onPointerMove={point}
        onPointerLeave={() => setPlace(undefined)}
      >
        <Axes points={points} ticks={ticks} top={top} />
        <Gaps points={points} />
        {runsOf(points.mean).map((run) =>
          run.from === run.to ? (
            <circle
              key={run.from}
              className="cw-chart-dot"
              cx={acrossOf(run.from, count)}
              cy={upOf(points.mean[run.from] ?? 0, top)}
              r={1.6}
            />
          ) : (
            <g key={run.from}>
              <path className="cw-chart-band" d={bandPath(points, run, top)} />
              <path className="cw-chart-line" d={linePath(points.mean, run, top)} />
            </g>
          ),
        )}
        {marksOf(marks, top).map((mark) => (
          <MarkLine key={mark.name} mark={mark} />
        ))}
        {place === undefined ? undefined : (
          <line
            className="cw-chart-cursor"
            x1={acrossOf(place, count)}
            x2={acrossOf(place, count)}
            y1={plot.top}
            y2={plot.height - plot.bottom}
          />
        )}
      </svg>
      <Reader title={title} count={count} place={place} said={said} footer={footer} onPlace={setPlace} />
    </div>
  )
}

function Axes({
  points,
  ticks,
  top,
}: {
  readonly points: ChartPoints
  readonly ticks: readonly number[]
  readonly top: number
}) {
  const end = plot.width - plot.right
  return (
    <g className="cw-chart-axes">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={plot.left} x2={end} y1={upOf(tick, top)} y2={upOf(tick, top)} />
          <text x={plot.left - 5} y={upOf(tick, top) + 3.5} textAnchor="end">
            {tick.toLocaleString('en', top >= 100_000 ? { notation: 'compact' } : {})}
          </text>
        </g>
      ))}
      {timeTicks(points).map(({ x, text }) => (
        <text key={x} x={x} y={plot.height - 6} textAnchor="middle">
          {text}
        </text>
      ))}
    </g>
  )
}

/** Where there is no sample: hatched, so that nobody takes it for zero. */
function Gaps({ points }: { readonly points: ChartPoints }) {
  const pattern = useId()
  const half = (acrossOf(1, points.mean.length) - acrossOf(0, points.mean.length)) / 2
  return (
    <g>
      <pattern id={pattern} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className="cw-chart-hatch" x1="0" x2="0" y1="0" y2="5" />
      </pattern>
      {gapsOf(points.mean).map(({ from, to }) => (
        <rect
          key={from}
          fill={`url(#${pattern})`}
          x={acrossOf(from, points.mean.length) - half}
          y={plot.top}
          width={acrossOf(to, points.mean.length) - acrossOf(from, points.mean.length) + 2 * half}
          height={plot.height - plot.top - plot.bottom}
        />
      ))}
    </g>
  )
}

function MarkLine({ mark: { name, y, textY } }: { readonly mark: Mark }) {
  const end = plot.width - plot.right
  return (
    <g className={`cw-chart-mark cw-chart-${name.toLowerCase()}`}>
      <line x1={plot.left} x2={end} y1={y} y2={y} />
      <line className="cw-chart-lead" x1={end} x2={end + 8} y1={y} y2={textY} />
      <text x={end + 11} y={textY + 3.5}>
        {name}
      </text>
    </g>
  )
}

function Reader({
  title,
  count,
  place,
  said,
  footer,
  onPlace,
}: {
  readonly title: string
  readonly count: number
  readonly place: number | undefined
  readonly said: string
  readonly footer: string
  readonly onPlace: (place: number | undefined) => void
}) {
  return (
    <div className="cw-chart-reader">
      <input
        type="range"
        min={0}
        max={count - 1}
        value={place ?? count - 1}
        aria-label={`Point in time, ${title}`}
        aria-valuetext={said === '' ? 'no point chosen' : said}
        onChange={(event) => onPlace(Number(event.currentTarget.value))}
        onFocus={() => onPlace(place ?? count - 1)}
        onBlur={() => onPlace(undefined)}
      />
      <p className="cw-small cw-soft">{said === '' ? footer : said}</p>
    </div>
  )
}

/** One point as words. */
function readOut(points: ChartPoints, place: number | undefined, unit: string): string {
  if (place === undefined) return ''
  const time = new Date(points.firstAt + place * points.stepMilliseconds).toISOString()
  const when = `${time.slice(0, 16).replace('T', ' ')} UTC`
  const [least, mean, most] = [points.least[place], points.mean[place], points.most[place]]
  if (least == null || mean == null || most == null) return `${when}: no sample`
  const range = least === most ? '' : ` (${amount(least, unit)} to ${amount(most, unit)})`
  return `${when}: ${amount(mean, unit)}${range}`
}
