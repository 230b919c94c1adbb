import { PageSection } from '@patternfly/react-core'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { useSearch } from '../../parts/use-search.ts'
import { ChangeFilter } from './change-filter.tsx'
import { Changes } from './changes.tsx'
import { askedOf, commandOf, queryOf } from './asked.ts'
import { Readings } from './readings.tsx'
import '../../parts/grid.css'
import './history.css'

/** Readings that are listed at once. */
const listed = 200

/** What appeared, vanished and changed in the estate: by reading, between two readings, or by what changed. */
export function History() {
  const [search, change] = useSearch()
  const asked = askedOf(search)
  const sets = useAnswer('history', {
    query: { since: asked.since, until: asked.until, limit: listed },
  })
  return (
    <div className="cw-fill">
      <ScreenHead title="History" command={commandOf(asked)}>
        <p className="cw-soft">
          What appeared, vanished and changed, and what was read or decided that told it.
        </p>
      </ScreenHead>
      <WhenHere asked={sets} what="The history">
        {(answer) =>
          answer.sets.length === 0 && asked.since === '' && asked.until === '' ? (
            <Empty title="No history yet" command="causeway discover rvtools.xlsx">
              The first read of the estate begins it; every further read adds what is new.
            </Empty>
          ) : (
            <>
              <PageSection className="cw-toolbar">
                <ChangeFilter asked={asked} onChange={(parts) => change({ ...parts, after: undefined })} />
              </PageSection>
              <div className="cw-history">
                <Readings
                  sets={answer.sets}
                  more={answer.next !== undefined}
                  asked={asked}
                  onChange={change}
                />
                <Changes asked={asked} query={queryOf(asked)} onChange={change} />
              </div>
            </>
          )
        }
      </WhenHere>
    </div>
  )
}
