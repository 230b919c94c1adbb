import { expect, test } from 'vitest'
import { admissionRules, checkObject } from '../check-object.ts'
import { good, worse } from './examples.test-data.ts'

type Kind = keyof typeof good
const T = 'spec/template/spec'
const D = `${T}/domain`
const V = `${D}/devices`
const label64 = 'a'.repeat(64)
const bridge = { cniVersion: '0.3.1', name: 'n', type: 'bridge', bridge: 'br1' }
const localnet = {
  cniVersion: '0.3.1',
  name: 'n',
  type: 'ovn-k8s-cni-overlay',
  topology: 'localnet',
  netAttachDefName: 'networks/vlan110',
}
const config = (value: unknown) => ({ 'spec/config': JSON.stringify(value) })

// Rule, kind, what is changed in the good object, and the message that must come.
const refused: readonly (readonly [
  rule: string,
  kind: Kind,
  changes: Readonly<Record<string, unknown>>,
  message: string,
])[] = [
  ['metadata.name', 'Namespace', { 'metadata/name': 'No' }, '"No" is not a DNS subdomain'],
  ['metadata.name', 'DataVolume', { 'metadata/namespace': 'a.b' }, '"a.b" is not a DNS label'],
  [
    'metadata.labels',
    'VirtualMachine',
    { 'metadata/labels': { 'causeway.dev/x': 'has space' } },
    '"has space" is not a label value',
  ],
  ['metadata.labels', 'VirtualMachine', { 'metadata/labels': { 'a b': 'x' } }, '"a b" is not a key'],
  ['metadata.annotations', 'VirtualMachine', { 'metadata/annotations': { note: true } }, 'true is not text'],
  [
    'metadata.annotations',
    'VirtualMachine',
    { 'metadata/annotations': { note: 'x'.repeat(262_144) } },
    '262148 bytes, expected at most 262144',
  ],
  ['metadata.never-deleted', 'DataVolume', { 'metadata/annotations': {} }, 'lacks Prune=false'],
  [
    'metadata.never-deleted',
    'Namespace',
    { 'metadata/annotations': { 'argocd.argoproj.io/sync-options': 'Prune=false' } },
    'lacks Delete=false',
  ],
  [
    'vm.name',
    'VirtualMachine',
    { 'metadata/name': label64 },
    `${label64} is not a DNS label of at most 63 characters`,
  ],
  [
    'vm.reserved-labels',
    'VirtualMachine',
    { 'metadata/labels': { 'kubevirt.io/domain': 'x' } },
    'is reserved for KubeVirt',
  ],
  ['vm.run-strategy', 'VirtualMachine', { 'spec/running': false }, 'stands beside runStrategy'],
  [
    'vm.run-strategy',
    'VirtualMachine',
    { 'spec/runStrategy': 'Sometimes' },
    'Sometimes is not one of Always, Halted, Manual, RerunOnFailure, Once, WaitAsReceiver',
  ],
  ['vm.run-strategy', 'VirtualMachine', { 'spec/runStrategy': undefined }, 'missing'],
  [
    'vm.never-starts',
    'VirtualMachine',
    { 'spec/runStrategy': 'Always' },
    'Always would start it, expected Halted',
  ],
  [
    'vm.template-metadata',
    'VirtualMachine',
    { 'spec/template/metadata': { annotations: { on: true } } },
    'true is not text',
  ],
  ['vm.template-metadata', 'VirtualMachine', { 'spec/template/metadata': { lables: {} } }, 'unknown field'],
  [
    'vm.preference-exists',
    'VirtualMachine',
    { 'spec/preference/name': 'windows.8' },
    'windows.8 is not a preference of KubeVirt',
  ],
  [
    'vm.preference-requirements',
    'VirtualMachine',
    { 'spec/preference/name': 'rhel.8.dpdk', [`${D}/cpu/cores`]: 1 },
    '2 processors, rhel.8.dpdk asks for 8',
  ],
  [
    'vm.preference-requirements',
    'VirtualMachine',
    { [`${D}/memory`]: { guest: '1Gi' } },
    '1024 MiB, rhel.8 asks for 1536 MiB',
  ],
  [
    'vm.preference-requirements',
    'VirtualMachine',
    { 'spec/preference/name': 'rhel.9.arm64' },
    'amd64, rhel.9.arm64 asks for arm64',
  ],
  [
    'vm.machine-type',
    'VirtualMachine',
    { [`${D}/machine/type`]: 'pc-i440fx-4.2' },
    'pc-i440fx-4.2, expected q35 or pc-q35-…',
  ],
  [
    'vm.machine-type',
    'VirtualMachine',
    { [`${T}/architecture`]: 'sparc', 'spec/preference': undefined },
    'sparc is not amd64, arm64 or s390x',
  ],
  [
    'firmware.bootloader',
    'VirtualMachine',
    { [`${D}/firmware/bootloader/bios`]: {} },
    'bios and efi, expected one',
  ],
  ['firmware.bootloader', 'VirtualMachine', { [`${D}/firmware/bootloader`]: {} }, 'neither bios nor efi'],
  [
    'firmware.secure-boot',
    'VirtualMachine',
    { [`${D}/features/smm`]: undefined },
    'missing, Secure Boot needs it',
  ],
  [
    'firmware.secure-boot',
    'VirtualMachine',
    { [`${D}/features/smm/enabled`]: false, [`${D}/firmware/bootloader/efi`]: {} },
    'missing, Secure Boot needs it',
  ],
  ['firmware.uuid', 'VirtualMachine', { [`${D}/firmware/uuid`]: '4221a2c0' }, '"4221a2c0" is not a UUID'],
  ['cpu.topology', 'VirtualMachine', { [`${D}/cpu/sockets`]: 9 }, '9 is more than maxSockets 8'],
  ['cpu.topology', 'VirtualMachine', { [`${D}/cpu/cores`]: 0 }, '0, expected 1 or more'],
  [
    'cpu.topology',
    'VirtualMachine',
    { [`${D}/cpu/maxSockets`]: 256 },
    '1024 processors, expected at most 512',
  ],
  [
    'cpu.features',
    'VirtualMachine',
    { [`${D}/cpu/features/0/policy`]: 'maybe' },
    'maybe is not one of force, require, optional, disable, forbid',
  ],
  ['memory.guest', 'VirtualMachine', { [`${D}/memory/guest`]: '0' }, '0, expected more than 0'],
  ['memory.guest', 'VirtualMachine', { [`${D}/memory`]: {} }, 'nothing, expected more than 0'],
  ['memory.maximum', 'VirtualMachine', { [`${D}/memory/maxGuest`]: '8Gi' }, 'less than guest'],
  [
    'memory.maximum',
    'VirtualMachine',
    { [`${D}/memory`]: { guest: '2049Mi', maxGuest: '8Gi' } },
    'not a multiple of 2 MiB',
  ],
  [
    'memory.maximum',
    'VirtualMachine',
    { [`${D}/memory`]: { guest: '512Mi', maxGuest: '2Gi' }, 'spec/preference': undefined },
    'memory below 1 GiB cannot grow',
  ],
  [
    'memory.limit',
    'VirtualMachine',
    { [`${D}/resources/limits/memory`]: '16384000k' },
    'more than the memory limit',
  ],
  ['vm.resources', 'VirtualMachine', { [`${D}/resources/requests/cpu`]: '9' }, '9 is above the limit 8'],
  [
    'vm.resources',
    'VirtualMachine',
    { [`${D}/resources/requests/memory`]: '100k' },
    '100k, expected at least 1M',
  ],
  [
    'vm.resources',
    'VirtualMachine',
    { [`${D}/resources/limits`]: { cpu: '-1' }, [`${D}/resources/requests`]: {} },
    '-1 is negative',
  ],
  ['vm.clock', 'VirtualMachine', { [`${D}/clock/utc`]: {} }, 'utc and timezone, expected one'],
  [
    'vm.clock',
    'VirtualMachine',
    { [`${D}/clock/timezone`]: 'Mars/Olympus' },
    '"Mars/Olympus" is not an IANA time zone',
  ],
  ['vm.clock', 'VirtualMachine', { [`${D}/clock/localtime`]: true }, 'unknown field'],
  ['vm.hyperv', 'VirtualMachine', { [`${D}/features/hyperv/vpindex`]: { enabled: false } }, 'needs vpindex'],
  ['vm.hyperv', 'VirtualMachine', { [`${D}/features/hyperv/synic`]: undefined }, 'needs synic'],
  [
    'vm.hyperv',
    'VirtualMachine',
    { [`${D}/features/hyperv/evmcs`]: {} },
    'needs the processor feature vmx with the policy require',
  ],
  [
    'vm.hyperv',
    'VirtualMachine',
    { [`${D}/features/hypervPassthrough`]: { enabled: true } },
    'stands beside hyperv, expected one',
  ],
  ['disk.names', 'VirtualMachine', { [`${V}/disks/2/name`]: 'CD' }, 'CD is not a DNS label'],
  ['disk.names', 'VirtualMachine', { [`${V}/disks/2/name`]: 'lun-1' }, 'a second disk lun-1'],
  ['disk.volumes', 'VirtualMachine', { [`${V}/disks/0/name`]: 'other' }, 'other has no volume'],
  [
    'disk.volumes',
    'VirtualMachine',
    { [`${T}/volumes/2`]: { name: 'lonely', emptyDisk: { capacity: '1Gi' } } },
    'lonely has no disk',
  ],
  [
    'volume.source',
    'VirtualMachine',
    { [`${T}/volumes/0/emptyDisk`]: { capacity: '1Gi' } },
    '2 sources (dataVolume, emptyDisk), expected one',
  ],
  [
    'volume.source',
    'VirtualMachine',
    { [`${T}/volumes/0`]: { name: 'disk-scsi0-0' } },
    '0 sources (), expected one',
  ],
  [
    'disk.device',
    'VirtualMachine',
    { [`${V}/disks/0/cdrom`]: { bus: 'sata' } },
    'disk and cdrom, expected one',
  ],
  [
    'disk.device',
    'VirtualMachine',
    { [`${V}/disks/0`]: { name: 'disk-scsi0-0' } },
    'neither disk, lun nor cdrom, expected one',
  ],
  [
    'disk.bus',
    'VirtualMachine',
    { [`${V}/disks/0/disk/bus`]: 'ide' },
    'bus ide is not one of virtio, scsi, sata, usb',
  ],
  ['disk.bus', 'VirtualMachine', { [`${V}/disks/2/cdrom/bus`]: 'virtio' }, 'virtio does not carry a CD-ROM'],
  [
    'disk.bus',
    'VirtualMachine',
    { [`${V}/disks/0/disk`]: { bus: 'sata', readonly: true } },
    'a SATA disk cannot be read-only',
  ],
  ['disk.bus', 'VirtualMachine', { [`${V}/disks/1/lun/bus`]: 'sata' }, 'reservations need scsi, found sata'],
  [
    'disk.serial',
    'VirtualMachine',
    { [`${V}/disks/0/serial`]: 'a b' },
    '"a b" has other characters or is too long',
  ],
  [
    'disk.modes',
    'VirtualMachine',
    { [`${V}/disks/0/io`]: 'default' },
    'default is not one of native, threads',
  ],
  [
    'disk.modes',
    'VirtualMachine',
    { [`${V}/disks/0/errorPolicy`]: 'retry' },
    'retry is not one of stop, ignore, report, enospace',
  ],
  [
    'disk.shared',
    'VirtualMachine',
    { [`${V}/disks/0/cache`]: 'writeback' },
    'writeback, expected none for a shared disk',
  ],
  [
    'disk.lun-volume',
    'VirtualMachine',
    { [`${T}/volumes/1`]: { name: 'lun-1', emptyDisk: { capacity: '1Gi' } } },
    'its volume is neither a claim nor a DataVolume',
  ],
  [
    'vm.boot-order',
    'VirtualMachine',
    { [`${V}/interfaces/0/bootOrder`]: 1 },
    'a second device with boot order 1',
  ],
  ['vm.boot-order', 'VirtualMachine', { [`${V}/disks/0/bootOrder`]: 0 }, '0, expected 1 or more'],
  [
    'interface.names',
    'VirtualMachine',
    { [`${V}/interfaces/0/name`]: 'nic.0', [`${T}/networks/0/name`]: 'nic.0' },
    '"nic.0" has other characters',
  ],
  [
    'interface.networks',
    'VirtualMachine',
    {
      [`${T}/networks/1`]: undefined,
      [`${T}/networks`]: [{ name: 'nic-0', multus: { networkName: 'a/b' } }],
    },
    'nic-1 has no network',
  ],
  [
    'interface.networks',
    'VirtualMachine',
    { [`${T}/networks/2`]: { name: 'nic-9', multus: { networkName: 'a/b' } } },
    'nic-9 has no network card',
  ],
  [
    'interface.binding',
    'VirtualMachine',
    { [`${V}/interfaces/0/bridge`]: undefined },
    '0 bindings (), expected one',
  ],
  [
    'interface.model',
    'VirtualMachine',
    { [`${V}/interfaces/0/model`]: 'vmxnet3' },
    'vmxnet3 is not one of virtio, e1000, e1000e, igb, rtl8139, ne2k_pci, pcnet',
  ],
  ['interface.state', 'VirtualMachine', { [`${V}/interfaces/1/state`]: 'absent' }, 'absent needs a bridge'],
  [
    'interface.state',
    'VirtualMachine',
    { [`${V}/interfaces/0/state`]: 'unplugged' },
    'unplugged is not up, down or absent',
  ],
  [
    'interface.mac',
    'VirtualMachine',
    { [`${V}/interfaces/0/macAddress`]: '00-50-56' },
    '"00-50-56" is not a MAC address',
  ],
  [
    'interface.mac',
    'VirtualMachine',
    { [`${V}/interfaces/0/macAddress`]: '01:00:5e:00:00:01' },
    '01:00:5e:00:00:01 is a multicast address',
  ],
  [
    'interface.mac',
    'VirtualMachine',
    { [`${V}/interfaces/1/macAddress`]: '00:50:56:AA:00:01' },
    'a second network card with 00:50:56:aa:00:01',
  ],
  [
    'interface.acpi-index',
    'VirtualMachine',
    { [`${V}/interfaces/0/acpiIndex`]: 16384 },
    '16384, expected 1 to 16383',
  ],
  [
    'network.source',
    'VirtualMachine',
    { [`${T}/networks/0`]: { name: 'nic-0', pod: {}, multus: { networkName: 'a/b' } } },
    'expected one of pod and multus',
  ],
  [
    'network.source',
    'VirtualMachine',
    { [`${T}/networks/0/multus/networkName`]: 'a/b/c' },
    'a/b/c is not namespace/name',
  ],
  [
    'network.source',
    'VirtualMachine',
    {
      [`${T}/networks/0`]: { name: 'nic-0', pod: {} },
      [`${V}/interfaces/0`]: { name: 'nic-0', masquerade: {} },
    },
    'more than one pod network',
  ],
  [
    'network.pod-binding',
    'VirtualMachine',
    { [`${V}/interfaces/1`]: { name: 'nic-1', bridge: {} } },
    'a bridge on the pod network is not permitted',
  ],
  [
    'network.pod-binding',
    'VirtualMachine',
    { [`${V}/interfaces/0`]: { name: 'nic-0', masquerade: {} } },
    'masquerade and passt need the pod network',
  ],
  ['vm.hostname', 'VirtualMachine', { [`${T}/hostname`]: 'a_b' }, '"a_b" is not a DNS label'],
  [
    'vm.lifecycle',
    'VirtualMachine',
    { [`${T}/evictionStrategy`]: 'Wait' },
    'Wait is not one of None, LiveMigrate, LiveMigrateIfPossible, External',
  ],
  ['vm.lifecycle', 'VirtualMachine', { [`${T}/terminationGracePeriodSeconds`]: -1 }, '-1 is negative'],
  ['device.tpm', 'VirtualMachine', { [`${V}/tpm/enabled`]: false }, 'persistent although it is not enabled'],
  ['device.inputs', 'VirtualMachine', { [`${V}/inputs/0/type`]: 'mouse' }, 'mouse, expected tablet'],
  ['device.other', 'VirtualMachine', { [`${V}/sound/model`]: 'sb16' }, 'sb16, expected ich9 or ac97'],
  [
    'device.other',
    'VirtualMachine',
    { [`${V}/video/type`]: 'svga' },
    'svga is not one of vga, cirrus, virtio, ramfb, bochs',
  ],
  [
    'device.other',
    'VirtualMachine',
    { [`${V}/watchdog/i6300esb/action`]: 'bark' },
    'bark is not one of poweroff, reset, shutdown',
  ],
  ['data-volume.name', 'DataVolume', { 'metadata/name': label64 }, `${label64} is not a DNS label`],
  [
    'data-volume.source',
    'DataVolume',
    { 'spec/source': { upload: {}, blank: {} } },
    '2 sources (upload, blank), expected one',
  ],
  ['data-volume.source', 'DataVolume', { 'spec/source': undefined }, 'missing'],
  ['data-volume.never-blank', 'DataVolume', { 'spec/source': { blank: {} } }, 'blank, expected upload'],
  ['data-volume.target', 'DataVolume', { 'spec/storage': undefined }, 'expected one of storage and pvc'],
  ['data-volume.target', 'DataVolume', { 'spec/storage/resources': {} }, 'missing or not above 0'],
  [
    'data-volume.access',
    'DataVolume',
    { 'spec/storage/accessModes': ['Often'] },
    'Often is not one of ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod',
  ],
  [
    'data-volume.access',
    'DataVolume',
    { 'spec/storage/volumeMode': 'Raw' },
    'Raw, expected Block or Filesystem',
  ],
  [
    'data-volume.class',
    'DataVolume',
    { 'spec/storage/storageClassName': 'Ceph Block' },
    '"Ceph Block" is not a name',
  ],
  ['network.config-json', 'NetworkAttachmentDefinition', { 'spec/config': '{"a":' }, 'is not a JSON object'],
  ['network.config-json', 'NetworkAttachmentDefinition', { spec: {} }, 'is not a JSON object'],
  [
    'network.config',
    'NetworkAttachmentDefinition',
    config({ ...bridge, vlan: 4095 }),
    'Too big: expected number to be <=4094',
  ],
  [
    'network.config',
    'NetworkAttachmentDefinition',
    config({ ...bridge, bridge: 'a-name-with-16-ch' }),
    'Invalid string: must match pattern /^[A-Za-z0-9_.-]{1,15}$/',
  ],
  [
    'network.config',
    'NetworkAttachmentDefinition',
    config({ ...bridge, disableContainerInterface: true, ipam: {} }),
    'ipam is not possible with disableContainerInterface',
  ],
  [
    'network.config',
    'NetworkAttachmentDefinition',
    config({ ...localnet, vlanID: 0 }),
    'Too small: expected number to be >=1',
  ],
  [
    'network.own-name',
    'NetworkAttachmentDefinition',
    config({ ...localnet, netAttachDefName: 'networks/other' }),
    'networks/other, expected networks/vlan110',
  ],
  [
    'network.trunk',
    'NetworkAttachmentDefinition',
    config({ ...bridge, vlanTrunk: [{ id: 10 }] }),
    'expected false on a trunk',
  ],
  [
    'network.trunk',
    'NetworkAttachmentDefinition',
    config({ ...bridge, preserveDefaultVlan: false, vlanTrunk: [{ minID: 10, maxID: 20 }, { id: 15 }] }),
    '15 stands in two ranges',
  ],
  ['namespace.name', 'Namespace', { 'metadata/name': 'kube-system' }, 'kube-system belongs to the cluster'],
  [
    'application.destination',
    'Application',
    { 'spec/destination/name': 'in-cluster' },
    'expected one of server and name',
  ],
  [
    'application.source',
    'Application',
    { 'spec/source/path': '../base' },
    '"../base" is not a folder within the repository',
  ],
  [
    'application.source',
    'Application',
    { 'spec/source/repoURL': 'https://user:pass@git.example/x' },
    'carries a password',
  ],
  ['application.never-automated', 'Application', { 'spec/syncPolicy/automated': {} }, 'must be left out'],
  [
    'application.never-automated',
    'Application',
    { 'metadata/finalizers': ['resources-finalizer.argocd.argoproj.io'] },
    'resources-finalizer.argocd.argoproj.io would delete what the Application made',
  ],
  [
    'kustomization.resources',
    'Kustomization',
    { resources: ['../../x.yaml'] },
    '"../../x.yaml" leaves the folder',
  ],
]

