import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { vsphereReader } from '../../../src/adapters/vsphere/index.ts'
import { type LiveOptions, openVcenter } from '../../../src/adapters/vsphere/live.ts'
import { readingOf } from '../../../src/adapters/vsphere/read.ts'
import { writeRecording } from '../../../src/adapters/vsphere/recording/write.ts'
import { defaultLimits } from '../../../src/adapters/vsphere/transport/http.ts'
import { targetOf } from '../../../src/adapters/vsphere/transport/target.ts'
import { silentProgress } from '../../../src/lib/progress.ts'
import type { Observation, ReadReport } from '../../../src/model/observation.ts'
import { Problem } from '../../../src/model/problems/index.ts'
import { forkliftRules, siteOf } from '../../../src/stages/assess/index.ts'
import { mergeEstate } from '../../../src/stages/discover/index.ts'
import { machine, surroundings } from './estate.ts'
import { type FakeVcenter, startFakeVcenter } from './server.ts'
import { type FakeOptions, fakeUser } from './options.ts'

const running: FakeVcenter[] = []
afterEach(async () => {
  for (const fake of running.splice(0)) await fake.close()
})

async function start(options: Partial<FakeOptions> = {}): Promise<FakeVcenter> {
  const fake = await startFakeVcenter({ records: [...surroundings, ...machines(130)], ...options })
  running.push(fake)
  return fake
}

function machines(count: number) {
  return Array.from({ length: count }, (_, at) => machine(at + 1))
}

/** Patient with a busy test machine, and with nothing else. */
const quick: LiveOptions = {
  limits: { ...defaultLimits, attempts: 3, pauseMilliseconds: 1, firstByteMilliseconds: 10_000 },
  now: () => new Date('2026-09-01T06:00:00Z'),
}

interface Result {
  readonly observations: readonly Observation[]
  readonly report: ReadReport
}

async function readAll(fake: FakeVcenter, pin?: string, options: LiveOptions = quick): Promise<Result> {
  const target = targetOf(fake.url, fakeUser.name, async () => fakeUser.password, pin)
  const progress = silentProgress()
  const source = await openVcenter(target, progress, options)
  try {
    return await collect(readingOf(source, progress))
  } finally {
    await source.close()
  }
}

async function collect(reading: ReturnType<typeof readingOf>): Promise<Result> {
  const observations: Observation[] = []
  for await (const observation of reading.observations) observations.push(observation)
  return { observations, report: reading.report() }
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Problem) return error
  throw new Error('no problem was thrown', { cause: error })
}

function countOf({ observations }: Result, kind: Observation['kind']): number {
  return observations.filter((observation) => observation.kind === kind).length
}

/** What was read of the inventory; the vCenter itself carries the port that a fake happened to get. */
function factsOf({ observations }: Result): Map<string, unknown> {
  const inventory = observations.filter(({ kind }) => kind !== 'vcenter')
  return new Map(inventory.map(({ kind, key, facts }) => [`${kind} ${key}`, facts]))
}

test('vCenter: every object in the view becomes an observation, over pages smaller than the slices', async () => {
  const fake = await start({ records: [...surroundings, ...machines(250)], pageObjects: 30 })
  const result = await readAll(fake)
  expect({
    vms: countOf(result, 'vm'),
    hosts: countOf(result, 'host'),
    networks: countOf(result, 'network'),
    pools: countOf(result, 'resource-pool'),
    folders: countOf(result, 'folder'),
    seen: result.report.seen,
    kept: result.report.kept,
    rejected: result.report.rejected,
    pages: fake.calls.filter((call) => call === 'ContinueRetrievePropertiesEx').length,
    open: fake.openSessions(),
  }).toEqual({
    vms: 250,
    hosts: 2,
    networks: 5,
    pools: 1,
    folders: 1,
    seen: 262,
    kept: 262,
    rejected: [],
    pages: 7,
    open: 0,
  })
})

