import { Command } from 'commander'

/** Runs one command line and sets the exit code. */
export async function runCli(argv: readonly string[]): Promise<void> {
  const program = new Command('causeway')
  await program.parseAsync([...argv])
}
