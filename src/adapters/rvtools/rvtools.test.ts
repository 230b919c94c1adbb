import { expect, test } from 'vitest'
import { facts, instance, only, smbios, vcenter } from './reading.fixture.ts'

test('a list with nothing but VM names is an estate, and says what it cannot tell', async () => {
  const read = await only({
    Tabelle1: [
      ['VM', 'Powerstate', 'Template', 'CBT'],
      ['web', 'poweredOn', 'False', 'True'],
      ['db', null, null, null],
    ],
  })
  expect(read.observations).toEqual([
    {
      kind: 'vm',
      key: '//web',
      identities: ['name:/web'],
      place: { file: 'estate.xlsx', part: 'Tabelle1', row: 2 },
      facts: { name: 'web', power: 'on', template: false, changeTracking: true },
    },
    {
      kind: 'vm',
      key: '//db',
      identities: ['name:/db'],
      place: { file: 'estate.xlsx', part: 'Tabelle1', row: 3 },
      facts: { name: 'db' },
    },
  ])
  expect(read.report.missing).toContain('vInfo column Firmware: not assessable from this source: firmware')
  expect(read.report.missing).toContain('tab vDisk: not assessable from this source: disks')
  const plain = await only({ vInfo: [['VM'], ['web']] })
  expect(facts(plain, 'vm')).toEqual([{ name: 'web' }])
})

