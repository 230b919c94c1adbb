import type { Command } from 'commander'
import type { HistoryResult } from '../../contract/history.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, type Style } from '../terminal.ts'

interface HistoryOptions extends CommonOptions {
  readonly set?: string
  readonly change?: string
  readonly field?: string
  readonly kind?: string
  readonly find?: string
  readonly since?: string
  readonly until?: string
  readonly from?: string
  readonly to?: string
  readonly limit?: string
  readonly after?: string
}

/** `causeway history [vm]`. */
export function registerHistory(program: Command, host: CliHost): void {
  common(program.command('history [vm]'))
    .description(
      'show what appeared, vanished and changed in the estate, and what was read or decided that told it',
    )
    .option('--set <id>', 'every change of one change set')
    .option('--change <what>', 'only appeared, vanished or changed')
    .option('--field <name>', 'only changes of one fact, such as host or disks')
    .option('--kind <kind>', 'only objects of one kind, such as vm or datastore')
    .option('--find <text>', 'only objects with this in their name')
    .option('--since <time>', 'noticed at this time or later, such as 2026-11-20')
    .option('--until <time>', 'noticed at this time or earlier; a date is its whole day')
    .option('--from <set>', 'what all changes after this set come to')
    .option('--to <set>', '... up to this one (default: the newest)')
    .option('--limit <n>', 'at most so many (default: 100)')
    .option('--after <id>', 'go on after this one')
    .addHelpText(
      'after',
      '\nExamples:\n  causeway history\n  causeway history erp-db-01\n  causeway history erp-db-01 --field disks --json\n  causeway history --change vanished --since 2026-11-01',
    )
    .action(async (vm: string | undefined, options: HistoryOptions) => {
      const { showHistory } = await import('../../app/history.ts')
      const { historyQuery } = await import('../../contract/history.ts')
      const { parseQuery } = await import('../../app/query.ts')
      const { workspace: _workspace, json: _json, ...asked } = options
      const query = parseQuery(historyQuery, { vm, ...asked })
      await withContext(host, options, false, (context) => showHistory(context, query), showAll)
    })
}

function showAll(result: HistoryResult, { style }: Session): string {
  if (result.sets.length === 0)
    return result.changes.length === 0 ? 'Nothing has changed since it was first read.' : ''
  const lines = result.changes.length > 0 ? changeLines(result, style) : setLines(result, style)
  if (result.next !== undefined)
    lines.push('', style.dim(inert(`Go on with: --after ${JSON.stringify(result.next)}`)))
  return lines.join('\n')
}

function setLines({ sets }: HistoryResult, style: Style): string[] {
  const lines = sets.flatMap((set) => [
    `${style.bold(set.at.slice(0, 16).replace('T', ' '))}  ${set.first ? `the first estate, ${count(set.appeared, 'object')}` : countsOf(set)}`,
    style.dim(inert(`  because ${set.because.join(', ')}`)),
  ])
  const [newest] = sets.filter(({ first }) => !first)
  if (newest)
    lines.push('', style.dim(inert(`What it was: causeway history --set ${JSON.stringify(newest.id)}`)))
  return lines
}

function countsOf(set: HistoryResult['sets'][number]): string {
  const parts = [
    set.appeared > 0 ? `${set.appeared} appeared` : '',
    set.vanished > 0 ? `${set.vanished} vanished` : '',
    set.changed > 0 ? `${set.changed} changed` : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

function changeLines({ changes }: HistoryResult, style: Style): string[] {
  return changes.flatMap((change) => [
    `${style.dim(change.at.slice(0, 16).replace('T', ' '))}  ${style.bold(inert(change.name))}  ${change.kind} ${change.change}`,
    ...change.fields.map(({ field, ...values }) => {
      const old = 'old' in values ? text(values.old) : 'unknown'
      const now = 'new' in values ? text(values.new) : 'unknown'
      return `  ${inert(field)}: ${old} → ${now}`
    }),
  ])
}

function text(value: unknown): string {
  return inert((typeof value === 'string' ? value : (JSON.stringify(value) ?? 'unknown')).slice(0, 120))
}
