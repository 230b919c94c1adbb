import { PageSection, SearchInput } from '@patternfly/react-core'
import { Link } from 'react-router'
import type { HeatMapResult } from '../../../src/contract/heat-map.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { WhenHere } from '../../parts/asked.tsx'
import { Empty } from '../../parts/empty.tsx'
import { searchWith, useSearch } from '../../parts/use-search.ts'
import { useFilterText } from '../../parts/use-filter-text.ts'
import { count } from '../../words/measure.ts'
import { HeatCell } from './heat-cell.tsx'
import { HeatRows } from './heat-rows.tsx'
import { Pager } from './pager.tsx'

/** Most teams that have a column of their own; smaller ones stand together. */
const mostTeams = 11

/** How much each team owns of what names each subnet; every number opens its artefacts. */
export function HeatMapTab() {
  const [search, change] = useSearch()
  const subnet = search.get('subnet')
  const find = search.get('find') ?? ''
  const [typed, setTyped] = useFilterText(find, (text) => change({ find: text, after: undefined }))
  const asked = useAnswer('heatMap', { query: { find, after: search.get('after') ?? undefined } })
  if (subnet !== null) return <HeatRows subnet={subnet} />
  return (
    <>
      <PageSection className="cw-toolbar">
        <div className="cw-filter">
          <SearchInput
            value={typed}
            placeholder="10.20.30.0/24, an address in it, or a network"
            aria-label="Find subnets"
            onChange={(_, text) => setTyped(text)}
            onClear={() => change({ find: undefined, after: undefined })}
          />
        </div>
      </PageSection>
      <WhenHere asked={asked} what="The heat map">
        {(map) => (map.total === 0 ? <Nothing find={find} /> : <Map map={map} />)}
      </WhenHere>
    </>
  )
}

function Nothing({ find }: { readonly find: string }) {
  return find === '' ? (
    <Empty title="No subnet is known yet" command="causeway discover rvtools.xlsx">
      The map shows subnets that VMs have addresses in. Discover the estate first, then add evidence.
    </Empty>
  ) : (
    <Empty title="No subnet is like that" command="causeway heat-map">
      Give part of a subnet, an address in it, or part of the name of its network.
    </Empty>
  )
}

function Map({ map }: { readonly map: HeatMapResult }) {
  const [search, change] = useSearch()
  // What nobody is known to own is never folded away: it is the first thing to settle.
  const own = map.teams.filter(({ team }, at) => at < mostTeams || team === 'nobody known')
  const others = map.teams.filter((team) => !own.includes(team))
  const open = (subnet: string, team?: string) =>
    `/trace?${searchWith(search, { subnet, team, after: undefined }).toString()}`
  return (
    <PageSection className="cw-tight" isFilled={false}>
      <p className="cw-soft cw-small cw-heat-words">
        Artefacts that name a subnet or an address in it, by the team that owns them; beneath, the change
        requests when its addresses change: one for each device.
      </p>
      <div className="cw-heat-scroll" tabIndex={0} role="region" aria-label="Heat map">
        <table className="cw-heat">
          <thead>
            <tr>
              <th scope="col">Subnet</th>
              <th scope="col" className="cw-number">
                VM addresses
              </th>
              <th scope="col" className="cw-number">
                All
              </th>
              {own.map(({ team, artefacts }) => (
                <th key={team} scope="col" className="cw-heat-team" title={`${count(artefacts, 'artefact')}`}>
                  {team}
                </th>
              ))}
              {others.length > 0 ? <th scope="col">{count(others.length, 'other team')}</th> : undefined}
            </tr>
          </thead>
          <tbody>
            {map.subnets.map((row) => {
              const rest = row.cells.filter(({ team }) => others.some((other) => other.team === team))
              return (
                <tr key={row.subnet}>
                  <th scope="row">
                    <span className="cw-heat-subnet">{row.subnet}</span>
                    <div className="cw-soft cw-small" title={row.networks.join(', ')}>
                      {row.networks.slice(0, 2).join(', ')}
                      {row.networks.length > 2 ? ` and ${row.networks.length - 2} more` : ''}
                    </div>
                  </th>
                  <td className="cw-number">{row.vms.toLocaleString('en')}</td>
                  <td className="cw-number">
                    {row.artefacts === 0 ? (
                      0
                    ) : (
                      <Link to={open(row.subnet)}>{row.artefacts.toLocaleString('en')}</Link>
                    )}
                  </td>
                  {own.map(({ team }) => (
                    <HeatCell
                      key={team}
                      cell={row.cells.find((cell) => cell.team === team)}
                      most={map.most}
                      to={open(row.subnet, team)}
                      label={`${row.subnet}, ${team}`}
                    />
                  ))}
                  {others.length > 0 ? (
                    <td className="cw-number">
                      {rest.length === 0 ? (
                        ''
                      ) : (
                        <Link to={open(row.subnet)}>
                          {rest.reduce((sum, cell) => sum + cell.artefacts, 0).toLocaleString('en')}
                        </Link>
                      )}
                    </td>
                  ) : undefined}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {map.elsewhere > 0 ? (
        <p className="cw-soft cw-small cw-heat-words">
          {count(map.elsewhere, 'artefact')} more {map.elsewhere === 1 ? 'names' : 'name'} nothing in these
          subnets.
        </p>
      ) : undefined}
      <Pager
        after={map.after}
        shown={map.subnets.length}
        total={map.total}
        page={60}
        what="subnets"
        onChange={(after) => change({ after })}
      />
    </PageSection>
  )
}
