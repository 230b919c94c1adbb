import { Command, CommanderError } from 'commander'
import { inert } from '../lib/inert.ts'
import { Problem } from '../model/problems/index.ts'
import { markOf } from '../model/problems/mark.ts'
import { registerAssess } from './commands/assess.ts'
import { registerCompletion } from './commands/completion.ts'
import { registerDatabase } from './commands/database.ts'
import { registerDemo } from './commands/demo.ts'
import { registerDiscover } from './commands/discover.ts'
import { registerEvidence } from './commands/evidence.ts'
import { registerFlows } from './commands/flows.ts'
import { registerHeatMap } from './commands/heat-map.ts'
import { registerMove } from './commands/move.ts'
import { registerPerformance } from './commands/performance.ts'
import { registerPlan } from './commands/plan.ts'
import { registerPreflight } from './commands/preflight.ts'
import { registerReport } from './commands/report.ts'
import { registerRuns } from './commands/runs.ts'
import { registerServe } from './commands/serve.ts'
import { registerStatus } from './commands/status.ts'
import { registerTrace } from './commands/trace.ts'
import { registerTranslate } from './commands/translate.ts'
import { registerHistory } from './commands/history.ts'
import { registerConflicts } from './commands/conflicts.ts'
import { registerTree } from './commands/tree.ts'
import { registerVms } from './commands/vms.ts'
import { registerWatches } from './commands/watches.ts'
import { markLines } from './mark-lines.ts'
import type { CliHost } from './session.ts'
import { styleOf } from './terminal.ts'

/** Every command, in the order of the journey. */
const registrations = [
  registerDemo,
  registerStatus,
  registerPreflight,
  registerDiscover,
  registerWatches,
  registerVms,
  registerTree,
  registerConflicts,
  registerPerformance,
  registerHistory,
  registerEvidence,
  registerTrace,
  registerHeatMap,
  registerFlows,
  registerAssess,
  registerPlan,
  registerTranslate,
  registerMove,
  registerRuns,
  registerReport,
  registerServe,
  registerDatabase,
  registerCompletion,
]

/** The whole command line as commander sees it; completion and the help test read it too. */
export function buildProgram(host: CliHost): Command {
  const program = new Command('causeway')
    .description(
      'Takes a VMware vSphere estate to Kubernetes with KubeVirt, and proves before each step what that step will break.',
    )
    .version(host.version, '-V, --version', 'print the version')
    .configureOutput({
      writeOut: (text) => host.terminal.out(text),
      writeErr: (text) => host.terminal.err(text),
    })
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false })
    .showHelpAfterError('(see --help)')
    .exitOverride()
    .addHelpText(
      'after',
      '\nStart here:\n  causeway demo                     the sample estate, all stages, in the browser\n  causeway discover rvtools.xlsx    your own estate, into a workspace in this folder\n  causeway status                   where you are and what to do next',
    )
  for (const register of registrations) register(program, host)
  return program
}

/** Runs one command line and answers the exit code of design §5. */
export async function runCli(argv: readonly string[], host: CliHost): Promise<number> {
  const program = buildProgram(host)
  try {
    await program.parseAsync([...argv])
    return Number(process.exitCode ?? 0)
  } catch (error) {
    return fail(error, argv, host)
  }
}

function fail(error: unknown, argv: readonly string[], host: CliHost): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const style = styleOf(host.terminal)
  if (error instanceof Problem) {
    const mark = markOf(error)
    if (argv.includes('--json')) {
      const { code, message, remedy } = error
      const told = { code, message, remedy, ...(mark === undefined ? {} : { mark }) }
      host.terminal.err(`${JSON.stringify({ error: told })}\n`)
    } else {
      const lines = mark === undefined ? '' : markLines(mark)
      host.terminal.err(
        `${style.red('causeway:')} ${inert(error.message)}\n${lines}  ${inert(error.remedy)}\n`,
      )
    }
    return error.exit
  }
  if (host.signal.aborted) {
    host.terminal.err('causeway: stopped.\n')
    return 1
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  host.terminal.err(
    `${style.red('causeway:')} something went wrong that Causeway has no sentence for. Please report it.\n${inert(text).replaceAll('\\x0a', '\n')}\n`,
  )
  return 1
}
