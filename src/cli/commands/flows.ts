import type { Command } from 'commander'
import { flowsQuery, type FlowsResult } from '../../contract/flows.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, table } from '../terminal.ts'

/** `causeway flows`. */
export function registerFlows(program: Command, host: CliHost): void {
  common(program.command('flows'))
    .description('show who talks to whom: flows summed by service, end or network, or one by one')
    .option('--by <what>', 'service, server, client, network or flow (default: service)')
    .option(
      '--find <words>',
      'what must all hold: a service, a port, an address, a subnet, a VM; from: and to: say which end',
    )
    .option('--sort <what>', 'flows, connections, bytes or last (default: connections)')
    .option('--limit <rows>', 'most rows to show (default: 40)')
    .addHelpText(
      'after',
      `
Examples:
  causeway flows --by server
  causeway flows --by client --find 'to:erp-db-01 tcp/1521'
  causeway flows --by flow --find 'from:outside 22'`,
    )
    .action(async (options: CommonOptions & Readonly<Record<'by' | 'find' | 'sort' | 'limit', string>>) => {
      const { showFlows } = await import('../../app/flows.ts')
      const { problem } = await import('../../model/problems/index.ts')
      const { by, find, sort, limit = '40' } = options
      const query = flowsQuery.safeParse({ by, find, sort, limit })
      if (!query.success) {
        const [issue] = query.error.issues
        const option = String(issue?.path[0] ?? '')
        throw problem('option-wrong', {
          option: `--${option}`,
          seen: String(options[option as 'by'] ?? ''),
          expected: issue?.message ?? 'another value',
        })
      }
      await withContext(host, options, false, (context) => showFlows(context, query.data), show)
    })
}

function show(result: FlowsResult, { style }: Session): string {
  const { known, matching, total, rows } = result
  if (known === 0) return 'No flows yet. Add some with: causeway evidence add flows.csv'
  const end = (address: string | undefined, vm: { readonly name: string } | undefined): string =>
    inert(vm ? `${vm.name} ${address ?? ''}` : (address ?? ''))
  return [
    table(
      rows,
      [
        ...(rows.some(({ client }) => client !== undefined)
          ? [{ title: 'FROM', value: (row: FlowsResult['rows'][number]) => end(row.client, row.clientVm) }]
          : []),
        ...(rows.some(({ server }) => server !== undefined)
          ? [{ title: 'TO', value: (row: FlowsResult['rows'][number]) => end(row.server, row.serverVm) }]
          : []),
        ...(rows.some(({ service }) => service !== undefined)
          ? [{ title: 'SERVICE', value: (row: FlowsResult['rows'][number]) => row.service ?? '' }]
          : []),
        { title: 'FLOWS', value: (row) => row.flows, align: 'right' },
        { title: 'CONNECTIONS', value: (row) => row.connections, align: 'right' },
        { title: 'BYTES', value: (row) => row.bytes, align: 'right' },
        { title: 'LAST SEEN', value: (row) => row.lastSeen?.slice(0, 10) ?? '' },
      ],
      style,
    ),
    '',
    style.dim(
      `${rows.length} of ${count(total, 'row')}; ${matching.flows} of ${count(known, 'flow')}. No flow seen is never no dependency.`,
    ),
  ].join('\n')
}
