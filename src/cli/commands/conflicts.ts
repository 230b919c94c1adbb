import type { Command } from 'commander'
import type { ConflictDecided, ConflictsResult } from '../../contract/conflicts.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, type Style } from '../terminal.ts'

interface ListOptions extends CommonOptions {
  readonly vm?: string
  readonly field?: string
  readonly state?: string
  readonly limit?: string
  readonly after?: string
}

interface DecideOptions extends CommonOptions {
  readonly source?: string
  readonly value?: string
  readonly because?: string
}

/** `causeway conflicts` and `causeway conflicts decide`. */
export function registerConflicts(program: Command, host: CliHost): void {
  const conflicts = common(program.command('conflicts'))
    .description('list the facts on which sources disagree; `conflicts decide` says which one is believed')
    .option('--vm <vm>', 'only those of one VM')
    .option('--field <name>', 'only those of one fact, such as cluster or owner')
    .option('--state <state>', 'open, decided or all (default: open)')
    .option('--limit <n>', 'at most so many')
    .option('--after <id>', 'go on after this one')
    .addHelpText(
      'after',
      '\nExamples:\n  causeway conflicts --field owner\n  causeway conflicts decide erp-db-01 owner --source owners.csv --because "asked on Monday"',
    )
    .action(async (options: ListOptions) => {
      const { listConflicts } = await import('../../app/conflicts.ts')
      const { conflictsQuery } = await import('../../contract/conflicts.ts')
      const { parseQuery } = await import('../../app/query.ts')
      const { vm, field, state, limit, after } = options
      const query = parseQuery(conflictsQuery, { vm, field, state, limit, after })
      await withContext(host, options, false, (context) => listConflicts(context, query), showList)
    })
  common(conflicts.command('decide <vm> <field>'))
    .description('believe one source or one value; kept in conflicts.yaml, which a team commits')
    .option('--source <label>', 'label of the source to believe')
    .option('--value <value>', 'the value to believe, as `conflicts` shows it')
    .option('--because <why>', 'why, for those who read it later')
    .action(async (vm: string, field: string, options: DecideOptions) => {
      const { decideConflict } = await import('../../app/conflicts.ts')
      const { conflictDecision } = await import('../../contract/conflicts.ts')
      const { parseQuery } = await import('../../app/query.ts')
      const { source, value, because } = options
      const order = parseQuery(conflictDecision, { vm, field, source, value, because })
      const both = { ...conflicts.opts<CommonOptions>(), ...options }
      await withContext(host, both, true, (context) => decideConflict(context, order), showDecided)
    })
}

function showList(result: ConflictsResult, { style }: Session): string {
  if (result.total === 0) return 'Sources disagree on nothing that is asked for here.'
  const lines = result.conflicts.flatMap((conflict) => [
    `${style.bold(inert(conflict.vm.name))}  ${inert(conflict.field)}  ${style.dim(inert(conflict.because))}`,
    ...conflict.values.map(
      (said, at) => `  ${at === conflict.chosen ? style.green('→') : ' '} ${valueLine(said, style)}`,
    ),
  ])
  const shown = result.conflicts.length < result.total ? `, ${result.conflicts.length} shown` : ''
  lines.push('', `${count(result.total, 'contradiction')}${shown}`)
  if (result.next !== undefined)
    lines.push(style.dim(`Go on with: causeway conflicts --after ${result.next}`))
  const [first] = result.conflicts
  const [other] = first?.values.slice(1) ?? []
  if (first && other && !first.decided) {
    const { vm, field } = first
    const example = `causeway conflicts decide ${vm.name} ${field} --source ${JSON.stringify(other.label)}`
    lines.push(style.dim(inert(`Decide one: ${example}`)))
  }
  return lines.join('\n')
}

function valueLine(said: ConflictsResult['conflicts'][number]['values'][number], style: Style): string {
  const from = `${said.label}, ${said.where}${said.observedAt === '' ? '' : `, ${said.observedAt.slice(0, 10)}`}`
  return `${inert(JSON.stringify(said.value) ?? '')}  ${style.dim(inert(from))}`
}

function showDecided(result: ConflictDecided, { style }: Session): string {
  const { vm, field, value, label, file, open } = result
  return [
    `${style.bold(inert(vm.name))}: ${inert(field)} is ${inert(JSON.stringify(value) ?? '')}, as ${inert(label)} says.`,
    style.dim(`Kept in ${file}; take the entry out to undo it. ${count(open, 'contradiction')} left open.`),
  ].join('\n')
}
