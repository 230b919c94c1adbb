import type { ChangeDocument } from '../../../src/contract/trace-scope.ts'
import { EvidenceLink } from '../../parts/evidence-link.tsx'
import { count } from '../../words/measure.ts'

/** Fields of a document in the order in which a change board reads them. */
const fields = [
  ['Requester', 'requester'],
  ['Justification', 'justification'],
  ['Action', 'action'],
  ['Source', 'source'],
  ['Destination', 'destination'],
  ['Protocol', 'protocol'],
  ['Port', 'port'],
  ['Window', 'window'],
  ['Expiry', 'expiry'],
  ['Risk', 'risk'],
  ['Test', 'test'],
  ['Roll back', 'rollback'],
] as const

/** One change request: its title first, the whole document when it is opened. */
export function ChangeRequest({
  request,
  open,
}: {
  readonly request: ChangeDocument
  readonly open: boolean
}) {
  return (
    <details className="cw-change" open={open}>
      <summary>
        <strong>{request.title.charAt(0).toUpperCase() + request.title.slice(1)}</strong>
        <div className="cw-soft cw-small">
          {request.id} · {request.team} · {request.device} · {request.window} ·{' '}
          {Math.round(request.hours * 10) / 10} hours, {count(request.vms.length, 'VM')}
          {request.artefacts.length === 0 ? '' : `, ${count(request.artefacts.length, 'artefact')}`}
        </div>
      </summary>
      <dl className="cw-change-fields">
        {fields
          .filter(([, key]) => request[key] !== '')
          .map(([title, key]) => (
            <div key={key}>
              <dt>{title}</dt>
              <dd>{request[key]}</dd>
            </div>
          ))}
        <div>
          <dt>VMs</dt>
          <dd>{request.vms.join(', ')}</dd>
        </div>
      </dl>
      {request.artefacts.length > 0 ? (
        <ul className="cw-artefacts">
          {request.artefacts.map((one) => (
            <li
              key={`${one.file}:${one.line}:${one.name ?? ''}:${one.column ?? 0}:${one.role}:${one.matched}`}
            >
              <div className="cw-artefact-head">
                <span>
                  {one.kind.replaceAll('-', ' ')} {one.name ? <strong>{one.name}</strong> : undefined}{' '}
                  <span className="cw-soft">for {one.vms.join(', ')}</span>
                </span>
                <EvidenceLink of={one} />
              </div>
              <code className="cw-artefact-line">{one.text}</code>
            </li>
          ))}
        </ul>
      ) : undefined}
    </details>
  )
}
