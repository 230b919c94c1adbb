import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { preflightVcenter } from '../src/adapters/vsphere/preflight/index.ts'
import { preflight } from '../src/app/preflight.ts'
import { wantedByKind } from '../src/app/preflight-needs.ts'
import { type PreflightResult, preflightResult } from '../src/contract/preflight.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { type FakeAccess, authorityOf } from './fakes/vsphere/access/authority.ts'
import { inside, PlainClient } from './fakes/vsphere/client.ts'
import { draws } from './fakes/vsphere/inventory/random.ts'
import { type FakeOptions, fakeUser } from './fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from './fakes/vsphere/server.ts'

const running: FakeVcenter[] = []
afterEach(async () => {
  for (const fake of running.splice(0)) await fake.close()
})

async function start(options: FakeOptions): Promise<FakeVcenter> {
  const fake = await startFakeVcenter({ machines: 300, ...options })
  running.push(fake)
  return fake
}

async function look(fake: FakeVcenter, all = false): Promise<PreflightResult> {
  const credentials = { user: fakeUser.name, password: async () => fakeUser.password }
  const request = { url: fake.url.href, credentials, all }
  const result = await preflight(preflightVcenter, request, silentProgress(), Date.now)
  expect(fake.openSessions()).toBe(0)
  return preflightResult.parse(result)
}

/** Every privilege with its state, by stage. */
function states({ stages }: PreflightResult): Record<string, string[]> {
  return Object.fromEntries(
    stages.map(({ stage, state, privileges }) => [
      `${stage}: ${state}`,
      privileges.map((one) => `${one.privilege} ${one.state}`),
    ]),
  )
}

const readOnly: FakeAccess = { permissions: [{ role: 'ReadOnly' }] }

test('preflight: with a read-only role the read is ready, and each later stage says what is missing and the role to create', async () => {
  const fake = await start({ access: readOnly })
  const result = await look(fake)
  expect(states(result)).toEqual({
    'read: ready': [
      'System.View held',
      'System.Read held',
      'Global.Licenses missing',
      'StorageProfile.View missing',
    ],
    'cold: missing': [
      'VirtualMachine.Interact.PowerOff missing',
      'VirtualMachine.Interact.PowerOn missing',
      'VirtualMachine.Provisioning.DiskRandomRead missing',
      'VirtualMachine.Provisioning.GetVmFiles missing',
      'VirtualMachine.Config.DiskLease missing',
      'Sessions.ValidateSession missing',
      'VApp.Export missing',
      'Datastore.Browse missing',
      'Datastore.FileManagement missing',
      'Cryptographer.Access missing',
    ],
    'warm: missing': [
      'VirtualMachine.State.CreateSnapshot missing',
      'VirtualMachine.State.RemoveSnapshot missing',
      'VirtualMachine.Config.ChangeTracking missing',
      'Global.CancelTask missing',
      'Global.DisableMethods missing',
      'Global.EnableMethods missing',
    ],
    'guest: missing': [
      'VirtualMachine.GuestOperations.Query missing',
      'VirtualMachine.GuestOperations.Execute missing',
      'VirtualMachine.GuestOperations.Modify missing',
    ],
  })
  expect(result.sessions).toMatchObject({ missing: 'Sessions.TerminateSession' })
  expect(result.access).toEqual({ roles: 3, permissions: 1, notes: [] })
  expect(result.roles.find(({ stage }) => stage === 'read')).toEqual({
    stage: 'read',
    name: 'causeway-read',
    privileges: ['Global.Licenses', 'StorageProfile.View'],
    user: 'enough',
    // The read is ready without it: whoever runs this may be more than a reader.
    govc: 'govc role.create causeway-read \\\n  Global.Licenses StorageProfile.View\ngovc permissions.set -principal causeway@your.domain -role causeway-read -propagate=true /',
    powercli:
      "$privileges = Get-VIPrivilege -Id @(\n  'Global.Licenses', 'StorageProfile.View'\n)\nNew-VIRole -Name 'causeway-read' -Privilege $privileges\nNew-VIPermission -Entity (Get-Folder -NoRecursion) -Principal 'causeway@your.domain' -Role 'causeway-read' -Propagate $true",
  })
  const cold = result.roles.find(({ stage }) => stage === 'cold')
  expect(cold?.user).toBe('not-enough')
  expect(cold?.govc).toContain(`-principal ${fakeUser.name} -role causeway-cold -propagate=true /`)
})

