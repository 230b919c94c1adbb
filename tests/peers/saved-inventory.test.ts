import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { vsphereReader } from '../../src/adapters/vsphere/index.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import type { Observation, ReadReport } from '../../src/model/observation.ts'
import type { SourceInput } from '../../src/ports/source-reader.ts'
import { hasSimulator, type Simulator, simulatorUser, startSimulator } from './vcsim/start.ts'

const govc = join(
  process.env['CAUSEWAY_PEERS_DIR'] ?? join(homedir(), '.cache', 'causeway-peers'),
  'bin',
  'govc',
)

const machines = 30

describe.skipIf(!hasSimulator() || !existsSync(govc))('a folder that govc object.save wrote', () => {
  let simulator: Simulator
  let dir: string
  beforeAll(async () => {
    simulator = await startSimulator(machines)
    dir = mkdtempSync(join(tmpdir(), 'saved-inventory-'))
  }, 60_000)
  afterAll(async () => {
    rmSync(dir, { recursive: true })
    await simulator.stop()
  })

  function save(name: string, ...args: readonly string[]): string {
    const folder = join(dir, name)
    const env = {
      HOME: tmpdir(),
      GOVC_URL: simulator.url.href,
      GOVC_USERNAME: simulatorUser.name,
      GOVC_PASSWORD: simulatorUser.password,
      GOVC_INSECURE: '1',
      GOVC_PERSIST_SESSION: 'false',
    }
    execFileSync(govc, ['object.save', '-d', folder, ...args], { env, timeout: 60_000, stdio: 'ignore' })
    return folder
  }

  async function readAll(input: SourceInput) {
    const facts = new Map<string, unknown>()
    const take = ({ kind, key, facts: said }: Observation): void =>
      // Tags, storage policies and permissions are read from no saved folder, and the vCenter's own name on this network is not either; the date of creation is
      // not asked of a server that says it is as old as this one.
      void facts.set(`${kind} ${key}`, {
        ...said,
        tags: undefined,
        createdAt: undefined,
        storagePolicies: undefined,
        roles: undefined,
        permissions: undefined,
        name: kind === 'vcenter' ? '' : said.name,
      })
    for await (const reading of vsphereReader.read(input, silentProgress())) {
      for await (const observation of reading.observations) take(observation)
      return { facts, key: reading.description.key, report: reading.report() }
    }
    throw new Error('nothing was read')
  }

  function live(): SourceInput {
    return {
      kind: 'endpoint',
      url: simulator.url,
      user: simulatorUser.name,
      password: async () => simulatorUser.password,
      pin: simulator.fingerprint,
    }
  }

  const folder = (path: string): SourceInput => ({ kind: 'folder', path, name: '' })

  test('reads to the estate that the same simulator gives when it is read itself', async () => {
    const saved = save('all')
    expect(await vsphereReader.recognises(folder(saved))).toBe(1)
    const [theirs, ours] = [await readAll(live()), await readAll(folder(saved))]
    // Licences are saved only when they are asked for.
    const withoutLicences = new Map(theirs.facts)
    withoutLicences.set(...licenceless(theirs.facts))
    expect(ours.facts).toEqual(withoutLicences)
    expect([ours.facts.size, ours.key, counts(ours.report)]).toEqual([
      machines + 17,
      theirs.key,
      counts(theirs.report),
    ])
  })

  test('with its licences it gives the licences too', async () => {
    const [theirs, ours] = [await readAll(live()), await readAll(folder(save('licences', '-l')))]
    expect(ours.facts).toEqual(theirs.facts)
  })

  test('a part of the tree, or the root alone, is read for what it holds, and says what it lacks', async () => {
    const part = await readAll(folder(save('part', '/DC0/vm')))
    expect([...part.facts.keys()].filter((key) => key.startsWith('vm '))).toHaveLength(machines)
    expect(part.report.missing.join('\n')).toContain('no ServiceInstance was saved')
    const root = save('root', '-1')
    expect(readdirSync(root)).toHaveLength(1)
    const alone = await readAll(folder(root))
    expect([alone.facts.size, alone.report.seen]).toEqual([1, 1])
  })
})

function licenceless(facts: ReadonlyMap<string, unknown>): [string, unknown] {
  const key = [...facts.keys()].find((one) => one.startsWith('vcenter ')) ?? ''
  const { licences: _, ...rest } = facts.get(key) as { licences?: unknown }
  return [key, rest]
}

function counts({ seen, kept, rejected }: ReadReport): readonly number[] {
  return [seen, kept, rejected.length]
}
