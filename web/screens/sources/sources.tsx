import { PageSection, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { useSearch } from '../../parts/use-search.ts'
import { AddSource } from './add.tsx'
import { Conflicts } from './conflicts.tsx'
import { SourceList } from './parts.tsx'
import { Reading } from './reading.tsx'
import { Watches } from './watches.tsx'
import './sources.css'

/** What describes the estate: how each source was read, what to add, and where sources disagree. */
export function Sources() {
  const [search, change] = useSearch()
  const open = search.get('tab') === 'conflicts' ? 'conflicts' : 'sources'
  const contradictions = useAnswer('conflicts', { query: { limit: 1 } })
  const number =
    contradictions.state === 'here' ? ` (${contradictions.value.total.toLocaleString('en')})` : ''
  return (
    <>
      <ScreenHead
        title="Sources"
        command={open === 'conflicts' ? 'causeway conflicts' : 'causeway sources coverage'}
      >
        <p className="cw-soft">
          What describes the estate, how well it was read, and where sources disagree.
        </p>
      </ScreenHead>
      <PageSection className="cw-tight">
        <Tabs
          activeKey={open}
          onSelect={(_, tab) =>
            change({ tab: tab === 'conflicts' ? 'conflicts' : undefined, field: undefined, after: undefined })
          }
          aria-label="What to show of the sources"
          mountOnEnter
          unmountOnExit
        >
          <Tab eventKey="sources" title={<TabTitleText>What was read</TabTitleText>}>
            <Read />
          </Tab>
          <Tab eventKey="conflicts" title={<TabTitleText>{`Contradictions${number}`}</TabTitleText>}>
            <Conflicts />
          </Tab>
        </Tabs>
      </PageSection>
    </>
  )
}

function Read() {
  const asked = useAnswer('sources')
  return (
    <div className="cw-panel">
      <AddSource />
      <Reading />
      <Watches />
      <WhenHere asked={asked} what="The sources">
        {({ sources }) =>
          sources.length === 0 ? (
            <Empty title="No source yet" command="causeway discover rvtools.xlsx">
              An RVTools workbook, a vCenter, an OVA or a CSV describes the estate. Drop a file above, read a
              vCenter, or name either on the command line.
            </Empty>
          ) : (
            <SourceList sources={sources} />
          )
        }
      </WhenHere>
    </div>
  )
}
