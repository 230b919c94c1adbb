import { createHash } from 'node:crypto'
import { openVcenter, type OpenVcenter } from '../../../src/adapters/vsphere/live.ts'
import { readingOf } from '../../../src/adapters/vsphere/read.ts'
import { defaultLimits } from '../../../src/adapters/vsphere/transport/http.ts'
import { targetOf } from '../../../src/adapters/vsphere/transport/target.ts'
import { canonicalJson } from '../../../src/lib/canonical.ts'
import { silentProgress } from '../../../src/lib/progress.ts'
import type { ReadReport } from '../../../src/model/observation.ts'
import { Problem } from '../../../src/model/problems/index.ts'
import { draws } from './inventory/random.ts'
import { type Chaos, disturbances, type FakeOptions, fakeUser, type Hole } from './options.ts'
import { type FakeVcenter, startFakeVcenter } from './server.ts'

/** How one read of a disturbed vCenter ended. */
export interface Trial {
  readonly seed: number
  readonly machines: number
  readonly end: 'full' | 'partial' | 'refused'
  /** Kinds of trouble that happened, with how often. */
  readonly trouble: ReadonlyMap<string, number>
  /** Sessions that were left behind. */
  readonly sessions: number
  /** Empty, or what is not honest about the result. */
  readonly complaints: readonly string[]
  readonly problem?: string
}

/** Impatient, so that hundreds of reads fit into a minute: what waits seconds for a real vCenter waits milliseconds. */
const limits = {
  ...defaultLimits,
  attempts: 5,
  pauseMilliseconds: 4,
  firstByteMilliseconds: 250,
  idleMilliseconds: 250,
}
const pace = { sliceObjects: 100, inFlight: 4, awayMilliseconds: 400, pauseMilliseconds: 20 }

/** What is drawn for a seed: how large the estate is, what goes wrong how often, and what may not be seen. */
export function trialOptions(seed: number): FakeOptions {
  const draw = draws(seed)
  const some = disturbances.filter(() => draw() < 0.5)
  const chaos: Chaos = {
    kinds: some.length === 0 ? disturbances : some,
    oneIn: 2 + Math.floor(draw() * 20),
    slowMilliseconds: 15,
    downMilliseconds: Math.floor(draw() * 150),
    // Most troubles end; some servers never get well.
    ...(draw() < 0.85 ? { most: 1 + Math.floor(draw() * 25) } : {}),
  }
  const holes: Hole[] =
    draw() < 0.4
      ? [{ type: 'VirtualMachine', oneIn: 2 + Math.floor(draw() * 9), paths: ['config.extraConfig'] }]
      : []
  return {
    seed,
    machines: 40 + Math.floor(draw() * 160),
    pageObjects: 20 + Math.floor(draw() * 80),
    rest: draw() < 0.5 ? 'api' : 'rest',
    gzip: draw() < 0.3,
    apiVersion: draw() < 0.3 ? '6.7.3' : '8.0.3.0',
    holes,
    chaos,
  }
}

interface Read {
  /** SHA-256 over every observation, in order. */
  readonly digest: string
  readonly count: number
  readonly vms: number
  readonly report: ReadReport
}

/** Reads a fake once and closes everything, whatever happens. */
async function readOnce(
  options: FakeOptions,
): Promise<{ fake: FakeVcenter; read?: Read; problem?: Problem }> {
  const fake = await startFakeVcenter(options)
  let source: OpenVcenter | undefined
  try {
    const target = targetOf(fake.url, fakeUser.name, async () => fakeUser.password)
    source = await openVcenter(target, silentProgress(), { limits, pace })
    // The port of a fake is chance, and stands in what was read.
    const reading = readingOf({ ...source, host: 'vc.example' }, silentProgress())
    const digest = createHash('sha256')
    let [count, vms] = [0, 0]
    for await (const observation of reading.observations) {
      count++
      if (observation.kind === 'vm') vms++
      digest.update(canonicalJson(observation))
    }
    return { fake, read: { digest: digest.digest('hex'), count, vms, report: reading.report() } }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { fake, problem: error }
  } finally {
    await source?.close()
    await fake.close()
  }
}

/** Reads a vCenter that is disturbed as the seed says, and judges what came of it. */
export async function tryOut(seed: number): Promise<Trial> {
  const options = trialOptions(seed)
  const machines = options.machines ?? 0
  const { fake, read, problem } = await readOnce(options)
  const base = { seed, machines, trouble: fake.disturbed(), sessions: fake.openSessions() }
  if (read === undefined) {
    const complaints = base.trouble.size === 0 ? ['it was refused without any trouble'] : []
    return { ...base, end: 'refused', complaints, problem: problem?.message ?? 'none' }
  }
  const { report } = read
  const complaints = [...wrongCounts(read, machines), ...wrongWords(read, options, base.trouble.size)]
  // A whole list that is not there; what single objects hide from this user is no trouble of the read.
  const lacking = (report.notSeen ?? []).some(({ objects }) => objects === undefined)
  if (report.rejected.length > 0 || lacking) return { ...base, end: 'partial', complaints }
  // Nothing is said to be missing: then every field is as it is without any trouble.
  const { chaos: _, ...undisturbed } = options
  const clean = await readOnce(undisturbed)
  const same = clean.read?.digest === read.digest
  return { ...base, end: 'full', complaints: same ? complaints : [...complaints, 'it is not what is there'] }
}

function wrongCounts({ report, count, vms }: Read, machines: number): string[] {
  const lost = report.rejected.length
  return [
    ...(report.seen === report.kept + report.merged + lost ? [] : ['seen is not kept and rejected']),
    ...(report.kept === count ? [] : [`${report.kept} kept and ${count} given`]),
    ...(vms + rejectedMachines(report) === machines ? [] : [`${vms} machines of ${machines} and no word`]),
  ]
}

function wrongWords({ report, vms }: Read, options: FakeOptions, troubles: number): string[] {
  const lost = report.rejected.length
  const holed = options.holes?.length !== 0 && vms > 30
  return [
    ...(report.rejected.every(({ why }) => why !== '') ? [] : ['something was rejected without a reason']),
    ...(lost === 0 || troubles > 0 ? [] : ['something was rejected without any trouble']),
    ...(!holed || (report.notSeen ?? []).some(({ privileges = [] }) => privileges.includes('System.Read'))
      ? []
      : ['what may not be seen is not named with its privilege']),
  ]
}

function rejectedMachines(report: ReadReport): number {
  return report.rejected.filter(({ where }) => where.object?.startsWith('vm-') === true).length
}

/** A table of many trials: how they ended, and which trouble they met. */
export function trialTable(trials: readonly Trial[]): string {
  const ends = new Map<string, number>()
  const trouble = new Map<string, number>()
  for (const trial of trials) {
    ends.set(trial.end, (ends.get(trial.end) ?? 0) + 1)
    for (const [kind, count] of trial.trouble) trouble.set(kind, (trouble.get(kind) ?? 0) + count)
  }
  const list = (counts: ReadonlyMap<string, number>): string =>
    [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  const left = trials.reduce((sum, { sessions }) => sum + sessions, 0)
  return `${trials.length} reads: ${list(ends)}; trouble: ${list(trouble)}; sessions left behind: ${left}`
}
