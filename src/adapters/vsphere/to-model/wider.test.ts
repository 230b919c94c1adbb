import { expect, test } from 'vitest'
import type { Observation } from '../../../model/observation.ts'
import type { AnyRecord, MachineRecord } from '../schema.ts'
import { contextOf, infrastructureObservation, machineObservation, vcenterObservation } from '../to-model.ts'

const folder = { type: 'Folder', value: 'group-h1' }
const truth = (value: boolean) => ({ inherited: false, value })
const ref = (type: string, value: string) => ({ type, value })

/** A site where everything that can be set is set: esx-1 in Kiel-1, an NFS export, a port group with every policy. */
const records: readonly AnyRecord[] = [
  {
    type: 'CustomFieldsManager',
    id: 'fields',
    properties: { field: [{ key: 7, name: 'Owner' }] },
  },
  { type: 'Alarm', id: 'alarm-3', properties: { 'info.name': 'Host memory usage', 'info.entity': folder } },
  {
    type: 'Alarm',
    id: 'alarm-4',
    properties: {
      'info.name': 'Datastore usage on disk',
      'info.enabled': true,
      'info.action': [
        { type: 'SendEmailAction', toList: 'storage@kiel.example' },
        { type: 'SendSNMPAction' },
        { type: 'RunScriptAction' },
      ],
    },
  },
  {
    type: 'LicenseManager',
    id: 'LicenseManager',
    properties: {
      licenses: [
        {
          name: 'vSphere 8 Enterprise Plus',
          costUnit: 'cpuPackage',
          total: 128,
          used: 96,
          properties: [
            { key: 'expirationDate', value: '2027-03-31T00:00:00Z' },
            { key: 'feature', value: 'vSphere DRS' },
            { key: 'LicenseFilePath', value: '/etc/vmware/licence.lic' },
          ],
        },
      ],
    },
  },
  {
    type: 'HostSystem',
    id: 'host-1',
    properties: {
      name: 'esx-1.kiel.example',
      parent: ref('ClusterComputeResource', 'domain-c1'),
      customValue: [{ type: 'CustomFieldStringValue', key: 7, value: 'Netz & Server' }],
      triggeredAlarmState: [
        { entity: ref('HostSystem', 'host-1'), alarm: ref('Alarm', 'alarm-3'), overallStatus: 'red' },
        { entity: ref('VirtualMachine', 'vm-1'), alarm: ref('Alarm', 'alarm-3'), overallStatus: 'yellow' },
      ],
      'summary.hardware': {
        uuid: '4C4C4544-0001',
        cpuMhz: 2000,
        numCpuCores: 10,
        memorySize: 100 * 1_048_576,
        otherIdentifyingInfo: [
          { identifierValue: ' unknown', identifierType: { key: 'AssetTag' } },
          { identifierValue: 'CZJ01234', identifierType: { key: 'SerialNumberTag' } },
        ],
      },
      'summary.quickStats': { overallCpuUsage: 5000, overallMemoryUsage: 60 },
      'hardware.biosInfo': { biosVersion: '2.10', releaseDate: '2024-05-06T00:00:00Z' },
      'config.dateTimeInfo.ntpConfig': { server: ['ntp1.kiel.example'] },
      'config.network.dnsConfig': {
        type: 'HostDnsConfig',
        domainName: 'kiel.example',
        address: ['10.1.0.53'],
      },
      'config.network.ipRouteConfig': { type: 'HostIpRouteConfig', defaultGateway: '10.1.0.1' },
      'config.network.proxySwitch': [{ dvsName: 'dvs-1', pnic: ['nic-1'] }],
      'config.network.pnic': [
        { key: 'nic-1', device: 'vmnic1', mac: 'B0:26:28:00:00:01', driver: 'i40en', pci: '0000:18:00.0' },
      ],
      'config.network.vnic': [
        {
          device: 'vmk0',
          portgroup: '',
          spec: {
            mac: '00:50:56:AA:00:01',
            mtu: 9000,
            ip: {
              dhcp: false,
              ipAddress: '10.1.0.11',
              subnetMask: '255.255.255.0',
              ipV6Config: { ipV6Address: [{ ipAddress: 'fd00::11' }] },
            },
            distributedVirtualPort: { portgroupKey: 'dvportgroup-1' },
          },
        },
      ],
      'config.storageDevice.hostBusAdapter': [
        {
          type: 'HostFibreChannelHba',
          device: 'vmhba2',
          status: 'online',
          portWorldWideName: '2305843171164160015',
        },
        { type: 'HostInternetScsiHba', device: 'vmhba64', iScsiName: 'iqn.1998-01.com.vmware:esx-1' },
      ],
    },
  },
  {
    type: 'StoragePod',
    id: 'group-p1',
    properties: { name: 'pod', summary: { capacity: 2 ** 40, freeSpace: 2 ** 39 } },
  },
  {
    type: 'Datastore',
    id: 'datastore-1',
    properties: {
      name: 'nfs-1',
      parent: ref('StoragePod', 'group-p1'),
      summary: { type: 'NFS', maintenanceMode: 'normal', url: 'ds:///vmfs/volumes/1/' },
      info: { type: 'NasDatastoreInfo', nas: { remoteHost: 'filer.kiel.example', remotePath: '/vol/vm' } },
      'iormConfiguration.enabled': true,
    },
  },
  {
    type: 'VmwareDistributedVirtualSwitch',
    id: 'dvs-1',
    properties: {
      name: 'dvs-1',
      config: {
        type: 'VMwareDVSConfigInfo',
        maxMtu: 9000,
        ipfixConfig: { collectorIpAddress: '10.1.0.99', collectorPort: 4739 },
        lacpGroupConfig: [{ name: 'lag1', mode: 'active' }],
        productInfo: { type: 'DistributedVirtualSwitchProductSpec', version: '8.0.0' },
      },
    },
  },
  {
    type: 'DistributedVirtualPortgroup',
    id: 'dvportgroup-1',
    properties: {
      name: 'mgmt',
      key: 'dvportgroup-1',
      config: {
        distributedVirtualSwitch: ref('VmwareDistributedVirtualSwitch', 'dvs-1'),
        defaultPortConfig: {
          type: 'VMwareDVSPortSetting',
          blocked: truth(false),
          ipfixEnabled: truth(true),
          inShapingPolicy: {
            enabled: truth(true),
            averageBandwidth: { inherited: false, value: 100_000_000 },
            peakBandwidth: { inherited: false, value: 200_000_000 },
            burstSize: { inherited: false, value: 104_857_600 },
          },
          outShapingPolicy: { enabled: truth(false) },
          uplinkTeamingPolicy: {
            policy: { inherited: false, value: 'failover_explicit' },
            notifySwitches: truth(true),
            rollingOrder: truth(false),
            failureCriteria: { checkBeacon: truth(false) },
            uplinkPortOrder: { activeUplinkPort: ['Uplink 1'], standbyUplinkPort: ['Uplink 2'] },
          },
        },
      },
    },
  },
  {
    type: 'VirtualApp',
    id: 'resgroup-v9',
    properties: {
      name: 'shop',
      parent: ref('ResourcePool', 'resgroup-1'),
      'config.cpuAllocation': { shares: { shares: 4000 }, expandableReservation: true },
      'vAppConfig.entityConfig': [
        { key: ref('VirtualMachine', 'vm-2'), startOrder: 2, startDelay: 120, waitingForGuest: true },
        { key: ref('VirtualMachine', 'vm-1'), startOrder: 1 },
      ],
    },
  },
  {
    type: 'ResourcePool',
    id: 'resgroup-1',
    properties: { name: 'Resources', parent: ref('Datacenter', 'x') },
  },
  { type: 'Datacenter', id: 'x', properties: { name: 'Kiel' } },
]

