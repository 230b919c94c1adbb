import { type KeyboardEvent, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { TraceResult } from '../../../src/contract/trace.ts'
import { EvidenceLink, referencePath } from '../../parts/evidence-link.tsx'
import { count } from '../../words/measure.ts'
import { type Dot, families, familyWords, layOut, type Sector, wedge } from './radial.ts'
import { byTeam, type Mode, touches } from './teams.ts'
import { Sign } from './sign.tsx'

/** The blast radius as a picture: teams as sectors, artefacts as signs by kind; each opens its line of evidence. */
export function RadiusGraph({ trace, mode }: { readonly trace: TraceResult; readonly mode: Mode }) {
  const { sectors, outer, folded } = layOut(byTeam(trace.references))
  const dots = sectors.flatMap((sector) => sector.dots)
  const [active, setActive] = useState(0)
  const [pointed, setPointed] = useState<Dot>()
  const picture = useRef<SVGSVGElement>(null)
  const onKey = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: active + 1,
      ArrowDown: active + 1,
      ArrowLeft: active - 1,
      ArrowUp: active - 1,
      Home: 0,
      End: dots.length - 1,
    }
    const to = moves[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = (to + dots.length) % dots.length
    setActive(next)
    picture.current?.querySelectorAll<SVGAElement>('a.cw-dot')[next]?.focus()
  }
  const sideways = outer + 190
  const upright = outer + 46
  return (
    <figure className="cw-graph">
      <svg
        ref={picture}
        viewBox={`${-sideways} ${-upright} ${2 * sideways} ${2 * upright}`}
        role="group"
        aria-label={`Blast radius of ${trace.vm}: ${count(dots.length, 'artefact')} of ${count(sectors.length, 'team')}`}
        onKeyDown={onKey}
      >
        {sectors.map((sector, at) => (
          <g key={sector.team}>
            <path d={wedge(sector, 60, outer)} className={at % 2 === 0 ? 'cw-wedge' : 'cw-wedge cw-odd'} />
            <SectorName sector={sector} outer={outer} />
          </g>
        ))}
        <circle r="54" className="cw-centre" />
        <text className="cw-centre-name" textAnchor="middle" dy="-.1em">
          {short(trace.vm, 15)}
        </text>
        <text className="cw-centre-more" textAnchor="middle" dy="1.3em">
          {trace.addresses[0]}
        </text>
        {dots.map((dot, at) => (
          <Link
            key={`${dot.reference.file}:${dot.reference.line}:${dot.reference.name ?? ''}:${dot.reference.role}:${dot.reference.matched}:${dot.reference.column ?? 0}`}
            to={referencePath(dot.reference)}
            className={`cw-dot cw-of-${dot.family}${touches(dot.reference, mode) ? '' : ' cw-hollow'}`}
            aria-label={describe(dot, mode)}
            tabIndex={at === Math.min(active, dots.length - 1) ? 0 : -1}
            onFocus={() => {
              setActive(at)
              setPointed(dot)
            }}
            onMouseEnter={() => setPointed(dot)}
          >
            <title>{describe(dot, mode)}</title>
            <circle cx={dot.x} cy={dot.y} r="9" className="cw-reach" />
            <Sign family={dot.family} x={dot.x} y={dot.y} />
          </Link>
        ))}
      </svg>
      <figcaption>
        <Legend trace={trace} dots={dots} />
        <Pointed dot={pointed} mode={mode} />
        {folded > 0 ? (
          <p className="cw-soft">{count(folded, 'smaller team')} only in the list.</p>
        ) : undefined}
      </figcaption>
    </figure>
  )
}

function SectorName({ sector, outer }: { readonly sector: Sector; readonly outer: number }) {
  const middle = (sector.from + sector.to) / 2
  const x = (outer + 14) * Math.sin(middle)
  const y = -(outer + 14) * Math.cos(middle)
  const anchor = Math.abs(x) < outer * 0.2 ? 'middle' : x > 0 ? 'start' : 'end'
  return (
    <text x={x} y={y + (y > 0 ? 10 : 0)} textAnchor={anchor} className="cw-sector-name">
      {short(sector.team, 20)} <tspan className="cw-sector-count">{sector.total}</tspan>
      <title>{sector.team}</title>
    </text>
  )
}

function Legend({ trace, dots }: { readonly trace: TraceResult; readonly dots: readonly Dot[] }) {
  const rest = trace.references.length - dots.length
  return (
    <ul className="cw-legend" aria-label="Legend">
      {families
        .filter((family) => dots.some((dot) => dot.family === family))
        .map((family) => (
          <li key={family}>
            <svg
              viewBox="-8 -8 16 16"
              width="16"
              height="16"
              aria-hidden="true"
              className={`cw-of-${family}`}
            >
              <Sign family={family} x={0} y={0} />
            </svg>
            {familyWords[family]}{' '}
            <span className="cw-soft">{dots.filter((dot) => dot.family === family).length}</span>
          </li>
        ))}
      <li className="cw-soft">Filled: has to change in the chosen mode. Hollow: stays as it is.</li>
      {rest > 0 ? <li className="cw-soft">{count(rest, 'artefact')} more only in the list.</li> : undefined}
    </ul>
  )
}

function Pointed({ dot, mode }: { readonly dot: Dot | undefined; readonly mode: Mode }) {
  if (!dot)
    return (
      <p className="cw-soft cw-pointed">
        Point at a sign, or go through them with the arrow keys; Enter opens the line in its file.
      </p>
    )
  const { reference } = dot
  return (
    <div className="cw-pointed">
      <p>
        {describe(dot, mode)} · <EvidenceLink of={reference} />
      </p>
      <code className="cw-line">{reference.text}</code>
    </div>
  )
}

function describe({ reference }: Dot, mode: Mode): string {
  const { kind, name, device, strength, role, owner } = reference
  return `${kind.replaceAll('-', ' ')}${name === undefined ? '' : ` ${name}`} on ${device}, ${strength} as ${role}, ${owner ?? 'owner not known'}, ${touches(reference, mode) ? 'has to change' : 'stays'}`
}

function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
