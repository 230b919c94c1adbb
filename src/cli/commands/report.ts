import type { Command } from 'commander'
import type { ReportResult } from '../../contract/report.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, withContext } from '../session.ts'

/** `causeway report`. */
export function registerReport(program: Command, host: CliHost): void {
  common(program.command('report <vm...>'))
    .description('write the page for the owner of a VM: who talks to it, what changes, when, how to go back')
    .option('--for <audience>', 'owner', 'owner')
    .requiredOption('--out <dir>', 'folder for the pages')
    .addHelpText(
      'after',
      '\nOne self-contained HTML file for each VM: it loads nothing and prints well.\n\nExample:\n  causeway report erp-db-01 --out reports',
    )
    .action(async (names: string[], options: CommonOptions & { for: string; out: string }) => {
      const { resolve } = await import('node:path')
      const { reportForOwners } = await import('../../app/report.ts')
      const { problem } = await import('../../model/problems/index.ts')
      if (options.for !== 'owner')
        throw problem('option-wrong', { option: '--for', seen: options.for, expected: 'owner' })
      await withContext(
        host,
        options,
        true,
        (context) => reportForOwners(context, names, resolve(options.out)),
        show,
      )
    })
}

function show(result: ReportResult): string {
  return result.files
    .map((file) => `${inert(file.vm)}  ${inert(file.file)}  (${Math.ceil(file.bytes / 1024)} KiB)`)
    .join('\n')
}
