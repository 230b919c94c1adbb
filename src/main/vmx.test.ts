import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { silentProgress } from '../lib/progress.ts'
import { diskWordsOf } from './disk-packages.ts'
import { followChain } from '../adapters/vmx/chain.ts'
import { guestIdOf } from '../adapters/vmx/guest-os.ts'
import { vmxReader } from '../adapters/vmx/index.ts'
import { readSettings } from '../adapters/vmx/read.ts'
import { vmOf } from '../adapters/vmx/to-model.ts'

const home = 'src/adapters/vmx/recordings/quay-scale-01'
const reader = vmxReader(diskWordsOf)
const folder = mkdtempSync(join(tmpdir(), 'causeway-vmx-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function readMachine(path: string, name: string) {
  const found = []
  for await (const reading of reader.read({ kind: 'file', path, name }, silentProgress())) {
    const observations = []
    for await (const observation of reading.observations) observations.push(observation)
    found.push({ observations, report: reading.report() })
  }
  return found
}

test('the weighbridge: its settings, its chain of disks, its snapshots', async () => {
  const path = join(home, 'quay-scale-01.vmx')
  expect(await reader.recognises({ kind: 'file', path, name: 'quay/quay-scale-01.vmx' })).toBe(0.95)
  const [machine, ...more] = await readMachine(path, 'quay/quay-scale-01.vmx')
  expect(more).toEqual([])
  expect(machine?.observations).toMatchObject([
    {
      kind: 'vm',
      place: { file: 'quay/quay-scale-01.vmx' },
      identities: [
        expect.stringMatching(/^descriptor:/),
        'instance:501f0011-2233-4455-6677-8899aabbccdd',
        'smbios:421f0011-2233-4455-6677-8899aabbccdd',
      ],
      facts: {
        name: 'quay-scale-01',
        annotation: 'Weighbridge at quay 4\nowner: Terminal Operations, Größe "L"',
        guestId: 'rhel8_64Guest',
        firmware: 'efi',
        secureBoot: true,
        cpus: 4,
        coresPerSocket: 2,
        memoryMib: 8192,
        memoryReservationLocked: true,
        changeTracking: true,
        guestInfoKeys: ['guestinfo.cloud.password'],
        disks: [
          {
            label: 'Hard disk 1',
            capacityBytes: 20 * 1024 ** 3,
            parents: 2,
            controller: { kind: 'scsi', model: 'ParaVirtualSCSIController', bus: 0, sharedBus: 'none' },
            uuid: '6000c29f-1122-3344-5566-778899aabbcc',
          },
          { label: 'Hard disk 2', mode: 'independent_persistent', sharing: 'multi-writer', unit: 1 },
        ],
        nics: [
          {
            adapter: 'vmxnet3',
            mac: '00:50:56:9f:00:11',
            macAssignment: 'assigned',
            network: 'quay-lan',
            pciSlot: 192,
          },
          {
            mac: '00:50:56:00:00:ab',
            macAssignment: 'manual',
            networkKey: 'dvportgroup-77',
            startConnected: false,
          },
        ],
        devices: [
          { kind: 'cdrom', backing: '/vmfs/volumes/iso/rhel8.iso', startConnected: false },
          { kind: 'serial-port', backing: '/dev/char/serial/uart0' },
          { kind: 'vgpu', backing: 'grid_t4-2q' },
        ],
        snapshots: [
          { name: 'before patch', description: 'Change 4711', depth: 0, memoryMib: 0 },
          { name: 'after patch', depth: 1, createdAt: '2021-11-08T15:53:54.743Z' },
        ],
      },
    },
  ])
  expect(JSON.stringify(machine)).not.toContain('CANARY')
  expect(machine?.report.unknown).toEqual([
    'scsi0:1: "/vmfs/volumes/5f0a-11/shared/quay-log.vmdk" is not beside the configuration',
    'line 67 is no setting',
  ])
  expect(machine?.report.coverage[0]?.unknown).toEqual(['weighbridge.calibration'])
})

test.each([
  ['rhel8-64', 'rhel8_64Guest'],
  ['ubuntu-64', 'ubuntu64Guest'],
  ['windows9srv-64', 'windows9Server64Guest'],
  ['windows2019srv-64', 'windows2019srv_64Guest'],
  ['windows9-64', 'windows9_64Guest'],
  ['centos7-64', 'centos7_64Guest'],
  ['sles-64', 'sles64Guest'],
  ['other3xlinux-64', 'other3xLinux64Guest'],
  ['oraclelinux8-64', 'oracleLinux8_64Guest'],
  ['debian6', 'debian6Guest'],
  ['rhel9_64Guest', 'rhel9_64Guest'],
])('%s of a .vmx is %s in vSphere', (written, id) => {
  expect(guestIdOf(written)).toBe(id)
})

const disk = (type: string, parent: string) =>
  `# Disk DescriptorFile\nCID=1\ncreateType="${type}"\nparentFileNameHint="${parent}"\nRW 8 VMFS "x"\n`

test('a chain never leaves the folder, never follows a link and never runs in a circle', async () => {
  writeFileSync(join(folder, 'a.vmdk'), disk('vmfsSparse', 'b.vmdk'))
  writeFileSync(join(folder, 'b.vmdk'), disk('vmfsSparse', '../../a.vmdk'))
  writeFileSync(join(folder, 'c.vmdk'), disk('vmfsSparse', '../../../etc/passwd'))
  writeFileSync(join(folder, 'e.vmdk'), 'nothing of a disk')
  symlinkSync('/etc/passwd', join(folder, 'link.vmdk'))
  const told = async (name: string) => {
    const { parents, trouble } = await followChain(folder, name, diskWordsOf)
    return [parents, trouble]
  }
  expect(await told('a.vmdk')).toEqual([1, '"a.vmdk" stands in its own chain'])
  expect(await told('c.vmdk')).toEqual([0, '"../../../etc/passwd" is not beside the configuration'])
  expect(await told('link.vmdk')).toEqual([0, '"link.vmdk" is not beside the configuration'])
  expect(await told('e.vmdk')).toEqual([0, expect.stringContaining('"e.vmdk" cannot be read')])
})

test('any text is read or told, never thrown', () => {
  const piece = fc.constantFrom(
    '=',
    '"',
    '|0A',
    '|zz',
    '\n',
    '\0',
    'scsi0:0',
    '.present',
    'TRUE',
    ' ',
    'ethernet',
    '1',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
      const { settings } = readSettings(Buffer.from(parts.join('')))
      expect(vmOf(settings, 'any', [], undefined).name).toEqual(expect.any(String))
    }),
    { numRuns: 500 },
  )
})
