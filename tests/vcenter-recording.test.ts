import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { vsphereReader } from '../src/adapters/vsphere/index.ts'
import type { AnyRecord } from '../src/adapters/vsphere/schema.ts'
import { withoutSecrets } from '../src/app/without-secrets.ts'
import { canonicalJson } from '../src/lib/canonical.ts'
import { silentProgress } from '../src/lib/progress.ts'
import type { ReadReport } from '../src/model/observation.ts'
import type { SourceInput } from '../src/ports/source-reader.ts'
import { machine, surroundings } from './fakes/vsphere/estate.ts'
import { endpointOf, type FakeOptions, fakeUser } from './fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from './fakes/vsphere/server.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start(options: FakeOptions): Promise<FakeVcenter> {
  const fake = await startFakeVcenter(options)
  closing.push(() => fake.close())
  return fake
}

function newFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'recording-test-'))
  closing.push(() => rmSync(dir, { recursive: true }))
  return dir
}

function live(fake: FakeVcenter, record?: string): SourceInput {
  return record === undefined ? endpointOf(fake) : { ...endpointOf(fake), record }
}

/** The hash that the store keeps of a read, and its report. Read to the end, so that a recording is finished. */
async function readAll(input: SourceInput) {
  const found: { hash: string; key: string; report: ReadReport }[] = []
  for await (const reading of vsphereReader.read(input, silentProgress())) {
    const digest = createHash('sha256')
    for await (const seen of reading.observations)
      digest.update(canonicalJson(withoutSecrets(seen))).update('\n')
    found.push({ hash: digest.digest('hex'), key: reading.description.key, report: reading.report() })
  }
  return found[0]
}

function textOf(dir: string): string {
  return readdirSync(dir)
    .map((name) => readFileSync(join(dir, name), 'utf8'))
    .join('\n')
}

test('recording: a vCenter that was recorded reads as it did, to the hash that the store keeps', async () => {
  const fake = await start({ machines: 250, seed: 7, tls: false })
  const dir = join(newFolder(), 'new')
  const seen = await readAll(live(fake, dir))
  const again = await readAll({ kind: 'folder', path: dir, name: '' })
  expect(again).toEqual(seen)
  expect(seen?.report.kept).toBe(283)
  expect((await readAll(live(fake)))?.hash).toBe(seen?.hash)
  expect([statSync(dir).mode & 0o777, ...modesIn(dir)]).toEqual([0o700, 0o600])
})

function modesIn(dir: string): number[] {
  return [...new Set(readdirSync(dir).map((name) => statSync(join(dir, name)).mode & 0o777))]
}

const canaries = [
  'swordfish-note',
  'swordfish-attribute',
  'swordfish-host',
  'swordfish-guestinfo',
  'swordfish-extra',
  'swordfish-snapshot',
  'swordfish-serial',
]

const many = (count: number): AnyRecord[] => Array.from({ length: count }, (_, at) => machine(at + 1))

/** Machines and hosts into which people wrote passwords wherever there is room for text. */
function talkative(): AnyRecord[] {
  return [...surroundings, ...many(3)].map((record): AnyRecord => {
    if (record.type === 'CustomFieldsManager')
      return { ...record, properties: { field: [{ key: 101, name: 'DB password' }] } }
    if (record.type === 'HostSystem') {
      const customValue = [{ type: 'CustomFieldStringValue', key: 101, value: 'swordfish-host' }]
      return { ...record, properties: { ...record.properties, customValue } }
    }
    if (record.type !== 'VirtualMachine') return record
    return {
      ...record,
      properties: {
        ...record.properties,
        customValue: [{ type: 'CustomFieldStringValue', key: 101, value: 'swordfish-attribute' }],
        'config.annotation': 'runs the shop\nroot password: swordfish-note',
        'config.extraConfig': [
          { type: 'OptionValue', key: 'guestinfo.userdata', value: 'c3dvcmRmaXNoLWd1ZXN0aW5mbw==' },
          { type: 'OptionValue', key: 'guestinfo.metadata', value: 'swordfish-guestinfo' },
          { type: 'OptionValue', key: 'backup.hint', value: 'swordfish-extra' },
          { type: 'OptionValue', key: 'disk.EnableUUID', value: 'TRUE' },
        ],
        'config.hardware.device': [
          ...(record.properties['config.hardware.device'] ?? []),
          {
            type: 'VirtualSerialPort',
            key: 9000,
            backing: {
              type: 'VirtualSerialPortURIBackingInfo',
              serviceURI: 'telnet://admin:swordfish-serial@10.1.0.9:4001',
            },
          },
        ],
        snapshot: {
          rootSnapshotList: [{ name: 'before', description: 'secret: swordfish-snapshot' }],
        },
      },
    }
  })
}

