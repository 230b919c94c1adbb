import { expect, test } from 'vitest'
import type { AnyRecord, MachineRecord } from '../schema.ts'
import { contextOf } from './context.ts'
import { unknownClasses } from './devices.ts'
import { infrastructureObservation } from './infrastructure.ts'
import { machineObservation } from './machine.ts'

const about = { instanceUuid: 'AAAA0000-0000-4000-8000-000000000001', apiVersion: '8.0.3.0' }
const ref = (type: string, value: string) => ({ type, value })

/** Kiel: two hosts whose switches disagree about a VLAN, and every kind of network there is. */
const kiel: readonly AnyRecord[] = [
  { type: 'Datacenter', id: 'datacenter-2', properties: { name: 'Kiel' } },
  { type: 'Folder', id: 'group-v3', properties: { name: 'vm', parent: ref('Datacenter', 'datacenter-2') } },
  { type: 'Folder', id: 'group-v4', properties: { name: 'Prod%2fERP', parent: ref('Folder', 'group-v3') } },
  { type: 'Folder', id: 'group-h5', properties: { name: 'host', parent: ref('Datacenter', 'datacenter-2') } },
  { type: 'Folder', id: 'group-h6', properties: { name: 'racks', parent: ref('Folder', 'group-h5') } },
  {
    type: 'Folder',
    id: 'group-n7',
    properties: { name: 'network', parent: ref('Datacenter', 'datacenter-2') },
  },
  {
    type: 'ClusterComputeResource',
    id: 'domain-c8',
    properties: {
      name: 'Kiel-1',
      parent: ref('Folder', 'group-h6'),
      configurationEx: {
        type: 'ClusterConfigInfoEx',
        dasConfig: { enabled: true },
        drsConfig: { enabled: true, defaultVmBehavior: 'partiallyAutomated' },
        dasVmConfig: [{ key: ref('VirtualMachine', 'vm-1'), dasSettings: { restartPriority: 'high' } }],
        drsVmConfig: [{ key: ref('VirtualMachine', 'vm-1'), enabled: false, behavior: 'manual' }],
        group: [
          { type: 'ClusterVmGroup', name: 'licensed', vm: [ref('VirtualMachine', 'vm-1')] },
          { type: 'ClusterHostGroup', name: 'oracle', host: [ref('HostSystem', 'host-10')] },
        ],
        rule: [
          {
            type: 'ClusterVmHostRuleInfo',
            name: 'oracle-licence',
            enabled: true,
            mandatory: true,
            vmGroupName: 'licensed',
            affineHostGroupName: 'oracle',
          },
          {
            type: 'ClusterAffinityRuleSpec',
            name: 'pair',
            vm: [ref('VirtualMachine', 'vm-1'), ref('VirtualMachine', 'vm-2')],
          },
        ],
      },
      summary: { type: 'ClusterComputeResourceSummary', currentEVCModeKey: 'intel-skylake' },
    },
  },
  host('host-10', 'esx-01.kiel.example', 15),
  host('host-11', 'esx-02.kiel.example', 16),
  {
    type: 'ResourcePool',
    id: 'resgroup-20',
    properties: { name: 'Resources', parent: ref('ClusterComputeResource', 'domain-c8') },
  },
  {
    type: 'ResourcePool',
    id: 'resgroup-21',
    properties: {
      name: 'Gold',
      parent: ref('ResourcePool', 'resgroup-20'),
      owner: ref('ClusterComputeResource', 'domain-c8'),
    },
  },
  {
    type: 'VmwareDistributedVirtualSwitch',
    id: 'dvs-40',
    properties: {
      name: 'kiel-dvs',
      parent: ref('Folder', 'group-n7'),
      config: {
        type: 'VMwareDVSConfigInfo',
        maxMtu: 9000,
        uplinkPortgroup: [ref('DistributedVirtualPortgroup', 'dvportgroup-44')],
        pvlanConfig: [{ primaryVlanId: 200, secondaryVlanId: 203, pvlanType: 'isolated' }],
      },
    },
  },
  portgroup('dvportgroup-41', 'app-120', {
    type: 'VmwareDistributedVirtualSwitchVlanIdSpec',
    vlanId: [{ id: 120 }],
  }),
  portgroup('dvportgroup-42', 'dmz', { type: 'VmwareDistributedVirtualSwitchPvlanSpec', pvlanId: 203 }),
  portgroup(
    'dvportgroup-43',
    'shop',
    { type: 'VmwareDistributedVirtualSwitchVlanIdSpec', vlanId: [{ id: 0 }] },
    'nsx',
  ),
  portgroup('dvportgroup-44', 'uplinks', {
    type: 'VmwareDistributedVirtualSwitchTrunkVlanSpec',
    vlanId: [
      { start: 0, end: 99 },
      { start: 200, end: 4094 },
    ],
  }),
  {
    type: 'OpaqueNetwork',
    id: 'network-o49',
    properties: { name: 'old-nsx', summary: { type: 'OpaqueNetworkSummary', opaqueNetworkId: 'ls-7' } },
  },
  {
    type: 'Network',
    id: 'network-50',
    properties: {
      name: 'crane',
      parent: ref('Folder', 'group-n7'),
      host: [ref('HostSystem', 'host-10'), ref('HostSystem', 'host-11')],
    },
  },
  { type: 'CustomFieldsManager', id: 'fields', properties: { field: [{ key: 101, name: 'Owner' }] } },
]

