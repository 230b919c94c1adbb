import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { silentProgress } from '../../lib/progress.ts'
import { parseDescriptorXml } from './descriptor.ts'
import { ovfReader } from './index.ts'
import { parseManifest } from './manifest.ts'
import { namesBeside } from './names.ts'
import { vmOf } from './to-model.ts'
import { quantityBytes, unitBytes, unitMhz } from './units.ts'

const packages = 'tests/estates/harbour/ova'

test('allocation units of every exporter', () => {
  const seen = [
    'byte * 2^30',
    'byte * 2 ^ 20',
    'byte*10^9',
    'byte * 1024',
    'byte*1024*1024',
    'bytes',
    '',
    'MegaBytes',
    'KibiByte',
    'GB',
    'TiB',
    'furlongs',
    'byte * 2^99x',
  ]
  expect(seen.map(unitBytes)).toEqual([
    1024 ** 3,
    1024 ** 2,
    1e9,
    1024,
    1024 ** 2,
    1,
    1,
    1024 ** 2,
    1024,
    1024 ** 3,
    1024 ** 4,
    undefined,
    undefined,
  ])
  expect([unitMhz('hertz * 10^6'), unitMhz('MHz'), unitMhz('hertz*10^9'), unitMhz('rpm')]).toEqual([
    1,
    1,
    1000,
    undefined,
  ])
  expect([quantityBytes('2', 'GB'), quantityBytes('x', 'GB'), quantityBytes('9'.repeat(18), 'TB')]).toEqual([
    2 * 1024 ** 3,
    undefined,
    undefined,
  ])
})

test('a manifest names each file once, in any of three algorithms', () => {
  const text = `SHA256(a.ovf)= ${'0a'.repeat(32)}\r\nSHA1 (b.vmdk) = ${'0B'.repeat(20)}\nSHA512(c)= ${'0c'.repeat(64)}\n\n`
  expect([...parseManifest(text, 'a.mf')]).toEqual([
    ['a.ovf', { algorithm: 'sha256', digest: '0a'.repeat(32) }],
    ['b.vmdk', { algorithm: 'sha1', digest: '0b'.repeat(20) }],
    ['c', { algorithm: 'sha512', digest: '0c'.repeat(64) }],
  ])
  expect(parseManifest(`SHA2-256(a.ovf)= ${'0a'.repeat(32)}`, 'a.mf').get('a.ovf')?.algorithm).toBe('sha256')
  expect(() => parseManifest('MD5(a)= 00\n', 'a.mf')).toThrow(
    'a.mf: found "MD5(a)= 00", expected SHA1, SHA256 or SHA512(file)= digest at line 1',
  )
  expect(() => parseManifest(`${text}${text}`, 'a.mf')).toThrow('"a.ovf" a second time')
  expect(() => parseManifest(`SHA256(a)= ${'00'.repeat(20)}\n`, 'a.mf')).toThrow('at line 1')
})

test('the kiosk of the sample, as the estate gets it', async () => {
  const reader = ovfReader
  const input = {
    kind: 'file',
    path: `${packages}/gate-kiosk-01.ova`,
    name: 'ova/gate-kiosk-01.ova',
  } as const
  expect(await reader.recognises(input)).toBe(0.95)
  for await (const reading of reader.read(input, silentProgress())) {
    const observations = []
    for await (const observation of reading.observations) observations.push(observation)
    expect(observations).toEqual([
      {
        kind: 'vm',
        key: 'gate-kiosk-01',
        identities: [expect.stringMatching(/^descriptor:[0-9a-f]{64}\/gate-kiosk-01$/)],
        place: { file: 'ova/gate-kiosk-01.ova', part: 'gate-kiosk-01.ovf', object: 'gate-kiosk-01' },
        facts: {
          name: 'gate-kiosk-01',
          guestId: 'debian11_64Guest',
          guestFullName: 'Debian GNU/Linux 11 (64-bit)',
          hardwareVersion: 15,
          firmware: 'bios',
          cpus: 1,
          cpuHotAdd: false,
          memoryMib: 2048,
          memoryHotAdd: false,
          syncTimeWithHost: false,
          disks: [
            {
              label: 'Hard Disk 1',
              capacityBytes: 2 * 1024 ** 3,
              path: 'gate-kiosk-01-disk1.vmdk',
              controller: { kind: 'scsi', model: 'VirtualLsiLogicController', bus: 0 },
              unit: 0,
              parents: 0,
            },
          ],
          nics: [
            {
              label: 'Network adapter 1',
              adapter: 'vmxnet3',
              network: 'gate-kiosks',
              startConnected: true,
              pciSlot: 192,
              wakeOnLan: true,
            },
          ],
          devices: [
            { kind: 'floppy', model: 'CIM resource type 14', label: 'Floppy drive 1' },
            { kind: 'video', model: 'CIM resource type 24', label: 'Video card' },
          ],
          annotation: 'Kiosk at gate 1: truck check-in.',
          guestInfoKeys: [],
        },
      },
    ])
    const report = reading.report()
    expect([report.seen, report.kept, report.unknown]).toEqual([1, 1, []])
    expect(report.coverage[0]?.known).toEqual(['gate-kiosk-01.ovf', 'gate-kiosk-01-disk1.vmdk'])
  }
})