test('vCenter: the same inventory gives the same sequence, however the answers race', async () => {
  // Later calls answer sooner, so that they overtake.
  const fake = await start({ delayMilliseconds: (call) => (call < 11 ? 0 : 40 - call) })
  const first = await readAll(fake)
  expect(await readAll(fake)).toEqual(first)
  expect(fake.mostAtOnce()).toBeGreaterThan(1)
  expect(fake.mostAtOnce()).toBeLessThanOrEqual(4)
})

test('vCenter: a property that the server does not know is left out and named', async () => {
  const fake = await start({
    unknownPaths: ['VirtualMachine.config.createDate', 'VirtualMachine.runtime.cryptoState'],
  })
  const result = await readAll(fake)
  expect(countOf(result, 'vm')).toBe(130)
  expect(result.report.missing).toEqual([
    'VirtualMachine.config.createDate: not known to this server (API 8.0.3.0)',
    'VirtualMachine.runtime.cryptoState: not known to this server (API 8.0.3.0)',
  ])
})

test('vCenter: a property newer than the server is not asked for', async () => {
  const fake = await start({
    apiVersion: '6.5',
    unknownPaths: ['VirtualMachine.config.hardware.autoCoresPerSocket'],
  })
  const { report } = await readAll(fake)
  expect(report.missing).toContain(
    'VirtualMachine.config.hardware.autoCoresPerSocket: not known to this server (API 6.5)',
  )
  expect(fake.calls.filter((call) => call === 'RetrievePropertiesEx')).toHaveLength(15)
})

test('vCenter: every concern that Forklift knows can be assessed from a live read, also of a machine that is off', async () => {
  const off = machine(2, { 'runtime.powerState': 'poweredOff' })
  const { observations } = await readAll(await start({ records: [...surroundings, machine(1), off] }))
  const description = { key: 'vcenter:x', reader: 'vcenter', label: 'x', rank: 40 }
  const { estate } = mergeEstate(
    [{ id: 'x', description, observedAt: '2026-09-01T06:00:00Z', observations }],
    new Map(),
  )
  const site = siteOf(estate)
  const unknown = estate.vms.flatMap((vm) =>
    forkliftRules.flatMap((rule) => {
      const verdict = rule.assess(vm, site)
      return verdict?.kind === 'unknown' ? [`${vm.name} ${rule.id}: ${verdict.missing}`] : []
    }),
  )
  expect([estate.vms.length, forkliftRules.length, unknown]).toEqual([2, 29, []])
})

test('vCenter: a session that is lost is renewed once, and the slice is read again', async () => {
  const fake = await start({ loseSessionAt: 12 })
  const result = await readAll(fake)
  expect([countOf(result, 'vm'), result.report.rejected]).toEqual([130, []])
  expect(fake.calls.filter((call) => call === 'Login')).toHaveLength(2)
  expect(fake.openSessions()).toBe(0)
})

test('vCenter: 503, silence and an answer that breaks off are asked again', async () => {
  const records = [...surroundings, machine(1)]
  const clean = await readAll(await start({ records }))
  const impatient = {
    ...quick,
    limits: { ...defaultLimits, attempts: 4, pauseMilliseconds: 1, firstByteMilliseconds: 400 },
  }
  for (const trouble of [{ busyAt: 11 }, { silentAt: 11 }, { cutAt: 11 }]) {
    const result = await readAll(await start({ records, ...trouble }), undefined, impatient)
    expect(factsOf(result)).toEqual(factsOf(clean))
  }
})

test('vCenter: when a page is lost, what it would have told is asked for anew, since a token works once', async () => {
  const calls = async (trouble: object): Promise<string[]> => {
    const fake = await start({ pageObjects: 60, ...trouble })
    const result = await readAll(fake)
    expect([countOf(result, 'vm'), result.report.rejected]).toEqual([130, []])
    return fake.calls.filter((call) => call.endsWith('RetrievePropertiesEx')).sort()
  }
  const undisturbed = await calls({})
  // Of a slice of a hundred 60 came; the other 40 fit into one page.
  expect(await calls({ cutPageAt: 1 })).toEqual([...undisturbed, 'RetrievePropertiesEx'])
})