test('one VM comes together from all its tabs, whatever their order', async () => {
  const tail = ['Datacenter', 'Cluster', 'VM ID', 'VM UUID', 'VI SDK UUID']
  const place = ['DC', 'C1', 'vm-7', instance, vcenter]
  const read = await only({
    vDisk: [
      [
        'VM',
        'Disk',
        'Disk Key',
        'Capacity MiB',
        'Raw',
        'Disk Mode',
        'Controller',
        'Label',
        'Unit #',
        'Shared Bus',
        'Path',
        'Raw LUN ID',
        'Raw Comp. Mode',
        ...tail,
      ],
      [
        'app',
        'Hard disk 2',
        2001,
        1024,
        'True',
        'independent_persistent',
        'LSI Logic SAS',
        'SCSI controller 1',
        0,
        'physicalSharing',
        '[DS1] app/app_1.vmdk',
        '0200abc',
        'physicalMode',
        ...place,
      ],
      [
        'app',
        'Hard disk 1',
        2000,
        '20,480',
        'False',
        'persistent',
        'NVME controller 0',
        null,
        0,
        'noSharing',
        '[DS1] app/app.vmdk',
        null,
        null,
        ...place,
      ],
    ],
    vPartition: [
      ['VM', 'Disk', 'Capacity MiB', 'Consumed MiB', 'Free %', ...tail],
      ['app', 'C:\\', 100, 95, 5, ...place],
    ],
    vNetwork: [
      [
        'VM',
        'NIC label',
        'Adapter',
        'Network',
        'Mac Address',
        'IPv4 Address',
        'IPv6 Address',
        'Connected',
        ...tail,
      ],
      [
        'app',
        'Network adapter 1',
        'Vmxnet3',
        'NET-A',
        '00-50-56-00-00-01',
        '10.0.0.5, 10.0.0.6',
        'fe80::1',
        'True',
        ...place,
      ],
    ],
    vSnapshot: [
      ['VM', 'Name', 'Date / time', 'Size MiB (total)', ...tail],
      ['app', 'before patch', '04.08.2026 20:37:23', 12.5, ...place],
    ],
    vCD: [
      ['VM', 'Device Node', 'Connected', 'Starts Connected', 'Device Type', ...tail],
      ['app', 'CD/DVD drive 1', 'True', 'False', 'ISO [DS1] iso/w.iso', ...place],
    ],
    vUSB: [
      ['VM', 'Device Node', 'Device Type', 'Connected', ...tail],
      ['app', 'USB 1', 'HASP dongle', 'True', ...place],
    ],
    vTools: [
      ['VM', 'Tools', 'Sync time', ...tail],
      ['app', 'toolsOld', 'True', ...place],
    ],
    vMemory: [
      ['VM', 'Size MiB', 'Limit', 'Hot Add', 'Active', ...tail],
      ['app', 8192, -1, 'True', 700, ...place],
    ],
    vCPU: [
      ['VM', 'CPUs', 'Cores p/s', 'Hot Remove', 'Overall', ...tail],
      ['app', 4, 2, 'False', 321, ...place],
    ],
    vInfo: [
      [
        'VM',
        'Powerstate',
        'Firmware',
        'HW version',
        'Disks',
        'Annotation',
        'Service Owner',
        'tier-tags',
        ...tail,
        'SMBIOS UUID',
      ],
      ['app', 'poweredOn', 'efi', 'vmx-19', 2, 'note', 'Ann', 'Gold', ...place, smbios],
    ],
  })
  expect(read.observations.filter(({ kind }) => kind === 'vm')).toEqual([
    {
      kind: 'vm',
      key: 'vm-7',
      identities: [`instance:${instance}`, `vc:${vcenter}/vm-7`, `smbios:${smbios}`, 'name:C1/app'],
      place: { file: 'estate.xlsx', part: 'vInfo', row: 2 },
      facts: {
        name: 'app',
        moref: 'vm-7',
        datacenter: 'DC',
        cluster: 'C1',
        vcenter,
        instanceUuid: instance,
        smbiosUuid: smbios,
        power: 'on',
        firmware: 'efi',
        hardwareVersion: 19,
        annotation: 'note',
        attributes: { 'Service Owner': 'Ann' },
        owner: 'Ann',
        tags: [{ category: 'tier', name: 'Gold' }],
        criticality: 2,
        cpus: 4,
        coresPerSocket: 2,
        cpuHotRemove: false,
        memoryMib: 8192,
        memoryLimitMib: -1,
        memoryHotAdd: true,
        usage: { cpuMhz: 321, memoryActiveMib: 700 },
        toolsStatus: 'toolsOld',
        toolsRunning: true,
        syncTimeWithHost: true,
        disks: [
          {
            label: 'Hard disk 1',
            key: 2000,
            capacityBytes: 20_480 * 1_048_576,
            path: '[DS1] app/app.vmdk',
            datastore: 'DS1',
            mode: 'persistent',
            unit: 0,
            controller: { kind: 'nvme', model: 'VirtualNVMEController', bus: 0, sharedBus: 'none' },
          },
          {
            label: 'Hard disk 2',
            key: 2001,
            capacityBytes: 1024 * 1_048_576,
            path: '[DS1] app/app_1.vmdk',
            datastore: 'DS1',
            mode: 'independent_persistent',
            rdm: { mode: 'physical', lun: '0200abc' },
            unit: 0,
            controller: {
              kind: 'scsi',
              model: 'VirtualLsiLogicSASController',
              bus: 1,
              sharedBus: 'physical',
            },
          },
        ],
        nics: [
          {
            label: 'Network adapter 1',
            adapter: 'vmxnet3',
            mac: '00:50:56:00:00:01',
            network: 'NET-A',
            connected: true,
            addresses: ['10.0.0.5', '10.0.0.6', 'fe80::1'],
          },
        ],
        snapshots: [{ name: 'before patch', createdAt: '2026-08-04T20:37:23Z', sizeMib: 12.5 }],
        guestDisks: [{ path: 'C:\\', capacityBytes: 100 * 1_048_576, freeBytes: 5 * 1_048_576 }],
        devices: [
          {
            kind: 'cdrom',
            model: 'VirtualCdrom',
            label: 'CD/DVD drive 1',
            connected: true,
            startConnected: false,
            backing: '[DS1] iso/w.iso',
          },
          { kind: 'usb', model: 'VirtualUSB', label: 'USB 1', connected: true, backing: 'HASP dongle' },
        ],
      },
    },
  ])
})