function host(id: string, name: string, vlanId: number): AnyRecord {
  return {
    type: 'HostSystem',
    id,
    properties: {
      name,
      parent: ref('ClusterComputeResource', 'domain-c8'),
      'config.network.portgroup': [
        {
          spec: { name: 'crane', vlanId, vswitchName: 'vSwitch0' },
          computedPolicy: { security: { allowPromiscuous: true, macChanges: false, forgedTransmits: false } },
        },
      ],
      'config.network.vswitch': [{ name: 'vSwitch0', mtu: 1500 }],
    },
  }
}

function portgroup(
  id: string,
  name: string,
  vlan: { type: string; vlanId?: { id?: number; start?: number; end?: number }[]; pvlanId?: number },
  backingType = 'standard',
): AnyRecord {
  return {
    type: 'DistributedVirtualPortgroup',
    id,
    properties: {
      name,
      key: id,
      parent: ref('Folder', 'group-n7'),
      config: {
        key: id,
        distributedVirtualSwitch: ref('VmwareDistributedVirtualSwitch', 'dvs-40'),
        backingType,
        ...(backingType === 'nsx' ? { segmentId: '/infra/segments/shop' } : {}),
        defaultPortConfig: {
          type: 'VMwareDVSPortSetting',
          vlan,
          securityPolicy: { allowPromiscuous: { inherited: false, value: false } },
          macManagementPolicy: { macLearningPolicy: { enabled: true } },
        },
      },
    },
  }
}

const context = contextOf('vc.kiel.example', about, kiel, [
  { category: 'tier', name: 'gold', objects: [ref('VirtualMachine', 'vm-1')] },
])

