import { Link } from 'react-router'
import type { PlanResult } from '../../../src/contract/plan.ts'
import { localMinute, placeOf } from './when.ts'

const laneHeight = 18

/** The waves on one line of time, with the deadline; the list below says the same in words. */
export function Calendar({ plan }: { readonly plan: PlanResult }) {
  const ends = plan.waves.map((wave) => wave.end).sort((a, b) => Date.parse(a) - Date.parse(b))
  const first = `${plan.start}T00:00:00Z`
  const lastWave = ends.at(-1)
  if (lastWave === undefined) return undefined
  const deadline = plan.deadline === undefined ? undefined : `${plan.deadline}T00:00:00Z`
  const last = deadline !== undefined && Date.parse(deadline) > Date.parse(lastWave) ? deadline : lastWave
  const kinds = (['pilot', 'development', 'test', 'production'] as const).filter((kind) =>
    plan.waves.some((wave) => wave.kind === kind),
  )
  const height = kinds.length * laneHeight
  return (
    <figure className="cw-calendar">
      <svg viewBox={`0 0 1000 ${height}`} height={height} preserveAspectRatio="none" aria-hidden="true">
        {kinds.map((kind, lane) => (
          <rect
            key={kind}
            className="cw-lane"
            x="0"
            y={lane * laneHeight + 2}
            width="1000"
            height={laneHeight - 4}
          />
        ))}
        {plan.waves.map((wave) => {
          const x = 10 * placeOf(wave.start, first, last)
          const width = Math.max(4, 10 * placeOf(wave.end, first, last) - x)
          return (
            <rect
              key={wave.id}
              className={`cw-bar-${wave.kind}`}
              x={x}
              y={kinds.indexOf(wave.kind) * laneHeight + 2}
              width={width}
              height={laneHeight - 4}
            >
              <title>{`${wave.id} ${localMinute(wave.start)}`}</title>
            </rect>
          )
        })}
        {deadline === undefined ? undefined : (
          <line
            className="cw-deadline"
            x1={10 * placeOf(deadline, first, last)}
            x2={10 * placeOf(deadline, first, last)}
            y1="0"
            y2={height}
          />
        )}
      </svg>
      <figcaption>
        <span>{plan.start}</span>
        <span className="cw-kinds">
          {kinds.map((kind) => {
            const of = plan.waves.filter((wave) => wave.kind === kind)
            const [next] = of
            return next ? (
              <Link key={kind} to={`/waves?wave=${next.id}`} className={`cw-kind cw-bar-${kind}`}>
                {kind} ({of.length})
              </Link>
            ) : undefined
          })}
        </span>
        <span>{last.slice(0, 10)}</span>
      </figcaption>
    </figure>
  )
}
