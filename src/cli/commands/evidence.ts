import type { Command } from 'commander'
import type {
  EvidenceAdded,
  EvidenceFileRow,
  EvidenceListed,
  EvidenceRemoval,
  EvidenceRemoved,
} from '../../contract/evidence.ts'
import { inert } from '../../lib/inert.ts'
import { problem } from '../../model/problems/index.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, type Style, table } from '../terminal.ts'
import { notUnderstood } from './not-understood.ts'
import { registerEvidenceShow } from './evidence-show.ts'

/** How many files that were skipped for one reason are named each. */
const mostSkipped = 5

/** `causeway evidence add|list|show|remove`. */
export function registerEvidence(program: Command, host: CliHost): void {
  const evidence = program
    .command('evidence')
    .description(
      'firewall, DNS, balancer, monitoring, flow, owner and configuration files that name addresses',
    )
  common(evidence.command('add <path...>'))
    .description('read files or folders; the kind is recognised from content')
    .option('--kind <kind>', 'read every file as this kind')
    .addHelpText(
      'after',
      `
Read today, recognised from content (docs/evidence.md says what each does not understand yet):
  firewalls   NSX, Terraform for NSX, Check Point (JSON), PAN-OS (set, XML), Cisco ASA
              and IOS, FortiGate, Junos, iptables, nftables
  names       BIND zones and named.conf, Microsoft DNS, Infoblox CSV, hosts files
  balancers   F5 BIG-IP, HAProxy, NetScaler, Avi, NGINX
  monitoring  Prometheus, Nagios and Icinga 1, Icinga 2, Zabbix, snmpd.conf
  flows       CSV, nfdump, Aria Operations for Networks, Azure Migrate, conntrack, ss, netstat
  backups     job, policy and client lists of Veeam, Commvault, NetBackup and others as CSV
  addressing  NetBox, phpIPAM, DHCP, ARP and MAC tables
  owners      CMDB CSV, owner lists
  text        configuration trees, Markdown, Word, Excel and PDF documents
A line that is not understood is counted and shown, never lost. Secrets are masked as they are read.

Examples:
  causeway evidence add firewall.set zones/ config-repository/
  causeway evidence add export.txt --kind iptables`,
    )
    .action(async (paths: string[], options: CommonOptions & { kind?: string }) => {
      const { addEvidence } = await import('../../app/evidence.ts')
      const kind = options.kind === undefined ? {} : { kind: options.kind }
      await withContext(host, options, true, (context) => addEvidence(context, paths, kind), showAdded)
    })
  common(evidence.command('list'))
    .description('list the files that were read, and how well')
    .action(async (options: CommonOptions) => {
      const { listEvidenceFiles } = await import('../../app/evidence.ts')
      await withContext(host, options, false, listEvidenceFiles, showListed)
    })
  registerEvidenceShow(evidence, host)
  common(evidence.command('remove <file>'))
    .description('take one file out again, by id or name; says first what goes with it')
    .option('--dry-run', 'only say what would go')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      `
Examples:
  causeway evidence remove fw-core-01.set --dry-run
  causeway evidence remove fw-core-01.set --yes`,
    )
    .action(async (wanted: string, options: CommonOptions & { dryRun?: boolean; yes?: boolean }) => {
      const { removeEvidenceFile } = await import('../../app/evidence.ts')
      const { removalOf } = await import('../../app/evidence-change.ts')
      if (options.dryRun === true) {
        return withContext(host, options, false, (context) => removalOf(context, wanted), showRemoval)
      }
      const asks = options.yes !== true && options.json !== true && process.stdin.isTTY === true
      await withContext(
        host,
        options,
        true,
        async (context, session) => {
          if (asks) {
            const removal = await removalOf(context, wanted)
            await agreed(removal.file, showRemoval(removal, session))
          }
          return removeEvidenceFile(context, wanted)
        },
        showRemoved,
      )
    })
}

