import type { Command } from 'commander'
import type { DemoOutcome } from '../../app/demo.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, progressOf, type Served } from '../session.ts'
import { count, type Style, styleOf } from '../terminal.ts'
import { defaultAddress } from './serve.ts'

interface Options {
  readonly workspace?: string
  readonly host: string
  readonly port: string
  readonly vms?: string
  readonly seed: string
  readonly flows?: string
}

/** `causeway demo`: what `npm start` runs. */
export function registerDemo(program: Command, host: CliHost): void {
  program
    .command('demo')
    .description('a workspace with the sample estate Harbour, every stage run on it, served in the browser')
    .option('-w, --workspace <dir>', 'workspace folder (default: the nearest one upward, else this folder)')
    .option('--host <address>', 'loopback address to listen on', defaultAddress.host)
    .option('--port <n>', 'port to listen on; 0 takes a free one', defaultAddress.port)
    .option('--vms <n>', 'a generated estate of so many VMs instead of Harbour')
    .option('--flows <n>', 'with --vms: so many flows')
    .option('--seed <n>', 'with --vms: another estate of the same size', '1')
    .addHelpText(
      'after',
      '\nA workspace that holds your own data is only served, never mixed with the sample.',
    )
    .action(async (options: Options) => {
      const { portNumber, wholeNumber } = await import('../../app/query.ts')
      const style = styleOf(host.terminal)
      const progress = progressOf(host)
      const scaled =
        options.vms === undefined
          ? undefined
          : {
              vms: wholeNumber('--vms', options.vms, 1, 200_000),
              seed: wholeNumber('--seed', options.seed, 0, 2 ** 31),
              ...(options.flows === undefined
                ? {}
                : { flows: wholeNumber('--flows', options.flows, 0, 20_000_000) }),
            }
      await host.serve({
        workspace: options.workspace,
        host: options.host,
        port: portNumber(options.port),
        progress,
        ready: async (served) => {
          const { runDemo } = await import('../../app/demo.ts')
          const outcome = await runDemo(served.context, scaled)
          progress.clear()
          host.terminal.out(`${story(outcome, served, style)}\n`)
        },
      })
    })
}

function story(outcome: DemoOutcome, served: Served, style: Style): string {
  if (outcome.kind === 'not-demo') {
    return `This workspace holds your own data, so the sample was left out; it is only served.\n  ${style.bold(served.link('/'))}\nStop with Ctrl-C.`
  }
  const { trace } = outcome
  if (!trace)
    return `A generated estate: ${count(outcome.vms, 'VM')} planned in ${count(outcome.waves, 'wave')}, ${count(outcome.files, 'file')} in repository/.\n  ${style.bold(served.link('/'))}\nStop with Ctrl-C.`
  const keep = trace.modes['keep-ip']
  const change = trace.modes['re-ip']
  const page = served.link(`/vms/${trace.id}`)
  return [
    '',
    style.bold('Harbour, a shipping company, wants off vSphere. Take one server: erp-db-01.'),
    '',
    `Its address ${trace.addresses[0] ?? ''} is named in ${style.bold(count(trace.references.length, 'place'))}: ${placesOf(trace.references)}.`,
    `${style.bold(count(trace.teams.length, 'team'))} own those: ${trace.teams.map(inert).join(', ')}.`,
    `Keep its address: ${style.bold(count(keep.changeRequests.length, 'change request'))} in ${count(keep.days, 'day')}. Give it a new one: ${style.bold(count(change.changeRequests.length, 'change request'))} in ${count(change.days, 'day')}.`,
    `It moves in one of ${count(outcome.waves, 'wave')} with ${count(outcome.vms, 'VM')}; their manifests are in repository/, every machine halted.`,
    '',
    `  ${style.bold(page)}`,
    '',
    'Try in a second terminal, in this folder:',
    `  ${style.cyan('node bin/causeway trace erp-db-01 --mode re-ip')}`,
    `  ${style.cyan('node bin/causeway vms --where "worst = block"')}`,
    `  ${style.cyan('node bin/causeway move tests/estates/harbour/ova/gate-kiosk-01.ova --to files --out images')}`,
    'Stop with Ctrl-C.',
  ].join('\n')
}

function placesOf(references: readonly { readonly kind: string }[]): string {
  const kinds = new Map<string, number>()
  for (const { kind } of references) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const words = [...kinds]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, number]) => count(number, kind.replace('-', ' ')))
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}
