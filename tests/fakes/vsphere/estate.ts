import type { AnyRecord, MachineRecord } from '../../../src/adapters/vsphere/schema.ts'

const folder = (value: string) => ({ type: 'Folder', value })

/** A small site: one datacenter, a cluster of two hosts, a datastore, a switch with four port groups, a network. */
export const surroundings: readonly AnyRecord[] = [
  { type: 'Folder', id: 'group-d1', properties: { name: 'Datacenters' } },
  { type: 'Datacenter', id: 'datacenter-2', properties: { name: 'Kiel', parent: folder('group-d1') } },
  {
    type: 'Folder',
    id: 'group-v3',
    properties: { name: 'vm', parent: { type: 'Datacenter', value: 'datacenter-2' } },
  },
  { type: 'Folder', id: 'group-v4', properties: { name: 'Prod%2fERP', parent: folder('group-v3') } },
  {
    type: 'Folder',
    id: 'group-h5',
    properties: { name: 'host', parent: { type: 'Datacenter', value: 'datacenter-2' } },
  },
  {
    type: 'Folder',
    id: 'group-n6',
    properties: { name: 'network', parent: { type: 'Datacenter', value: 'datacenter-2' } },
  },
  {
    type: 'Folder',
    id: 'group-s7',
    properties: { name: 'datastore', parent: { type: 'Datacenter', value: 'datacenter-2' } },
  },
  {
    type: 'ClusterComputeResource',
    id: 'domain-c8',
    properties: {
      name: 'Kiel-1',
      parent: folder('group-h5'),
      configurationEx: {
        type: 'ClusterConfigInfoEx',
        dasConfig: { enabled: true },
        drsConfig: { enabled: true, defaultVmBehavior: 'fullyAutomated' },
        dasVmConfig: [
          { key: { type: 'VirtualMachine', value: 'vm-1' }, dasSettings: { restartPriority: 'high' } },
        ],
        drsVmConfig: [{ key: { type: 'VirtualMachine', value: 'vm-1' }, enabled: false }],
        group: [
          { type: 'ClusterVmGroup', name: 'licensed', vm: [{ type: 'VirtualMachine', value: 'vm-1' }] },
          {
            type: 'ClusterHostGroup',
            name: 'oracle-hosts',
            host: [{ type: 'HostSystem', value: 'host-10' }],
          },
        ],
        rule: [
          {
            type: 'ClusterVmHostRuleInfo',
            name: 'oracle-licence',
            enabled: true,
            mandatory: true,
            vmGroupName: 'licensed',
            affineHostGroupName: 'oracle-hosts',
          },
        ],
      },
    },
  },
  host('host-10', 'esx-01.kiel.example', 15),
  host('host-11', 'esx-02.kiel.example', 16),
  {
    type: 'ResourcePool',
    id: 'resgroup-20',
    properties: { name: 'Resources', parent: { type: 'ClusterComputeResource', value: 'domain-c8' } },
  },
  {
    type: 'ResourcePool',
    id: 'resgroup-21',
    properties: {
      name: 'Gold',
      parent: { type: 'ResourcePool', value: 'resgroup-20' },
      owner: { type: 'ClusterComputeResource', value: 'domain-c8' },
      'config.cpuAllocation': { reservation: 1000, limit: -1 },
    },
  },
  {
    type: 'Datastore',
    id: 'datastore-30',
    properties: {
      name: 'kiel-ds-1',
      parent: folder('group-s7'),
      summary: {
        type: 'VMFS',
        capacity: 1_099_511_627_776,
        freeSpace: 549_755_813_888,
        uncommitted: 0,
        accessible: true,
      },
      host: [
        { key: { type: 'HostSystem', value: 'host-11' } },
        { key: { type: 'HostSystem', value: 'host-10' } },
      ],
    },
  },
  {
    type: 'VmwareDistributedVirtualSwitch',
    id: 'dvs-40',
    properties: {
      name: 'kiel-dvs',
      parent: folder('group-n6'),
      config: {
        type: 'VMwareDVSConfigInfo',
        maxMtu: 9000,
        uplinkPortgroup: [{ type: 'DistributedVirtualPortgroup', value: 'dvportgroup-44' }],
        pvlanConfig: [
          { primaryVlanId: 200, secondaryVlanId: 200, pvlanType: 'promiscuous' },
          { primaryVlanId: 200, secondaryVlanId: 203, pvlanType: 'isolated' },
        ],
      },
    },
  },
  portgroup('dvportgroup-41', 'app-120', {
    type: 'VmwareDistributedVirtualSwitchVlanIdSpec',
    vlanId: [{ id: 120 }],
  }),
  portgroup('dvportgroup-42', 'dmz-isolated', {
    type: 'VmwareDistributedVirtualSwitchPvlanSpec',
    pvlanId: 203,
  }),
  portgroup(
    'dvportgroup-43',
    'nsx-shop',
    { type: 'VmwareDistributedVirtualSwitchVlanIdSpec', vlanId: [{ id: 0 }] },
    true,
  ),
  portgroup('dvportgroup-44', 'uplinks', {
    type: 'VmwareDistributedVirtualSwitchTrunkVlanSpec',
    vlanId: [
      { start: 0, end: 99 },
      { start: 200, end: 4094 },
    ],
  }),
  {
    type: 'Network',
    id: 'network-50',
    properties: {
      name: 'crane',
      parent: folder('group-n6'),
      host: [
        { type: 'HostSystem', value: 'host-10' },
        { type: 'HostSystem', value: 'host-11' },
      ],
    },
  },
  {
    type: 'CustomFieldsManager',
    id: 'CustomFieldsManager',
    properties: { field: [{ key: 101, name: 'Owner' }] },
  },
]

