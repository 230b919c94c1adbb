import { expect, test } from 'vitest'
import { devicesOf, nicsOf } from './devices.ts'
import { diskSlots, idleSlots } from './disks.ts'
import { guestIdOf } from './guest-os.ts'
import { readSettings } from './read.ts'
import { snapshotsOf } from './snapshots.ts'
import { vmOf } from './to-model.ts'

const settingsOf = (...lines: readonly string[]) => readSettings(Buffer.from(lines.join('\n'))).settings
const machineOf = (...lines: readonly string[]) => vmOf(settingsOf(...lines), 'pump', [], undefined)

test('the words of older products: western Windows without a name for it, code pages, no quotes, UTF-8 in escapes', () => {
  const western = Buffer.from('displayName = "Schleuse-Süd"\nmemsize = 512 # MB\n', 'latin1')
  const { settings, remarks } = readSettings(western)
  expect([...settings]).toEqual([
    ['displayname', 'Schleuse-Süd'],
    ['memsize', '512'],
  ])
  expect(remarks).toEqual(['the text is not in utf-8: it is read as windows-1252, names may be wrong'])
  const japanese = Buffer.concat([
    Buffer.from('.encoding = "windows-932"\ndisplayName = "'),
    Buffer.from([0x83, 0x7c, 0x83, 0x93, 0x83, 0x76]),
    Buffer.from('"'),
  ])
  expect(readSettings(japanese)).toMatchObject({ remarks: [] })
  expect(readSettings(japanese).settings.get('displayname')).toBe('ポンプ')
  expect(settingsOf('annotation = "Gr|C3|B6|C3|9Fe |22L|22|0A"').get('annotation')).toBe('Größe "L"\n')
  expect(readSettings(Buffer.from('.encoding = "ebcdic-9"\ndisplayName = "a"')).remarks).toHaveLength(1)
})

test('what hangs on a controller that is not there is left out and said, as is a disk without a file', () => {
  const settings = settingsOf(
    'scsi0.present = "FALSE"',
    'scsi0:0.present = "TRUE"',
    'scsi0:0.fileName = "old.vmdk"',
    'nvme0.present = "TRUE"',
    'nvme0:0.present = "TRUE"',
    'nvme0:0.fileName = "data.vmdk"',
    'sata0:1.present = "TRUE"',
  )
  expect(diskSlots(settings).map(({ prefix }) => prefix)).toEqual(['nvme0:0'])
  expect(idleSlots(settings)).toEqual([
    'scsi0:0: its controller scsi0 is not present; it is left out',
    'sata0:1: it is present and has no file',
  ])
})

test('drives: an image without a type is a disc, a SCSI device of the host is passed through, a lent one has no file', () => {
  const settings = settingsOf(
    'ide0:0.present = "TRUE"',
    'ide0:0.fileName = "tools.iso"',
    'ide1:0.present = "TRUE"',
    'ide1:0.deviceType = "atapi-cdrom"',
    'ide1:0.fileName = "auto detect"',
    'scsi0:1.present = "TRUE"',
    'scsi0:1.deviceType = "scsi-passthru"',
    'scsi0:1.fileName = "/vmfs/devices/cdrom/mpx.vmhba32:C0:T0:L0"',
    'scsi0:2.present = "TRUE"',
    'scsi0:2.deviceType = "scsi-passthru"',
    'scsi0:2.fileName = "/vmfs/devices/genscsi/tape0"',
    'floppy0.present = "TRUE"',
    'floppy0.fileName = "vmware-null-remote-floppy"',
  )
  expect(devicesOf(settings)).toEqual([
    { kind: 'cdrom', model: 'VirtualCdrom', label: 'CD/DVD drive 1', backing: 'tools.iso' },
    { kind: 'cdrom', model: 'VirtualCdrom', label: 'CD/DVD drive 2' },
    { kind: 'cdrom', model: 'VirtualCdrom', label: 'CD/DVD drive 3' },
    {
      kind: 'scsi-passthrough',
      model: 'VirtualSCSIPassthrough',
      label: 'SCSI device 1',
      backing: '/vmfs/devices/genscsi/tape0',
    },
    { kind: 'floppy', model: 'VirtualFloppy', label: 'Floppy drive 1' },
  ])
  expect(diskSlots(settings)).toEqual([])
})

