import type { Command } from 'commander'
import type {
  MeasuredMetric,
  PerformanceList,
  PerformanceRead,
  PerformanceRemoved,
  PerformanceResult,
} from '../../contract/performance.ts'
import { inert } from '../../lib/inert.ts'
import { askPassword } from '../password.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, type Style, table } from '../terminal.ts'

interface ShowOptions extends CommonOptions {
  readonly days?: string
  readonly interval?: string
  readonly points?: string
}

interface ReadOptions extends CommonOptions {
  readonly days?: string
  readonly realtime?: boolean
  readonly user?: string
  readonly passwordFile?: string
  readonly pin?: string
}

/** `causeway performance`, `performance read` and `performance remove`. */
export function registerPerformance(program: Command, host: CliHost): void {
  const shown = common(program.command('performance [object]'))
    .description(
      'show how busy a VM, host or cluster was: percentiles of CPU, memory, ready, co-stop, disk and network; without one, what was read',
    )
    .option('--days <n>', 'how far back from the last read (default: 30)')
    .option('--interval <seconds>', 'samples of so many seconds (default: the finest that reach back so far)')
    .option('--points <n>', 'points of the charts in --json (default: 400)')
    .addHelpText(
      'after',
      `
<object> is a name or an id; \`vm:\`, \`host:\` and \`cluster:\` in front say which is meant.

Examples:
  causeway performance read vcenter.example.com --user reader@vsphere.local
  causeway performance erp-db-01
  causeway performance cluster:Production --days 7 --json`,
    )
    .action(async (object: string | undefined, options: ShowOptions) => {
      if (object === undefined) {
        const { listPerformance } = await import('../../app/performance-list.ts')
        return withContext(host, options, false, (context) => listPerformance(context), showList)
      }
      const { showPerformance } = await import('../../app/performance.ts')
      const { performanceQuery } = await import('../../contract/performance.ts')
      const { parseQuery } = await import('../../app/query.ts')
      const { days, interval, points } = options
      const query = parseQuery(performanceQuery, { days, interval, points })
      await withContext(host, options, false, (context) => showPerformance(context, object, query), showOne)
    })
  registerRead(shown, host)
  common(shown.command('remove <vcenter>'))
    .description('forget the samples of one vCenter, by its host')
    .action(async (wanted: string, options: CommonOptions) => {
      const { removePerformance } = await import('../../app/performance-list.ts')
      await withContext(
        host,
        { ...shown.opts<CommonOptions>(), ...options },
        true,
        (context) => removePerformance(context, wanted),
        showRemoved,
      )
    })
}

function registerRead(shown: Command, host: CliHost): void {
  common(shown.command('read <vcenter>'))
    .description('read samples of every VM, host and cluster; again: only what is new')
    .option('--days <n>', 'how far back; the finest history that reaches so far is read (default: 30)')
    .option('--realtime', 'the last hour, sample by sample, with every counter whatever the statistics level')
    .option('--user <name>', 'vCenter user (else GOVC_USERNAME)')
    .option(
      '--password-file <file>',
      'file with the password (else CAUSEWAY_PASSWORD, GOVC_PASSWORD or a prompt)',
    )
    .option('--pin <sha256>', 'accept only the certificate with this SHA-256 fingerprint')
    .addHelpText(
      'after',
      `
A vCenter keeps samples of 5 minutes for a day, of 30 minutes for a week, of 2 hours for a month, of a day for a year.
What is read stays, so that reading each day with --days 1 builds up a fine history.

Examples:
  causeway performance read vcenter.example.com --user reader@vsphere.local
  causeway performance read vcenter.example.com --days 1 --json`,
    )
    .action(async (name: string, own: ReadOptions) => {
      const options = { ...shown.opts<ReadOptions>(), ...own }
      const { readPerformance } = await import('../../app/performance-read.ts')
      const { sourceArgument } = await import('../../app/source-argument.ts')
      const { wholeNumber } = await import('../../app/query.ts')
      const days = options.days === undefined ? 30 : wholeNumber('--days', options.days, 1, 3660)
      const user = options.user ?? process.env['GOVC_USERNAME']
      const input = sourceArgument(name, {
        password: () => askPassword(options.passwordFile, name),
        ...(user === undefined ? {} : { user }),
        ...(options.pin === undefined ? {} : { pin: options.pin }),
      })
      const request = { days, realtime: options.realtime === true }
      await withContext(host, options, true, (context) => readPerformance(context, input, request), showRead)
    })
}

