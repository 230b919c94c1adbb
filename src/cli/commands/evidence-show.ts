import type { Command } from 'commander'
import type { EvidenceLines } from '../../contract/evidence-lines.ts'
import { inert } from '../../lib/inert.ts'
import { notUnderstood, understoodWords } from './not-understood.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, type Style } from '../terminal.ts'

/** `causeway evidence show`. */
export function registerEvidenceShow(evidence: Command, host: CliHost): void {
  common(evidence.command('show <file>'))
    .description('show the lines of one file that name something, what each names and who owns it')
    .option('--line <number>', 'the page that holds this line')
    .option('--sheet <name>', 'of a workbook: the sheet that --line counts in')
    .action(async (file: string, options: CommonOptions & { line?: string; sheet?: string }) => {
      const { showEvidenceLines } = await import('../../app/evidence-lines.ts')
      const { problem } = await import('../../model/problems/index.ts')
      const line = options.line === undefined ? undefined : Number(options.line)
      if (line !== undefined && !(Number.isInteger(line) && line > 0))
        throw problem('option-wrong', {
          option: '--line',
          seen: options.line ?? '',
          expected: 'a line number',
        })
      const { sheet } = options
      const query = {
        file,
        ...(line === undefined ? {} : { line }),
        ...(sheet === undefined ? {} : { part: sheet }),
      }
      await withContext(host, options, false, (context) => showEvidenceLines(context, query), showLines)
    })
}

function showLines(result: EvidenceLines, { style }: Session): string {
  const { file, kind, lines, from, shown, flows, owners } = result
  return [
    `${style.bold(inert(file))}  ${kind}, ${understoodWords(result)}`,
    ...(lines > 0 ? [] : [elsewhere(flows, owners)]),
    ...shown.flatMap((line) => lineOf(line, style)),
    ...(shown.length < lines
      ? ['', style.dim(`Lines ${from + 1} to ${from + shown.length} of ${lines} that name something.`)]
      : []),
    ...notUnderstood(result, (line) => `line ${line}`, style),
  ].join('\n')
}

/** What a file without a line to show says, and where that is seen. */
function elsewhere(flows: number, owners: number): string {
  if (flows > 0)
    return `No line of it names an address. See \`causeway flows\` for its ${count(flows, 'flow')}.`
  if (owners > 0) return `No line of it names an address. It tells ${count(owners, 'owner')}.`
  return 'No line of it names an address or a name of the estate.'
}

function lineOf(line: EvidenceLines['shown'][number], style: Style): readonly string[] {
  const names = line.names.map(
    ({ matched, vm, kind, strength, role, owner, shadowedBy }) =>
      `         ${style.dim(`${inert(matched)}${vm ? ` is ${inert(vm.name)}` : ''}: ${kind}, ${strength} as ${role}${shadowedBy === undefined ? '' : `, shadowed by ${inert(shadowedBy)}`}, ${owner === undefined ? 'owner not known' : inert(owner)}`)}`,
  )
  const more = line.more > 0 ? [style.dim(`         and ${line.more} more`)] : []
  const sheet = line.part === undefined ? '' : `${style.cyan(inert(line.part))} `
  return [`${sheet}${style.cyan(String(line.line).padStart(7))}  ${inert(line.text)}`, ...names, ...more]
}
