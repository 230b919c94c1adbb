import { Button, PageSection, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { ChangesResult } from '../../../src/contract/trace-scope.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { searchWith, useSearch } from '../../parts/use-search.ts'
import { count } from '../../words/measure.ts'
import { ChangeRequest } from './change-request.tsx'
import { scopeOf } from './scope.ts'
import { ScopePicker } from './scope-picker.tsx'

/** Requests shown at first, and added by every further step. */
const step = 25

const scopeWords = {
  wave: 'the wave',
  application: 'the application',
  subnet: 'the subnet',
  vm: 'the VM',
} as const

const modes = [
  { mode: undefined, title: 'Proposed' },
  { mode: 'keep-ip', title: 'Keep addresses' },
  { mode: 're-ip', title: 'New addresses' },
  { mode: 'mixed', title: 'Mixed' },
] as const

/** The pack of change requests as it would be written: by team, each as the document that its board gets. */
export function ChangesTab() {
  const [search, change] = useSearch()
  const scope = scopeOf(search)
  const mode = modes.find((one) => one.mode === search.get('mode'))?.mode
  const limit = Number(search.get('limit')) || step
  const query = {
    ...(scope.kind === 'estate' ? {} : { [scope.kind]: scope.name }),
    mode,
    team: search.get('team') ?? undefined,
    limit,
  }
  const asked = useAnswer('changeRequests', { query })
  return (
    <>
      <PageSection className="cw-toolbar">
        <ScopePicker />
        <ToggleGroup aria-label="Mode" isCompact>
          {modes.map((one) => (
            <ToggleGroupItem
              key={one.title}
              text={one.title}
              isSelected={mode === one.mode}
              onChange={() => change({ mode: one.mode })}
            />
          ))}
        </ToggleGroup>
      </PageSection>
      <WhenHere asked={asked} what="The change requests">
        {(pack) => <Pack pack={pack} onMore={() => change({ limit: String(limit + step) })} />}
      </WhenHere>
    </>
  )
}

function Pack({ pack, onMore }: { readonly pack: ChangesResult; readonly onMore: () => void }) {
  const [search] = useSearch()
  const { teams, requests, total, mode } = pack
  const all = teams.reduce((sum, team) => sum + team.requests, 0)
  if (all === 0)
    return (
      <Empty title="No change is needed" command="causeway evidence add ./evidence">
        Nothing that is known names these VMs in this mode. That is no proof that nothing does: add the
        evidence that is still missing.
      </Empty>
    )
  const toTeam = (team: string | undefined) =>
    `/trace?${searchWith(search, { team, limit: undefined }).toString()}`
  const chosen = search.get('team')
  return (
    <PageSection className="cw-tight">
      <p className="cw-soft" data-testid="pack">
        {count(total, 'change request')}, {hours(pack.hours)} hours of work, for{' '}
        {pack.scope.kind === 'estate'
          ? 'the whole estate'
          : `${scopeWords[pack.scope.kind]} ${pack.scope.name}`}
        ; mode {mode}.
      </p>
      <div className="cw-pack">
        <nav aria-label="Teams">
          <ul className="cw-teams">
            <TeamLink to={toTeam(undefined)} name="All teams" current={chosen === null} requests={all} />
            {teams.map((team) => (
              <TeamLink
                key={team.team}
                to={toTeam(team.team)}
                name={team.team}
                current={chosen === team.team}
                requests={team.requests}
                more={`${team.artefacts === 0 ? '' : `${count(team.artefacts, 'artefact')}, `}${hours(team.hours)} h`}
              />
            ))}
          </ul>
        </nav>
        <div>
          {requests.map((request) => (
            <ChangeRequest key={request.id} request={request} open={requests.length === 1} />
          ))}
          {requests.length < total ? (
            <Button variant="secondary" size="sm" onClick={onMore}>
              Show more of {total.toLocaleString('en')}
            </Button>
          ) : undefined}
        </div>
      </div>
    </PageSection>
  )
}

function TeamLink({
  to,
  name,
  current,
  requests,
  more,
}: {
  readonly to: string
  readonly name: string
  readonly current: boolean
  readonly requests: number
  readonly more?: string
}) {
  return (
    <li className={current ? 'cw-team-now' : ''}>
      <Link to={to} aria-current={current ? 'true' : undefined}>
        {name}
      </Link>
      <span className="cw-number">{requests.toLocaleString('en')}</span>
      {more === undefined ? undefined : <div className="cw-soft cw-small">{more}</div>}
    </li>
  )
}

function hours(value: number): string {
  return (Math.round(value * 10) / 10).toLocaleString('en')
}