const context = contextOf('vc.kiel.example', { instanceUuid: 'AB', fullName: 'vCenter 8.0.3' }, records, [
  { category: 'tier', name: 'gold', objects: [ref('HostSystem', 'host-1')] },
])
const names = new Map([
  ['vm-1', 'vault-01'],
  ['vm-2', 'shop-02'],
])

function factsOf(id: string): Observation['facts'] | undefined {
  const record = records.find((one) => one.id === id)
  return record && infrastructureObservation(record, context, names)?.facts
}

test('vCenter model: a host says its serial number, its own addresses, its adapters and what rings on it', () => {
  expect(factsOf('host-1')).toMatchObject({
    attributes: { Owner: 'Netz & Server' },
    tags: [{ category: 'tier', name: 'gold' }],
    uuid: '4c4c4544-0001',
    serialNumber: 'CZJ01234',
    biosVersion: '2.10',
    biosDate: '2024-05-06',
    cpuUsagePercent: 25,
    memoryUsagePercent: 60,
    ntpServers: ['ntp1.kiel.example'],
    dnsServers: ['10.1.0.53'],
    domain: 'kiel.example',
    physicalNics: [
      { name: 'vmnic1', switch: 'dvs-1', driver: 'i40en', mac: 'b0:26:28:00:00:01', pci: '0000:18:00.0' },
    ],
    kernelNics: [
      {
        device: 'vmk0',
        portGroup: 'mgmt',
        mac: '00:50:56:aa:00:01',
        dhcp: false,
        addresses: ['10.1.0.11', 'fd00::11'],
        netmask: '255.255.255.0',
        gateways: ['10.1.0.1'],
        mtu: 9000,
      },
    ],
    storageAdapters: [
      { device: 'vmhba2', type: 'FibreChannel', status: 'online', wwn: '20:00:00:25:b5:00:00:0f' },
      { device: 'vmhba64', type: 'InternetScsi', wwn: 'iqn.1998-01.com.vmware:esx-1' },
    ],
    health: [{ kind: 'Alarm', message: 'Host memory usage, red' }],
  })
})

