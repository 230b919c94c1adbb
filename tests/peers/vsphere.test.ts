import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { vsphereReader } from '../../src/adapters/vsphere/index.ts'
import { openVcenter } from '../../src/adapters/vsphere/live.ts'
import { readingOf } from '../../src/adapters/vsphere/read.ts'
import {
  type AnyRecord,
  isManagedType,
  type MachineRecord,
  type PolicyRecord,
  propertiesByType,
  type TagRecord,
} from '../../src/adapters/vsphere/schema.ts'
import type { RawSource } from '../../src/adapters/vsphere/source.ts'
import { targetOf } from '../../src/adapters/vsphere/transport/target.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import type { Observation, ReadReport } from '../../src/model/observation.ts'
import { Problem } from '../../src/model/problems/index.ts'
import { fakeUser } from '../fakes/vsphere/options.ts'
import { startFakeVcenter } from '../fakes/vsphere/server.ts'
import { hasSimulator, runReader, type Simulator, simulatorUser, startSimulator } from './vcsim/start.ts'

const machines = 250
const managedTypes = Object.keys(propertiesByType).filter(isManagedType)

interface Described {
  readonly id: string
  readonly kinds: readonly string[]
}

describe.skipIf(!hasSimulator())('vCenter simulator', () => {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startSimulator(machines)
  }, 120_000)
  afterAll(async () => {
    await simulator.stop()
  })

  async function readAll(pin: string | undefined, password: string = simulatorUser.password) {
    const observations: Observation[] = []
    let report: ReadReport | undefined
    const input = {
      kind: 'endpoint',
      url: simulator.url,
      user: simulatorUser.name,
      password: async () => password,
      ...(pin === undefined ? {} : { pin }),
    } as const
    for await (const reading of vsphereReader.read(input, silentProgress())) {
      for await (const observation of reading.observations) observations.push(observation)
      report = reading.report()
    }
    return { observations, report }
  }

  test('simulator: counts in are counts out, over a pinned certificate', async () => {
    const { observations, report } = await readAll(simulator.fingerprint)
    const counts: Record<string, number> = {}
    for (const { kind } of observations) counts[kind] = (counts[kind] ?? 0) + 1
    expect(counts).toEqual({ vm: machines, host: 4, cluster: 1, datastore: 3, network: 8, vcenter: 1 })
    const vcenter = observations.find(({ kind }) => kind === 'vcenter')
    expect(vcenter?.facts).toMatchObject({
      alarms: expect.arrayContaining([expect.objectContaining({ name: 'vcsim VM Alarm', enabled: true })]),
      storagePolicies: expect.arrayContaining([expect.objectContaining({ name: 'VM Encryption Policy' })]),
    })
    expect([report?.seen, report?.kept, report?.rejected, report?.unknown]).toEqual([
      observations.length,
      observations.length,
      [],
      [],
    ])
  })

  test('simulator: a certificate that is not pinned or not the pinned one is refused', async () => {
    await expect(readAll(undefined)).rejects.toMatchObject({
      code: 'vcenter-certificate-unverified',
      exit: 1,
      values: { fingerprint: simulator.fingerprint },
    })
    await expect(readAll('ab'.repeat(32))).rejects.toMatchObject({ code: 'vcenter-certificate-changed' })
  })

  test('simulator: a wrong password is refused in a clear sentence', async () => {
    const refusal = await readAll(simulator.fingerprint, 'wrong').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Problem)
    expect(String(refusal)).toBe(
      `Problem: The vCenter ${simulator.url.host} refused the user user: wrong name or password.`,
    )
  })

  test('simulator: every machine reads as govmomi reads it', async () => {
    const target = targetOf(
      simulator.url,
      simulatorUser.name,
      async () => simulatorUser.password,
      simulator.fingerprint,
    )
    const source = await openVcenter(target, silentProgress())
    const ours: unknown[] = []
    try {
      for await (const slice of source.read(['VirtualMachine'])) {
        for (const record of slice.records) if (record.type === 'VirtualMachine') ours.push(described(record))
      }
    } finally {
      await source.close()
    }
    const theirs = runReader(simulator, ['-dump', '-paths', 'name,runtime,config']) as Described[]
    const byId = (a: unknown, b: unknown): number => ((a as Described).id < (b as Described).id ? -1 : 1)
    expect(ours).toHaveLength(machines)
    expect(ours.sort(byId)).toEqual(theirs.sort(byId))
  })

  test('simulator: the same estate reads the same from our own fake vCenter', async () => {
    const source = await openVcenter(
      targetOf(simulator.url, simulatorUser.name, async () => simulatorUser.password, simulator.fingerprint),
      silentProgress(),
    )
    const records: AnyRecord[] = []
    let tags: readonly TagRecord[] = []
    let policies: readonly PolicyRecord[] = []
    try {
      for await (const slice of source.read(managedTypes)) records.push(...slice.records)
      tags = (await source.tags()).tags
      policies = (await source.policies()).policies
    } finally {
      await source.close()
    }
    const { apiVersion = '' } = source.about
    const fake = await startFakeVcenter({
      records,
      tags,
      policies,
      apiVersion,
      rest: 'rest',
      pageObjects: 60,
    })
    try {
      const again = await openVcenter(
        targetOf(fake.url, fakeUser.name, async () => fakeUser.password),
        silentProgress(),
      )
      // Each has a UUID of its own, which stands in what is read.
      const sameNames = (one: RawSource): RawSource => ({ ...one, about: source.about })
      // Its port and its users are not of the estate.
      const nameless = ({ kind, facts }: Observation) =>
        kind === 'vcenter' ? { ...facts, name: '', roles: [], permissions: [] } : facts
      const [theirs, ours]: Map<string, unknown>[] = [new Map(), new Map()]
      for await (const one of readingOf(sameNames(again), silentProgress()).observations)
        ours?.set(`${one.kind} ${one.key}`, nameless(one))
      await again.close()
      const { observations } = await readAll(simulator.fingerprint)
      for (const one of observations) theirs?.set(`${one.kind} ${one.key}`, nameless(one))
      expect(ours?.size).toBe(machines + 17)
      expect(ours).toEqual(theirs)
      expect(fake.openSessions()).toBe(0)
    } finally {
      await fake.close()
    }
  })

  test('simulator: attribute, tag, snapshots and rule of a decorated machine arrive', async () => {
    const { observations } = await readAll(simulator.fingerprint)
    const decorated = observations.filter(
      (observation) => observation.kind === 'vm' && observation.facts.attributes !== undefined,
    )
    expect(decorated.map(({ facts }) => facts)).toEqual([
      expect.objectContaining({
        attributes: { Owner: 'Platform & <Services>' },
        tags: [{ category: 'tier', name: 'gold' }],
        snapshots: [
          expect.objectContaining({ name: 'before patch', depth: 0, quiesced: true }),
          expect.objectContaining({ name: 'after patch', depth: 1, quiesced: true }),
        ],
      }),
    ])
    const cluster = observations.find((observation) => observation.kind === 'cluster')
    expect(cluster?.facts).toMatchObject({
      drs: true,
      rules: [
        { kind: 'anti-affinity', name: 'apart', enabled: true, vms: ['DC0_C0_RP0_VM0', 'DC0_C0_RP0_VM1'] },
      ],
    })
  })
})

/** One of our records in the words of the govmomi reader. */
function described({ id, properties }: MachineRecord): Record<string, unknown> {
  const devices = properties['config.hardware.device'] ?? []
  return {
    id,
    name: properties.name,
    power: properties['runtime.powerState'],
    host: properties['runtime.host']?.value,
    uuid: properties['config.uuid'],
    instanceUuid: properties['config.instanceUuid'],
    guestId: properties['config.guestId'],
    version: properties['config.version'],
    template: properties['config.template'],
    cpus: properties['config.hardware.numCPU'],
    memoryMib: properties['config.hardware.memoryMB'],
    kinds: devices.map((device) => device.type),
    disks: devices
      .filter((device) => device.type === 'VirtualDisk')
      .map(({ key, controllerKey, capacityInBytes, backing }) => ({
        key,
        controllerKey,
        bytes: capacityInBytes,
        file: backing?.fileName,
        mode: backing?.diskMode,
      })),
    nics: devices
      .filter((device) => device.macAddress !== undefined)
      .map(({ key, macAddress, backing }) => ({
        key,
        mac: macAddress,
        portgroup: backing?.port?.portgroupKey,
      })),
  }
}
