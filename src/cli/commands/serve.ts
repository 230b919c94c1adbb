import type { Command } from 'commander'
import { type CliHost, progressOf } from '../session.ts'
import { styleOf } from '../terminal.ts'

/** Where the server listens unless told otherwise. */
export const defaultAddress = { host: '127.0.0.1', port: '7420' }

/** `causeway serve`. */
export function registerServe(program: Command, host: CliHost): void {
  program
    .command('serve')
    .description('serve the web UI and the HTTP API of the workspace, on this machine only')
    .option(
      '-w, --workspace <dir>',
      'workspace folder (else CAUSEWAY_WORKSPACE, else the nearest one upward)',
    )
    .option('--host <address>', 'loopback address to listen on', defaultAddress.host)
    .option('--port <n>', 'port to listen on; 0 takes a free one', defaultAddress.port)
    .addHelpText(
      'after',
      '\nWhile it serves, every other command works in a second terminal, and the page shows its effect.\nThe printed link carries the token of the workspace; scripts send it as `Authorization: Bearer`.\nThe API is described at /openapi.json.',
    )
    .action(async (options: { workspace?: string; host: string; port: string }) => {
      const { portNumber } = await import('../../app/query.ts')
      const style = styleOf(host.terminal)
      const progress = progressOf(host)
      await host.serve({
        workspace: options.workspace,
        host: options.host,
        port: portNumber(options.port),
        progress,
        ready: async ({ link, context }) => {
          progress.clear()
          host.terminal.out(
            `Serving ${context.workspace.folder}\n  ${style.bold(link('/'))}\nStop with Ctrl-C.\n`,
          )
        },
      })
    })
}