function showAdded(result: EvidenceAdded, { style }: Session): string {
  const lines = [files(result.files, style)]
  for (const file of result.files) {
    const placeOf = (line: number): string => `${inert(file.file)}:${line}`
    lines.push(...notUnderstood(file, placeOf, style), ...differenceLines(file, style))
  }
  lines.push(...skippedLines(result.skipped, style))
  for (const { folder, folders, why } of result.passedOver)
    lines.push(`${style.yellow('skipped')}  ${count(folders, 'folder')} ${inert(folder)}: ${inert(why)}`)
  const same = result.files.filter((file) => !file.changed).length
  const references = result.files.reduce((sum, file) => sum + file.references, 0)
  const flows = result.files.reduce((sum, file) => sum + file.flows, 0)
  const masked = result.files.reduce((sum, file) => sum + file.masked, 0)
  lines.push(
    '',
    `${count(result.files.length, 'file')}${same > 0 ? ` (${same} read before, unchanged)` : ''}: ${count(references, 'reference')}, ${count(flows, 'flow')}, ${count(masked, 'secret')} masked${result.skipped.length === 0 ? '' : `, ${count(result.skipped.length, 'file')} skipped`}, in ${result.seconds} s.`,
  )
  lines.push(style.dim('Next: causeway trace <vm>'))
  return lines.join('\n')
}

function showListed(result: EvidenceListed, { style }: Session): string {
  if (result.files.length === 0) return 'No evidence yet. Begin with: causeway evidence add <folder>'
  return files(result.files, style)
}

function showRemoval(
  { file, references, flows, owners, vms, names }: EvidenceRemoval,
  { style }: Session,
): string {
  const what = `${count(references, 'reference')}, ${count(flows, 'flow')} and ${count(owners, 'owner record')}`
  const more = vms > names.length ? ` and ${vms - names.length} more` : ''
  const who =
    vms === 0
      ? 'It names no VM of the estate by its address.'
      : `It names ${count(vms, 'VM')} by their addresses: ${names.map(inert).join(', ')}${more}.`
  return `${style.bold(inert(file))} would go with ${what}.\n${who}`
}

/** Files that were left out, by reason: each by its name while they are few. */
function skippedLines(skipped: EvidenceAdded['skipped'], style: Style): readonly string[] {
  const reasons = new Map<string, string[]>()
  for (const { file, why } of skipped) reasons.set(why, [...(reasons.get(why) ?? []), file])
  return [...reasons].flatMap(([why, files]) =>
    files.length <= mostSkipped
      ? files.map((file) => `${style.yellow('skipped')}  ${inert(file)}: ${inert(why)}`)
      : `${style.yellow('skipped')}  ${count(files.length, 'file')}: ${inert(why)}, for example ${files.slice(0, 3).map(inert).join(', ')}; --json names each`,
  )
}

/** Asks a person; "no" is the end of the command. */
async function agreed(file: string, sentence: string): Promise<void> {
  const { confirm, isCancel } = await import('@clack/prompts')
  const answer = await confirm({ message: `${sentence} Take it out?`, initialValue: false })
  if (isCancel(answer) || !answer) throw problem('evidence-kept', { file })
}

function showRemoved(result: EvidenceRemoved): string {
  return `Removed ${inert(result.file)} (${result.removed}).`
}

function files(rows: readonly EvidenceFileRow[], style: Style): string {
  return table(
    rows,
    [
      { title: 'ID', value: (row) => row.id },
      { title: 'FILE', value: (row) => row.file, most: 48 },
      { title: 'KIND', value: (row) => row.kind },
      { title: 'SURE', value: (row) => `${Math.round(row.confidence * 100)}%`, align: 'right' },
      { title: 'UNDERSTOOD', value: (row) => `${row.understood} of ${row.statements}`, align: 'right' },
      { title: 'REFERENCES', value: (row) => row.references, align: 'right' },
      { title: 'FLOWS', value: (row) => row.flows, align: 'right' },
      { title: 'MASKED', value: (row) => row.masked, align: 'right' },
    ],
    style,
  )
}

function differenceLines(file: EvidenceAdded['files'][number], style: Style): readonly string[] {
  const { difference } = file
  if (!difference) return []
  const { added, removed, examples, replaces, readAt } = difference
  const older = replaces === file.file ? 'the version' : inert(replaces)
  return [
    `${style.bold('changed')}  ${inert(file.file)} takes the place of ${older} read ${readAt.slice(0, 16).replace('T', ' ')}: ${added} added, ${removed} removed`,
    ...examples.map(({ change, line, text }) => {
      const sign = change === 'added' ? style.green('+') : style.red('-')
      return `  ${sign} line ${line}  ${style.dim(inert(text.trim().slice(0, 100)))}`
    }),
  ]
}
