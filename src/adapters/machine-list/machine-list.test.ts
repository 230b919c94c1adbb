import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { silentProgress } from '../../lib/progress.ts'
import type { Observation, ReadReport } from '../../model/observation.ts'
import type { SourceReader } from '../../ports/source-reader.ts'
import { listReader, mappedListReader, suggestMap } from './index.ts'
import { useOf } from './schema.ts'

const folder = mkdtempSync(join(tmpdir(), 'machine-list-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const recording = (name: string) => join(import.meta.dirname, 'recordings', name)

function written(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function readWith(reader: SourceReader, path: string) {
  const input = { kind: 'file', path, name: 'list.csv' } as const
  const sure = await reader.recognises(input)
  const observations: Observation[] = []
  let report: ReadReport | undefined
  for await (const reading of reader.read(input, silentProgress())) {
    for await (const one of reading.observations) observations.push(one)
    report = reading.report()
  }
  expect(report?.seen).toBe(observations.length + (report?.merged ?? 0) + (report?.rejected.length ?? 0))
  return { sure, observations, report }
}

test('the list that Azure Migrate imports is an inventory', async () => {
  const { sure, observations, report } = await readWith(listReader, recording('azure-migrate.csv'))
  expect(sure).toBe(0.8)
  expect(observations[0]).toEqual({
    kind: 'vm',
    key: 'overlay:name:erp-db-01',
    identities: ['overlay:name:erp-db-01', 'overlay:address:10.20.0.11', 'name:/erp-db-01'],
    place: { file: 'list.csv', line: 2 },
    facts: {
      name: 'erp-db-01',
      primaryAddress: '10.20.0.11',
      guestAddresses: ['fe80::1'],
      cpus: 8,
      memoryMib: 32_768,
      guestFullName: 'Windows Server 2019 10.0.17763',
      disks: [
        { label: 'Hard disk 1', capacityBytes: 100 * 2 ** 30 },
        { label: 'Hard disk 2', capacityBytes: 500 * 2 ** 30 },
      ],
      nics: [{ label: 'Network adapter 1', addresses: ['10.20.0.11', 'fe80::1'], mac: '00:50:56:ab:00:01' }],
      firmware: 'efi',
    },
  })
  expect(observations.map(({ facts }) => [facts.name, 'memoryMib' in facts && facts.memoryMib])).toEqual([
    ['erp-db-01', 32_768],
    ['web-07', 4096],
    ['192.0.2.8', 4096],
  ])
  expect(report?.rejected).toEqual([
    {
      where: { file: 'list.csv', line: 5 },
      why: 'the row names no machine: name, UUID, DNS name and address are empty or unreadable',
      row: expect.stringContaining('*Cores: 2; *Memory (In MB): 4096; *OS name: Ubuntu Linux'),
    },
  ])
  expect(report?.unknown).toEqual(['column Number of disks', 'column CPU utilization percentage'])
  expect(report?.gives).toContain('disks[].capacityBytes')
  expect(report?.lacks?.map(({ fields }) => fields)).toContainEqual(['power'])
})

test('a CMDB table of servers: the SMBIOS UUID from the serial number, owners, and what is no virtual machine', async () => {
  const { sure, observations, report } = await readWith(listReader, recording('servicenow.csv'))
  expect(sure).toBe(0.8)
  expect(observations).toEqual([
    {
      kind: 'vm',
      key: 'smbios:4221aabb-ccdd-eeff-0011-223344556677',
      identities: [
        'smbios:4221aabb-ccdd-eeff-0011-223344556677',
        'overlay:uuid:4221aabb-ccdd-eeff-0011-223344556677',
        'overlay:name:erp-db-01',
        'overlay:dns:erp-db-01.corp.example',
        'overlay:address:10.20.0.11',
        'name:/erp-db-01',
      ],
      place: { file: 'list.csv', line: 2 },
      facts: {
        name: 'erp-db-01',
        smbiosUuid: '4221aabb-ccdd-eeff-0011-223344556677',
        guestHostName: 'erp-db-01.corp.example',
        primaryAddress: '10.20.0.11',
        guestAddresses: [],
        guestFullName: 'Windows Server 2019 10.0',
        cpus: 8,
        memoryMib: 32_768,
        provisionedMib: 600 * 1024,
        environment: 'production',
        owner: 'Ines Wolf',
        team: 'Windows Team',
        criticality: 1,
      },
    },
  ])
  expect(report?.rejected.map(({ name, why }) => [name, why])).toEqual([
    ['metal-1', 'it is a physical machine'],
    ['esx-1', 'its class "esx_server" is no virtual machine'],
    ['Payroll', 'its class "service" is no machine'],
  ])
})

test('a mapping file explains any list; its proposal is a good start', async () => {
  const list = written(
    'own.csv',
    'Maschine;RAM (GB);Größe;Kostenstelle;Sicherung;Farbe;RPO (hours)\nweb;8;40,5;4711;täglich;rot;4\n',
  )
  const suggested = await suggestMap(list)
  expect(suggested.columns).toEqual({
    Maschine: 'ignore',
    'RAM (GB)': 'memory GiB',
    Größe: 'ignore',
    Kostenstelle: 'ignore',
    Sicherung: 'ignore',
    Farbe: 'ignore',
    'RPO (hours)': 'rpoMinutes',
  })
  const edited = suggested.yaml
    .replace('"Maschine": ignore', '"Maschine": name')
    .replace('"Größe": ignore', '"Größe": disk GiB')
    .replace('"Kostenstelle": ignore', '"Kostenstelle": attribute')
    .replace('"Sicherung": ignore', '"Sicherung": tag')
  const { sure, observations, report } = await readWith(mappedListReader(written('map.yaml', edited)), list)
  expect(sure).toBe(1)
  expect(observations.map(({ facts }) => facts)).toEqual([
    {
      name: 'web',
      memoryMib: 8192,
      disks: [{ label: 'Hard disk 1', capacityBytes: 40.5 * 2 ** 30 }],
      attributes: { Kostenstelle: '4711' },
      tags: [{ category: 'Sicherung', name: 'täglich' }],
      rpoMinutes: 240,
    },
  ])
  expect(report?.coverage[0]?.unread).toEqual(['Farbe'])
})

test.each([
  ['columns:\n  VM: name\n  Size: disk Furlong\n', 'line 3 has disk Furlong; one of name, dnsName'],
  ['columns:\n  Size: disk GiB\n', 'no column that names the machine'],
  ['rows: 3\n', 'columns: with one line for each header was expected'],
  ['columns: [\n', 'was expected'],
])('a wrong mapping file says where: %j', (text, words) => {
  expect(() => mappedListReader(written('wrong.yaml', text))).toThrow(words)
})

test('rows of one machine that contradict each other are not guessed at; the same row twice is merged', async () => {
  const map = written('m.yaml', 'columns:\n  vm: name\n  cpu: cpus\n')
  const { report } = await readWith(
    mappedListReader(map),
    written('twice.csv', 'vm,cpu\na,2\na,2\na,4\nb\u0000,1\n'),
  )
  expect(report).toMatchObject({
    seen: 4,
    kept: 1,
    merged: 1,
    rejected: [
      { name: 'a', why: 'line 2 says something else of the same machine' },
      { why: 'the row holds NUL characters' },
    ],
  })
})

test('other tables are left to other readers, and headers mean what they say', async () => {
  const path = written('owners.csv', 'vm,owner,team\na,Ann,Ops\n')
  expect(await listReader.recognises({ kind: 'file', path, name: 'owners.csv' })).toBe(0)
  expect(['*Memory (In MB)', 'RAM_GB', 'Disk 12 size (In GB)', 'Storage (GB)', 'Colour'].map(useOf)).toEqual([
    { field: 'memory', unit: 'MiB' },
    { field: 'memory', unit: 'GiB' },
    { field: 'disk', unit: 'GiB' },
    { field: 'diskTotal', unit: 'GiB' },
    undefined,
  ])
})

test.each([
  ['*Storage allocated (In MB)', { field: 'diskTotal', unit: 'MiB' }],
  ['Storage in use (In GB)', { field: 'used', unit: 'GiB' }],
  ['Disk 2 size (In GB)', { field: 'disk', unit: 'GiB' }],
  ['Disk 1 read throughput (MB per second)', undefined],
  ['Boot type', { field: 'firmware' }],
])('the column %s of an Azure Migrate list', (header, use) => {
  expect(useOf(header)).toEqual(use)
})

test('headers of PowerCLI and of import templates, with the unit as their last word', () => {
  const uses: Readonly<Record<string, unknown>> = {
    NumCpu: { field: 'cpus' },
    MemoryGB: { field: 'memory', unit: 'GiB' },
    MemoryMB: { field: 'memory', unit: 'MiB' },
    MemoryGiB: { field: 'memory', unit: 'GiB' },
    UsedSpaceGB: { field: 'used', unit: 'GiB' },
    ProvisionedSpaceGB: { field: 'diskTotal', unit: 'GiB' },
    TotalDiskAllocatedGiB: { field: 'diskTotal', unit: 'GiB' },
    AllocatedProcessorCoreCount: { field: 'cpus' },
    'RAM.TotalSizeInMB': { field: 'memory', unit: 'MiB' },
    'CPU.NumberOfCores': { field: 'cpus' },
    'VMware.VMName': { field: 'name' },
    'VMware.MoRefId': { field: 'moref' },
    DiskMB: undefined,
  }
  for (const [header, use] of Object.entries(uses)) expect([header, useOf(header)]).toEqual([header, use])
})

test('lists of PowerCLI, of the AWS discovery service and of Migration Center are read by their columns', async () => {
  const powercli =
    '#TYPE Selected.VM\r\n"Name","PowerState","NumCpu","MemoryGB","VMHost","ProvisionedSpaceGB"\r\n"pier","PoweredOff","2","4.5","esx-1","20.5"\r\n'
  const aws =
    'ExternalId,SMBiosId,IPAddress,HostName,VMware.MoRefId,VMware.VMName,CPU.NumberOfCores,OS.Name,RAM.TotalSizeInMB,RAM.UsedSizeInMB.Avg\n' +
    'a-1,420a0000-0000-4000-8000-000000000001,10.0.0.4,quay.kiel.example,vm-7,quay,4,Linux,8192,100\n'
  const center =
    'MachineId,MachineName,PrimaryIPAddress,PrimaryMACAddress,TotalDiskAllocatedGiB,AllocatedProcessorCoreCount,MemoryGiB,OsName\n' +
    'm-1,wharf,10.0.0.5,00:50:56:aa:00:05,40,2,16,Debian\n'
  const facts: unknown[] = []
  for (const [name, text] of Object.entries({ powercli, aws, center })) {
    const { sure, observations } = await readWith(listReader, written(`${name}.csv`, text))
    expect(sure).toBe(0.8)
    facts.push(...observations.map((one) => one.facts))
  }
  expect(facts).toMatchObject([
    { name: 'pier', power: 'off', cpus: 2, memoryMib: 4608 },
    {
      name: 'quay',
      guestHostName: 'quay.kiel.example',
      cpus: 4,
      memoryMib: 8192,
      smbiosUuid: '420a0000-0000-4000-8000-000000000001',
      guestFullName: 'Linux',
    },
    { name: 'wharf', cpus: 2, memoryMib: 16_384, primaryAddress: '10.0.0.5', guestFullName: 'Debian' },
  ])
})