/** Everything that a machine can have. */
const vault: MachineRecord = {
  type: 'VirtualMachine',
  id: 'vm-1',
  properties: {
    name: 'vault%2f01',
    parent: ref('Folder', 'group-v4'),
    resourcePool: ref('ResourcePool', 'resgroup-21'),
    customValue: [{ type: 'CustomFieldStringValue', key: 101, value: 'Security' }],
    'runtime.host': ref('HostSystem', 'host-10'),
    'runtime.powerState': 'poweredOn',
    'runtime.connectionState': 'connected',
    'runtime.faultToleranceState': 'notConfigured',
    'runtime.consolidationNeeded': true,
    'runtime.bootTime': '2026-08-01T00:00:00Z',
    'config.template': false,
    'config.uuid': '42 21 AA AA 00 00 40 00-80 00 00 00 00 00 00 01',
    'config.instanceUuid': '5021AAAA-0000-4000-8000-000000000001',
    'config.version': 'vmx-19',
    'config.guestId': 'windows2019srv_64Guest',
    'config.guestFullName': 'Microsoft Windows Server 2019 (64-bit)',
    'config.annotation': '=cmd()',
    'config.createDate': '2024-01-02T03:04:05Z',
    'config.firmware': 'efi',
    'config.bootOptions': {
      efiSecureBootEnabled: true,
      bootDelay: 5000,
      bootOrder: [
        { type: 'VirtualMachineBootOptionsBootableDiskDevice', deviceKey: 2000 },
        { type: 'VirtualMachineBootOptionsBootableCdromDevice' },
      ],
    },
    'config.cpuHotAddEnabled': true,
    'config.cpuAllocation': { reservation: 2000, limit: -1, shares: { shares: 4000, level: 'normal' } },
    'config.memoryAllocation': {
      reservation: 4096,
      limit: 8192,
      shares: { shares: 81_920, level: 'normal' },
    },
    'config.memoryReservationLockedToMax': true,
    'config.cpuAffinity': { affinitySet: [2, 3] },
    'config.latencySensitivity': { level: 'high' },
    'config.changeTrackingEnabled': true,
    'config.managedBy': { extensionKey: 'com.vmware.vcDr-2', type: 'placeholderVm' },
    'config.keyId': { keyId: 'k1' },
    'config.nestedHVEnabled': true,
    'config.flags': { vbsEnabled: true },
    'config.tools': { syncTimeWithHost: true },
    'config.files': { vmPathName: '[ds-1] vault/vault.vmx' },
    'config.extraConfig': [
      { type: 'OptionValue', key: 'numa.nodeAffinity', value: '0,1' },
      { type: 'OptionValue', key: 'disk.EnableUUID', value: 'TRUE' },
      { type: 'OptionValue', key: 'scsi0:0.ctkEnabled', value: 'TRUE' },
      { type: 'OptionValue', key: 'scsi0:1.ctkEnabled', value: 'FALSE' },
      { type: 'OptionValue', key: 'guestinfo.metadata', value: 'c2VjcmV0' },
    ],
    'config.hardware.numCPU': 4,
    'config.hardware.numCoresPerSocket': 2,
    'config.hardware.memoryMB': 8192,
    'config.hardware.device': [
      { type: 'ParaVirtualSCSIController', key: 1000, busNumber: 0, sharedBus: 'virtualSharing' },
      { type: 'VirtualAHCIController', key: 15_000, busNumber: 0 },
      {
        type: 'VirtualDisk',
        key: 2001,
        deviceInfo: { label: 'Hard disk 2' },
        controllerKey: 1000,
        unitNumber: 1,
        capacityInKB: 1_048_576,
        backing: {
          type: 'VirtualDiskRawDiskMappingVer1BackingInfo',
          fileName: '[ds-1] vault/rdm.vmdk',
          lunUuid: '0200aa',
          compatibilityMode: 'physicalMode',
          diskMode: 'independent_persistent',
          sharing: 'sharingMultiWriter',
        },
      },
      {
        type: 'VirtualDisk',
        key: 2000,
        deviceInfo: { label: 'Hard disk 1' },
        controllerKey: 1000,
        unitNumber: 0,
        capacityInBytes: 42_949_672_960,
        shares: { shares: 1000 },
        storageIOAllocation: { limit: 500 },
        backing: {
          type: 'VirtualDiskFlatVer2BackingInfo',
          fileName: '[ds-1] vault/vault-000001.vmdk',
          uuid: '6000C29A-0000',
          diskMode: 'persistent',
          thinProvisioned: true,
          eagerlyScrub: false,
          writeThrough: false,
          parent: 2,
        },
      },
      {
        type: 'VirtualDisk',
        key: 2002,
        deviceInfo: { label: 'Hard disk 3' },
        controllerKey: 15_000,
        unitNumber: 0,
        capacityInBytes: 0,
        backing: {
          type: 'VirtualDiskFlatVer2BackingInfo',
          fileName: '[] lost.vmdk',
          diskMode: 'persistent',
          changeId: '52 aa/1',
        },
      },
      {
        type: 'VirtualVmxnet3',
        key: 4000,
        deviceInfo: { label: 'Network adapter 1' },
        macAddress: '00:50:56:AA:00:01',
        addressType: 'Manual',
        slotInfo: { type: 'VirtualDevicePciBusSlotInfo', pciSlotNumber: 192 },
        connectable: { startConnected: true, connected: false },
        uptCompatibilityEnabled: false,
        wakeOnLanEnabled: true,
        backing: {
          type: 'VirtualEthernetCardDistributedVirtualPortBackingInfo',
          port: { portgroupKey: 'dvportgroup-42' },
        },
      },
      {
        type: 'VirtualE1000e',
        key: 4001,
        deviceInfo: { label: 'Network adapter 2' },
        backing: {
          type: 'VirtualEthernetCardNetworkBackingInfo',
          deviceName: 'crane',
          network: ref('Network', 'network-50'),
        },
      },
      {
        type: 'VirtualSriovEthernetCard',
        key: 4002,
        deviceInfo: { label: 'SR-IOV' },
        backing: { type: 'VirtualEthernetCardOpaqueNetworkBackingInfo', opaqueNetworkId: 'ls-7' },
      },
      { type: 'VirtualTPM', key: 11_000, deviceInfo: { label: 'Virtual TPM' } },
      {
        type: 'VirtualPCIPassthrough',
        key: 13_000,
        backing: { type: 'VirtualPCIPassthroughVmiopBackingInfo', vgpu: 'grid_t4-4q' },
      },
      {
        type: 'VirtualPCIPassthrough',
        key: 13_001,
        backing: { type: 'VirtualPCIPassthroughDeviceBackingInfo', id: '0000:af:00.0' },
      },
      { type: 'VirtualUSBXHCIController', key: 14_000, deviceInfo: { label: 'USB xHCI controller ' } },
      {
        type: 'VirtualCdrom',
        key: 3000,
        connectable: { connected: true, startConnected: false },
        backing: { type: 'VirtualCdromIsoBackingInfo', fileName: '[iso] win.iso' },
      },
      {
        type: 'VirtualSerialPort',
        key: 9000,
        backing: { type: 'VirtualSerialPortURIBackingInfo', serviceURI: 'telnet://10.0.0.9:2001' },
      },
      { type: 'VirtualQuantumCard', key: 99 },
    ],
    'guest.guestId': 'windows2019srv_64Guest',
    'guest.guestFullName': 'Microsoft Windows Server 2019 (64-bit)',
    'guest.hostName': 'VAULT01',
    'guest.ipAddress': '10.9.0.5',
    'guest.toolsStatus': 'toolsOk',
    'guest.toolsVersion': '12320',
    'guest.toolsRunningStatus': 'guestToolsRunning',
    'guest.net': [
      {
        deviceConfigId: 4000,
        macAddress: '00:50:56:aa:00:01',
        ipAddress: ['fe80::1', '10.9.0.5'],
        dnsConfig: { ipAddress: ['10.0.0.53'] },
        ipConfig: {
          ipAddress: [
            { ipAddress: 'fe80::1', prefixLength: 64, origin: 'linklayer' },
            { ipAddress: '10.9.0.5', prefixLength: 24, origin: 'manual' },
          ],
        },
      },
      { deviceConfigId: -1, ipAddress: ['172.17.0.1'] },
    ],
    'guest.ipStack': [
      {
        dnsConfig: { ipAddress: ['10.0.0.53', '10.0.0.54'] },
        ipRouteConfig: {
          ipRoute: [{ network: '0.0.0.0', prefixLength: 0, gateway: { ipAddress: '10.9.0.1', device: '0' } }],
        },
      },
    ],
    'guest.disk': [
      { diskPath: 'C:\\', capacity: 42_000_000_000, freeSpace: 90_000_000, mappings: [{ key: 2000 }] },
      { diskPath: 'D:\\' },
    ],
    snapshot: {
      rootSnapshotList: [
        {
          name: 'before',
          createTime: '2026-08-01T00:00:00Z',
          quiesced: true,
          childSnapshotList: [{ name: 'after', description: 'x', quiesced: false }],
        },
      ],
    },
    'summary.storage': { committed: 1_048_577, uncommitted: 1_048_576 },
    'summary.quickStats': { overallCpuUsage: 310, guestMemoryUsage: 2048, overallCpuReadiness: 1 },
  },
}