test('vCenter model: an NFS datastore says where it lies, and its cluster how large it is', () => {
  expect(factsOf('datastore-1')).toMatchObject({
    address: 'filer.kiel.example:/vol/vm',
    ioControl: true,
    maintenanceMode: 'normal',
    cluster: 'pod',
    clusterCapacityMib: 1_048_576,
    clusterFreeMib: 524_288,
  })
})

test('vCenter model: a port group carries teaming, shaping and who gets records of its flows', () => {
  expect(factsOf('dvportgroup-1')).toMatchObject({
    mtu: 9000,
    teaming: {
      policy: 'failover_explicit',
      active: ['Uplink 1'],
      standby: ['Uplink 2'],
      notifySwitches: true,
      failback: true,
      beacon: false,
    },
    shaping: { in: { averageKbps: 100_000, peakKbps: 200_000, burstKb: 102_400 } },
    blocked: false,
    lacp: 'active',
    switchVersion: '8.0.0',
    flowCollector: '10.1.0.99:4739',
  })
})

test('vCenter model: a vApp says in which order its machines start', () => {
  expect(factsOf('resgroup-v9')).toMatchObject({
    path: 'shop',
    cpuShares: 4000,
    cpuExpandable: true,
    startOrder: [
      { name: 'vault-01', order: 1 },
      { name: 'shop-02', order: 2, delaySeconds: 120, waitsForGuest: true },
    ],
  })
})

test('vCenter model: the vCenter carries licences and alarms, and neither a key nor a path of a file', () => {
  expect(vcenterObservation(context)).toEqual({
    kind: 'vcenter',
    key: 'ab',
    identities: ['vc:ab'],
    place: { file: 'vc.kiel.example' },
    facts: {
      name: 'vc.kiel.example',
      vcenter: 'ab',
      product: 'vCenter 8.0.3',
      licences: [
        {
          name: 'vSphere 8 Enterprise Plus',
          costUnit: 'cpuPackage',
          total: 128,
          used: 96,
          expiresAt: '2027-03-31T00:00:00Z',
          features: ['vSphere DRS'],
        },
      ],
      alarms: [
        { name: 'Host memory usage', on: 'the whole inventory' },
        {
          name: 'Datastore usage on disk',
          enabled: true,
          actions: ['mail to storage@kiel.example', 'SNMP trap', 'script on the vCenter'],
        },
      ],
    },
  })
})

test('vCenter model: disks carry their storage policy, and file systems all the disks that they span', () => {
  const policies = [
    { id: 'p1', name: 'Gold', rules: ['VSAN.stripeWidth = 2'], machines: ['vm-1'], disks: ['vm-1:2000'] },
  ]
  const within = contextOf('vc.kiel.example', {}, records, [], policies)
  const machine: MachineRecord = {
    type: 'VirtualMachine',
    id: 'vm-1',
    properties: {
      name: 'vault-01',
      'runtime.connectionState': 'connected',
      'runtime.powerState': 'suspended',
      'runtime.suspendTime': '2026-01-02T03:04:05Z',
      'runtime.minRequiredEVCModeKey': 'intel-broadwell',
      'guest.guestDetailedData': "prettyName='Debian GNU/Linux 12' kernelVersion='6.1.0'",
      'guest.disk': [{ diskPath: 'D:\\', filesystemType: 'ReFS', mappings: [{ key: 2000 }, { key: 2001 }] }],
      'summary.storage': { committed: 5 * 1_048_576, uncommitted: 0, unshared: 3 * 1_048_576 },
      'config.hardware.device': [
        {
          type: 'VirtualDisk',
          key: 2000,
          backing: { type: 'VirtualDiskFlatVer2BackingInfo', keyId: { keyId: 'k-1' } },
        },
        { type: 'VirtualDisk', key: 2001, backing: { type: 'VirtualDiskFlatVer2BackingInfo' } },
      ],
      snapshot: { rootSnapshotList: [{ name: 'before patch', state: 'poweredOff' }] },
    },
  }
  expect(machineObservation(machine, within).facts).toMatchObject({
    storagePolicy: 'Gold',
    suspendedAt: '2026-01-02T03:04:05Z',
    minimumEvcMode: 'intel-broadwell',
    guestDetails: { prettyName: 'Debian GNU/Linux 12', kernelVersion: '6.1.0' },
    guestDisks: [{ path: 'D:\\', fileSystem: 'ReFS', diskKey: 2000, diskKeys: [2000, 2001] }],
    unsharedMib: 3,
    disks: [
      { key: 2000, storagePolicy: 'Gold', encrypted: true },
      { key: 2001, parents: 0 },
    ],
    snapshots: [{ name: 'before patch', power: 'off', depth: 0 }],
  })
  expect(vcenterObservation(within).facts.storagePolicies).toEqual([
    { name: 'Gold', rules: ['VSAN.stripeWidth = 2'], vms: 1, disks: 1 },
  ])
})
