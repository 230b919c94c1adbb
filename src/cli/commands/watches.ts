import type { Command } from 'commander'
import type { WatchesResult } from '../../contract/watches.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, type Style } from '../terminal.ts'

/** `causeway watches` and `causeway watches stop`: what `discover --watch` handed to the server. */
export function registerWatches(program: Command, host: CliHost): void {
  const watches = common(program.command('watches'))
    .description('list the vCenters that the server of this workspace follows; `watches stop ID` ends one')
    .addHelpText('after', '\nExamples:\n  causeway watches\n  causeway watches stop vcenter.example.com')
  watches.action(async (options: CommonOptions) => {
    const { watchesBeside } = await import('../../app/watch-beside.ts')
    await withContext(host, options, false, watchesBeside, showAll)
  })
  common(watches.command('stop <watch>'))
    .description('stop following one vCenter, by id or host; what was read stays, its password is forgotten')
    .action(async (wanted: string, options: CommonOptions) => {
      const { stopBeside } = await import('../../app/watch-beside.ts')
      await withContext(
        host,
        { ...watches.opts<CommonOptions>(), ...options },
        false,
        (context) => stopBeside(context, wanted),
        ({ stopped }) => `The watch ${stopped} has ended; what was read stays.`,
      )
    })
}

function showAll({ watches }: WatchesResult, { style }: Session): string {
  if (watches.length === 0)
    return 'No server of this workspace follows a vCenter. One begins with `causeway discover <vcenter> --watch` while `causeway serve` runs.'
  return watches.flatMap((watch) => lines(watch, style)).join('\n')
}

function lines(watch: WatchesResult['watches'][number], style: Style): readonly string[] {
  const { id, host, user, state, why, changes, lastChange, nextWhole } = watch
  const last = lastChange === undefined ? '' : `, the last at ${time(lastChange)}`
  const next = nextWhole === undefined ? '' : `; all is read anew at ${time(nextWhole)}`
  return [
    `${style.cyan(id)}  ${style.bold(inert(host))} as ${inert(user)}: ${state}${why === undefined ? '' : ` (${inert(why)})`}`,
    `  ${count(changes, 'change')} since ${time(watch.since)}${last}${next}`,
  ]
}

function time(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}
