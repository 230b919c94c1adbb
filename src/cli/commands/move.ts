import type { Command } from 'commander'
import { type CliHost, common, type CommonOptions, withContext } from '../session.ts'
import { showRunResult } from './runs.ts'

/** `causeway move`. */
export function registerMove(program: Command, host: CliHost): void {
  common(program.command('move <vm>'))
    .description(
      'move the disks of a VM; to files: convert an OVA, an OVF folder or a VMDK to raw or qcow2, as a durable run',
    )
    .requiredOption('--to <target>', 'where to: files')
    .option('--out <dir>', 'folder for the images (default: moved/ in the workspace)')
    .option('--format <format>', 'raw or qcow2', 'raw')
    .addHelpText(
      'after',
      `
<vm> is an .ova, .ovf or .vmdk file, or a VM that was discovered from one. Every 1 MiB block is hashed on the way and
written to a manifest beside the image. Ctrl-C stops at a checkpoint; \`causeway resume\` goes on from there, after a kill too.

Examples:
  causeway move gate-kiosk-01.ova --to files --out images/
  causeway move gate-kiosk-01 --to files --format qcow2`,
    )
    .action(async (source: string, options: CommonOptions & { to: string; out?: string; format: string }) => {
      const { problem } = await import('../../model/problems/index.ts')
      const { moveToFiles } = await import('../../app/move.ts')
      if (options.to !== 'files')
        throw problem('option-wrong', { option: '--to', seen: options.to, expected: 'files' })
      const { format } = options
      if (format !== 'raw' && format !== 'qcow2')
        throw problem('option-wrong', { option: '--format', seen: format, expected: 'raw or qcow2' })
      const request = { source, format, ...(options.out === undefined ? {} : { out: options.out }) } as const
      await withContext(
        host,
        options,
        true,
        async (context) => {
          const run = await moveToFiles(context, request, host.stop)
          if (run.state !== 'done') process.exitCode = 1
          return run
        },
        (run, session) =>
          `${showRunResult(run, session)}${run.state === 'interrupted' ? `\n\nStopped at a checkpoint. Go on with: causeway resume ${run.run}` : ''}`,
      )
    })
}
