import { Label, PageSection, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { useParams, useSearchParams } from 'react-router'
import type { VmResult } from '../../../src/contract/vms.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { Failure, WhenHere } from '../../parts/asked.tsx'
import { Performance } from '../../parts/performance.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { count, size } from '../../words/measure.ts'
import { BlastRadius } from './blast-radius.tsx'
import { Facts } from './facts.tsx'
import { Findings } from './findings.tsx'
import { History } from './history.tsx'
import { Manifest } from './manifest.tsx'
import './vm.css'

const tabs = ['radius', 'facts', 'findings', 'performance', 'manifest', 'history'] as const
type TabName = (typeof tabs)[number]

/** One VM, everything known: who names it, what it is, what to do, what it will be. */
export function VmScreen() {
  const { id = '' } = useParams()
  const [search] = useSearchParams()
  const asked = useAnswer('vm', { params: { id } })
  return (
    <WhenHere asked={asked} what="This VM">
      {(vm) => (
        <>
          <ScreenHead
            title={vm.name}
            command={`causeway ${openTab(search) === 'radius' ? 'trace' : 'vm'} ${vm.id}`}
          >
            <Summary vm={vm} />
          </ScreenHead>
          <PageSection>
            <VmTabs vm={vm} />
          </PageSection>
        </>
      )}
    </WhenHere>
  )
}

/** The tab of the address bar; the blast radius where it names none. */
function openTab(search: URLSearchParams): TabName {
  const asked = search.get('tab')
  return tabs.find((tab) => tab === asked) ?? 'radius'
}

function VmTabs({ vm }: { readonly vm: VmResult }) {
  const [search, setSearch] = useSearchParams()
  const open = openTab(search)
  // The first trace of a large estate takes a while: who wants to see something else does not begin it.
  const trace = useAnswer('trace', { params: { id: vm.id } }, open === 'radius')
  const choose = (tab: string | number) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.set('tab', String(tab))
        return next
      },
      { replace: true },
    )
  return (
    <Tabs
      activeKey={open}
      onSelect={(_, tab) => choose(tab)}
      aria-label="What to show of this VM"
      mountOnEnter
      unmountOnExit
    >
      <Tab eventKey="radius" title={<TabTitleText>Blast radius</TabTitleText>}>
        {trace.state === 'waiting' ? <Waiting what="the blast radius" /> : undefined}
        {trace.state === 'failed' ? <Failure error={trace.error} what="The blast radius" /> : undefined}
        {trace.state === 'here' ? <BlastRadius trace={trace.value} /> : undefined}
      </Tab>
      <Tab eventKey="facts" title={<TabTitleText>Facts</TabTitleText>}>
        <Facts vm={vm} />
      </Tab>
      <Tab eventKey="findings" title={<TabTitleText>{`Findings (${vm.findings.length})`}</TabTitleText>}>
        <Findings vm={vm} />
      </Tab>
      <Tab eventKey="performance" title={<TabTitleText>Performance</TabTitleText>}>
        <Performance reference={`vm:${vm.id}`} name={vm.name} />
      </Tab>
      <Tab eventKey="manifest" title={<TabTitleText>Manifest</TabTitleText>}>
        <Manifest vm={vm} />
      </Tab>
      <Tab eventKey="history" title={<TabTitleText>History</TabTitleText>}>
        <History vm={vm} />
      </Tab>
    </Tabs>
  )
}

function Summary({ vm }: { readonly vm: VmResult }) {
  const parts = [
    vm.addresses.join(', '),
    [vm.cpus === undefined ? '' : count(vm.cpus, 'CPU'), size(vm.memoryMib), `${size(vm.diskMib)} disk`]
      .filter(Boolean)
      .join(', '),
    vm.os,
    [vm.host, vm.cluster].filter(Boolean).join(' in '),
    vm.application,
    vm.owner ?? vm.team,
  ].filter((part) => part !== undefined && part !== '')
  const open = vm.conflicts.filter(({ decided }) => !decided)
  return (
    <>
      <p className="cw-soft">{parts.join(' · ')}</p>
      <p className="cw-labels">
        <Label color={vm.power === 'on' ? 'green' : 'grey'}>
          {vm.template ? 'template' : `power ${vm.power}`}
        </Label>
        {vm.disposition ? <Label color="blue">{vm.disposition}</Label> : undefined}
        {vm.wave ? <Label color="purple">{vm.wave}</Label> : undefined}
        {vm.platform ? <Label color="orange">platform: {vm.platform}</Label> : undefined}
        {open.length > 0 ? (
          <Label color="orange">{`sources disagree on ${open.map(({ field }) => field).join(', ')}`}</Label>
        ) : undefined}
      </p>
    </>
  )
}
