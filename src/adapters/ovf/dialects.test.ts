import { expect, test } from 'vitest'
import { parseDescriptorXml } from './descriptor.ts'
import { vmOf } from './to-model.ts'

/** One machine `pump` in an envelope, with what stands around it. */
function envelope(hardware: string, around = '', disks = ''): string {
  return `<Envelope xmlns:ovf="o" xmlns:rasd="r" xmlns:vssd="v" xmlns:vmw="w" xmlns:xsi="x">
    <References><File ovf:id="f1" ovf:href="pump.vmdk"/></References>
    <DiskSection>${disks}</DiskSection>${around}
    <VirtualSystem ovf:id="pump">${hardware}</VirtualSystem></Envelope>`
}

const section = (items: string, type = 'vmx-13') =>
  `<VirtualHardwareSection><System><vssd:VirtualSystemType>${type}</vssd:VirtualSystemType></System>${items}</VirtualHardwareSection>`
const item = (type: number, rest: string, attributes = '') =>
  `<Item ${attributes}><rasd:ResourceType>${type}</rasd:ResourceType>${rest}</Item>`
const cpus = (count: number, attributes = '') =>
  item(
    3,
    `<rasd:InstanceID>1</rasd:InstanceID><rasd:VirtualQuantity>${count}</rasd:VirtualQuantity>`,
    attributes,
  )
const drive = (resource: string) =>
  item(
    17,
    `<rasd:ElementName>data</rasd:ElementName><rasd:InstanceID>9</rasd:InstanceID><rasd:HostResource>${resource}</rasd:HostResource>`,
  )
const twenty = '<Disk ovf:diskId="d1" ovf:fileRef="f1" ovf:capacity="20" ovf:capacityAllocationUnits="GB"/>'

function pump(text: string) {
  const descriptor = parseDescriptorXml(text, 'pump.ovf')
  const [system] = descriptor.systems
  if (system === undefined) throw new Error('no system')
  return { facts: vmOf(system, descriptor), findings: descriptor.findings, system }
}

test.each(['ovf:/disk/d1', 'ovf://disk/d1', '/disk/d1', 'disk/d1', 'd1', 'f1', 'ovf:/file/f1'])(
  'a drive that writes its disk as %s has the 20 GiB of it',
  (resource) => {
    const { facts, findings } = pump(envelope(section(drive(resource)), '', twenty))
    expect(facts.disks).toMatchObject([{ capacityBytes: 20 * 1024 ** 3, path: 'pump.vmdk' }])
    expect(findings).toEqual([])
  },
)

test('a drive without a disk and a disk without a machine are told', () => {
  const { facts, findings } = pump(envelope(section(drive('ovf:/disk/lost')), '', twenty))
  expect(facts.disks).toEqual([{ label: 'data', parents: 0 }])
  expect(findings).toEqual([
    {
      where: 'VirtualSystem pump/data',
      what: 'it names "ovf:/disk/lost": its size is not known',
    },
    { where: 'Disk d1', what: 'no machine of the package has it' },
  ])
})

test('a disk that only its item describes, as Cloud Director writes it', () => {
  const bytes = item(
    17,
    '<rasd:HostResource vcloud:capacity="512"></rasd:HostResource><rasd:VirtualQuantity>1048576</rasd:VirtualQuantity><rasd:VirtualQuantityUnits>byte</rasd:VirtualQuantityUnits>',
  )
  const attribute = item(17, '<rasd:HostResource vcloud:capacity="512"></rasd:HostResource>')
  const { facts, findings } = pump(envelope(section(bytes + attribute)))
  expect(facts.disks?.map((disk) => disk.capacityBytes)).toEqual([1024 ** 2, 512 * 1024 ** 2])
  expect(findings).toEqual([])
})