test('recording: nothing that people hid in notes, attributes, guestinfo or devices is in it, and it reads the same', async () => {
  const fake = await start({ records: talkative() })
  const dir = join(newFolder(), 'new')
  const seen = await readAll(live(fake, dir))
  const text = textOf(dir)
  expect(canaries.filter((canary) => text.includes(canary))).toEqual([])
  expect(text).not.toContain('c3dvcmRmaXNo')
  expect(text).not.toContain(fakeUser.password)
  expect(text).not.toMatch(/vmware_soap_session|vmware-api-session-id/)
  expect(text).toContain('guestinfo.userdata')
  expect(await readAll({ kind: 'folder', path: dir, name: '' })).toEqual(seen)
})

test('recording: licence keys and what alarms send are not in it', async () => {
  const dir = join(newFolder(), 'new')
  await readAll(live(await start({ machines: 5 }), dir))
  const text = textOf(dir)
  expect(text).toContain('vSphere 8 Enterprise Plus')
  expect(text).not.toMatch(/A1B2C-D3E4F|M9N8O-P7Q6R|hunter2/)
})

test('recording: what could not be read is said by the recording as the vCenter said it', async () => {
  const fake = await start({
    records: [...surroundings, ...many(20)],
    gone: ['vm-7'],
    forbidden: ['vm-8'],
    holes: [{ type: 'VirtualMachine', oneIn: 1, paths: ['snapshot'], privilege: 'System.Read' }],
    rest: 'none',
  })
  const dir = join(newFolder(), 'new')
  const seen = await readAll(live(fake, dir))
  expect(seen?.report.rejected).toHaveLength(2)
  const again = await readAll({ kind: 'folder', path: dir, name: '' })
  expect(again?.report.missing).toEqual(seen?.report.missing)
  expect(again?.report.rejected.map(({ where, why }) => [where.object, why])).toEqual(
    seen?.report.rejected.map(({ where, why }) => [where.object, why]),
  )
})

test('recording: a folder that holds anything is refused before the log-in', async () => {
  const fake = await start({ machines: 5 })
  const dir = newFolder()
  writeFileSync(join(dir, 'mine.txt'), 'keep')
  await expect(readAll(live(fake, dir))).rejects.toMatchObject({ code: 'recording-folder', exit: 2 })
  expect([fake.requests(), readdirSync(dir)]).toEqual([0, ['mine.txt']])
})

test('recording: a read that is broken off leaves nothing behind that could be taken for a smaller estate', async () => {
  const fake = await start({ machines: 300 })
  const dir = join(newFolder(), 'new')
  for await (const reading of vsphereReader.read(live(fake, dir), silentProgress())) {
    for await (const observation of reading.observations) if (observation.kind === 'vm') break
    break
  }
  expect([readdirSync(dir), fake.openSessions()]).toEqual([[], 0])
})

test('recording: an answer that its manifest names and that is not there is named, and nothing is read', async () => {
  const dir = join(newFolder(), 'new')
  await readAll(live(await start({ machines: 3, seed: 7, tls: false }), dir))
  const gone = readdirSync(dir).find((name) => name.includes('VirtualMachine')) ?? ''
  rmSync(join(dir, gone))
  await expect(readAll({ kind: 'folder', path: dir, name: 'export' })).rejects.toMatchObject({
    code: 'vcenter-recording',
    message: expect.stringContaining(gone),
  })
})

test('recording: what was not seen is told with its privileges, from the recording as from the vCenter', async () => {
  const holes = [{ type: 'VirtualMachine', oneIn: 3, paths: ['config.extraConfig'] }]
  const fake = await start({ machines: 30, seed: 7, tls: false, pbm: 'forbidden', holes })
  const dir = join(newFolder(), 'new')
  const read = await readAll(live(fake, dir))
  const policies = {
    what: 'storage policies',
    why: 'this user is not permitted to see them',
    privileges: ['StorageProfile.View'],
    so: 'which disk has which is not known',
  }
  const [hidden, ...lists] = read?.report.notSeen ?? []
  expect(lists).toEqual([policies])
  expect(hidden).toEqual({
    what: `config.extraConfig of ${hidden?.objects} VirtualMachine`,
    why: 'this user is not permitted to see it',
    privileges: ['System.Read'],
    objects: expect.any(Number),
  })
  const folder: SourceInput = { kind: 'folder', path: dir, name: 'new' }
  expect((await readAll(folder))?.report.notSeen).toContainEqual(policies)
  // Recordings of an earlier version say it in a sentence.
  const manifest = join(dir, 'vcenter-recording.json')
  const text = JSON.stringify({
    ...JSON.parse(readFileSync(manifest, 'utf8')),
    notes: ['tags: no log-in; said so'],
  })
  writeFileSync(manifest, text)
  const { notSeen, missing } = (await readAll(folder))?.report ?? {}
  expect(notSeen).toContainEqual({ what: 'tags', why: 'no log-in; said so' })
  expect(missing).toContain('tags: no log-in; said so')
}, 60_000)
