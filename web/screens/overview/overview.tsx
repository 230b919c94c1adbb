import { Card, CardBody, CardTitle, EmptyState, EmptyStateBody, PageSection } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { StatusResult } from '../../../src/contract/status.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { CommandLine } from '../../parts/command.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { count, minute } from '../../words/measure.ts'
import { Funnel } from './funnel.tsx'
import './overview.css'

const withHosts = '/estate?sort=host&columns=name,power,cpus,memoryMib,cluster,host'
const withReferences = '/estate?sort=-references&columns=name,references,addresses,networks,owner,application'

/** Where are we, and what needs me. */
export function Overview() {
  const asked = useAnswer('status')
  return (
    <WhenHere asked={asked} what="The overview">
      {(status) => (
        <>
          <ScreenHead title="Overview" command="causeway status">
            <p className="cw-soft">
              {status.demo ? 'The demo workspace: Harbour, a shipping company that does not exist. ' : ''}
              <span className="cw-mono">{status.workspace}</span>
            </p>
          </ScreenHead>
          {status.sources.length === 0 ? <NothingYet /> : <Filled status={status} />}
        </>
      )}
    </WhenHere>
  )
}

function Filled({ status }: { readonly status: StatusResult }) {
  const { estate, evidence } = status
  return (
    <PageSection>
      <div className="cw-cards">
        <Card className="cw-wide">
          <CardTitle>The journey so far</CardTitle>
          <CardBody>
            <Funnel funnel={status.funnel} />
          </CardBody>
        </Card>
        <Card className="cw-wide">
          <CardTitle>What to do next</CardTitle>
          <CardBody>
            <ol className="cw-next">
              {status.next.map((next) => (
                <li key={next.command}>
                  <p>{next.why}</p>
                  <CommandLine text={next.command} />
                </li>
              ))}
            </ol>
            {status.next.length === 0 ? <p className="cw-soft">Nothing is waiting for you.</p> : undefined}
            {status.settles ? (
              <p>
                <strong>{status.settles.file}</strong> would settle{' '}
                {count(status.settles.unknowns, 'unknown')}: {status.settles.why}
              </p>
            ) : undefined}
          </CardBody>
        </Card>
        <Card>
          <CardTitle>Estate</CardTitle>
          <CardBody>
            <dl className="cw-counts">
              <Count to="/estate?where=template+%3D+false" number={estate.vms} name="virtual machines" />
              <Count to="/estate?where=template+%3D+true" number={estate.templates} name="templates" />
              <Count to="/estate?where=has+platform" number={estate.platform} name="platform VMs" />
              <Count to="/estate" number={estate.clusters} name="clusters" />
              <Count to={withHosts} number={estate.hosts} name="hosts" />
              <Count to="/estate?view=storage" number={estate.datastores} name="datastores" />
              <Count to="/estate?view=networks" number={estate.networks} name="networks" />
              <Count
                to="/sources?tab=conflicts"
                number={estate.conflicts}
                name="contradictions between sources"
              />
            </dl>
          </CardBody>
        </Card>
        <Card>
          <CardTitle>Evidence</CardTitle>
          <CardBody>
            <dl className="cw-counts">
              <Count to="/evidence" number={evidence.files} name="files" />
              <Count to={withReferences} number={evidence.references} name="references" />
              <Count to="/trace?tab=flows" number={evidence.flows} name="flows" />
              <Count to="/evidence" number={evidence.notUnderstood} name="statements not understood" />
            </dl>
          </CardBody>
        </Card>
        <Card>
          <CardTitle>Sources</CardTitle>
          <CardBody>
            <ul className="cw-sources">
              {status.sources.map((source) => (
                <li key={source.source}>
                  <strong>{source.label}</strong>{' '}
                  <span className="cw-soft">
                    {source.kind}, true at {minute(source.observedAt)}
                  </span>
                </li>
              ))}
            </ul>
          </CardBody>
        </Card>
        <Card>
          <CardTitle>Running</CardTitle>
          <CardBody>
            {status.running.length === 0 ? <p className="cw-soft">Nothing is running.</p> : undefined}
            <ul className="cw-sources">
              {status.running.map((run) => (
                <li key={run.run}>
                  <Link to={`/runs/${run.run}`}>{run.what}</Link>{' '}
                  <span className="cw-soft">
                    {run.state}
                    {run.step ? `, ${run.step}` : ''}
                  </span>
                </li>
              ))}
            </ul>
          </CardBody>
        </Card>
      </div>
    </PageSection>
  )
}

function Count({
  number,
  name,
  to,
}: {
  readonly number: number
  readonly name: string
  readonly to?: string
}) {
  const text = number.toLocaleString('en')
  return (
    <div>
      <dt>{name}</dt>
      <dd>{to === undefined ? text : <Link to={to}>{text}</Link>}</dd>
    </div>
  )
}

function NothingYet() {
  return (
    <EmptyState titleText="This workspace is empty" headingLevel="h2">
      <EmptyStateBody>
        <p>Begin with what you have: an RVTools workbook, a vCenter, an OVA or a CSV.</p>
        <CommandLine text="causeway discover rvtools.xlsx" />
      </EmptyStateBody>
    </EmptyState>
  )
}