test('a disk of its own size in its item, and one that is the memory of an NVDIMM', () => {
  const own = item(
    31,
    '<sasd:AllocationUnits>byte*1024*1024</sasd:AllocationUnits><sasd:Reservation>10</sasd:Reservation><sasd:VirtualQuantity>10240</sasd:VirtualQuantity>',
  )
  const memory = item(
    20,
    '<rasd:ElementName>NVDIMM 0</rasd:ElementName><rasd:ResourceSubType>vmware.nvdimm.device</rasd:ResourceSubType><rasd:HostResource>ovf:/disk/d1</rasd:HostResource>',
  )
  const { facts, findings } = pump(envelope(section(own + memory), '', twenty))
  expect(facts.disks?.map((disk) => disk.capacityBytes)).toEqual([10 * 1024 ** 3])
  expect(facts.devices).toMatchObject([{ kind: 'nvdimm', backing: 'ovf:/disk/d1' }])
  expect(findings).toEqual([])
})

test('of two hardware sections the one for VMware counts; limits of a range are no hardware', () => {
  const text = envelope(
    section(cpus(1) + drive('/disk/d1'), 'xen-3') +
      section(cpus(4) + cpus(2, 'ovf:bound="min"') + cpus(16, 'ovf:bound="max"') + drive('/disk/d1')),
    '',
    twenty,
  )
  const { facts, findings } = pump(text)
  expect([facts.cpus, facts.disks?.length, facts.hardwareVersion]).toEqual([4, 1, 13])
  expect(findings).toEqual([
    { where: 'VirtualSystem pump', what: '2 hardware sections, of which "vmx-13" is read' },
  ])
})

test('the chosen configuration goes before the item that all share, wherever it stands', () => {
  const options =
    '<DeploymentOptionSection><Configuration ovf:id="small"/><Configuration ovf:id="large" ovf:default="true"/></DeploymentOptionSection>'
  const items = cpus(8, 'ovf:configuration="large"') + cpus(2) + cpus(1, 'ovf:configuration="small"')
  const { facts, findings } = pump(envelope(section(items), options))
  expect(facts.cpus).toBe(8)
  expect(findings).toEqual([
    { where: 'VirtualSystem pump', what: 'configuration "large" is read; 1 items of others are not' },
  ])
})

test('a capacity by the whole name of a property, with a value for each configuration', () => {
  const options =
    '<DeploymentOptionSection><Configuration ovf:id="small"/><Configuration ovf:id="large" ovf:default="true"/></DeploymentOptionSection>'
  const product =
    '<ProductSection ovf:class="org.pump" ovf:instance="1"><Property ovf:key="size" ovf:value="5"><Value ovf:configuration="large" ovf:value="50"/></Property></ProductSection>'
  const disk =
    '<Disk ovf:diskId="d1" ovf:capacity="${org.pump.size.1}" ovf:capacityAllocationUnits="byte * 2^30"/>'
  const { facts } = pump(envelope(product + section(drive('/disk/d1')), options, disk))
  expect(facts.disks).toMatchObject([{ capacityBytes: 50 * 1024 ** 3 }])
})

test.each([
  ['<rasd:VirtualQuantity>2048</rasd:VirtualQuantity>', 2048],
  ['<rasd:VirtualQuantity>2147483648</rasd:VirtualQuantity>', 2048],
  [
    '<rasd:VirtualQuantity>2</rasd:VirtualQuantity><rasd:VirtualQuantityUnits>byte * 2^30</rasd:VirtualQuantityUnits>',
    2048,
  ],
  [
    '<rasd:AllocationUnits>KiloBytes</rasd:AllocationUnits><rasd:VirtualQuantity>2097152</rasd:VirtualQuantity>',
    2048,
  ],
])('memory written as %s', (written, mebibytes) => {
  const limited = `${written}<rasd:Limit>0</rasd:Limit>`
  expect(pump(envelope(section(item(4, limited)))).facts.memoryMib).toBe(mebibytes)
})

test('a limit of memory is kept', () => {
  const memory = item(
    4,
    '<rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits><rasd:Limit>4096</rasd:Limit><rasd:VirtualQuantity>1536</rasd:VirtualQuantity>',
  )
  expect(pump(envelope(section(memory))).facts).toMatchObject({ memoryMib: 1536, memoryLimitMib: 4096 })
})

