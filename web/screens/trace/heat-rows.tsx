import { PageSection } from '@patternfly/react-core'
import { Link } from 'react-router'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { searchWith, useSearch } from '../../parts/use-search.ts'
import { count } from '../../words/measure.ts'
import { Artefacts } from './artefacts.tsx'
import { Pager } from './pager.tsx'

/** The artefacts behind one number of the heat map. */
export function HeatRows({ subnet }: { readonly subnet: string }) {
  const [search, change] = useSearch()
  const team = search.get('team') ?? undefined
  const after = search.get('after') ?? undefined
  const asked = useAnswer('heatCell', { query: { subnet, team, after } })
  const back = `/trace?${searchWith(search, { subnet: undefined, team: undefined, after: undefined }).toString()}`
  return (
    <PageSection>
      <p>
        <Link to={back}>Back to the heat map</Link>
      </p>
      <WhenHere asked={asked} what="These artefacts">
        {(cell) => (
          <>
            <h2 className="cw-rows-title">
              {count(cell.total, 'artefact')} {cell.total === 1 ? 'names' : 'name'}{' '}
              <span className="cw-mono">{subnet}</span>
              {team === undefined ? '' : `, owned by ${team}`}
            </h2>
            <Artefacts artefacts={cell.artefacts} />
            <Pager
              after={cell.after}
              shown={cell.artefacts.length}
              total={cell.total}
              page={100}
              what="artefacts"
              onChange={(next) => change({ after: next })}
            />
          </>
        )}
      </WhenHere>
    </PageSection>
  )
}
