import type { Command } from 'commander'
import { filterHelp } from '../../app/filter-help.ts'
import type { CompletionResult } from '../../contract/filter.ts'
import type { VmResult, VmRow, VmsResult } from '../../contract/vms.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, type Style, table } from '../terminal.ts'

/** `causeway vms` and `causeway vm`. */
export function registerVms(program: Command, host: CliHost): void {
  common(program.command('vms'))
    .description('list the virtual machines and templates of the estate')
    .option(
      '--where <filter>',
      'show only those that match, for example "cluster = prod and memory >= 64GiB"',
    )
    .option('--complete', 'print how the filter can go on, one whole filter on each line, and no rows')
    .option('--limit <n>', 'at most so many rows')
    .option('--after <id>', 'go on after this row')
    .addHelpText('after', filterHelp)
    .action(async (options: ListOptions) => {
      const { completeWhere, listVms } = await import('../../app/vms.ts')
      if (options.complete === true) {
        const where = options.where ?? ''
        await withContext(host, options, false, (context) => completeWhere(context, { where }), showOffers)
        return
      }
      const { vmsQuery } = await import('../../contract/vms.ts')
      const { parseQuery } = await import('../../app/query.ts')
      const query = parseQuery(vmsQuery, { where: options.where, limit: options.limit, after: options.after })
      await withContext(host, options, false, (context) => listVms(context, query), showList)
    })
  common(program.command('vm <vm>'))
    .description('show one VM: every fact with where it was read, its findings, what contradicts')
    .addHelpText(
      'after',
      '\n<vm> is a name, an id, a UUID or an inventory path.\n\nExamples:\n  causeway vm erp-db-01\n  causeway vm /Harbour/vm/ERP/erp-db-01 --json',
    )
    .action(async (name: string, options: CommonOptions) => {
      const { showVm } = await import('../../app/vms.ts')
      await withContext(host, options, false, (context) => showVm(context, name), showOne)
    })
}

interface ListOptions extends CommonOptions {
  readonly where?: string
  readonly complete?: boolean
  readonly limit?: string
  readonly after?: string
}

/** One whole filter on each line: what a shell puts in its place. */
function showOffers({ offers }: CompletionResult): string {
  return offers.map(({ whole }) => inert(whole.trimEnd())).join('\n')
}

function showList(result: VmsResult, session: Session): string {
  const rows = table<VmRow>(
    result.vms,
    [
      { title: 'NAME', value: (row) => row.name, most: 40 },
      { title: 'POWER', value: (row) => (row.template ? 'template' : row.power) },
      { title: 'CPUS', value: (row) => row.cpus, align: 'right' },
      { title: 'MEMORY', value: (row) => size(row.memoryMib), align: 'right' },
      { title: 'DISK', value: (row) => size(row.diskMib), align: 'right' },
      { title: 'ADDRESS', value: (row) => row.addresses[0] ?? '' },
      { title: 'NETWORK', value: (row) => row.networks.join(', '), most: 24 },
      { title: 'CLUSTER', value: (row) => row.cluster, most: 20 },
      { title: 'OWNER', value: (row) => row.owner ?? row.team, most: 20 },
    ],
    session.style,
  )
  return `${rows}\n\n${count(result.total, 'VM')}${result.vms.length < result.total ? `, ${result.vms.length} shown` : ''}`
}

function showOne(vm: VmResult, { style }: Session): string {
  const lines = [
    `${style.bold(inert(vm.name))}  ${style.dim(vm.id)}${vm.platform ? `  ${style.yellow(vm.platform)}` : ''}`,
    pairs(vm, style),
    '',
    ...section('Disks', vm.disks, style, (disk) => [
      disk['label'],
      gib(disk['capacityBytes']),
      disk['datastore'],
      disk['path'],
    ]),
    ...section('Network cards', vm.nics, style, (nic) => [
      nic['label'],
      nic['adapter'],
      nic['mac'],
      nic['network'],
      list(nic['addresses']),
    ]),
  ]
  if (vm.findings.length > 0) {
    lines.push(style.bold('Findings'))
    for (const finding of vm.findings) {
      lines.push(
        `  ${severity(finding.severity, style)}  ${inert(finding.text)}  ${style.dim(finding.id)}`,
        `         ${style.dim(inert(finding.remedy))}`,
      )
    }
    lines.push('')
  }
  for (const conflict of vm.conflicts) {
    lines.push(`${style.yellow('Sources disagree')} on ${conflict.field} (${conflict.because}):`)
    conflict.values.forEach((value, at) =>
      lines.push(
        `  ${at === conflict.chosen ? '→' : ' '} ${inert(JSON.stringify(value.value))}  ${style.dim(inert(`${value.label}, ${value.where}`))}`,
      ),
    )
  }
  lines.push(
    '',
    style.dim(
      `Every fact with its source: causeway vm ${vm.id} --json   What names its address: causeway trace ${vm.id}`,
    ),
  )
  return lines.join('\n')
}

function pairs(vm: VmResult, style: Style): string {
  const shown: readonly (readonly [string, string | undefined])[] = [
    ['power', vm.power],
    [
      'size',
      [vm.cpus === undefined ? undefined : `${vm.cpus} CPUs`, size(vm.memoryMib), `${size(vm.diskMib)} disk`]
        .filter(Boolean)
        .join(', '),
    ],
    ['addresses', vm.addresses.join(', ')],
    ['networks', vm.networks.join(', ')],
    ['runs on', [vm.host, vm.cluster].filter(Boolean).join(' in ')],
    ['folder', vm.folder],
    ['guest', [vm.os, vm.firmware].filter(Boolean).join(', ')],
    ['owner', [vm.owner, vm.team, vm.application].filter(Boolean).join(' · ')],
    ['disposition', vm.disposition],
    ['wave', vm.wave],
  ]
  return shown
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `  ${style.dim(key.padEnd(12))}${inert(value ?? '')}`)
    .join('\n')
}

function section<Row>(
  title: string,
  rows: readonly Row[],
  style: Style,
  cells: (row: Row) => readonly unknown[],
): readonly string[] {
  if (rows.length === 0) return []
  return [
    style.bold(title),
    ...rows.map(
      (row) =>
        `  ${inert(
          cells(row)
            .filter((cell) => cell !== undefined && cell !== '')
            .join('  '),
        )}`,
    ),
    '',
  ]
}

function severity(kind: 'block' | 'act' | 'inform', style: Style): string {
  if (kind === 'block') return style.red('block ')
  return kind === 'act' ? style.yellow('act   ') : style.dim('inform')
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : ''
}

function gib(bytes: unknown): string {
  return typeof bytes === 'number' ? size(bytes / 1_048_576) : ''
}

/** MiB in the largest unit that keeps it readable. */
export function size(mib: number | undefined): string {
  if (mib === undefined) return ''
  if (mib >= 1_048_576) return `${trim(mib / 1_048_576)} TiB`
  return mib >= 1024 ? `${trim(mib / 1024)} GiB` : `${trim(mib)} MiB`
}

function trim(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0).replace(/\.0$/, '')
}
