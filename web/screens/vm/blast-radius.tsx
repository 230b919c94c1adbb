import type { TraceResult } from '../../../src/contract/trace.ts'
import { EvidenceLink } from '../../parts/evidence-link.tsx'
import { count, sentence } from '../../words/measure.ts'
import { Flows } from './flows.tsx'
import { Modes } from './modes.tsx'
import { byTeam, touches } from './teams.ts'
import { useMode } from './use-mode.ts'

/** Who will notice: every artefact that names the VM, by the team that owns it, and what each mode costs. */
export function BlastRadius({ trace }: { readonly trace: TraceResult }) {
  const [mode, setMode] = useMode(trace.recommended)
  const teams = byTeam(trace.references)
  return (
    <div className="cw-radius">
      <p className="cw-lead">
        Named in <strong>{count(trace.references.length, 'place')}</strong>, owned by{' '}
        <strong>{count(trace.teams.length, 'team')}</strong>. {sentence(trace.recommendedBecause)}
      </p>
      <Modes trace={trace} mode={mode} onMode={setMode} />
      <div className="cw-columns">
        <section aria-label="Artefacts by team">
          <h2>What names it, by team</h2>
          {teams.length === 0 ? (
            <p>No artefact of the evidence at hand names it. That is no proof that none does.</p>
          ) : undefined}
          {teams.map(({ team, references }) => (
            <details key={team} open className="cw-team">
              <summary>
                <strong>{team}</strong>{' '}
                <span className="cw-soft">
                  {count(references.length, 'artefact')},{' '}
                  {references.filter((reference) => touches(reference, mode)).length} to change
                </span>
              </summary>
              <ul>
                {references.map((reference) => (
                  <li
                    key={`${reference.file}:${reference.line}:${reference.column ?? 0}:${reference.role}:${reference.matched}`}
                  >
                    <div className="cw-artefact">
                      <span>
                        {reference.kind} {reference.name ? <strong>{reference.name}</strong> : undefined}{' '}
                        <span className="cw-soft">on {reference.device}</span>
                      </span>
                      <span className={touches(reference, mode) ? 'cw-act' : 'cw-soft'}>
                        {reference.strength}, as {reference.role}
                        {reference.disabled ? ', disabled' : ''}
                      </span>
                    </div>
                    <code className="cw-line">{reference.text}</code>
                    <div className="cw-soft cw-small">
                      <EvidenceLink file={reference.file} line={reference.line} />
                      {reference.path && reference.path.length > 0
                        ? ` · through ${reference.path.join(' → ')}`
                        : ''}
                      {reference.ownerBasis ? ` · ${reference.ownerBasis}` : ''}
                    </div>
                  </li>
                ))}
              </ul>
            </details>
          ))}
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