function host(id: string, name: string, craneVlan: number): AnyRecord {
  return {
    type: 'HostSystem',
    id,
    properties: {
      name,
      parent: { type: 'ClusterComputeResource', value: 'domain-c8' },
      'runtime.connectionState': 'connected',
      'summary.hardware': {
        vendor: 'Dell Inc.',
        numCpuPkgs: 2,
        numCpuCores: 32,
        numCpuThreads: 64,
        memorySize: 549_755_813_888,
      },
      'config.network.portgroup': [{ spec: { name: 'crane', vlanId: craneVlan, vswitchName: 'vSwitch0' } }],
      'config.network.vswitch': [{ name: 'vSwitch0', mtu: 1500, pnic: ['key-vmnic0'] }],
      'config.network.pnic': [{ key: 'key-vmnic0', device: 'vmnic0', linkSpeed: { speedMb: 25_000 } }],
    },
  }
}

type PortgroupConfig = NonNullable<
  Extract<AnyRecord, { type: 'DistributedVirtualPortgroup' }>['properties']['config']
>

function portgroup(
  id: string,
  name: string,
  vlan: NonNullable<NonNullable<PortgroupConfig['defaultPortConfig']>['vlan']>,
  nsx = false,
): AnyRecord {
  return {
    type: 'DistributedVirtualPortgroup',
    id,
    properties: {
      name,
      parent: folder('group-n6'),
      key: id,
      config: {
        key: id,
        distributedVirtualSwitch: { type: 'VmwareDistributedVirtualSwitch', value: 'dvs-40' },
        ...(nsx ? { backingType: 'nsx', segmentId: '/infra/segments/shop' } : {}),
        defaultPortConfig: {
          type: 'VMwareDVSPortSetting',
          vlan,
          securityPolicy: { allowPromiscuous: { inherited: false, value: false } },
        },
      },
    },
  }
}

/** A plain machine with one disk and one card. */
export function machine(number: number, properties: MachineRecord['properties'] = {}): MachineRecord {
  const id = `vm-${number}`
  return {
    type: 'VirtualMachine',
    id,
    properties: {
      name: `srv-${number}`,
      parent: folder('group-v4'),
      resourcePool: { type: 'ResourcePool', value: 'resgroup-21' },
      'runtime.host': { type: 'HostSystem', value: 'host-10' },
      'runtime.powerState': 'poweredOn',
      'runtime.connectionState': 'connected',
      'config.template': false,
      'config.uuid': `4221${String(number).padStart(4, '0')}-0000-4000-8000-000000000000`,
      'config.instanceUuid': `5021${String(number).padStart(4, '0')}-0000-4000-8000-000000000000`,
      'config.version': 'vmx-19',
      'config.guestId': 'rhel8_64Guest',
      'config.firmware': 'efi',
      'config.extraConfig': [{ type: 'OptionValue', key: 'scsi0:0.ctkEnabled', value: 'TRUE' }],
      'config.hardware.numCPU': 4,
      'config.hardware.numCoresPerSocket': 2,
      'config.hardware.memoryMB': 8192,
      'config.hardware.device': [
        { type: 'ParaVirtualSCSIController', key: 1000, busNumber: 0, sharedBus: 'noSharing' },
        { type: 'VirtualMachineVideoCard', key: 500, deviceInfo: { label: 'Video card' } },
        {
          type: 'VirtualDisk',
          key: 2000,
          deviceInfo: { label: 'Hard disk 1' },
          controllerKey: 1000,
          unitNumber: 0,
          capacityInBytes: 42_949_672_960,
          backing: {
            type: 'VirtualDiskFlatVer2BackingInfo',
            fileName: `[kiel-ds-1] srv-${number}/srv-${number}.vmdk`,
            diskMode: 'persistent',
            thinProvisioned: true,
            sharing: 'sharingNone',
          },
        },
        {
          type: 'VirtualVmxnet3',
          key: 4000,
          deviceInfo: { label: 'Network adapter 1' },
          macAddress: `00:50:56:AA:00:${String(number % 100).padStart(2, '0')}`,
          addressType: 'assigned',
          connectable: { startConnected: true, connected: true },
          backing: {
            type: 'VirtualEthernetCardDistributedVirtualPortBackingInfo',
            port: { switchUuid: '50 1f', portgroupKey: 'dvportgroup-41' },
          },
        },
      ],
      ...properties,
    },
  }
}