const legacy = `<ovf:Envelope xmlns:ovf="http://www.vmware.com/schema/ovf/1/envelope" xmlns:rasd="r" xmlns:xsi="x" xmlns:vssd="v">
  <References><File ovf:id="f" ovf:href="old.vmdk" ovf:size="10"/></References>
  <Section xsi:type="ovf:DiskSection_Type"><Disk ovf:diskId="d" ovf:fileRef="f" ovf:capacity="4" ovf:capacityAllocationUnits="GigaBytes" ovf:format="http://www.vmware.com/specifications/vmdk.html#sparse"/></Section>
  <Section xsi:type="ovf:NetworkSection_Type"><Network ovf:name="VM Network"/></Section>
  <Content ovf:id="old" xsi:type="ovf:VirtualSystem_Type">
    <Section xsi:type="ovf:OperatingSystemSection_Type" ovf:id="79"><Description>RHEL 4</Description></Section>
    <Section xsi:type="ovf:VirtualHardwareSection_Type">
      <System><vssd:VirtualSystemType>vmx-4 vmx-07</vssd:VirtualSystemType></System>
      <Item><rasd:Caption>2 CPUs</rasd:Caption><rasd:InstanceId>1</rasd:InstanceId><rasd:ResourceType>3</rasd:ResourceType><rasd:VirtualQuantity>2</rasd:VirtualQuantity></Item>
      <Item><rasd:Caption>memory</rasd:Caption><rasd:InstanceId>2</rasd:InstanceId><rasd:ResourceType>4</rasd:ResourceType><rasd:AllocationUnits>MegaBytes</rasd:AllocationUnits><rasd:VirtualQuantity>512</rasd:VirtualQuantity></Item>
      <Item><rasd:Caption>IDE 0</rasd:Caption><rasd:InstanceId>3</rasd:InstanceId><rasd:ResourceType>5</rasd:ResourceType><rasd:ResourceSubType>PIIX4</rasd:ResourceSubType></Item>
      <Item><rasd:Caption>Hard Disk 1</rasd:Caption><rasd:InstanceId>4</rasd:InstanceId><rasd:ResourceType>17</rasd:ResourceType><rasd:HostResource>disk/d</rasd:HostResource><rasd:Parent>3</rasd:Parent></Item>
      <Item><rasd:Caption>passthrough</rasd:Caption><rasd:InstanceId>5</rasd:InstanceId><rasd:ResourceType>1</rasd:ResourceType><rasd:ResourceSubType>vmware.pcipassthrough</rasd:ResourceSubType></Item>
      <Item><rasd:Caption>odd</rasd:Caption><rasd:InstanceId>6</rasd:InstanceId><rasd:ResourceType>77</rasd:ResourceType></Item>
    </Section>
  </Content>
</ovf:Envelope>`

test('OVF 0.9 sections are found by their type, and what is unknown is told and not fatal', () => {
  const descriptor = parseDescriptorXml(legacy, 'old.ovf')
  const [system] = descriptor.systems
  expect(
    system && [
      system.cpus,
      system.memoryMib,
      system.hardwareVersion,
      system.osDescription,
      system.controllers,
    ],
  ).toEqual([2, 512, 7, 'RHEL 4', [{ instance: '3', kind: 'ide', model: 'PIIX4' }]])
  expect(descriptor.disks).toEqual([
    { id: 'd', fileRef: 'f', capacityBytes: 4 * 1024 ** 3, format: 'sparse' },
  ])
  expect(descriptor.networks).toEqual(['VM Network'])
  expect(descriptor.findings).toEqual([
    { where: 'VirtualSystem old/odd', what: 'resource type 77 is not carried' },
  ])
  expect(system && vmOf(system, descriptor).devices).toEqual([
    { kind: 'pci-passthrough', model: 'vmware.pcipassthrough', label: 'passthrough' },
    { kind: 'other', model: 'CIM resource type 77', label: 'odd' },
  ])
})

