import { afterEach, expect, test } from 'vitest'
import { machine, surroundings } from '../../../../tests/fakes/vsphere/estate.ts'
import { endpointOf, type FakeOptions } from '../../../../tests/fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from '../../../../tests/fakes/vsphere/server.ts'
import { silentProgress } from '../../../lib/progress.ts'
import type { Observation, ReadReport } from '../../../model/observation.ts'
import { vsphereReader } from '../index.ts'

let fake: FakeVcenter | undefined
afterEach(async () => {
  await fake?.close()
})

async function readAll(options: FakeOptions): Promise<{ observations: Observation[]; report: ReadReport }> {
  fake = await startFakeVcenter(options)
  const observations: Observation[] = []
  for await (const reading of vsphereReader.read(endpointOf(fake), silentProgress())) {
    for await (const observation of reading.observations) observations.push(observation)
    return { observations, report: reading.report() }
  }
  throw new Error('nothing was read')
}

test('storage policies: each disk and each home says which it has, and the vCenter what they ask for', async () => {
  const { observations, report } = await readAll({ machines: 9 })
  const homes = observations.flatMap((one) => (one.kind === 'vm' ? [one.facts.storagePolicy] : []))
  expect(homes.filter((name) => name === 'Gold & mirrored')).toHaveLength(3)
  const first = observations.find((one) => one.kind === 'vm' && one.facts.storagePolicy !== undefined)
  expect(first?.facts).toMatchObject({ disks: [{ key: 2000, storagePolicy: 'Gold & mirrored' }] })
  const vcenter = observations.find((one) => one.kind === 'vcenter')
  expect(vcenter?.facts).toMatchObject({
    storagePolicies: [
      {
        name: 'Gold & mirrored',
        rules: ['VSAN.hostFailuresToTolerate = 1', 'VSAN.stripeWidth = 2'],
        vms: 3,
        disks: 3,
      },
      { name: 'VM Encryption Policy', vms: 0, disks: 0 },
    ],
  })
  expect(report.missing.filter((line) => line.startsWith('storage'))).toEqual([])
})

test('storage policies: a user who may not see them is told the privilege, and reads everything else', async () => {
  const { observations, report } = await readAll({ records: [...surroundings, machine(1)], pbm: 'forbidden' })
  expect(observations.filter(({ kind }) => kind === 'vm')).toHaveLength(1)
  expect(report.missing).toContain(
    'storage policies: this user is not permitted to see them; missing: StorageProfile.View; which disk has which is not known',
  )
  expect(report.notSeen).toEqual([
    {
      what: 'storage policies',
      why: 'this user is not permitted to see them',
      privileges: ['StorageProfile.View'],
      so: 'which disk has which is not known',
    },
  ])
})

test('storage policies: a session that is lost meanwhile is renewed', async () => {
  const { observations, report } = await readAll({ machines: 30, pbm: 'forgets' })
  expect([report.rejected, fake?.openSessions()]).toEqual([[], 0])
  expect(fake?.calls.filter((call) => call === 'Login')).toHaveLength(2)
  expect(
    observations.filter((one) => one.kind === 'vm' && one.facts.storagePolicy !== undefined),
  ).toHaveLength(10)
})
