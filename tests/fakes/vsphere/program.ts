import { Command, InvalidArgumentError, Option } from 'commander'
import { disturbances, type Disturbance, type FakeOptions, type Hole } from './options.ts'

interface Values {
  readonly vms: number
  readonly seed: number
  readonly port: number
  readonly api: string
  readonly rest: 'api' | 'rest' | 'both' | 'none'
  readonly tls: boolean
  readonly gzip: boolean
  readonly kept: boolean
  readonly slow: number
  readonly page: number
  readonly idle: number
  readonly sessions: number
  readonly faults: readonly Disturbance[]
  readonly oneIn: number
  readonly hole: readonly Hole[]
  readonly task: number
  readonly lease: number
  readonly level: number
  readonly role?: string
  readonly ahead: number
}

/** The command line of the fake, with its help. */
export function fakeProgram(): Command {
  return new Command('npm run fake:vcenter --')
    .description(
      'A vCenter for tests: prints its URL, user, password and fingerprint as one line of JSON, and serves.',
    )
    .option('--vms <count>', 'machines', number, 100)
    .option('--seed <number>', 'decides everything that is drawn', number, 1)
    .option('--port <number>', 'where it listens; 0 takes a free port', number, 0)
    .option('--api <version>', 'version of its API', '8.0.3.0')
    .addOption(
      new Option('--rest <which>', 'which REST interface there is')
        .choices(['api', 'rest', 'both', 'none'])
        .default('both'),
    )
    .option('--tls', 'HTTPS with a certificate that it signs itself', false)
    .option('--gzip', 'answers are packed', false)
    .option('--kept', 'keep what was made once, for measurements', false)
    .option('--slow <milliseconds>', 'for each page', number, 0)
    .option('--page <objects>', 'in a page at most', number, 100)
    .option('--idle <seconds>', 'until an idle session is gone', number, 1800)
    .option('--sessions <count>', 'of one kind at once', number, 550)
    .option('--faults <kinds>', `all, or some of ${disturbances.join(', ')}, joined by commas`, kindsOf, [])
    .option('--one-in <requests>', 'one in so many is disturbed', number, 20)
    .option('--hole <type:one-in[:path]>', 'what may not be seen; again for more', holes, [])
    .option('--task <seconds>', 'that a task takes', number, 2)
    .option('--lease <seconds>', 'that an export lease lives without a word', number, 300)
    .option('--level <1..4>', 'statistics level of the historical intervals', number, 1)
    .option('--role <name>', 'of the user on the whole estate: Admin, ReadOnly or NoAccess')
    .option('--ahead <seconds>', 'that its clock is ahead', number, 0)
    .addHelpText('after', '\nExamples:\n  npm run fake:vcenter -- --vms 10000 --seed 7 --faults all')
}

/** What a command line of the fake asks for; ends the process where it asks for help or is wrong. */
export function fakeOptionsOf(program: Command, argv: readonly string[]): FakeOptions {
  const values = program.parse([...argv]).opts<Values>()
  return {
    machines: values.vms,
    seed: values.seed,
    port: values.port,
    apiVersion: values.api,
    rest: values.rest,
    tls: values.tls,
    gzip: values.gzip,
    kept: values.kept,
    pageMilliseconds: values.slow,
    pageObjects: values.page,
    idleMilliseconds: values.idle * 1000,
    sessionCap: values.sessions,
    holes: values.hole,
    taskMilliseconds: values.task * 1000,
    leaseSeconds: values.lease,
    statisticsLevel: values.level,
    aheadMilliseconds: values.ahead * 1000,
    ...(values.role === undefined ? {} : { access: { permissions: [{ role: values.role }] } }),
    ...(values.faults.length === 0 ? {} : { chaos: { kinds: values.faults, oneIn: values.oneIn } }),
  }
}

function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('A number was expected.')
  return value
}

function kindsOf(text: string): readonly Disturbance[] {
  const asked = text.split(',')
  const known = disturbances.filter((kind) => text === 'all' || asked.includes(kind))
  if (text !== 'all' && known.length < asked.length)
    throw new InvalidArgumentError(`Expected all, or some of ${disturbances.join(', ')}.`)
  return known
}

function holes(text: string, before: readonly Hole[]): readonly Hole[] {
  const [type = '', oneIn = '1', path] = text.split(':')
  return [...before, { type, oneIn: number(oneIn), ...(path === undefined ? {} : { paths: [path] }) }]
}