test('hosts, clusters, datastores, port groups and pools are objects, and what is only named is one too', async () => {
  const v = ['Object ID', 'VI SDK UUID']
  const read = await only({
    vHost: [
      [
        'Host',
        'Datacenter',
        'Cluster',
        '# CPU',
        '# Cores',
        'HT Active',
        '# Memory',
        'ESX Version',
        'Current EVC',
        ...v,
      ],
      [
        'esx1',
        'DC',
        'C1',
        2,
        32,
        'True',
        524288,
        'VMware ESXi 8.0.3 build-1',
        'intel-icelake',
        'host-1',
        vcenter,
      ],
    ],
    vNIC: [
      ['Host', 'Network Device', 'Speed', 'Switch'],
      ['esx1', 'vmnic0', 25000, 'dvs'],
    ],
    vSC_VMK: [
      ['Host', 'IP Address'],
      ['esx1', '10.9.0.1'],
    ],
    vCluster: [
      ['Name', 'DRS enabled', 'HA enabled', 'DPM enabled', ...v],
      ['C1', 'TRUE', 1, 'False', 'domain-c1', vcenter],
    ],
    vDatastore: [
      ['Name', 'Type', 'Capacity MiB', 'Free MiB', 'Accessible', 'Hosts', '# Hosts', ...v],
      ['DS1', 'VMFS', '2.048', 1024, 'True', 'esx1, esx2', 2, 'datastore-1', vcenter],
    ],
    dvSwitch: [
      ['Switch', 'Datacenter', 'Max MTU'],
      ['dvs', 'DC', 9000],
    ],
    dvPort: [
      ['Port', 'Switch', 'VLAN', 'Allow Promiscuous', ...v],
      ['NET-A', 'dvs', 30, 'False', 'dvportgroup-1', vcenter],
      ['NET-A', 'dvs', 30, 'False', 'dvportgroup-1', vcenter],
    ],
    vPort: [
      ['Host', 'Datacenter', 'Port Group', 'Switch', 'VLAN'],
      ['esx1', 'DC', 'OLD', 'vSwitch0', 5],
      ['esx2', 'DC', 'OLD', 'vSwitch0', 6],
    ],
    vRP: [
      ['Resource Pool name', 'Resource Pool path', 'CPU limit', ...v],
      ['Gold', '/DC/C1/Resources/Gold', -1, 'resgroup-2', vcenter],
    ],
    vInfo: [
      ['VM', 'Host', 'Cluster', 'Folder', 'Network #1', 'Cluster rule(s)', 'Cluster rule name(s)'],
      ['a', 'esx2', 'C2', 'Prod/Web', 'SEG-1', 'VM-Host', 'licence'],
      ['b', 'esx1', 'C1', null, 'NET-A', null, null],
    ],
  })
  expect(read.report).toMatchObject({ seen: 14, kept: 13, merged: 1, rejected: [] })
  expect(facts(read, 'host')).toEqual([
    {
      name: 'esx1',
      moref: 'host-1',
      vcenter,
      datacenter: 'DC',
      cluster: 'C1',
      sockets: 2,
      cores: 32,
      threads: 64,
      memoryMib: 524288,
      version: '8.0.3',
      physicalNics: [{ name: 'vmnic0', speedMbps: 25000, switch: 'dvs' }],
      addresses: ['10.9.0.1'],
    },
    { name: 'esx2', vcenter, cluster: 'C2' },
  ])
  expect(facts(read, 'cluster')).toEqual([
    {
      name: 'C1',
      moref: 'domain-c1',
      vcenter,
      datacenter: 'DC',
      drs: true,
      ha: true,
      dpm: false,
      evcMode: 'intel-icelake',
      rules: [],
    },
    { name: 'C2', vcenter, rules: [{ kind: 'vm-host', name: 'licence', vms: ['a'] }] },
  ])
  expect(facts(read, 'datastore')).toEqual([
    {
      name: 'DS1',
      moref: 'datastore-1',
      vcenter,
      type: 'VMFS',
      capacityMib: 2048,
      freeMib: 1024,
      accessible: true,
      hosts: ['esx1', 'esx2'],
    },
  ])
  expect(facts(read, 'network')).toEqual([
    {
      name: 'NET-A',
      moref: 'dvportgroup-1',
      vcenter,
      datacenter: 'DC',
      type: 'distributed',
      switch: 'dvs',
      vlan: { kind: 'access', id: 30 },
      promiscuous: false,
      mtu: 9000,
    },
    {
      name: 'OLD',
      vcenter,
      datacenter: 'DC',
      type: 'standard',
      switch: 'vSwitch0',
      vlan: { kind: 'access', id: 5 },
      vlanByHost: { esx1: 5, esx2: 6 },
    },
    { name: 'SEG-1', vcenter },
  ])
  expect(facts(read, 'resource-pool')).toEqual([
    { name: 'Gold', moref: 'resgroup-2', vcenter, path: 'Gold', cluster: 'C1', cpuLimitMhz: -1 },
  ])
  expect(facts(read, 'folder')).toEqual([
    { name: 'Prod', vcenter, path: 'Prod' },
    { name: 'Web', vcenter, path: 'Prod/Web' },
  ])
})
