import type { TraceResult } from '../../../src/contract/trace.ts'
import { stateTexts } from '../../../src/model/rule-states.ts'
import { EvidenceLink } from '../../parts/evidence-link.tsx'
import { count } from '../../words/measure.ts'
import { byTeam, type Mode, touches } from './teams.ts'

/** Every artefact that names the VM, by the team that owns it. */
export function TeamList({ trace, mode }: { readonly trace: TraceResult; readonly mode: Mode }) {
  const teams = byTeam(trace.references)
  return (
    <>
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
                key={`${reference.file}:${reference.line}:${reference.name ?? ''}:${reference.column ?? 0}:${reference.role}:${reference.matched}`}
              >
                <div className="cw-artefact">
                  <span>
                    {reference.kind} {reference.name ? <strong>{reference.name}</strong> : undefined}{' '}
                    <span className="cw-soft">on {reference.device}</span>
                  </span>
                  <span className={touches(reference, mode) ? 'cw-act' : 'cw-soft'}>
                    {reference.strength}, as {reference.role}
                    {stateTexts(reference).map((text) => `, ${text}`)}
                  </span>
                </div>
                <code className="cw-line">{reference.text}</code>
                <div className="cw-soft cw-small">
                  <EvidenceLink of={reference} />
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
    </>
  )
}
