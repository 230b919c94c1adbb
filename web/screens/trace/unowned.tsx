import { Label, PageSection } from '@patternfly/react-core'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { EvidenceLink } from '../../parts/evidence-link.tsx'
import { useSearch } from '../../parts/use-search.ts'
import { count } from '../../words/measure.ts'
import { Pager } from './pager.tsx'

const page = 100

/** Artefacts that nobody is known to own, each with why, and whom its neighbours propose. */
export function UnownedTab() {
  const [search, change] = useSearch()
  const after = Number(search.get('after')) || 0
  const asked = useAnswer('unowned', { query: { limit: page, after } })
  return (
    <PageSection>
      <WhenHere asked={asked} what="The artefacts without an owner">
        {({ total, proposed, artefacts }) =>
          total === 0 ? (
            <Empty title="Every artefact has an owner" command="causeway evidence add ./evidence">
              Nothing that names the estate is without a team. New evidence may bring some; they will stand
              here.
            </Empty>
          ) : (
            <>
              <p className="cw-lead">
                {count(total, 'artefact')} without an owner; for {proposed.toLocaleString('en')} of them a
                team is proposed. Settle them in <code>owners.yaml</code>, or add a CMDB export: they leave
                this list by themselves.
              </p>
              <ul className="cw-artefacts">
                {artefacts.map((one) => (
                  <li
                    key={`${one.file}:${one.line}:${one.name ?? ''}:${one.column ?? 0}:${one.role}:${one.matched}`}
                  >
                    <div className="cw-artefact-head">
                      <span>
                        {one.kind.replaceAll('-', ' ')} {one.name ? <strong>{one.name}</strong> : undefined}{' '}
                        <span className="cw-soft">
                          on {one.device}: {one.matched}, {one.strength} as {one.role}
                        </span>
                      </span>
                      <EvidenceLink of={one} />
                    </div>
                    <code className="cw-artefact-line">{one.text}</code>
                    <div className="cw-artefact-head cw-small">
                      <span className="cw-soft">{one.why}</span>
                      {one.proposal === undefined ? (
                        <span className="cw-soft">no proposal</span>
                      ) : (
                        <span>
                          <Label isCompact color="blue">
                            {one.proposal.team}?
                          </Label>{' '}
                          <span className="cw-soft">
                            {one.proposal.basis}, {Math.round(one.proposal.share * 100)}%
                          </span>
                        </span>
                      )}
                    </div>
                  </li>
                ))}
              </ul>
              <Pager
                after={after}
                shown={artefacts.length}
                total={total}
                page={page}
                what="artefacts"
                onChange={(next) => change({ after: next })}
              />
            </>
          )
        }
      </WhenHere>
    </PageSection>
  )
}