const modern = `<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/2" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/2">
  <References><File ovf:id="f" ovf:href="a.vmdk"/></References>
  <DiskSection><Disk ovf:diskId="d" ovf:fileRef="f" ovf:capacity="\${size}" ovf:capacityAllocationUnits="byte * 2^30"/><Disk ovf:diskId="e" ovf:capacity="1"/></DiskSection>
  <DeploymentOptionSection><Configuration ovf:id="small"/><Configuration ovf:id="large" ovf:default="true"/></DeploymentOptionSection>
  <VirtualSystemCollection ovf:id="app">
    <StartupSection><Item ovf:id="db" ovf:order="1"/><Item ovf:id="web" ovf:order="2"/></StartupSection>
    <VirtualSystem ovf:id="web"><Name>web</Name>
      <ProductSection><Property ovf:key="size" ovf:value="8"/><Property ovf:key="password" ovf:value="hunter2"/></ProductSection>
      <VirtualHardwareSection>
        <Item ovf:configuration="small"><ResourceType>3</ResourceType><VirtualQuantity>1</VirtualQuantity></Item>
        <Item ovf:configuration="large"><ResourceType>3</ResourceType><VirtualQuantity>8</VirtualQuantity></Item>
        <Item><InstanceID>1</InstanceID><ResourceType>20</ResourceType><ResourceSubType>vmware.nvme.controller</ResourceSubType></Item>
        <StorageItem><ElementName>disk</ElementName><Parent>1</Parent><ResourceType>17</ResourceType><HostResource>ovf://disk/d</HostResource></StorageItem>
        <EthernetPortItem><ElementName>eth0</ElementName><Address>00-50-56-AA-BB-CC</Address><ResourceType>10</ResourceType><ResourceSubType>E1000e, VmxNet3</ResourceSubType><Connection>app</Connection></EthernetPortItem>
      </VirtualHardwareSection>
    </VirtualSystem>
    <VirtualSystem ovf:id="db"><VirtualHardwareSection/></VirtualSystem>
  </VirtualSystemCollection>
</Envelope>`

test('OVF 2.0: collections, start order, deployment options, property capacities; secrets stay in the file', () => {
  const descriptor = parseDescriptorXml(modern, 'app.ovf')
  expect(descriptor.systems.map((system) => [system.name, system.startOrder, system.cpus])).toEqual([
    ['web', 2, 8],
    ['db', 1, undefined],
  ])
  const [web] = descriptor.systems
  expect(web && vmOf(web, descriptor)).toEqual({
    name: 'web',
    cpus: 8,
    disks: [
      {
        label: 'disk',
        capacityBytes: 8 * 1024 ** 3,
        path: 'a.vmdk',
        controller: { kind: 'nvme', model: 'VirtualNVMEController' },
        parents: 0,
      },
    ],
    nics: [{ label: 'eth0', adapter: 'e1000e', mac: '00:50:56:aa:bb:cc', network: 'app' }],
    devices: [],
    guestInfoKeys: [],
  })
  expect(JSON.stringify(descriptor)).not.toContain('hunter2')
})

test.each([
  ['a document type', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Envelope>&e;</Envelope>'],
  ['another root', '<html/>'],
  ['an end in the middle', '<Envelope><References>'],
])('a descriptor with %s is refused', (_, text) => {
  expect(() => parseDescriptorXml(text, 'bad.ovf')).toThrow(/expected/)
})

test('what a descriptor names beside it, also with signs written as codes and from a torn text', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-ovf-names-'))
  const path = join(folder, 'crane.ovf')
  writeFileSync(
    path,
    '<Envelope><File ovf:href="crane%207.vmdk"/><File ovf:href=\'./a&amp;b.vmdk\'/><File ovf:href="log"',
  )
  const beside = new Set([
    'crane 7.vmdk',
    'a&b.vmdk',
    'log.000000000',
    'log.000000001',
    'crane.mf',
    'other.vmdk',
  ])
  expect([...(await namesBeside(path, beside))].sort()).toEqual([
    'a&b.vmdk',
    'crane 7.vmdk',
    'crane.mf',
    'log.000000000',
    'log.000000001',
  ])
  rmSync(folder, { recursive: true })
})