test('preflight: what it says is missing is what the vCenter refuses, and what it says is held is done', async () => {
  const snapshots = { name: 'snapshots', privileges: ['VirtualMachine.State.CreateSnapshot'] }
  const calls = [
    ['CreateSnapshot_Task', 'VirtualMachine.State.CreateSnapshot'],
    ['QueryChangedDiskAreas', 'VirtualMachine.Provisioning.DiskRandomRead'],
    ['ExportVm', 'VApp.Export'],
  ] as const
  for (const [role, granted] of [
    ['ReadOnly', []],
    ['snapshots', ['VirtualMachine.State.CreateSnapshot']],
  ] as const) {
    const fake = await start({ access: { roles: [snapshots], permissions: [{ role }] } })
    const rows = (await look(fake)).stages.flatMap(({ privileges }) => privileges)
    const client = await PlainClient.open(fake)
    for (const [method, privilege] of calls) {
      const answer = await client.ask(
        method,
        'VirtualMachine vm-1001',
        method === 'CreateSnapshot_Task'
          ? '<name>a</name><memory>false</memory><quiesce>false</quiesce>'
          : '',
      )
      const refused = inside(answer, 'privilegeId').includes(privilege)
      const said = rows.find((row) => row.privilege === privilege)?.state
      expect([method, refused, said]).toEqual(
        granted.some((one) => one === privilege) ? [method, false, 'held'] : [method, true, 'missing'],
      )
    }
  }
})

test('preflight: a privilege that is missing in one folder is told with the machines it is missing on', async () => {
  const warm = { name: 'warm', privileges: [...new Set(Object.values(wantedByKind()).flat())] }
  const access: FakeAccess = {
    roles: [warm],
    permissions: [{ role: 'warm' }, { on: 'Folder:group-v10002', role: 'ReadOnly' }],
  }
  const fake = await start({ access })
  const world = authorityOf(fake.world)
  const hidden: string[] = []
  for (const object of fake.world.inventory.refs()) {
    if (object.type === 'VirtualMachine' && !world.holds(object, 'VApp.Export')) hidden.push(object.id)
  }
  expect(hidden.length).toBeGreaterThan(0)
  const result = await look(fake)
  const row = result.stages[2]?.privileges[0]
  expect({ ...row, without: undefined }).toEqual({
    privilege: 'VirtualMachine.State.CreateSnapshot',
    on: ['vm'],
    state: 'partly',
    asked: 300,
    missingOn: hidden.length,
    examples: hidden
      .sort()
      .slice(0, 5)
      .map((id) => ({ kind: 'vm', id, name: expect.stringMatching(/^\w+-\w+-\d+$/) })),
  })
  expect(result.stages.map(({ stage, state }) => `${stage} ${state}`)).toEqual([
    'read ready',
    'cold partly',
    'warm partly',
    'guest partly',
  ])
  expect(result.roles.find(({ stage }) => stage === 'warm')).toMatchObject({ name: 'warm', existing: 'warm' })
})

test('preflight: its page names every privilege that a stage asks for', () => {
  const page = readFileSync('docs/preflight.md', 'utf8')
  const asked = Object.values(wantedByKind()).flat()
  expect(asked.length).toBeGreaterThan(20)
  expect(asked.filter((privilege) => !page.includes(`\`${privilege}\``))).toEqual([])
})

test('preflight: a machine that may not be viewed is in no count, and that is said', async () => {
  const access: FakeAccess = {
    permissions: [{ role: 'ReadOnly' }, { on: 'VirtualMachine:vm-1005', role: 'NoAccess' }],
  }
  const result = await look(await start({ access }))
  expect(result.checked.find(({ kind }) => kind === 'vm')).toMatchObject({ there: 299, asked: 299 })
  expect(result.notes).toContain(
    'a vCenter does not list what its user may not view: compare these counts with what an administrator sees',
  )
})

test('preflight: older servers are asked in their own way, with the same result', async () => {
  const access: FakeAccess = {
    permissions: [{ role: 'ReadOnly' }, { on: 'Folder:group-v10001', role: 'Admin' }],
  }
  const ways: [string | undefined, unknown][] = []
  for (const without of [
    [],
    ['HasPrivilegeOnEntities'],
    ['HasPrivilegeOnEntities', 'FetchUserPrivilegeOnEntities'],
  ]) {
    const { askedWith, stages } = await look(await start({ access: { ...access, without } }))
    ways.push([askedWith, stages])
  }
  expect(ways.map(([way]) => way)).toEqual([
    'HasPrivilegeOnEntities',
    'FetchUserPrivilegeOnEntities',
    'effectiveRole',
  ])
  expect(ways[1]?.[1]).toEqual(ways[0]?.[1])
  expect(ways[2]?.[1]).toEqual(ways[0]?.[1])

  const old = await start({
    apiVersion: '6.5',
    rest: 'rest',
    access: { ...readOnly, unknown: ['Cryptographer.Access', 'Global.EnableMethods'] },
  })
  const result = await look(old)
  expect(result.gates.filter(({ has }) => !has).map(({ since }) => since)).toEqual([
    '6.7',
    '7.0.2.0',
    '7.0.3.2',
    '8.0.0.1',
    '8.0.2.0',
  ])
  expect(result.tags.read).toBe(true)
  expect(states(result)['cold: missing']).toContain('Cryptographer.Access unknown')
  expect(result.roles.flatMap(({ privileges }) => privileges)).not.toContain('Global.EnableMethods')
})

