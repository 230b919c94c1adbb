import { expect, test } from 'vitest'
import type { Severity } from '../../model/assessment.ts'
import type { Estate } from '../../model/estate.ts'
import type { Device, Disk } from '../../model/hardware.ts'
import type { VmFacts } from '../../model/vm.ts'
import { castCluster, castDatastore, castEstate, castNetwork, castVm } from './cast.ts'
import { forkliftRules, rules } from './registry.ts'
import { siteOf } from './site.ts'

/** One concern: facts on which it fires and with what severity, facts on which it was looked and nothing found. */
interface Example {
  readonly fires: Partial<VmFacts>
  readonly severity: Severity
  readonly silent: Partial<VmFacts>
  /** Text that the evidence must show. */
  readonly shows: string
  /** Facts that leave it unanswered; undefined = it can always be answered. */
  readonly unknown?: Partial<VmFacts> | 'always answered'
  readonly around?: Partial<Estate>
}

const disk: Disk = {
  label: 'Hard disk 1',
  capacityBytes: 10 * 2 ** 30,
  path: '[QS-01] quay/quay.vmdk',
  mode: 'persistent',
  sharing: 'none',
  changeTracking: true,
  controller: { kind: 'scsi', bus: 0, sharedBus: 'none' },
  unit: 0,
  parents: 0,
}
const video: Device = { kind: 'video', model: 'VirtualMachineVideoCard' }
function device(kind: Device['kind'], model: string, backing?: string): Partial<VmFacts> {
  return { devices: [video, { kind, model, ...(backing ? { backing, connected: true } : {}) }] }
}
const plain: Partial<VmFacts> = { devices: [video] }
const prod = {
  clusters: [
    castCluster({
      name: 'Prod',
      drs: true,
      dpm: true,
      rules: [{ kind: 'vm-host', name: 'licensed', vms: ['quay'] }],
    }),
    castCluster({ name: 'Dev', drs: false, dpm: false, rules: [] }),
    castCluster({ name: 'Bare' }),
  ],
}
const switches = {
  networks: [
    castNetwork({
      name: 'v10',
      type: 'distributed',
      vlan: { kind: 'access', id: 10 },
      promiscuous: false,
      forgedTransmits: false,
      macChanges: false,
    }),
    castNetwork({ name: 'overlay', type: 'nsx-overlay', segmentId: '5001' }),
    castNetwork({
      name: 'isolated',
      vlan: { kind: 'private', primary: 100, secondary: 101, type: 'isolated' },
    }),
    castNetwork({ name: 'trunk', vlan: { kind: 'trunk', ranges: [{ from: 1, to: 99 }] } }),
    castNetwork({ name: 'split', vlanByHost: { esx1: 10, esx2: 20 } }),
    castNetwork({ name: 'loose', promiscuous: true }),
    castNetwork({ name: 'bare' }),
  ],
}
function on(network: string): Partial<VmFacts> {
  return { nics: [{ label: 'Network adapter 1', network, mac: '00:50:56:00:00:01' }] }
}
const two = { vms: [castVm({ name: 'twin', ...on('v10'), disks: [{ ...disk, sharing: 'multi-writer' }] })] }
const stores = { datastores: [castDatastore({ name: 'QS-01' })] }

