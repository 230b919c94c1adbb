import type { DiscoveredSource, SourcesResult } from '../../contract/discover.ts'
import { inert } from '../../lib/inert.ts'
import { notSeenText } from '../../model/not-seen.ts'
import type { Session } from '../session.ts'
import { count, type Style, table } from '../terminal.ts'

type Packages = NonNullable<DiscoveredSource['packages']>
type Source = SourcesResult['sources'][number]

/** `causeway sources coverage`: what of each part was read, what was left, and what that leaves open. */
export function showCoverage(result: SourcesResult, { style }: Session): string {
  if (result.sources.length === 0) return 'Nothing was read yet. Begin with: causeway discover <source>'
  return result.sources.map((source) => sourceCoverage(source, style)).join('\n\n')
}

function sourceCoverage(source: Source, style: Style): string {
  const lines = [`${style.bold(inert(source.label))}  ${source.kind}  ${style.dim(source.source)}`]
  if (source.packages) lines.push(`  ${packagesLine(source.packages)}`)
  if (source.coverage.length > 0) lines.push(tableOf(source, style))
  else lines.push('  its reader does not tell parts apart')
  lines.push(
    ...section(
      'Not kept (known columns that no later stage uses)',
      source.coverage.flatMap((part) => listed(part.part, part.unread)),
      style,
    ),
    ...section(
      'Missing columns',
      source.coverage.flatMap((part) => listed(part.part, part.missing)),
      style,
    ),
    ...section(
      'Rejected packages',
      source.packages ? source.rejected.map(({ where, why }) => `${where}: ${why}`) : [],
      style,
    ),
    ...section('Not seen', source.notSeen.map(notSeenText), style),
    ...section('Not understood', source.unknown, style),
    ...section(source.packages ? 'Decided' : 'Decided by the whole column', source.decided, style),
    ...section('Cannot be assessed from this source alone', source.notAssessable.map(unansweredLine), style),
  )
  return lines.join('\n')
}

function tableOf(source: Source, style: Style): string {
  return table(
    source.coverage,
    [
      { title: 'PART', value: (part) => part.part },
      { title: 'ROWS', value: (part) => part.rows, align: 'right' },
      { title: 'READ', value: (part) => part.known.length, align: 'right' },
      { title: 'NOT KEPT', value: (part) => part.unread.length, align: 'right' },
      { title: 'MISSING', value: (part) => part.missing.length, align: 'right' },
      { title: 'UNKNOWN', value: (part) => part.unknown.length, align: 'right' },
    ],
    style,
  )
}

function listed(part: string, columns: readonly string[]): readonly string[] {
  return columns.length === 0 ? [] : [`${part}: ${columns.join(', ')}`]
}

function section(title: string, lines: readonly string[], style: Style): readonly string[] {
  return lines.length === 0 ? [] : ['', style.bold(title), ...lines.map((line) => `  ${inert(line)}`)]
}

/** `12 packages = 10 read + 1 copy + 1 rejected; 30 files belong to them`. */
export function packagesLine({ files, read, copies, rejected, belonging }: Packages): string {
  const beside = belonging === 1 ? '1 file belongs' : `${count(belonging, 'file')} belong`
  return `${count(files, 'package')} = ${read} read + ${count(copies, 'copy', 'copies')} + ${rejected} rejected; ${beside} to them`
}

/** `tab vUSB: device.usb`. */
export function unansweredLine({
  part,
  column,
  findings,
}: DiscoveredSource['notAssessable'][number]): string {
  const where =
    part === '' ? 'no part of it says' : column === undefined ? `no ${part}` : `${part} without ${column}`
  return `${where}: ${findings.join(', ')}`
}
