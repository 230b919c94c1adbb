import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useSearchParams } from 'react-router'
import { namedHow } from '../../../src/contract/named-how.ts'
import type { TraceResult } from '../../../src/contract/trace.ts'
import { count, sentence } from '../../words/measure.ts'
import { Flows } from './flows.tsx'
import { Modes } from './modes.tsx'
import { RadiusGraph } from './radius-graph.tsx'
import { TeamList } from './team-list.tsx'
import { useMode } from './use-mode.ts'

const views = ['list', 'graph'] as const
type View = (typeof views)[number]

/** Whether artefacts are listed or drawn; it stands in the address bar. */
function useView(): readonly [View, (view: View) => void] {
  const [search, setSearch] = useSearchParams()
  const change = (view: View) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (view === 'list') next.delete('view')
        else next.set('view', view)
        return next
      },
      { replace: true },
    )
  return [search.get('view') === 'graph' ? 'graph' : 'list', change]
}

/** Who will notice: every artefact that names the VM, by the team that owns it, and what each mode costs. */
export function BlastRadius({ trace }: { readonly trace: TraceResult }) {
  const [mode, setMode] = useMode(trace.recommended)
  const [view, setView] = useView()
  const how = namedHow(trace.references)
  return (
    <div className="cw-radius">
      <p className="cw-lead">
        Named in <strong>{count(trace.references.length, 'place')}</strong>, owned by{' '}
        <strong>{count(trace.teams.length, 'team')}</strong>
        {how === '' ? '' : `: ${how}`}. {sentence(trace.recommendedBecause)}
      </p>
      <Modes trace={trace} mode={mode} onMode={setMode} />
      <div className="cw-columns">
        <section aria-label="Artefacts by team">
          <div className="cw-views">
            <h2>What names it, by team</h2>
            <ToggleGroup aria-label="How to show it" isCompact>
              {views.map((name) => (
                <ToggleGroupItem
                  key={name}
                  text={name}
                  isSelected={view === name}
                  onChange={() => setView(name)}
                />
              ))}
            </ToggleGroup>
          </div>
          {view === 'graph' && trace.references.length > 0 ? (
            <RadiusGraph trace={trace} mode={mode} />
          ) : (
            <TeamList trace={trace} mode={mode} />
          )}
        </section>
        <aside>
          <section aria-label="What we do not know">
            <h2>What we do not know</h2>
            {trace.unknowns.length === 0 ? (
              <p className="cw-soft">Nothing that this evidence leaves open.</p>
            ) : undefined}
            <ul className="cw-unknowns">
              {trace.unknowns.map((unknown) => (
                <li key={unknown}>{unknown}</li>
              ))}
            </ul>
          </section>
          <Flows
            title="Calls it"
            flows={trace.flows.in}
            none="No flow was seen. That is no proof that nobody calls it."
          />
          <Flows title="It calls" flows={trace.flows.out} none="No flow was seen." />
          <section aria-label="Score">
            <h2>Blast radius score: {Math.round(trace.score.total)}</h2>
            <table className="cw-plain">
              <tbody>
                {trace.score.terms.map((term) => (
                  <tr key={term.term}>
                    <th scope="row">{term.term}</th>
                    <td className="cw-number">
                      {term.count} × {term.weight}
                    </td>
                    <td className="cw-number">{Math.round(term.points * 10) / 10}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </aside>
      </div>
    </div>
  )
}