test('oVirt: sockets, sizes in GiB, an item with the id of its disk', () => {
  const text = `<ovf:Envelope ovf:version="4.4.0.0" xmlns:ovf="o" xmlns:rasd="r" xmlns:vssd="v" xmlns:xsi="x">
    <References><File ovf:href="group/7a1c" ovf:id="7a1c"/></References>
    <Section xsi:type="ovf:DiskSection_Type"><Disk ovf:diskId="7a1c" ovf:size="12" ovf:fileRef="group/7a1c"/></Section>
    <Content ovf:id="out" xsi:type="ovf:VirtualSystem_Type"><Name>crane</Name>
      <Section xsi:type="ovf:VirtualHardwareSection_Type"><System><vssd:VirtualSystemType>ENGINE 4.4.0.0</vssd:VirtualSystemType></System>
        ${item(3, '<rasd:num_of_sockets>2</rasd:num_of_sockets><rasd:cpu_per_socket>3</rasd:cpu_per_socket>')}
        ${item(17, '<rasd:Caption>crane_Disk1</rasd:Caption><rasd:InstanceId>7a1c</rasd:InstanceId><rasd:HostResource>other/name</rasd:HostResource>')}
        ${item(10, '<rasd:Name>nic1</rasd:Name><rasd:ResourceSubType>3</rasd:ResourceSubType><rasd:Connection>dock</rasd:Connection><rasd:MACAddress>56:6f:1a:00:00:01</rasd:MACAddress>')}
      </Section></Content></ovf:Envelope>`
  expect(pump(text).facts).toMatchObject({
    name: 'crane',
    cpus: 6,
    coresPerSocket: 3,
    disks: [{ capacityBytes: 12 * 1024 ** 3 }],
    nics: [{ label: 'nic1', adapter: 'virtio', network: 'dock', mac: '56:6f:1a:00:00:01' }],
  })
})

test('VirtualBox: firmware, TPM and addresses stand in its own words', () => {
  const machine = `<vbox:Machine ovf:required="false"><Hardware><Firmware type="EFI"/>
    <TrustedPlatformModule type="v2_0"/>
    <Network><Adapter slot="0" enabled="true" MACAddress="0800270A0B0C"/><Adapter slot="1" enabled="false" MACAddress="0800270A0B0D"/></Network>
  </Hardware></vbox:Machine>`
  const items =
    item(20, '<rasd:InstanceID>5</rasd:InstanceID><rasd:ResourceSubType>VirtioSCSI</rasd:ResourceSubType>') +
    item(17, '<rasd:Parent>5</rasd:Parent><rasd:HostResource>/disk/d1</rasd:HostResource>') +
    item(10, '<rasd:ResourceSubType>E1000</rasd:ResourceSubType><rasd:Connection>NAT</rasd:Connection>')
  const { facts, findings } = pump(envelope(section(items, 'virtualbox-2.2') + machine, '', twenty))
  expect(facts).toMatchObject({
    firmware: 'efi',
    vTpm: true,
    disks: [{ capacityBytes: 20 * 1024 ** 3, controller: { kind: 'scsi', model: 'VirtioSCSI' } }],
    nics: [{ adapter: 'e1000', mac: '08:00:27:0a:0b:0c' }],
  })
  expect(findings).toEqual([
    { where: 'VirtualSystem pump', what: `the hardware family "virtualbox-2.2" is not VMware's` },
  ])
})

test('the newest of several hardware versions, and a guest with a star', () => {
  const guest = '<OperatingSystemSection ovf:id="1" vmw:osType="*other26xLinux64Guest"/>'
  expect(pump(envelope(guest + section('', 'vmx-11, vmx-09'))).facts).toMatchObject({
    guestId: 'other26xLinux64Guest',
    hardwareVersion: 11,
  })
})
