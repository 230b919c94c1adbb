import { Label } from '@patternfly/react-core'
import { Link, useSearchParams } from 'react-router'
import type { PlanResult } from '../../../src/contract/plan.ts'
import { bytes, count } from '../../words/measure.ts'
import { localEnd, localMinute, minutesText } from './when.ts'

type Wave = PlanResult['waves'][number]
type Group = PlanResult['groups'][number]

const colours = { pilot: 'teal', development: 'blue', test: 'purple', production: 'orange' } as const

/** One wave: a line that opens to its gates and its groups. The open one stands in the address bar. */
export function WaveRow({
  wave,
  groups,
}: {
  readonly wave: Wave
  readonly groups: ReadonlyMap<string, Group>
}) {
  const [search, setSearch] = useSearchParams()
  const open = search.get('wave') === wave.id
  return (
    <li className="cw-wave" id={wave.id}>
      <button
        type="button"
        aria-expanded={open}
        className="cw-wave-line"
        onClick={() => setSearch(open ? {} : { wave: wave.id }, { replace: true })}
      >
        <span className="cw-wave-name">
          <span aria-hidden="true">{open ? '▾' : '▸'}</span> {wave.id}
        </span>
        <span>
          <Label color={colours[wave.kind]} isCompact>
            {wave.kind}
            {wave.criticality === undefined ? '' : ` ${wave.criticality}`}
          </Label>
        </span>
        <span>
          {localMinute(wave.start)} – {localEnd(wave.start, wave.end)}
        </span>
        <span className="cw-number">{count(wave.vms.length, 'VM')}</span>
        <span className="cw-number">{count(wave.groups.length, 'group')}</span>
        <span className="cw-number">{bytes(wave.bytes)}</span>
        <span className="cw-number cw-soft">
          {minutesText(wave.workMinutes)} of {minutesText(wave.window.minutes)}
        </span>
      </button>
      {open ? <Inside wave={wave} groups={groups} /> : undefined}
    </li>
  )
}

function Inside({ wave, groups }: { readonly wave: Wave; readonly groups: ReadonlyMap<string, Group> }) {
  return (
    <div className="cw-wave-inside">
      <section aria-label={`Gates of ${wave.id}`}>
        <h3>Gates</h3>
        <ul>
          {wave.gates.map((gate) => (
            <li key={gate.id}>
              <strong>before {gate.before}</strong> {gate.text}{' '}
              {gate.owner === undefined ? undefined : <span className="cw-soft">{gate.owner}</span>}
            </li>
          ))}
        </ul>
        {wave.preCopy ? (
          <p>
            The warm copy begins {localMinute(wave.preCopy.start)} and takes{' '}
            {minutesText(wave.preCopy.minutes)}.
          </p>
        ) : undefined}
        <p>
          <Link to={`/estate?where=${encodeURIComponent(`wave = ${wave.id}`)}`}>
            {count(wave.vms.length, 'VM')} in the estate table
          </Link>
        </p>
      </section>
      <section aria-label={`Groups of ${wave.id}`}>
        <h3>Together</h3>
        <table className="cw-plain">
          <thead>
            <tr>
              <th scope="col">VMs that go together</th>
              <th scope="col">Because</th>
              <th scope="col">Sure</th>
              <th scope="col">Uses</th>
            </tr>
          </thead>
          <tbody>
            {wave.groups.map((id) => {
              const group = groups.get(id)
              return group ? <GroupRow key={id} group={group} /> : undefined
            })}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function GroupRow({ group }: { readonly group: Group }) {
  return (
    <tr>
      <td>
        <span className="cw-names">
          {group.vms.map((name, at) => (
            <Link key={group.vmIds[at] ?? name} to={`/vms/${encodeURIComponent(group.vmIds[at] ?? name)}`}>
              {name}
            </Link>
          ))}
        </span>
      </td>
      <td>{group.because.join('; ')}</td>
      <td>{group.confidence}</td>
      <td className="cw-soft">{group.needs.join(', ')}</td>
    </tr>
  )
}