function showRead(result: PerformanceRead, { style }: Session): string {
  const { asked, interval, kept, unread, counters } = result
  const lines = [
    `${style.bold(inert(result.host))}  ${inert(interval.name)}, averages of ${interval.seconds} seconds since ${minute(result.from)}`,
    `  ${count(asked.vm, 'VM')}, ${count(asked.host, 'host')}, ${count(asked.cluster, 'cluster')} asked = ${result.read} read + ${result.empty} without samples (off, or templates) + ${result.upToDate} up to date + ${unread.length} not read, in ${result.seconds} s`,
    `  ${count(result.samples, 'new sample')}; ${keptText(kept)}`,
    ...counters.flatMap(({ text }) =>
      text === undefined ? [] : [`  ${style.yellow('missing')}  ${inert(text)}`],
    ),
    ...result.notes.map((note) => `  ${style.yellow('note')}  ${inert(note)}`),
    ...unread
      .slice(0, 5)
      .map(
        ({ object, name, why }) => `  ${style.yellow('not read')}  ${inert(name ?? object)}: ${inert(why)}`,
      ),
  ]
  if (unread.length > 5) lines.push(style.dim(`  and ${unread.length - 5} more not read; all with --json`))
  if (result.read > 0 && result.inEstate === 0)
    lines.push(
      `  ${style.yellow('note')}  The estate knows none of these objects yet: causeway discover ${inert(result.host)}`,
    )
  lines.push('', style.dim('Next: causeway performance <vm>'))
  return lines.join('\n')
}

function showList({ vcenters }: PerformanceList, { style }: Session): string {
  if (vcenters.length === 0)
    return 'No performance was read yet. Begin with: causeway performance read <vcenter>'
  return vcenters
    .flatMap(({ host, kept, intervals }) => [
      `${style.bold(inert(host))}  ${keptText(kept)}`,
      ...intervals.flatMap(({ interval, from, readAt, finished, counters }) => [
        `  ${inert(interval.name)}, averages of ${interval.seconds} seconds: ${minute(from)} to ${minute(readAt)}${finished ? '' : style.yellow('  broke off; run it again')}`,
        ...counters.flatMap(({ text }) => (text === undefined ? [] : [style.dim(`    ${inert(text)}`)])),
      ]),
    ])
    .join('\n')
}

function showOne(result: PerformanceResult, { style }: Session): string {
  const { object, interval, window, metrics } = result
  if (interval === undefined || window === undefined)
    return `No performance of ${inert(object.name)} was read. Read it with: causeway performance read <vcenter>`
  const kept = metrics.filter(({ points }) => points !== undefined)
  const rows = table<MeasuredMetric>(
    kept,
    [
      { title: 'METRIC', value: (row) => row.title, most: 40 },
      { title: 'UNIT', value: (row) => row.unit },
      { title: 'P50', value: (row) => row.p50, align: 'right' },
      { title: 'P95', value: (row) => row.p95, align: 'right' },
      { title: 'P99', value: (row) => row.p99, align: 'right' },
      { title: 'MAX', value: (row) => row.maximum, align: 'right' },
      { title: 'MAX AT', value: (row) => minute(row.maximumAt ?? '') },
      { title: 'SAMPLES', value: (row) => `${row.samples} of ${row.expected}`, align: 'right' },
    ],
    style,
  )
  return [
    `${style.bold(inert(object.name))}  ${object.kind}, ${inert(result.vcenter ?? '')}`,
    style.dim(
      `averages of ${interval.seconds} seconds (${inert(interval.name)}), ${minute(window.from)} to ${minute(window.to)}, ${window.days} days; shorter peaks were higher`,
    ),
    ...(kept.length === 0 ? [] : ['', rows]),
    ...(kept.length === metrics.length ? [] : ['', ...missing(metrics, style)]),
  ].join('\n')
}

function missing(metrics: readonly MeasuredMetric[], style: Style): readonly string[] {
  return metrics.flatMap(({ title, text }) =>
    text === undefined ? [] : [`${style.yellow(inert(title))}  ${inert(text)}`],
  )
}

function showRemoved({ host, kept }: PerformanceRemoved): string {
  return `Removed ${count(kept.samples, 'sample')} of ${count(kept.entities, 'object')} of ${inert(host)}.`
}

function keptText({ entities, samples, bytes }: PerformanceRead['kept']): string {
  return `kept: ${count(samples, 'sample')} of ${count(entities, 'object')} in ${(bytes / 1_048_576).toFixed(1)} MiB`
}

function minute(time: string): string {
  return time.slice(0, 16).replace('T', ' ')
}