test('vCenter model: everything that a machine has is carried over', () => {
  expect(machineObservation(vault, context)).toMatchSnapshot()
})

test('vCenter model: no value of extraConfig is kept, only the names that tell what is there', () => {
  const facts = JSON.stringify(machineObservation(vault, context).facts)
  expect([facts.includes('guestinfo.metadata'), facts.includes('c2VjcmV0')]).toEqual([true, false])
})

test('vCenter model: what vCenter leaves unset is off; without its configuration nothing is known', () => {
  const bare: MachineRecord = {
    type: 'VirtualMachine',
    id: 'vm-2',
    properties: {
      name: 'bare',
      'runtime.connectionState': 'connected',
      'config.uuid': '4221aaaa-0000-4000-8000-000000000002',
      'config.extraConfig': [],
      'config.hardware.device': [],
    },
  }
  expect(machineObservation(bare, context).facts).toEqual({
    name: 'bare',
    moref: 'vm-2',
    vcenter: 'aaaa0000-0000-4000-8000-000000000001',
    connectionState: 'connected',
    smbiosUuid: '4221aaaa-0000-4000-8000-000000000002',
    secureBoot: false,
    changeTracking: false,
    consolidationNeeded: false,
    faultTolerance: false,
    encrypted: false,
    nestedVirtualization: false,
    virtualizationBasedSecurity: false,
    diskUuidEnabled: false,
    guestInfoKeys: [],
    cpuHotAdd: false,
    cpuHotRemove: false,
    cpuAffinity: [],
    numaAffinity: [],
    memoryHotAdd: false,
    guestHostName: '',
    guestDisks: [],
    disks: [],
    nics: [],
    devices: [],
    vTpm: false,
    guestAddresses: [],
    snapshots: [],
  })
  const lost: MachineRecord = {
    type: 'VirtualMachine',
    id: 'vm-3',
    properties: { name: 'lost', 'runtime.connectionState': 'inaccessible' },
    denied: ['snapshot'],
  }
  expect(machineObservation(lost, context)).toEqual({
    kind: 'vm',
    key: 'vm-3',
    identities: ['vc:aaaa0000-0000-4000-8000-000000000001/vm-3', 'name:/lost'],
    place: { file: 'vc.kiel.example', object: 'vm-3' },
    facts: {
      name: 'lost',
      moref: 'vm-3',
      vcenter: 'aaaa0000-0000-4000-8000-000000000001',
      connectionState: 'inaccessible',
    },
  })
})

