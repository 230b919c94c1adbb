import type { Command } from 'commander'
import type {
  EvidenceAdded,
  EvidenceFileRow,
  EvidenceListed,
  EvidenceRemoved,
} from '../../contract/evidence.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, type Style, table } from '../terminal.ts'
import { registerEvidenceShow } from './evidence-show.ts'

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
Read today: PAN-OS set form, iptables-save, BIND zones, HAProxy, Prometheus, Nagios, flow CSV, CMDB CSV, configuration
trees, Markdown. A line that is not understood is counted and shown, never lost. Secrets are masked as they are read.

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
    .description('take one file out again, by id or name')
    .action(async (wanted: string, options: CommonOptions) => {
      const { removeEvidenceFile } = await import('../../app/evidence.ts')
      await withContext(host, options, true, (context) => removeEvidenceFile(context, wanted), showRemoved)
    })
}

function showAdded(result: EvidenceAdded, { style }: Session): string {
  const lines = [files(result.files, style)]
  for (const file of result.files) lines.push(...unknownLines(file, style))
  for (const skip of result.skipped)
    lines.push(`${style.yellow('skipped')}  ${inert(skip.file)}: ${inert(skip.why)}`)
  const same = result.files.filter((file) => !file.changed).length
  const references = result.files.reduce((sum, file) => sum + file.references, 0)
  const flows = result.files.reduce((sum, file) => sum + file.flows, 0)
  const masked = result.files.reduce((sum, file) => sum + file.masked, 0)
  lines.push(
    '',
    `${count(result.files.length, 'file')}${same > 0 ? ` (${same} read before, unchanged)` : ''}: ${count(references, 'reference')}, ${count(flows, 'flow')}, ${count(masked, 'secret')} masked, in ${result.seconds} s.`,
  )
  lines.push(style.dim('Next: causeway trace <vm>'))
  return lines.join('\n')
}

function showListed(result: EvidenceListed, { style }: Session): string {
  if (result.files.length === 0) return 'No evidence yet. Begin with: causeway evidence add <folder>'
  return files(result.files, style)
}

function showRemoved(result: EvidenceRemoved): string {
  return `Removed ${inert(result.file)} (${result.removed}).`
}

function files(rows: readonly EvidenceFileRow[], style: Style): string {
  return table(
    rows,
    [
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

function unknownLines(file: EvidenceFileRow, style: Style): readonly string[] {
  return file.unknown.map(
    ({ construct, count: times, example }) =>
      `${style.yellow('not understood')}  ${inert(file.file)}:${example.line}  ${inert(construct)} (${times}×)  ${style.dim(inert(example.text.trim().slice(0, 80)))}`,
  )
}
