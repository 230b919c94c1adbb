import { Label } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { RepositoryOverview } from '../../../src/contract/repository.ts'
import { CommandLine } from '../../parts/command.tsx'
import { count } from '../../words/measure.ts'
import { lineToEdit } from './paths.ts'

/** What the translation could not carry, once for all VMs that share it, with the line that would settle it. */
export function Losses({ overview }: { readonly overview: RepositoryOverview }) {
  if (overview.losses.length === 0)
    return <p className="cw-panel">Everything that the sources say was carried; nothing was lost.</p>
  return (
    <div className="cw-panel">
      <p>
        After an edit of the line that a loss names, translate again:{' '}
        <CommandLine text="causeway translate --out repository --check" />
      </p>
      <table className="cw-plain">
        <thead>
          <tr>
            <th scope="col">Grade</th>
            <th scope="col">Field</th>
            <th scope="col">Why</th>
            <th scope="col">Line to edit</th>
            <th scope="col">VMs</th>
          </tr>
        </thead>
        <tbody>
          {overview.losses.map((loss) => {
            const line = lineToEdit(loss.why)
            return (
              <tr key={`${loss.grade} ${loss.field} ${loss.why}`}>
                <td>
                  <Label color={loss.grade === 'lost' ? 'red' : 'orange'} isCompact>
                    {loss.grade}
                  </Label>
                </td>
                <td>{loss.field}</td>
                <td>{loss.why}</td>
                <td className="cw-mono cw-line-to-edit">{line ? `${line.file}:${line.line}` : ''}</td>
                <td>
                  <Machines names={loss.vms} all={loss.count} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {overview.lossesLeftOut > 0 ? (
        <p className="cw-soft">
          and {count(overview.lossesLeftOut, 'more kind')}: causeway translate --out repository --json
        </p>
      ) : undefined}
    </div>
  )
}

function Machines({ names, all }: { readonly names: readonly string[]; readonly all: number }) {
  const link = (name: string) => (
    <Link key={name} to={`/vms/${encodeURIComponent(name)}?tab=manifest`}>
      {name}
    </Link>
  )
  if (all <= 2) return <span className="cw-names">{names.map(link)}</span>
  return (
    <details>
      <summary>{count(all, 'VM')}</summary>
      <span className="cw-names">{names.map(link)}</span>
      {all > names.length ? <span className="cw-soft"> and {all - names.length} more</span> : undefined}
    </details>
  )
}
