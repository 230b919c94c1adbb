import { PageSection } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { QuestionsResult } from '../../../src/contract/trace-lists.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { EvidenceLink } from '../../parts/evidence-link.tsx'
import { count } from '../../words/measure.ts'

/** How many rows below an answer are shown; the command line has all. */
const mostRows = 200

/** The four questions that an approval asks, each with its answer first and the rows that it rests on below. */
export function QuestionsTab() {
  const asked = useAnswer('questions', {})
  return (
    <PageSection>
      <WhenHere asked={asked} what="The answers">
        {({ modernisation, addresses, segments, remaining }) => (
          <>
            <Question of={modernisation} rows={modernisation.evidence}>
              {({ what, evidence }) => (
                <Row key={what} head={what}>
                  {evidence}
                </Row>
              )}
            </Question>
            <Question of={addresses} rows={addresses.vms}>
              {(one) => (
                <Row key={one.id} head={<Link to={`/vms/${encodeURIComponent(one.id)}`}>{one.vm}</Link>}>
                  {count(one.rules, 'rule')}, {count(one.documents, 'document')}:{' '}
                  {one.first.map((place) => (
                    <span key={`${place.file}:${place.line}`}>
                      <EvidenceLink of={place} />{' '}
                    </span>
                  ))}
                </Row>
              )}
            </Question>
            <Question of={segments} rows={segments.segments}>
              {(one) => (
                <Row key={`${one.network} ${one.vlan}`} head={`${one.network}, ${one.vlan}`}>
                  {count(one.vms, 'VM')}, {one.team ?? 'nobody known'}, {securityWords(one.security)};{' '}
                  {one.basis}
                </Row>
              )}
            </Question>
            <Question of={remaining} rows={remaining.vms}>
              {(one) => (
                <Row key={one.id} head={<Link to={`/vms/${encodeURIComponent(one.id)}`}>{one.vm}</Link>}>
                  {one.disposition}: {one.reason}
                </Row>
              )}
            </Question>
          </>
        )}
      </WhenHere>
    </PageSection>
  )
}

function Question<Item>({
  of: { question, answer },
  rows,
  children,
}: {
  readonly of: { readonly question: string; readonly answer: string }
  readonly rows: readonly Item[]
  readonly children: (row: Item) => ReactNode
}) {
  return (
    <section aria-label={question} className="cw-question">
      <h2>{question}</h2>
      <p className="cw-lead">{answer}</p>
      {rows.length === 0 ? undefined : (
        <details>
          <summary>{count(rows.length, 'row')} behind this answer</summary>
          <table className="cw-plain">
            <tbody>{rows.slice(0, mostRows).map(children)}</tbody>
          </table>
          {rows.length > mostRows ? (
            <p className="cw-soft">and {(rows.length - mostRows).toLocaleString('en')} more</p>
          ) : undefined}
        </details>
      )}
    </section>
  )
}

function Row({ head, children }: { readonly head: ReactNode; readonly children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{head}</th>
      <td>{children}</td>
    </tr>
  )
}

function securityWords(security: QuestionsResult['segments']['segments'][number]['security']): string {
  if (security === 'yes') return 'a security team'
  return security === 'no' ? 'no security team' : 'security team or not is not known'
}
