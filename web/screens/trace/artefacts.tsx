import type { TraceResult } from '../../../src/contract/trace.ts'
import { stateTexts } from '../../../src/model/rule-states.ts'
import { EvidenceLink } from '../../parts/evidence-link.tsx'

/** Artefacts one below the other, each with its line and its owner. */
export function Artefacts({ artefacts }: { readonly artefacts: TraceResult['references'] }) {
  return (
    <ul className="cw-artefacts">
      {artefacts.map((one) => (
        <li key={`${one.file}:${one.line}:${one.name ?? ''}:${one.column ?? 0}:${one.role}:${one.matched}`}>
          <div className="cw-artefact-head">
            <span>
              {one.kind.replaceAll('-', ' ')} {one.name ? <strong>{one.name}</strong> : undefined}{' '}
              <span className="cw-soft">
                on {one.device}, {one.strength} as {one.role}
                {stateTexts(one).map((text) => `, ${text}`)}
              </span>
            </span>
            <EvidenceLink of={one} />
          </div>
          <code className="cw-artefact-line">{one.text}</code>
          <div className="cw-small cw-soft">
            {one.owner === undefined ? 'owner not known' : `owned by ${one.owner}`}
            {one.ownerBasis === undefined ? '' : ` · ${one.ownerBasis}`}
          </div>
        </li>
      ))}
    </ul>
  )
}
