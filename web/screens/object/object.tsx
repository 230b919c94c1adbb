import { PageSection, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { Link, useParams } from 'react-router'
import type { ObjectResult } from '../../../src/contract/objects.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { useSearch } from '../../parts/use-search.ts'
import { count } from '../../words/measure.ts'
import { ObjectFacts } from './facts.tsx'
import { panels } from './panels.ts'
import './object.css'

/** One host, cluster, datastore, network or other place: what it is, what is on it, where that was read. */
export function ObjectScreen() {
  const { id = '' } = useParams()
  const asked = useAnswer('object', { params: { id } })
  return (
    <WhenHere asked={asked} what="This place">
      {(object) => (
        <>
          <ScreenHead title={object.name} command={`causeway object ${object.id}`}>
            <Summary object={object} />
          </ScreenHead>
          <PageSection>
            <ObjectTabs object={object} />
          </PageSection>
        </>
      )}
    </WhenHere>
  )
}

function ObjectTabs({ object }: { readonly object: ObjectResult }) {
  const [search, change] = useSearch()
  const own = panels.filter(({ kinds }) => kinds.includes(object.kind))
  const open = own.find(({ key }) => key === search.get('tab'))?.key ?? 'facts'
  return (
    <Tabs
      activeKey={open}
      onSelect={(_, tab) => change({ tab: tab === 'facts' ? undefined : String(tab) })}
      aria-label="What to show of this place"
      mountOnEnter
      unmountOnExit
    >
      {[{ key: 'facts', title: 'Facts', Panel: ObjectFacts }, ...own].map(({ key, title, Panel }) => (
        <Tab key={key} eventKey={key} title={<TabTitleText>{title}</TabTitleText>}>
          <Panel object={object} />
        </Tab>
      ))}
    </Tabs>
  )
}

function Summary({ object }: { readonly object: ObjectResult }) {
  const { kind, summary, vms, view, node } = object
  const words = [kind === 'resource-pool' ? 'resource pool' : kind === 'vcenter' ? 'vCenter' : kind, summary]
  const to = `/estate?${new URLSearchParams({ ...(view && view !== 'hosts' ? { view } : {}), node: node ?? '' }).toString()}`
  return (
    <p className="cw-soft">
      {words.filter((word) => word !== '').join(' · ')} ·{' '}
      {node === undefined ? count(vms, 'VM') : <Link to={to}>{count(vms, 'VM')}</Link>}
    </p>
  )
}