const examples: Readonly<Record<string, Example>> = {
  'change-tracking.off': {
    fires: { changeTracking: false },
    severity: 'act',
    silent: { changeTracking: true },
    shows: 'changeTracking = false (cast.xlsx, vInfo, row 2)',
  },
  'change-tracking.disk-off': {
    fires: { disks: [{ ...disk, changeTracking: false }] },
    severity: 'act',
    silent: { disks: [disk] },
    shows: 'Hard disk 1 (0:0)',
    unknown: { disks: [{ label: 'Hard disk 1' }] },
  },
  'disk.consolidation-needed': {
    fires: { consolidationNeeded: true },
    severity: 'act',
    silent: { consolidationNeeded: false },
    shows: 'consolidationNeeded = true',
  },
  'cpu.affinity': {
    fires: { cpuAffinity: [2, 3] },
    severity: 'act',
    silent: { cpuAffinity: [] },
    shows: '2,3',
  },
  'hotplug.enabled': {
    fires: { cpuHotAdd: true, cpuHotRemove: true },
    severity: 'act',
    silent: { cpuHotAdd: false, cpuHotRemove: false, memoryHotAdd: false },
    shows: 'cpuHotRemove = true',
    unknown: { cpuHotAdd: false },
  },
  'disk.datastore-missing': {
    fires: { disks: [{ ...disk, path: '[] quay.vmdk' }] },
    severity: 'block',
    silent: { disks: [disk] },
    shows: 'names none',
    unknown: { disks: [{ label: 'Hard disk 1' }] },
    around: stores,
  },
  'disk.too-many': {
    fires: { disks: Array.from({ length: 166 }, () => disk) },
    severity: 'act',
    silent: { disks: [disk] },
    shows: '166',
  },
  'disk.independent': {
    fires: { disks: [{ ...disk, mode: 'independent_persistent' }] },
    severity: 'act',
    silent: { disks: [disk] },
    shows: 'independent_persistent',
    unknown: { disks: [{ label: 'Hard disk 1' }] },
  },
  'disk.serial-truncated': {
    fires: { diskUuidEnabled: true, disks: [disk] },
    severity: 'inform',
    silent: { diskUuidEnabled: false, disks: [disk] },
    shows: 'diskUuidEnabled = true',
    unknown: { diskUuidEnabled: true, disks: [{ label: 'Hard disk 1' }] },
  },
  'disk.capacity-invalid': {
    fires: { disks: [{ ...disk, capacityBytes: 0 }] },
    severity: 'block',
    silent: { disks: [disk] },
    shows: 'capacity 0',
    unknown: { disks: [{ label: 'Hard disk 1' }] },
  },
  'cluster.dpm': {
    fires: { cluster: 'Prod' },
    severity: 'inform',
    silent: { cluster: 'Dev' },
    shows: 'cluster Prod',
    unknown: { cluster: 'Bare' },
    around: prod,
  },
  'cluster.drs': {
    fires: { cluster: 'Prod' },
    severity: 'inform',
    silent: { cluster: 'Dev' },
    shows: 'cluster Prod',
    unknown: { cluster: 'Bare' },
    around: prod,
  },
  'fault-tolerance.on': {
    fires: { faultTolerance: true },
    severity: 'inform',
    silent: { faultTolerance: false },
    shows: 'faultTolerance = true',
  },
  'guest.free-space': {
    fires: { guestDisks: [{ path: 'C:\\', freeBytes: 71 * 2 ** 20 }] },
    severity: 'block',
    silent: {
      guestDisks: [
        { path: '/', freeBytes: 100 * 2 ** 20 },
        { path: '/boot', freeBytes: 50 * 2 ** 20 },
      ],
    },
    shows: '71 MiB free, 100 MiB needed',
    unknown: { guestDisks: [{ path: '/' }] },
  },
  'guest.disk-key-missing': {
    fires: { guestId: 'windows2019srv_64Guest', guestDisks: [{ path: 'D:\\', diskKey: 0 }] },
    severity: 'inform',
    silent: { guestId: 'rhel9_64Guest' },
    shows: 'D:\\',
    unknown: { guestId: 'windows2019srv_64Guest' },
  },
  'host-affinity': {
    fires: { cluster: 'Prod' },
    severity: 'act',
    silent: { cluster: 'Dev' },
    shows: 'licensed',
    unknown: { cluster: 'Bare' },
    around: prod,
  },
  'guest.host-name-empty': {
    fires: { guestHostName: '' },
    severity: 'act',
    silent: { guestHostName: 'quay.example' },
    shows: 'guestHostName = empty',
  },
  'guest.host-name-default': {
    fires: { guestHostName: 'localhost.localdomain' },
    severity: 'act',
    silent: { guestHostName: 'quay.example' },
    shows: 'localhost.localdomain',
  },
  'guest.address-missing': {
    fires: { nics: [{ label: 'Network adapter 1', addresses: ['fe80::1'] }] },
    severity: 'act',
    silent: { primaryAddress: '10.0.0.1' },
    shows: '1 network cards',
    unknown: { nics: [{ label: 'Network adapter 1' }] },
  },
  'name.invalid': {
    fires: { name: 'a..b' },
    severity: 'act',
    silent: { name: 'quay-01' },
    shows: '"a..b"',
    unknown: 'always answered',
  },
  'numa.affinity': {
    fires: { numaAffinity: [0] },
    severity: 'act',
    silent: { numaAffinity: [] },
    shows: 'numaAffinity = 0',
  },
  'device.passthrough': {
    fires: device('scsi-passthrough', 'VirtualSCSIPassthrough'),
    severity: 'block',
    silent: plain,
    shows: 'VirtualSCSIPassthrough',
    unknown: { devices: [{ kind: 'cdrom', model: 'CD/DVD drive 1' }] },
  },
  'disk.rdm': {
    fires: { disks: [{ ...disk, rdm: { mode: 'physical', lun: 'naa.6006' } }] },
    severity: 'act',
    silent: { disks: [disk] },
    shows: 'LUN naa.6006',
    unknown: { disks: [{ label: 'Hard disk 1' }] },
  },
  'disk.shared': {
    fires: { disks: [{ ...disk, sharing: 'multi-writer' }] },
    severity: 'act',
    silent: { disks: [{ ...disk, path: '[QS-01] own.vmdk' }] },
    shows: 'twin',
    unknown: { disks: [{ label: 'Hard disk 1' }] },
    around: two,
  },
  'snapshot.present': {
    fires: { snapshots: [{ name: 'before patch' }] },
    severity: 'inform',
    silent: { snapshots: [] },
    shows: 'before patch',
  },
  'device.sriov': {
    fires: device('sriov-nic', 'VirtualSriovEthernetCard'),
    severity: 'act',
    silent: { nics: [{ label: 'Network adapter 1', adapter: 'vmxnet3' }] },
    shows: 'VirtualSriovEthernetCard',
    unknown: { nics: [{ label: 'Network adapter 1' }] },
  },
  'tpm.present': { fires: { vTpm: true }, severity: 'act', silent: { vTpm: false }, shows: 'vTpm = true' },
  'device.usb': {
    fires: device('usb-controller', 'VirtualUSBXHCIController'),
    severity: 'inform',
    silent: plain,
    shows: 'VirtualUSBXHCIController',
  },
  'os.unsupported': {
    fires: { guestId: 'darwin23_64Guest' },
    severity: 'block',
    silent: { guestId: 'rhel9_64Guest' },
    shows: 'darwin23_64Guest',
  },
  'state.suspended': {
    fires: { power: 'suspended' },
    severity: 'act',
    silent: { power: 'on' },
    shows: 'suspended',
  },
  'state.unreachable': {
    fires: { connectionState: 'orphaned' },
    severity: 'block',
    silent: { connectionState: 'connected' },
    shows: 'orphaned',
  },
  'media.mounted': {
    fires: device('cdrom', 'VirtualCdrom', '[iso] rhel.iso'),
    severity: 'inform',
    silent: plain,
    shows: 'rhel.iso',
  },
  'device.serial-port': {
    fires: device('serial-port', 'VirtualSerialPort', 'tcp://10.0.0.9:7000'),
    severity: 'act',
    silent: plain,
    shows: '10.0.0.9:7000',
  },
  'device.lost': {
    fires: device('nvdimm', 'VirtualNVDIMM'),
    severity: 'block',
    silent: plain,
    shows: 'VirtualNVDIMM',
  },
  'device.vgpu': {
    fires: device('vgpu', 'VirtualPCIPassthrough', 'grid_t4-8q'),
    severity: 'act',
    silent: plain,
    shows: 'grid_t4-8q',
  },
  'guest.info-keys': {
    fires: { guestInfoKeys: ['guestinfo.userdata'] },
    severity: 'act',
    silent: { guestInfoKeys: ['guestinfo.vmtools.versionNumber'] },
    shows: 'guestinfo.userdata',
  },
  'guest.silent': {
    fires: { power: 'on', toolsRunning: false },
    severity: 'act',
    silent: { power: 'on', toolsRunning: true },
    shows: 'toolsRunning = false',
    unknown: { power: 'on' },
  },
  encrypted: {
    fires: { encrypted: true },
    severity: 'act',
    silent: { encrypted: false },
    shows: 'encrypted = true',
  },
  'snapshot.deep': {
    fires: { disks: [{ ...disk, parents: 4 }] },
    severity: 'act',
    silent: { disks: [disk] },
    shows: '4 parents',
    unknown: { snapshots: [{ name: 'one' }] },
  },
  'memory.limited': {
    fires: { memoryMib: 8192, memoryLimitMib: 4096 },
    severity: 'act',
    silent: { memoryMib: 8192, memoryLimitMib: -1 },
    shows: 'memoryLimitMib = 4096',
    unknown: { memoryMib: 8192 },
  },
  'latency.sensitive': {
    fires: { latencySensitivity: 'high' },
    severity: 'act',
    silent: { latencySensitivity: 'normal' },
    shows: 'high',
  },
  'vbs.enabled': {
    fires: { virtualizationBasedSecurity: true },
    severity: 'act',
    silent: { virtualizationBasedSecurity: false },
    shows: 'true',
  },
  'nested-virtualization.on': {
    fires: { nestedVirtualization: true },
    severity: 'inform',
    silent: { nestedVirtualization: false },
    shows: 'true',
  },
  'network.overlay': {
    fires: on('overlay'),
    severity: 'act',
    silent: on('v10'),
    shows: 'segment 5001',
    unknown: on('bare'),
    around: switches,
  },
  'network.private-vlan': {
    fires: on('isolated'),
    severity: 'act',
    silent: on('v10'),
    shows: 'isolated VLAN 101 of 100',
    unknown: on('bare'),
    around: switches,
  },
  'network.trunk': {
    fires: on('trunk'),
    severity: 'act',
    silent: on('v10'),
    shows: 'trunk: 1-99',
    unknown: on('nowhere'),
    around: switches,
  },
  'network.vlan-differs': {
    fires: on('split'),
    severity: 'act',
    silent: on('v10'),
    shows: '10, 20',
    unknown: on('nowhere'),
    around: switches,
  },
  'network.relaxed': {
    fires: on('loose'),
    severity: 'inform',
    silent: on('v10'),
    shows: 'loose: promiscuous',
    unknown: on('bare'),
    around: switches,
  },
  'nic.mac-duplicate': {
    fires: on('v10'),
    severity: 'act',
    silent: { nics: [{ label: 'Network adapter 1', mac: '00:50:56:00:00:02' }] },
    shows: 'twin',
    unknown: { nics: [{ label: 'Network adapter 1' }] },
    around: two,
  },
  'vapp.member': {
    fires: { vApp: 'Tracking' },
    severity: 'inform',
    silent: {},
    shows: 'Tracking',
    unknown: 'always answered',
  },
}

