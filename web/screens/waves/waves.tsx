import { Alert, PageSection } from '@patternfly/react-core'
import type { PlanResult } from '../../../src/contract/plan.ts'
import { ApiError, call } from '../../app/client.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ScreenHead } from '../../parts/screen-head.tsx'
import { bytes, count } from '../../words/measure.ts'
import { Calendar } from './calendar.tsx'
import { Unplanned } from './unplanned.tsx'
import { WaveRow } from './wave-row.tsx'
import './waves.css'

/** When, and together with what: the waves on their dates, what is in none, and what cannot be had as asked. */
export function Waves() {
  const asked = useAnswer('plan')
  const missing =
    asked.state === 'failed' && asked.error instanceof ApiError && asked.error.details.code === 'plan-missing'
  return (
    <>
      <ScreenHead title="Waves" command="causeway plan">
        {asked.state === 'here' ? <Summary plan={asked.value} /> : undefined}
      </ScreenHead>
      {missing ? (
        <>
          <Empty title="There is no plan yet" command="causeway plan">
            Planning puts VMs that belong together into groups, groups into waves, and waves into the windows
            of plan.yaml.
          </Empty>
          <div className="cw-center">
            <MakePlan label="Make the plan" />
          </div>
        </>
      ) : (
        <WhenHere asked={asked} what="The plan">
          {(plan) => <Filled plan={plan} />}
        </WhenHere>
      )}
    </>
  )
}

function MakePlan({ label, quiet = false }: { readonly label: string; readonly quiet?: boolean }) {
  return (
    <Confirm button={label} quiet={quiet} title={`${label}?`} act={() => call('makePlan')}>
      <p>
        It is made from the estate, the evidence and plan.yaml as they are now, and replaces the plan that is
        shown. Nothing is moved. The first plan writes its start into plan.yaml.
      </p>
    </Confirm>
  )
}

function Summary({ plan }: { readonly plan: PlanResult }) {
  const vms = plan.waves.reduce((sum, wave) => sum + wave.vms.length, 0)
  const size = plan.waves.reduce((sum, wave) => sum + wave.bytes, 0)
  const last = plan.waves
    .map((wave) => wave.end)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1)
  return (
    <div className="cw-acts">
      <p className="cw-soft">
        {count(plan.waves.length, 'wave')} with {count(vms, 'VM')} and {bytes(size)}, from {plan.start}
        {last === undefined ? '' : ` to ${last.slice(0, 10)}`}, {plan.timezone}
        {plan.deadline === undefined ? '; plan.yaml names no deadline' : `; deadline ${plan.deadline}`} · plan{' '}
        <span className="cw-mono">{plan.hash.slice(0, 12)}</span>
      </p>
      <MakePlan label="Plan again" quiet />
    </div>
  )
}

function Filled({ plan }: { readonly plan: PlanResult }) {
  const groups = new Map(plan.groups.map((group) => [group.id, group]))
  return (
    <PageSection>
      {plan.conflicts.map((conflict) => (
        <Alert
          key={conflict.what}
          variant="warning"
          isInline
          title={conflict.what}
          className="cw-conflict-alert"
        >
          {conflict.relax}
        </Alert>
      ))}
      <Calendar plan={plan} />
      <div className="cw-wave-line cw-wave-head" aria-hidden="true">
        <span>Wave</span>
        <span>Kind</span>
        <span>Window ({plan.timezone})</span>
        <span className="cw-number">VMs</span>
        <span className="cw-number">Groups</span>
        <span className="cw-number">To copy</span>
        <span className="cw-number">Work of the window</span>
      </div>
      <ol className="cw-waves">
        {plan.waves.map((wave) => (
          <WaveRow key={wave.id} wave={wave} groups={groups} />
        ))}
      </ol>
      <Unplanned plan={plan} />
      {plan.bridged > 0 ? (
        <details className="cw-bridges">
          <summary>
            {count(plan.bridged, 'dependency', 'dependencies')} across waves, reached across both platforms
            meanwhile
          </summary>
          <ul>
            {plan.bridges.slice(0, 200).map((bridge) => (
              <li key={`${bridge.client} ${bridge.server}`}>
                <span className="cw-mono">
                  {bridge.client} → {bridge.server}
                </span>{' '}
                {bridge.why}
              </li>
            ))}
          </ul>
        </details>
      ) : undefined}
    </PageSection>
  )
}
