import { contains, parseAddress } from '../lib/ip.ts'
import type { HeatCellQuery, HeatCellResult, HeatMapQuery, HeatMapResult } from '../contract/heat-map.ts'
import { problem } from '../model/problems/index.ts'
import type { AppContext } from './context.ts'
import { type HeatArtefact, type HeatData, heatData, nobody } from './heat-map-data.ts'
import { presentReference } from './present-trace.ts'

/** Which team owns how much of what names each subnet: the subnets with the most artefacts first. */
export async function showHeatMap(context: AppContext, query: HeatMapQuery): Promise<HeatMapResult> {
  const data = await heatData(context)
  const { known, networks, bySubnet } = data
  const find = (query.find ?? '').trim().toLowerCase()
  const address = parseAddress(find)
  const found = [...known.subnets.keys()]
    .filter((at) => {
      const subnet = known.subnets[at]
      if (!subnet) return false
      if (find === '') return true
      if (address !== undefined) return contains(subnet.span, address)
      return [subnet.name, ...(networks[at] ?? [])].some((name) => name.toLowerCase().includes(find))
    })
    .sort((a, b) => artefacts(bySubnet, b) - artefacts(bySubnet, a) || a - b)
  const cells = new Map(found.map((at) => [at, cellsOf(data, bySubnet[at] ?? [])]))
  let most = 0
  for (const row of cells.values()) for (const cell of row) most = Math.max(most, cell.artefacts)
  return {
    teams: teamsOf(found.flatMap((at) => bySubnet[at] ?? [])),
    total: found.length,
    after: query.after,
    most,
    elsewhere: data.elsewhere,
    subnets: found.slice(query.after, query.after + query.limit).flatMap((at) => {
      const subnet = known.subnets[at]
      if (!subnet) return []
      return [
        {
          subnet: subnet.name,
          networks: [...(networks[at] ?? [])],
          vms: known.vms[at] ?? 0,
          artefacts: artefacts(bySubnet, at),
          cells: [...(cells.get(at) ?? [])],
        },
      ]
    }),
  }
}

function artefacts(bySubnet: HeatData['bySubnet'], at: number): number {
  return bySubnet[at]?.length ?? 0
}

function cellsOf(data: HeatData, found: readonly HeatArtefact[]): HeatMapResult['subnets'][number]['cells'] {
  const cells = new Map<string, { artefacts: number; devices: Set<string> }>()
  for (const { table, row, team } of found) {
    const cell = cells.get(team) ?? { artefacts: 0, devices: new Set<string>() }
    cells.set(team, cell)
    cell.artefacts++
    const reference = data.tables[table]?.referenceAt(row)
    if (reference && (reference.strength === 'exact' || reference.strength === 'range'))
      cell.devices.add(reference.device)
  }
  return [...cells].map(([team, { artefacts, devices }]) => ({ team, artefacts, requests: devices.size }))
}

/** Teams by what they own; each artefact once, in however many subnets it stands. */
function teamsOf(found: readonly HeatArtefact[]): HeatMapResult['teams'] {
  const seen = new Set<number>()
  const teams = new Map<string, number>()
  for (const { table, row, team } of found) {
    const place = table * 0x1_00_00_00_00 + row
    if (seen.has(place)) continue
    seen.add(place)
    teams.set(team, (teams.get(team) ?? 0) + 1)
  }
  return [...teams]
    .map(([team, count]) => ({ team, artefacts: count }))
    .sort(
      (a, b) =>
        Number(a.team === nobody) - Number(b.team === nobody) ||
        b.artefacts - a.artefacts ||
        (a.team < b.team ? -1 : 1),
    )
}

/** The artefacts behind one cell of the heat map, a page of them. */
export async function showHeatCell(context: AppContext, query: HeatCellQuery): Promise<HeatCellResult> {
  const { known, bySubnet, tables, owners } = await heatData(context)
  const at = known.subnets.findIndex(({ name }) => name === query.subnet)
  if (at < 0)
    throw problem('option-wrong', {
      option: 'subnet',
      seen: query.subnet,
      expected: 'a subnet of the heat map',
    })
  const { team, after, limit } = query
  const found = (bySubnet[at] ?? []).filter((one) => team === undefined || one.team === team)
  return {
    subnet: query.subnet,
    ...(team === undefined ? {} : { team }),
    total: found.length,
    after,
    artefacts: found.slice(after, after + limit).flatMap(({ table, row }) => {
      const reference = tables[table]?.referenceAt(row)
      if (!reference) return []
      const owned = owners.ofReference(reference)
      return [
        presentReference({
          ...reference,
          ...('why' in owned ? { ownerBasis: owned.why } : { owner: owned.owner, ownerBasis: owned.basis }),
        }),
      ]
    }),
  }
}