function ask(id: string, facts: Partial<VmFacts>) {
  const vm = castVm(facts)
  const around = examples[id]?.around ?? {}
  const site = siteOf(castEstate({ ...around, vms: [...(around.vms ?? []), vm] }))
  return rules.find((rule) => rule.id === id)?.assess(vm, site)
}

test('every rule has an example, and every example a rule', () => {
  expect(Object.keys(examples).sort()).toEqual(rules.map((rule) => rule.id).sort())
  expect(rules.length).toBeGreaterThan(29)
})

test('the 29 concerns of Forklift are there under their names, each once', () => {
  const aliases = forkliftRules.map((rule) => rule.alias)
  expect(new Set(aliases).size).toBe(29)
  expect(aliases.every((alias) => alias?.startsWith('vmware.'))).toBe(true)
})

test.each(Object.entries(examples))('rule %s fires, with its severity and evidence', (id, example) => {
  const verdict = ask(id, example.fires)
  expect(verdict).toMatchObject({ kind: 'fires' })
  if (verdict?.kind !== 'fires') return
  const rule = rules.find((one) => one.id === id)
  expect(verdict.severity ?? rule?.severity).toBe(example.severity)
  expect(verdict.evidence).toContain(example.shows)
  expect(verdict.remedy.length).toBeGreaterThan(10)
})