test('vCenter: a server whose pages never end is stopped', async () => {
  const problem = await problemOf(readAll(await start({ pageObjects: 60, endless: true })))
  expect(problem.message).toContain(
    'sent more than the 100 objects that were asked for; each of them once was expected',
  )
})

test('vCenter: a server that is too busy for 100 objects is asked for fewer', async () => {
  const fake = await start({ busyAbove: 40 })
  const result = await readAll(fake)
  expect([countOf(result, 'vm'), result.report.rejected]).toEqual([130, []])
})

test('vCenter: what vanished, may not be seen or was not answered is rejected by id with its reason', async () => {
  const fake = await start({ gone: ['vm-7'], forbidden: ['vm-8'], forgotten: ['vm-9'] })
  const { report, observations } = await readAll(fake)
  expect([report.seen, report.kept, observations.length]).toEqual([142, 139, 139])
  expect(report.rejected.map(({ where, why }) => [where.object, why])).toEqual([
    ['vm-7', 'it was removed while the inventory was read'],
    ['vm-8', 'this user is not permitted to see it; missing: System.View'],
    ['vm-9', 'the vCenter gave no answer for it'],
  ])
})

test('vCenter: fields that this user may not see are named, and are not taken as unset', async () => {
  const hidden = { ...machine(1), denied: ['config.extraConfig', 'snapshot'] }
  const { 'config.extraConfig': _, ...properties } = hidden.properties
  const { report, observations } = await readAll(
    await start({ records: [...surroundings, { ...hidden, properties }] }),
  )
  const vm = observations.find((observation) => observation.kind === 'vm')
  expect(report.missing).toEqual([
    'config.extraConfig of 1 VirtualMachine: this user is not permitted to see it; missing: System.View',
    'snapshot of 1 VirtualMachine: this user is not permitted to see it; missing: System.View',
  ])
  expect(vm?.facts).not.toHaveProperty('snapshots')
  expect(vm?.facts).not.toHaveProperty('numaAffinity')
  expect(vm?.facts).toHaveProperty('cpuAffinity', [])
})

test('vCenter: a wrong password is refused in one sentence, and no session stays', async () => {
  const fake = await start()
  const wrong = openVcenter(
    targetOf(fake.url, fakeUser.name, async () => 'wrong'),
    silentProgress(),
    quick,
  )
  const problem = await problemOf(wrong)
  expect([problem.code, problem.exit, problem.message]).toEqual([
    'vcenter-login',
    1,
    `The vCenter ${fake.url.host} refused the user reader@vsphere.local: wrong name or password.`,
  ])
  expect([fake.openSessions(), fake.calls.filter((call) => call === 'Login').length]).toEqual([0, 1])
})

test('vCenter: nothing is sent to a certificate that is neither verified nor pinned', async () => {
  const fake = await start({ tls: true, gzip: true })
  const unverified = await problemOf(readAll(fake))
  expect([unverified.code, unverified.exit, unverified.values['fingerprint']]).toEqual([
    'vcenter-certificate-unverified',
    1,
    fake.fingerprint,
  ])
  expect(unverified.remedy).toContain(
    `causeway discover ${fake.url.origin} --user reader@vsphere.local --pin ${fake.fingerprint}`,
  )
  const other = await problemOf(readAll(fake, '0'.repeat(64)))
  expect(other.code).toBe('vcenter-certificate-changed')
  expect([fake.requests(), fake.calls]).toEqual([0, []])
  const colons = (fake.fingerprint ?? '').toUpperCase().replace(/..(?=.)/g, '$&:')
  expect(countOf(await readAll(fake, colons), 'vm')).toBe(130)
})

test('vCenter: an abort in the middle ends the read and still logs out', async () => {
  const fake = await start()
  const stop = new AbortController()
  const target = targetOf(fake.url, fakeUser.name, async () => fakeUser.password)
  const source = await openVcenter(target, silentProgress(stop.signal), quick)
  const reading = readingOf(source, silentProgress(stop.signal))
  const read = async (): Promise<void> => {
    for await (const observation of reading.observations) {
      if (observation.kind === 'vm') stop.abort(new Error('enough'))
    }
  }
  await expect(read()).rejects.toThrow('enough')
  await source.close()
  expect(fake.openSessions()).toBe(0)
})

