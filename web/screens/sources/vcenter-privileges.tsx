import { Button, Label } from '@patternfly/react-core'
import type { PreflightResult, PreflightStage } from '../../../src/contract/preflight.ts'
import { CommandLine } from '../../parts/command.tsx'
import { count } from '../../words/measure.ts'

const colours = { ready: 'green', partly: 'orange', missing: 'red', unknown: 'grey' } as const

/** What the check found: the vCenter, its clock, and for each stage whether its privileges are there. */
export function VcenterPrivileges({
  preflight,
  onRead,
  onWatch,
}: {
  readonly preflight: PreflightResult
  readonly onRead: () => void
  readonly onWatch: () => void
}) {
  const { about, certificate, clock, checked, stages, roles, host, tags } = preflight
  const machines = checked.find(({ kind }) => kind === 'vm')?.there
  const role = roles.find(({ stage }) => stage === 'read')
  const mayRead = stages.find(({ stage }) => stage === 'read')?.state === 'ready'
  return (
    <section aria-label={`Check of ${host}`} className="cw-checked">
      <p>
        <strong>{about.product ?? host}</strong>
        {machines === undefined ? '' : `; the user sees ${count(machines, 'VM')}`}.{' '}
        <span className="cw-soft">
          Certificate {certificate?.trust ?? 'not used, since it is this machine itself'}
          {certificate?.warnings.map((one) => `; ${one}`)}. Clock{' '}
          {clock.state === 'fine' ? 'right' : `${clock.aheadSeconds} s off`}.
          {tags.note === undefined ? '' : ` Tags: ${tags.note}.`}
        </span>
      </p>
      <table className="cw-plain">
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">Privileges</th>
            <th scope="col">Missing, and what that means</th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <tr key={stage.stage}>
              <th scope="row">{stage.title}</th>
              <td>
                <Label isCompact color={colours[stage.state]}>
                  {stage.state}
                </Label>
              </td>
              <td>
                <Missing stage={stage} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayRead || role === undefined ? undefined : (
        <>
          <p>What the user may not see is listed after the read. This creates the role for it:</p>
          <CommandLine text={role.govc} />
        </>
      )}
      <div className="cw-vcenter-acts">
        <Button size="sm" onClick={onRead}>
          Read once
        </Button>
        <Button size="sm" variant="secondary" onClick={onWatch}>
          Read and watch
        </Button>
        <span className="cw-soft">
          To watch is to follow every change; the server then keeps the password in a file that only its owner
          reads, until the watch is stopped. A single read keeps it in memory until it is done.
        </span>
      </div>
    </section>
  )
}

function Missing({ stage }: { readonly stage: PreflightStage }) {
  const missing = stage.privileges.filter(({ state }) => state === 'missing' || state === 'partly')
  if (missing.length === 0) return <span className="cw-soft">nothing</span>
  return (
    <ul className="cw-missing">
      {missing.map(({ privilege, missingOn, asked, without, onlyFor }) => (
        <li key={privilege}>
          <span className="cw-mono">{privilege}</span> on {missingOn.toLocaleString('en')} of{' '}
          {count(asked, 'object')}: {without}
          {onlyFor === undefined ? '' : ` (only for ${onlyFor})`}
        </li>
      ))}
    </ul>
  )
}