test.each(Object.entries(examples))('rule %s is silent when it looked and found nothing', (id, example) => {
  expect(ask(id, example.silent)).toBeUndefined()
})

test.each(Object.entries(examples))('rule %s never takes an absent fact for a good one', (id, example) => {
  const rule = rules.find((one) => one.id === id)
  if (example.unknown === 'always answered') {
    expect(rule?.needs).toContain(id === 'name.invalid' ? 'name' : 'vApp')
    return
  }
  const bare = ask(id, {})
  expect(bare).toMatchObject({ kind: 'unknown' })
  if (example.unknown) expect(ask(id, example.unknown)).toMatchObject({ kind: 'unknown' })
})

test('a name is judged by RFC 1123, not by what Forklift lets through', () => {
  const verdicts = ['WEB01', 'a..b', 'with space', '-edge', 'x'.repeat(64), 'ok-1', 'web.prod'].map(
    (name) => {
      const verdict = ask('name.invalid', { name })
      return verdict?.kind === 'fires' ? (verdict.severity ?? 'act') : 'silent'
    },
  )
  expect(verdicts).toEqual(['inform', 'act', 'act', 'act', 'act', 'silent', 'act'])
})

test('macOS is no Windows although its id contains "win"', () => {
  expect(
    ask('guest.disk-key-missing', { guestId: 'darwin23_64Guest', guestDisks: [{ path: '/', diskKey: 0 }] }),
  ).toBeUndefined()
})

test('a host outside any cluster has no cluster concerns', () => {
  const vm = castVm({ host: 'esx-lone' })
  const host = { kind: 'host' as const, id: 'h', origins: [], from: {}, conflicts: [], name: 'esx-lone' }
  const site = siteOf(castEstate({ vms: [vm], hosts: [host] }))
  const verdicts = rules
    .filter((rule) => rule.id.startsWith('cluster.') || rule.id === 'host-affinity')
    .map((rule) => rule.assess(vm, site))
  expect(verdicts).toEqual([undefined, undefined, undefined])
})
