import { PageSection, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { useSearchParams } from 'react-router'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { ChangesTab } from './changes.tsx'
import { FlowsTab } from './flows.tsx'
import { HeatMapTab } from './heat-map.tsx'
import { OrphansTab } from './orphans.tsx'
import { QuestionsTab } from './questions.tsx'
import { scopeOf, scopeOptions } from './scope.ts'
import { UnownedTab } from './unowned.tsx'
import './trace.css'

const tabs = [
  { key: 'heat-map', title: 'Heat map', command: 'causeway heat-map' },
  { key: 'flows', title: 'Flows', command: 'causeway flows' },
  { key: 'unowned', title: 'Unowned', command: 'causeway trace --unowned' },
  { key: 'orphans', title: 'Orphans', command: 'causeway trace --unresolved' },
  { key: 'changes', title: 'Change requests', command: 'causeway trace' },
  { key: 'questions', title: 'Questions', command: 'causeway trace --questions' },
] as const

/** Who names the estate as a whole: by subnet and team, and who talks to whom. */
export function Trace() {
  const [search, setSearch] = useSearchParams()
  const open = tabs.find(({ key }) => key === search.get('tab')) ?? tabs[0]
  return (
    <div className="cw-fill">
      <ScreenHead title="Trace" command={commandOf(open.key, open.command, search)} />
      <PageSection className="cw-tight cw-trace-tabs">
        <Tabs
          activeKey={open.key}
          onSelect={(_, tab) => setSearch(tab === tabs[0].key ? {} : { tab: String(tab) })}
          aria-label="What to show of the whole estate"
        >
          {tabs.map(({ key, title }) => (
            <Tab
              key={key}
              eventKey={key}
              tabContentId={`trace-${key}`}
              title={<TabTitleText>{title}</TabTitleText>}
            />
          ))}
        </Tabs>
      </PageSection>
      <section id={`trace-${open.key}`} role="tabpanel" aria-label={open.title} className="cw-fill">
        {open.key === 'heat-map' ? <HeatMapTab /> : undefined}
        {open.key === 'flows' ? <FlowsTab /> : undefined}
        {open.key === 'unowned' ? <UnownedTab /> : undefined}
        {open.key === 'orphans' ? <OrphansTab /> : undefined}
        {open.key === 'changes' ? <ChangesTab /> : undefined}
        {open.key === 'questions' ? <QuestionsTab /> : undefined}
      </section>
    </div>
  )
}

/** The command line that shows the same as the address bar. */
function commandOf(key: (typeof tabs)[number]['key'], command: string, search: URLSearchParams): string {
  const names = key === 'changes' ? ['mode', 'team'] : ['subnet', 'team', 'by', 'find', 'sort']
  const scope = key === 'changes' ? [scopeOptions(scopeOf(search)), '--changes', '--out changes'] : []
  const options = names.flatMap((name) => {
    const value = search.get(name)
    if (value === null || value === '') return []
    return [`--${name} ${/^[\w./:-]+$/.test(value) ? value : `'${value.replaceAll("'", '')}'`}`]
  })
  return [command, ...scope, ...options].join(' ')
}
