import { afterEach, expect, test } from 'vitest'
import { openVcenter } from '../src/adapters/vsphere/live.ts'
import { readingOf } from '../src/adapters/vsphere/read.ts'
import { targetOf } from '../src/adapters/vsphere/transport/target.ts'
import { silentProgress } from '../src/lib/progress.ts'
import type { Observation, ReadReport } from '../src/model/observation.ts'
import type { VcenterFacts } from '../src/model/vcenter.ts'
import { type FakeOptions, fakeUser } from './fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from './fakes/vsphere/server.ts'

const running: FakeVcenter[] = []
afterEach(async () => {
  for (const fake of running.splice(0)) await fake.close()
})

async function read(
  options: FakeOptions,
): Promise<{ readonly observations: readonly Observation[]; readonly report: ReadReport }> {
  const fake = await startFakeVcenter({ machines: 120, ...options })
  running.push(fake)
  const source = await openVcenter(
    targetOf(fake.url, fakeUser.name, async () => fakeUser.password),
    silentProgress(),
  )
  try {
    const reading = readingOf(source, silentProgress())
    const observations: Observation[] = []
    for await (const observation of reading.observations) observations.push(observation)
    return { observations, report: reading.report() }
  } finally {
    await source.close()
    expect(fake.openSessions()).toBe(0)
  }
}

function vcenterOf(observations: readonly Observation[]): VcenterFacts | undefined {
  return observations.find((one) => one.kind === 'vcenter')?.facts
}

test('read with roles: who may do what is read with the vCenter, built-in roles by name, own ones with their privileges', async () => {
  const operators = {
    name: 'Crane operators',
    privileges: ['VirtualMachine.Interact.PowerOff', 'Datastore.Browse'],
  }
  const { observations, report } = await read({
    access: {
      roles: [operators, { name: 'Unused', privileges: [] }],
      permissions: [
        { role: 'ReadOnly' },
        { role: 'Crane operators', principal: 'HARBOUR\\crane-Admins', on: 'Folder:group-v10001' },
        { role: 'Admin', principal: 'HARBOUR\\jan', on: 'VirtualMachine:vm-1003', propagate: false },
      ],
    },
  })
  const vcenter = vcenterOf(observations)
  expect([vcenter?.roles, vcenter?.permissions, report.missing]).toEqual([
    [
      { name: 'Admin', system: true },
      { name: 'ReadOnly', system: true },
      {
        name: 'Crane operators',
        system: false,
        privileges: [
          'Datastore.Browse',
          'System.Anonymous',
          'System.Read',
          'System.View',
          'VirtualMachine.Interact.PowerOff',
        ],
      },
      { name: 'Unused', system: false, privileges: ['System.Anonymous', 'System.Read', 'System.View'] },
    ],
    [
      {
        principal: 'HARBOUR\\crane-Admins',
        group: true,
        role: 'Crane operators',
        on: 'Kiel/vm/Team 001',
        propagate: true,
      },
      {
        principal: 'HARBOUR\\jan',
        group: false,
        role: 'Admin',
        on: expect.stringMatching(/^[\w-]+ \(vm-1003\)$/),
        propagate: false,
      },
      {
        principal: fakeUser.name,
        group: false,
        role: 'ReadOnly',
        on: 'the whole inventory',
        propagate: true,
      },
    ],
    [],
  ])
})

test('read with roles: a server that tells no permissions is read all the same, and that is said', async () => {
  const { observations, report } = await read({ access: { without: ['RetrieveAllPermissions'] } })
  expect(vcenterOf(observations)?.permissions).toBeUndefined()
  expect(report.missing).toEqual([
    expect.stringMatching(/^permissions: .*NotSupported.*; who may do what is not known from this read$/),
  ])
})

test('read with roles: an object of which nothing may be seen is rejected by id with the privilege, not kept without a name', async () => {
  for (const apiVersion of ['6.7.3', '8.0.3.0']) {
    const { observations, report } = await read({ apiVersion, holes: [{ type: 'VirtualMachine', oneIn: 4 }] })
    const vms = observations.filter(({ kind }) => kind === 'vm')
    expect(report.rejected.length).toBeGreaterThan(10)
    expect(new Set(report.rejected.map(({ why }) => why))).toEqual(
      new Set(['this user is not permitted to see it; missing: System.Read']),
    )
    expect([vms.length + report.rejected.length, report.seen]).toEqual([
      120,
      observations.length + report.rejected.length,
    ])
    expect(report.missing.filter((line) => line.includes('not permitted'))).toEqual([])
  }
})
