import { PageSection, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { useSearchParams } from 'react-router'
import type { RepositoryOverview } from '../../../src/contract/repository.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { count } from '../../words/measure.ts'
import { FileView } from './file-view.tsx'
import { History } from './history.tsx'
import { Losses } from './losses.tsx'
import { Problems } from './problems.tsx'
import { Tree } from './tree.tsx'
import './repository.css'

const tabs = ['files', 'losses', 'history'] as const

/** What it will be there: the files for Git, what was lost on the way, and the commits. */
export function Repository() {
  const asked = useAnswer('repository')
  return (
    <>
      <WhenHere asked={asked} what="The repository">
        {(overview) =>
          overview.translated ? (
            <Filled overview={overview} />
          ) : (
            <>
              <ScreenHead title="Repository" command="causeway translate --out repository --check" />
              <Empty title="Nothing was translated yet" command="causeway translate --out repository --check">
                Translating writes a manifest for every planned VM into a Git repository. Nothing in it starts
                a machine, creates an empty disk or deletes data.
              </Empty>
            </>
          )
        }
      </WhenHere>
    </>
  )
}

function Filled({ overview }: { readonly overview: RepositoryOverview }) {
  const [search, setSearch] = useSearchParams()
  const asked = search.get('tab')
  const open = tabs.find((tab) => tab === asked) ?? 'files'
  const path = search.get('path') ?? ''
  const affected = overview.losses.length + overview.lossesLeftOut
  const show = (next: string) => setSearch(next === '' ? {} : { path: next })
  return (
    <>
      <ScreenHead title="Repository" command="causeway translate --out repository --check">
        <p className="cw-soft">
          {count(overview.files, 'file')}:{' '}
          {Object.entries(overview.objects)
            .sort((a, b) => b[1] - a[1])
            .map(([kind, number]) => `${number.toLocaleString('en')} ${kind}`)
            .join(', ')}
          . {overview.checked ? 'Every object was checked.' : 'Not checked: run it with --check.'}
        </p>
        <Problems overview={overview} />
      </ScreenHead>
      <PageSection className="cw-tight">
        <Tabs
          activeKey={open}
          onSelect={(_, tab) => setSearch(tab === 'files' ? {} : { tab: String(tab) }, { replace: true })}
          aria-label="What to show of the repository"
          mountOnEnter
          unmountOnExit
        >
          <Tab eventKey="files" title={<TabTitleText>Files</TabTitleText>}>
            <div className="cw-repository">
              <nav aria-label="Files of the repository" className="cw-tree">
                <Tree open={path} onOpen={show} />
              </nav>
              <FileView path={path} />
            </div>
          </Tab>
          <Tab eventKey="losses" title={<TabTitleText>{`Losses (${affected})`}</TabTitleText>}>
            <Losses overview={overview} />
          </Tab>
          <Tab
            eventKey="history"
            title={<TabTitleText>{`Commits (${overview.history.length})`}</TabTitleText>}
          >
            <History history={overview.history} />
          </Tab>
        </Tabs>
      </PageSection>
    </>
  )
}