test('a dongle is a USB device; the hub and the mouse that Workstation makes are none', () => {
  const settings = settingsOf(
    'usb.present = "TRUE"',
    'usb:0.present = "TRUE"',
    'usb:0.deviceType = "hid"',
    'usb:1.present = "TRUE"',
    'usb:1.deviceType = "hub"',
    'usb.autoConnect.device0 = "0x0529:0x0001"',
    'usb.autoConnect.device1 = ""',
    'usb.autoConnect.device2 = "deviceType:virtual-smartcard"',
  )
  expect(devicesOf(settings).map(({ kind, backing }) => [kind, backing])).toEqual([
    ['usb-controller', undefined],
    ['usb', '0x0529:0x0001'],
  ])
})

test('cards: the address that counts, the network as each product names it', () => {
  const nic = (...lines: readonly string[]) =>
    nicsOf(settingsOf('ethernet0.present = "TRUE"', ...lines.map((line) => `ethernet0.${line}`)))[0]
  expect(
    nic(
      'addressType = "vpx"',
      'address = "00:50:56:00:00:01"',
      'generatedAddress = "00:50:56:9F:00:02"',
      'networkName = "quay"',
    ),
  ).toMatchObject({
    mac: '00:50:56:9f:00:02',
    macAssignment: 'assigned',
    network: 'quay',
    adapter: 'pcnet32',
  })
  expect(
    nic('addressType = "static"', 'address = "00-50-56-00-00-01"', 'connectionType = "nat"'),
  ).toMatchObject({ mac: '00:50:56:00:00:01', network: 'nat' })
  expect(
    nic(
      'address = "auto"',
      'connectionType = "custom"',
      'vnet = "/dev/vmnet2"',
      'virtualDev = "vmxnet"',
      'features = "15"',
    ),
  ).toEqual({
    label: 'Network adapter 1',
    adapter: 'vmxnet2',
    network: 'vmnet2',
    startConnected: true,
  })
})

test('an encrypted machine of Workstation says nothing by what it leaves out; a suspended one is told', () => {
  const sealed = machineOf(
    'displayName = "vault"',
    'encryption.keySafe = "vmware:key"',
    'encryption.data = "AAAA"',
  )
  expect(sealed).toMatchObject({ name: 'vault', encrypted: true })
  expect([sealed.cpus, sealed.firmware, sealed.cpuHotAdd]).toEqual([undefined, undefined, undefined])
  const partly = machineOf(
    'memsize = "4096"',
    'encryption.data = "AAAA"',
    'managedVM.autoAddVTPM = "software"',
  )
  expect(partly).toMatchObject({ encrypted: true, vTpm: true, cpus: 1, firmware: 'bios' })
  expect(machineOf('checkpoint.vmState = "pump.vmss"').power).toBe('suspended')
  expect(machineOf('checkpoint.vmState = ""').power).toBeUndefined()
})

test('snapshots whose numbers have a gap are all there', () => {
  const settings = settingsOf(
    'snapshot0.uid = "1"',
    'snapshot0.displayName = "first"',
    'snapshot3.uid = "7"',
    'snapshot3.parent = "1"',
    'snapshot3.displayName = "second"',
  )
  expect(snapshotsOf(settings).map(({ name, depth }) => [name, depth])).toEqual([
    ['first', 0],
    ['second', 1],
  ])
})

test.each([
  ['winXPPro', 'winXPProGuest'],
  ['winXPPro-64', 'winXPPro64Guest'],
  ['winNetStandard', 'winNetStandardGuest'],
  ['win2000AdvServ', 'win2000AdvServGuest'],
  ['longhorn', 'winLonghornGuest'],
  ['winVista-64', 'winVista64Guest'],
  ['redhat', 'redhatGuest'],
  ['linux', 'otherLinuxGuest'],
  ['other26xlinux', 'other26xLinuxGuest'],
  ['turboLinux-64', 'turboLinux64Guest'],
  ['kylinlinux-64', 'kylinlinux_64Guest'],
  ['freebsd-64', 'freebsd64Guest'],
  ['solaris10-64', 'solaris10_64Guest'],
])('the older name %s is %s in vSphere', (written, id) => {
  expect(guestIdOf(written)).toBe(id)
})
