import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import type {
  DiscoveredSource,
  DiscoverResult,
  EstateCounts,
  FolderTold,
  SourceRemoved,
  SourcesChecked,
  SourcesResult,
} from '../../contract/discover.ts'
import { inert } from '../../lib/inert.ts'
import { problem } from '../../model/problems/index.ts'
import { askPassword } from '../password.ts'
import { packagesLine, showCoverage, unansweredLine } from './coverage.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext, writeJson } from '../session.ts'
import { count, type Style, table } from '../terminal.ts'

/** `causeway discover` and `causeway sources`. */
export function registerDiscover(program: Command, host: CliHost): void {
  common(program.command('discover <source...>'))
    .description(
      'read a vCenter, RVTools, OVA/OVF/VMX/VMDK or CSV into the workspace; a folder is sorted by content, its packages are one source',
    )
    .option('--user <name>', 'vCenter user, such as administrator@vsphere.local (else GOVC_USERNAME)')
    .option(
      '--password-file <file>',
      'file with the password (else CAUSEWAY_PASSWORD, GOVC_PASSWORD or a prompt)',
    )
    .option('--map <file>', 'a YAML file that says what the columns of a list (CSV) mean')
    .option('--suggest-map', 'print a proposal of such a file for one list, and read nothing')
    .option('--check', 'say how the read would go, and keep nothing')
    .option(
      '--record <folder>',
      'write what one vCenter answers into a new folder, without secrets, to read again',
    )
    .option('--watch', 'follow one vCenter: read it, then store and print each change until stopped')
    .option('--pin <sha256>', 'accept only the certificate with this SHA-256 fingerprint')
    .addHelpText(
      'after',
      `
Reading the same source twice changes nothing; several sources of one estate are merged, and every fact keeps its source.

Examples:
  causeway discover rvtools.xlsx
  causeway discover vcenter.example.com --user reader@vsphere.local
  causeway discover vcenter.example.com --user reader@vsphere.local --record recording/
  causeway discover vcenter.example.com --user reader@vsphere.local --watch
  causeway discover exports/ owners.csv
  causeway discover servers.csv --suggest-map > map.yaml
  causeway discover servers.csv --map map.yaml`,
    )
    .action(async (names: string[], options: DiscoverOptions) => {
      if (options.suggestMap === true) return suggestMap(host, names, options)
      const { discover } = await import('../../app/discover.ts')
      const { sourceArgument } = await import('../../app/source-argument.ts')
      if (options.record !== undefined && names.length > 1)
        throw problem('option-wrong', {
          option: '--record',
          seen: `${names.length} sources`,
          expected: 'one vCenter',
        })
      const user = options.user ?? process.env['GOVC_USERNAME']
      const inputs = names.map((name) =>
        sourceArgument(name, {
          password: () => askPassword(options.passwordFile, name),
          ...(user === undefined ? {} : { user }),
          ...(options.pin === undefined ? {} : { pin: options.pin }),
          ...(options.record === undefined ? {} : { record: options.record }),
        }),
      )
      if (options.watch === true) {
        const { watchFromCommand } = await import('./watch.ts')
        return watchFromCommand(host, inputs, options)
      }
      if (options.check === true) {
        const { checkSources } = await import('../../app/add-source.ts')
        await withContext(
          host,
          options,
          false,
          (context) => checkSources(context, inputs, mapFileOf(options)),
          showChecked,
        )
        return
      }
      await withContext(
        host,
        options,
        true,
        (context) => discover(context, inputs, mapFileOf(options)),
        showDiscovery,
      )
    })
  const sources = common(program.command('sources')).description(
    'list what was read; `sources coverage` says how well, `sources remove ID` takes one out again',
  )
  sources.action(async (options: CommonOptions) => {
    const { showSources } = await import('../../app/sources.ts')
    await withContext(host, options, false, (context) => showSources(context), showAll)
  })
  common(sources.command('coverage [source]'))
    .description('what of each tab or part was read, what was left, and which findings that leaves open')
    .action(async (wanted: string | undefined, options: CommonOptions) => {
      const { showSources } = await import('../../app/sources.ts')
      await withContext(
        host,
        { ...sources.opts<CommonOptions>(), ...options },
        false,
        (context) => showSources(context, wanted),
        showCoverage,
      )
    })
  common(sources.command('remove <source>'))
    .description('take one source out of the estate, by id or label; ids of VMs stay')
    .action(async (wanted: string, options: CommonOptions) => {
      const { dropSource } = await import('../../app/sources.ts')
      await withContext(
        host,
        { ...sources.opts<CommonOptions>(), ...options },
        true,
        (context) => dropSource(context, wanted),
        showRemoved,
      )
    })
}

interface DiscoverOptions extends CommonOptions {
  readonly watch?: boolean
  readonly user?: string
  readonly passwordFile?: string
  readonly pin?: string
  readonly record?: string
  readonly map?: string
  readonly suggestMap?: boolean
  readonly check?: boolean
}

function mapFileOf({ map }: DiscoverOptions): string | undefined {
  if (map !== undefined && !existsSync(map)) throw problem('source-not-found', { wanted: map })
  return map
}

/** Looks at one list and no workspace. */
async function suggestMap(host: CliHost, names: readonly string[], options: DiscoverOptions): Promise<void> {
  const [name = '', ...more] = names
  if (more.length > 0)
    throw problem('option-wrong', {
      option: '--suggest-map',
      seen: `${names.length} sources`,
      expected: 'one list',
    })
  if (!existsSync(name)) throw problem('source-not-found', { wanted: name })
  const suggested = await host.suggestMap(name)
  if (options.json === true) writeJson(host.terminal, suggested)
  else host.terminal.out(suggested.yaml)
}

