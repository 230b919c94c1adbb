import type { Command } from 'commander'
import type { HeatCellResult, HeatMapResult } from '../../contract/heat-map.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, table } from '../terminal.ts'

/** `causeway heat-map`. */
export function registerHeatMap(program: Command, host: CliHost): void {
  common(program.command('heat-map'))
    .description('show how much each team owns of what names each subnet')
    .option('--find <text>', 'part of a subnet or of its network, or an address in it')
    .option('--subnet <cidr>', 'the artefacts behind one subnet of the map')
    .option('--team <team>', 'with --subnet: those of one team')
    .addHelpText(
      'after',
      `
Examples:
  causeway heat-map
  causeway heat-map --subnet 10.20.30.0/24 --team 'Network Security'`,
    )
    .action(async (options: CommonOptions & { find?: string; subnet?: string; team?: string }) => {
      const { showHeatCell, showHeatMap } = await import('../../app/heat-map.ts')
      const { find, subnet, team } = options
      const page = { limit: 1000, after: 0 }
      if (subnet !== undefined) {
        const query = { ...page, subnet, ...(team === undefined ? {} : { team }) }
        await withContext(host, options, false, (context) => showHeatCell(context, query), showCell)
        return
      }
      const query = { ...page, ...(find === undefined ? {} : { find }) }
      await withContext(host, options, false, (context) => showHeatMap(context, query), showMap)
    })
}

function showMap(map: HeatMapResult, { style }: Session): string {
  if (map.total === 0) return 'No subnet is known. Begin with: causeway discover rvtools.xlsx'
  return [
    table(
      map.subnets,
      [
        { title: 'SUBNET', value: (row) => row.subnet },
        { title: 'VM ADDRESSES', value: (row) => row.vms, align: 'right' },
        { title: 'ARTEFACTS', value: (row) => row.artefacts, align: 'right' },
        {
          title: 'TEAMS',
          value: (row) =>
            [...row.cells]
              .sort((a, b) => b.artefacts - a.artefacts)
              .map(({ team, artefacts }) => `${inert(team)} ${artefacts}`)
              .join(', '),
        },
      ],
      style,
    ),
    '',
    style.dim(
      `${count(map.total, 'subnet')}, ${count(map.teams.length, 'team')}; ${map.elsewhere} artefacts name nothing in them.`,
    ),
  ].join('\n')
}

function showCell(cell: HeatCellResult, { style }: Session): string {
  return [
    style.bold(`${count(cell.total, 'artefact')} of ${cell.subnet}`),
    ...cell.artefacts.flatMap((one) => [
      `${one.kind} ${inert(one.name ?? '')} ${style.dim(`on ${inert(one.device)}, ${one.strength} as ${one.role}, ${inert(one.owner ?? 'owner not known')}`)}`,
      `    ${inert(one.text.trim())}`,
      `    ${style.cyan(`${inert(one.file)}:${one.line}`)}`,
    ]),
  ].join('\n')
}
