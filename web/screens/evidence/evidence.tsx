import { PageSection } from '@patternfly/react-core'
import { Navigate, useSearchParams } from 'react-router'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { count } from '../../words/measure.ts'
import { Files } from './files.tsx'
import { sumOf } from './sums.ts'
import { Upload } from './upload.tsx'
import './evidence.css'

/** What was read of who names the estate: files of evidence, understood and not. */
export function Evidence() {
  const [search] = useSearchParams()
  // The sources of the inventory stood here once; links to them still lead there.
  if (search.get('tab') === 'sources') return <Navigate to="/sources" replace />
  return (
    <>
      <ScreenHead title="Evidence" command="causeway evidence list">
        <p className="cw-soft">What was read, how much of it was understood, and what was left aside.</p>
      </ScreenHead>
      <PageSection className="cw-tight">
        <FilesTab />
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