function showDiscovery(result: DiscoverResult, { style }: Session): string {
  const lines = sourceLines(result, style)
  lines.push(
    ...some(
      result.unattached.map((row) => `${row.where}: ${row.why}`),
      'not attached',
      style,
    ),
    ...some(result.decided, 'decided', style),
  )
  lines.push(
    '',
    estateLine(result.estate),
    style.dim('Next: causeway vms   causeway evidence add <folder>   causeway status'),
  )
  return lines.join('\n')
}

function showChecked(result: SourcesChecked, { style }: Session): string {
  return [...sourceLines(result, style), '', 'Nothing was kept: this was a check.'].join('\n')
}

function sourceLines(result: DiscoverResult | SourcesChecked, style: Style): string[] {
  const lines: string[] = []
  for (const source of result.sources) {
    const same = 'changed' in source && !source.changed ? style.dim('  read before, nothing changed') : ''
    lines.push(`${style.bold(inert(source.label))}  ${source.kind}  ${style.dim(source.source)}${same}`)
    lines.push(
      `  ${source.seen} seen = ${source.kept} kept + ${source.merged} merged + ${source.rejected.length} rejected, in ${source.seconds} s`,
    )
    if (source.packages) lines.push(`  ${packagesLine(source.packages)}`)
    lines.push(
      ...some(
        source.rejected.map((row) => `${row.where}${row.name ? ` (${row.name})` : ''}: ${row.why}`),
        'rejected',
        style,
      ),
    )
    const open = source.notAssessable.map(unansweredLine)
    lines.push(
      ...some(open.length > 0 ? open : source.missing, open.length > 0 ? 'not assessable' : 'missing', style),
      ...some(source.unknown, 'not understood', style),
      ...some(source.decided, 'decided', style),
    )
    if (source.coverage.length > 1) lines.push(style.dim(`  ${coverageLine(source)}`))
  }
  lines.push(...result.folders.flatMap(folderLines))
  lines.push(
    ...some(
      result.skipped.map((skip) => `${skip.file}: ${skip.why}`),
      'skipped',
      style,
    ),
  )
  return lines
}

function folderLines(told: FolderTold): string[] {
  const { folder, files, packages, belonging, others, skipped, hidden, replaced } = told
  if (packages === 0 && replaced.length === 0) return []
  const more = hidden === 0 ? '' : `; ${count(hidden, 'name')} with a dot in front not looked at`
  const lines = [
    `${inert(folder)}  ${count(files, 'file')} = ${count(packages, 'package')} as one source + ${belonging} that belong to them + ${others} read as sources of their own + ${skipped} skipped${more}`,
  ]
  if (replaced.length > 0) {
    const names = replaced.slice(0, 5).map(inert).join(', ')
    lines.push(
      `${inert(folder)}  takes the place of ${count(replaced.length, 'source')} read from it one by one: ${names}${replaced.length > 5 ? ' …' : ''}`,
    )
  }
  return lines
}

function coverageLine({ source, coverage }: Pick<DiscoveredSource, 'source' | 'coverage'>): string {
  const sum = (of: (part: DiscoveredSource['coverage'][number]) => readonly string[]) =>
    coverage.reduce((total, part) => total + of(part).length, 0)
  return `${coverage.length} parts: ${sum((part) => part.known)} columns read, ${sum((part) => part.unread)} not kept, ${sum((part) => part.unknown)} unknown; all by name: causeway sources coverage ${source}`
}

function some(items: readonly string[], title: string, style: Style): readonly string[] {
  const shown = items.slice(0, 5).map((item) => `  ${style.yellow(title)}  ${inert(item)}`)
  return items.length > 5
    ? [...shown, `  ${style.dim(`and ${items.length - 5} more ${title}; all with --json`)}`]
    : shown
}

/** The estate in one line. */
export function estateLine(estate: EstateCounts): string {
  const parts = [
    count(estate.vms, 'VM'),
    count(estate.templates, 'template'),
    count(estate.hosts, 'host'),
    count(estate.clusters, 'cluster'),
    count(estate.datastores, 'datastore'),
    count(estate.networks, 'network'),
  ]
  return `The estate: ${parts.join(', ')}; ${count(estate.platform, 'platform VM')}, ${count(estate.conflicts, 'contradiction')} between sources.`
}

function showAll(result: SourcesResult, { style }: Session): string {
  if (result.sources.length === 0) return 'Nothing was read yet. Begin with: causeway discover <source>'
  return table(
    result.sources,
    [
      { title: 'ID', value: (row) => row.source },
      { title: 'KIND', value: (row) => row.kind },
      { title: 'SOURCE', value: (row) => row.label, most: 40 },
      { title: 'TRUE AT', value: (row) => row.observedAt.slice(0, 16).replace('T', ' ') },
      { title: 'SEEN', value: (row) => row.seen, align: 'right' },
      { title: 'REJECTED', value: (row) => row.rejected.length, align: 'right' },
      { title: 'READS', value: (row) => row.versions, align: 'right' },
    ],
    style,
  )
}

function showRemoved(result: SourceRemoved): string {
  return `Removed ${result.removed}. ${estateLine(result.estate)}`
}