test('preflight: a large estate is asked in batches, evenly spread, or whole where that is wanted', async () => {
  const last = 'VirtualMachine:vm-3500'
  const access: FakeAccess = { permissions: [{ role: 'Admin' }, { on: last, role: 'ReadOnly' }] }
  const fake = await start({ machines: 2500, access })
  const [some, all] = [await look(fake), await look(fake, true)]
  const of = ({ checked }: PreflightResult) => checked.find(({ kind }) => kind === 'vm')
  expect([of(some), of(all)]).toEqual([
    { kind: 'vm', there: 2500, asked: 1000, unanswered: 0, sampled: true },
    { kind: 'vm', there: 2500, asked: 2500, unanswered: 0, sampled: false },
  ])
  expect(some.notes.join()).toContain('1,000 objects were asked, evenly spread; --all asks all')
  expect(all.notes.join()).not.toContain('evenly spread')
  // The first and the last are always among them.
  for (const { stages } of [some, all])
    expect(stages[3]?.privileges[0]).toMatchObject({ missingOn: 1, examples: [{ id: 'vm-3500' }] })
  const calls = fake.calls.filter((call) => call === 'HasPrivilegeOnEntities').length
  const objects = [some, all].flatMap(({ checked }) => checked.map(({ asked }) => Math.ceil(asked / 100)))
  expect(calls).toBe(objects.reduce((sum, count) => sum + count, 0))
})

test('preflight: a clock that differs is told with what it breaks', async () => {
  const clocks = []
  for (const aheadMilliseconds of [0, 30_000, -400_000])
    clocks.push((await look(await start({ aheadMilliseconds }))).clock)
  expect(clocks.map(({ state, breaks }) => [state, breaks.length])).toEqual([
    ['fine', 0],
    ['off', 2],
    ['wrong', 3],
  ])
  expect(Math.abs((clocks[2]?.aheadSeconds ?? 0) + 400)).toBeLessThan(1)
})

test('preflight: without tags, and with a server that is busy and loses its session, it still answers', async () => {
  const { tags } = await look(await start({ rest: 'none' }))
  expect(tags).toEqual({
    read: false,
    note: 'it has no REST interface; owners and criticality said by tags stay unknown',
  })
  const access: FakeAccess = { permissions: [{ role: 'ReadOnly' }] }
  const calm = await look(await start({ access, seed: 3 }))
  const rough = await start({
    access,
    chaos: { kinds: ['busy', 'drop', 'cut', 'expire'], oneIn: 5, most: 8 },
    seed: 3,
  })
  const found = await look(rough)
  // A session that was renewed in mid-question has another key: the question is put again with that.
  expect([found.stages, found.askedWith, found.tags.read]).toEqual([
    calm.stages,
    'HasPrivilegeOnEntities',
    true,
  ])
  expect(rough.disturbed().get('expire')).toBeGreaterThan(0)
  expect([...rough.disturbed().values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2)
})

test('preflight: an answer that is none ends it with a sentence, and leaves no session', async () => {
  // All at once: each is asked again after a pause before it is given up.
  await Promise.all(
    ['', '<a><b></a>', '<x>'.repeat(500), '{"a":1}'].map(async (nonsense) => {
      const fake = await start({ machines: 5, nonsense })
      await expect(look(fake)).rejects.toMatchObject({ code: 'vcenter-answer', exit: 1 })
      expect(fake.openSessions()).toBe(0)
    }),
  )
})

test('preflight: whatever was given where, counts are those of the vCenter itself', async () => {
  const random = draws(Number(process.env['CAUSEWAY_SEED'] ?? 20))
  const every = [...new Set(Object.values(wantedByKind()).flat())].filter((id) => !id.startsWith('System.'))
  for (let round = 0; round < 6; round++) {
    const roles = [1, 2, 3].map((at) => ({
      name: `role ${at}`,
      privileges: every.filter(() => random() < 0.5),
    }))
    const places = [
      'Folder:group-v10001',
      'Folder:group-v10003',
      'VirtualMachine:vm-1007',
      'Datastore:datastore-2',
      'Folder:group-s1',
    ]
    const permissions = [
      { role: 'role 1' },
      ...places
        .filter(() => random() < 0.7)
        .map((on) => ({ on, role: `role ${1 + Math.floor(random() * 3)}`, propagate: random() < 0.8 })),
    ]
    const fake = await start({ access: { roles, permissions } })
    const { stages } = await look(fake)
    const authority = authorityOf(fake.world)
    const count = (type: string, privilege: string): number => {
      let missing = 0
      for (const object of fake.world.inventory.refs())
        if (object.type === type && !authority.holds(object, privilege)) missing++
      return missing
    }
    for (const { privilege, on, missingOn } of stages.flatMap(({ privileges }) => privileges)) {
      const type = { vm: 'VirtualMachine', datastore: 'Datastore' }[on.join()]
      if (type !== undefined) expect([privilege, missingOn]).toEqual([privilege, count(type, privilege)])
    }
  }
})