test.each(Object.keys(good))('a good %s is accepted', (kind) => {
  expect(checkObject(Object.entries(good).find(([name]) => name === kind)?.[1])).toEqual([])
})

test.each(refused.map(([rule, kind, changes, message], index) => ({ index, rule, kind, changes, message })))(
  'refused example $index by $rule: $message',
  ({ rule, kind, changes, message }) => {
    const messages = checkObject(worse(kind, changes)).map((problem) => problem.message)
    expect(messages).toContain(`${message} (${rule})`)
  },
)

test('the good network configurations of every plugin are accepted', () => {
  for (const value of [
    bridge,
    { ...bridge, vlan: 0, preserveDefaultVlan: false, vlanTrunk: [{ id: 5 }, { minID: 10, maxID: 20 }] },
    localnet,
    { ...localnet, vlanID: 110, physicalNetworkName: 'physnet', mtu: 9000 },
  ]) {
    expect(checkObject(worse('NetworkAttachmentDefinition', config(value)))).toEqual([])
  }
})

test('every rule has a refused example', () => {
  const ids = Object.values(admissionRules()).flatMap((rules) => rules.map(({ id }) => id))
  expect([...new Set(refused.map(([rule]) => rule))].sort()).toEqual([...ids].sort())
})

test('an object of a kind that is never written, and something that is no object, are refused', () => {
  expect(checkObject({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } })).toEqual([
    { path: 'kind', message: 'v1 Secret is not a kind that is written here' },
  ])
  expect(checkObject('text')).toEqual([{ path: '', message: 'is not a Kubernetes object' }])
})