test('vCenter model: networks carry VLAN, private VLAN, trunk, NSX backing and the VLAN of each host', () => {
  const networks = kiel
    .flatMap((record) => infrastructureObservation(record, context, new Map()) ?? [])
    .filter(({ kind }) => kind === 'network')
  expect(networks.map(({ facts }) => facts)).toMatchSnapshot()
})

test('vCenter model: a cluster carries its rules by name, and folders of hosts are not folders of machines', () => {
  const names = new Map([
    ['vm-1', 'vault/01'],
    ['vm-2', 'bare'],
  ])
  const others = kiel
    .flatMap((record) => infrastructureObservation(record, context, names) ?? [])
    .filter(({ kind }) => kind !== 'network' && kind !== 'host')
  expect(others.map(({ kind, facts, identities }) => ({ kind, facts, identities }))).toMatchSnapshot()
})

test('vCenter model: a class of device that no table knows is kept as other and named', () => {
  expect(unknownClasses(vault.properties['config.hardware.device'] ?? [])).toEqual(['VirtualQuantumCard'])
})

test('vCenter model: folders that hold each other do not hang the reader', () => {
  const loop: readonly AnyRecord[] = [
    { type: 'Folder', id: 'a', properties: { name: 'a', parent: ref('Folder', 'b') } },
    { type: 'Folder', id: 'b', properties: { name: 'b', parent: ref('Folder', 'a') } },
  ]
  const looped = contextOf('vc', {}, loop, [])
  const { facts } = machineObservation(
    { type: 'VirtualMachine', id: 'vm-9', properties: { name: 'x', parent: ref('Folder', 'a') } },
    looped,
  )
  expect(facts).toEqual({ name: 'x', moref: 'vm-9', vcenter: 'vc' })
})
