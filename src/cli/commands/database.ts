import type { Command } from 'commander'
import { type CliHost, common, type CommonOptions, withContext } from '../session.ts'
import { count } from '../terminal.ts'

/** `causeway db export|import`. */
export function registerDatabase(program: Command, host: CliHost): void {
  const database = program
    .command('db')
    .description('take a whole workspace along: backup, another machine, a real PostgreSQL')
  common(database.command('export <file>'))
    .description(
      'write the whole workspace into one file; raw evidence and the token stay here unless asked for',
    )
    .option('--raw', 'with the raw evidence, secrets included')
    .option('--token', 'with the token of the workspace')
    .addHelpText(
      'after',
      '\nExample:\n  causeway db export backup.causeway\n  DATABASE_URL=postgres://… causeway db import backup.causeway',
    )
    .action(async (file: string, options: CommonOptions & { raw?: boolean; token?: boolean }) => {
      const { exportTo } = await import('../../app/database.ts')
      await withContext(
        host,
        options,
        false,
        (context) => exportTo(context, file, { raw: options.raw === true, token: options.token === true }),
        (done) => `Wrote ${done.file}: ${count(done.rows, 'row')}, ${count(done.rawFiles, 'raw file')}.`,
      )
    })
  common(database.command('import <file>'))
    .description('read such a file into an empty workspace')
    .action(async (file: string, options: CommonOptions) => {
      const { importFrom } = await import('../../app/database.ts')
      await withContext(
        host,
        options,
        true,
        (context) => importFrom(context, file),
        (done) => `Read ${done.file}: ${count(done.rows, 'row')}, ${count(done.rawFiles, 'raw file')}.`,
      )
    })
}
