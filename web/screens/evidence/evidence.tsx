import { PageSection, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { useSearchParams } from 'react-router'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { count } from '../../words/measure.ts'
import { Files } from './files.tsx'
import { Sources } from './sources.tsx'
import { sumOf } from './sums.ts'
import { Upload } from './upload.tsx'
import './evidence.css'

/** What was read: files of evidence and sources of the inventory, understood and not. */
export function Evidence() {
  const [search, setSearch] = useSearchParams()
  const open = search.get('tab') === 'sources' ? 'sources' : 'files'
  return (
    <>
      <ScreenHead title="Evidence" command={open === 'files' ? 'causeway evidence list' : 'causeway sources'}>
        <p className="cw-soft">What was read, how much of it was understood, and what was left aside.</p>
      </ScreenHead>
      <PageSection className="cw-tight">
        <Tabs
          activeKey={open}
          onSelect={(_, tab) => setSearch(tab === 'files' ? {} : { tab: String(tab) }, { replace: true })}
          aria-label="What was read"
          mountOnEnter
          unmountOnExit
        >
          <Tab eventKey="files" title={<TabTitleText>Files of evidence</TabTitleText>}>
            <FilesTab />
          </Tab>
          <Tab eventKey="sources" title={<TabTitleText>Sources of the inventory</TabTitleText>}>
            <SourcesTab />
          </Tab>
        </Tabs>
      </PageSection>
    </>
  )
}

function FilesTab() {
  const asked = useAnswer('evidence')
  return (
    <WhenHere asked={asked} what="The evidence">
      {({ files }) => {
        const sum = sumOf(files)
        return (
          <div className="cw-panel">
            <Upload />
            {files.length === 0 ? (
              <Empty title="No evidence yet" command="causeway evidence add ./evidence">
                Firewall rules, DNS zones, balancers, monitoring targets, flows, configuration files,
                documents and the CMDB say who names a machine. Drop them above, or name a folder on the
                command line.
              </Empty>
            ) : (
              <>
                <p className="cw-lead" data-testid="evidence-sum">
                  {count(files.length, 'file')}: {count(sum.understood, 'statement')} of{' '}
                  {sum.statements.toLocaleString('en')} understood, {count(sum.references, 'reference')},{' '}
                  {count(sum.flows, 'flow')}, {count(sum.masked, 'secret')} masked.
                </p>
                <Files files={files} />
              </>
            )}
          </div>
        )
      }}
    </WhenHere>
  )
}

function SourcesTab() {
  const asked = useAnswer('sources')
  return (
    <WhenHere asked={asked} what="The sources">
      {({ sources }) =>
        sources.length === 0 ? (
          <Empty title="No source yet" command="causeway discover rvtools.xlsx">
            An RVTools workbook, a vCenter, an OVA or a CSV overlay describes the estate.
          </Empty>
        ) : (
          <Sources sources={sources} />
        )
      }
    </WhenHere>
  )
}
