import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { silentProgress } from '../../../lib/progress.ts'
import type { Observation, ReadReport } from '../../../model/observation.ts'
import { vsphereReader } from '../index.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A folder with these files, as they lie on a disk. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'saved-test-'))
  closing.push(() => rmSync(dir, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text)
  return dir
}

async function readAll(path: string): Promise<{ observations: Observation[]; report: ReadReport }> {
  const observations: Observation[] = []
  for await (const reading of vsphereReader.read({ kind: 'folder', path, name: '' }, silentProgress())) {
    for await (const observation of reading.observations) observations.push(observation)
    return { observations, report: reading.report() }
  }
  throw new Error('nothing was read')
}

const xsi = 'xmlns:_XMLSchema-instance="http://www.w3.org/2001/XMLSchema-instance"'

function object(type: string, id: string, ...properties: readonly string[]): string {
  return `<ObjectContent>\n  <obj type="${type}">${id}</obj>\n${properties.join('\n')}\n</ObjectContent>`
}

function property(name: string, type: string, content: string): string {
  return `<propSet><name>${name}</name><val ${xsi} _XMLSchema-instance:type="${type}">${content}</val></propSet>`
}

const service = object(
  'ServiceInstance',
  'ServiceInstance',
  property('serverClock', 'xsd:dateTime', '2026-09-01T06:00:00Z'),
  property(
    'content',
    'ServiceContent',
    '<about><fullName>VMware vCenter Server 8.0.3</fullName><apiVersion>8.0.3.0</apiVersion><instanceUuid>AB-1</instanceUuid></about>',
  ),
)
const settings = object(
  'OptionManager',
  'VpxSettings',
  property(
    'setting',
    'ArrayOfOptionValue',
    '<OptionValue><key>VirtualCenter.FQDN</key><value _XMLSchema-instance:type="xsd:string">VC01.kiel.example</value></OptionValue>',
  ),
)

/** vault-01 with a disk, a card, and the fields that a live read asks for one by one. */
function vault(id: string): string {
  return object(
    'VirtualMachine',
    id,
    property('name', 'xsd:string', `vault-${id}`),
    property(
      'config',
      'VirtualMachineConfigInfo',
      `<uuid>420a0000-0000-0000-0000-0000000000${id.slice(-2)}</uuid><hardware><numCPU>4</numCPU><memoryMB>8192</memoryMB>
      <device _XMLSchema-instance:type="VirtualDisk"><key>2000</key><deviceInfo><label>Hard disk 1</label></deviceInfo><capacityInBytes>1048576</capacityInBytes></device>
      <device _XMLSchema-instance:type="VirtualVmxnet3"><key>4000</key><macAddress>00:50:56:AA:00:01</macAddress></device></hardware>`,
    ),
    property(
      'runtime',
      'VirtualMachineRuntimeInfo',
      '<powerState>poweredOn</powerState><cryptoState></cryptoState>',
    ),
  )
}

test('saved inventory: whole properties are taken apart into what a live read asks for', async () => {
  const dir = folderOf({
    '0000-ServiceInstance-ServiceInstance.xml': service,
    '0004-OptionManager-VpxSettings.xml': settings,
    '0054-VirtualMachine-vm-53.xml': vault('vm-53'),
    '0055-Task-task-1.xml': object('Task', 'task-1'),
  })
  const input = { kind: 'folder', path: dir, name: '' } as const
  expect(await vsphereReader.recognises(input)).toBe(1)
  const { observations, report } = await readAll(dir)
  expect([report.seen, report.kept, report.unknown]).toEqual([2, 2, []])
  expect(observations[0]).toMatchObject({
    kind: 'vm',
    key: 'vm-53',
    place: { file: 'vc01.kiel.example', object: 'vm-53' },
    identities: ['vc:ab-1/vm-53', 'smbios:420a0000-0000-0000-0000-000000000053', 'name:/vault-vm-53'],
    facts: {
      cpus: 4,
      memoryMib: 8192,
      power: 'on',
      disks: [{ key: 2000, label: 'Hard disk 1', capacityBytes: 1_048_576 }],
      nics: [{ key: 4000, adapter: 'vmxnet3', mac: '00:50:56:aa:00:01' }],
    },
  })
})

test('saved inventory: other folders of XML are not taken for one', async () => {
  for (const text of ['<domain type="kvm"/>', '<?xml version="1.0"?><Envelope/>', '', 'ObjectContent']) {
    const dir = folderOf({ 'a.xml': text })
    expect(await vsphereReader.recognises({ kind: 'folder', path: dir, name: '' })).toBe(0)
  }
})

test('saved inventory: a hostile file is one object that is missing, with its reason', async () => {
  const outside = folderOf({ 'secret.xml': vault('vm-99') })
  const dir = folderOf({
    '01-ServiceInstance.xml': service,
    '02-entities.xml': vault('vm-02').replace(
      '<uuid>',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><uuid>',
    ),
    '03-deep.xml': vault('vm-03').replace('<uuid>', `${'<a>'.repeat(500)}${'</a>'.repeat(500)}<uuid>`),
    '04-large.xml': vault('vm-04'),
    '05-cut.xml': vault('vm-05').slice(0, 600),
    '06-other.txt.xml': 'nothing of the kind',
    '07-good.xml': vault('vm-07'),
  })
  truncateSync(join(dir, '04-large.xml'), 65 * 1024 * 1024)
  symlinkSync(join(outside, 'secret.xml'), join(dir, '08-link.xml'))
  const { observations, report } = await readAll(dir)
  expect(observations.filter(({ kind }) => kind === 'vm').map(({ key }) => key)).toEqual(['vm-07'])
  expect([report.seen, report.kept]).toEqual([6, 2])
  expect(report.rejected.map(({ where, why }) => `${where.object}: ${why}`)).toEqual([
    expect.stringMatching(/^vm-02: 02-entities\.xml has a DOCTYPE/),
    expect.stringMatching(/^vm-03: 03-deep\.xml has .*100/),
    expect.stringMatching(/^vm-04: 04-large\.xml has 68157440 bytes/),
    expect.stringMatching(/^vm-05: 05-cut\.xml has /),
  ])
  expect(report.missing.join('\n')).toContain('06-other.txt.xml: it does not begin as a saved object')
})

test('saved inventory: broken in any place, a file gives its object or the reason why not', async () => {
  const whole = vault('vm-53')
  for (let at = 60; at < whole.length; at += 23) {
    const broken = `${whole.slice(0, at)}<${whole.slice(at + 3)}`
    const dir = folderOf({ '00-ServiceInstance.xml': service, '01-vm.xml': broken })
    const { observations, report } = await readAll(dir)
    const machines = observations.filter(({ kind }) => kind === 'vm').length
    expect([at, machines + report.rejected.length, report.seen]).toEqual([at, 1, 2])
  }
})