test('vCenter: tags come from either REST interface, and their absence is a note', async () => {
  const tags = [
    { category: 'tier', name: 'gold', objects: [{ type: 'VirtualMachine', value: 'vm-1' }] },
    { category: 'tier', name: 'unused', objects: [] },
  ]
  const records = [...surroundings, machine(1)]
  for (const rest of ['api', 'rest'] as const) {
    const { observations, report } = await readAll(await start({ records, tags, rest }))
    const vm = observations.find((observation) => observation.kind === 'vm')
    expect([vm?.facts, report.missing]).toEqual([
      expect.objectContaining({ tags: [{ category: 'tier', name: 'gold' }] }),
      [],
    ])
  }
  const without = await readAll(await start({ records, tags, rest: 'none' }))
  expect(without.report.missing).toEqual([
    'tags: it has no REST interface; owners and criticality said by tags are not known',
  ])
})

test('vCenter: an answer that is no vSphere answer is told as such', async () => {
  const hostile = [
    '<html><body>please log in</body>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a/>',
    `${'<a>'.repeat(1000)}`,
    'not XML at all',
  ]
  for (const nonsense of hostile) {
    const problem = await problemOf(readAll(await start({ nonsense })))
    expect([problem.code, problem.message.length < 400]).toEqual(['vcenter-answer', true])
  }
})

test('vCenter: addresses that cannot be used are refused before anything is sent', async () => {
  const password = async (): Promise<string> => 'x'
  const refused = (url: string, user = 'reader', pin?: string): string => {
    try {
      targetOf(new URL(url), user, password, pin)
      return 'accepted'
    } catch (error) {
      return error instanceof Problem ? error.code : 'other'
    }
  }
  expect([
    refused('https://reader:secret@vc.example'),
    refused('http://vc.example/sdk'),
    refused('https://vc.example', ''),
    refused('https://vc.example', 'reader', 'abc'),
    refused('https://reader%40vsphere.local@vc.example', ''),
  ]).toEqual(['vcenter-url', 'vcenter-url', 'vcenter-url', 'vcenter-pin', 'accepted'])
  expect(targetOf(new URL('https://vc.example'), 'a', password).url.href).toBe('https://vc.example/sdk')
})

test('vCenter recording: what was written is read as if the vCenter answered now', async () => {
  const records = [...surroundings, ...machines(120)]
  const live = await readAll(await start({ records }))
  const dir = await mkdtemp(join(tmpdir(), 'causeway-recording-'))
  try {
    const about = { apiVersion: '8.0.3.0', instanceUuid: 'AB12cd34-0000-4000-8000-000000000001' }
    await writeRecording({ host: 'vc.kiel.example', recordedAt: '2026-09-01T06:00:00Z', about, records }, dir)
    const input = { kind: 'folder', path: dir, name: 'vcenter' } as const
    expect([await vsphereReader.recognises(input), (await readdir(dir)).length]).toEqual([1, 13])
    for await (const reading of vsphereReader.read(input, silentProgress())) {
      const recorded = await collect(reading)
      expect(factsOf(recorded)).toEqual(factsOf(live))
      expect([recorded.report.seen, reading.description.key, reading.description.observedAt]).toEqual([
        live.report.seen,
        'vcenter:ab12cd34-0000-4000-8000-000000000001',
        '2026-09-01T06:00:00Z',
      ])
    }
    await writeFile(join(dir, '0001-Folder.xml'), '<a><objects>')
    const broken = await problemOf(
      (async () => {
        for await (const reading of vsphereReader.read(input, silentProgress())) await collect(reading)
      })(),
    )
    expect(broken.message).toContain(
      'The recorded vCenter answers in vcenter cannot be read: 0001-Folder.xml at offset 12',
    )
  } finally {
    await rm(dir, { recursive: true })
  }
})
