import { expect, test } from 'vitest'
import { facts, only, vcenter } from './reading.fixture.ts'

test('what hosts are made of: adapters, kernel ports, paths, services, and how much they do', async () => {
  const read = await only({
    vHost: [
      [
        'Host',
        'CPU usage %',
        'Memory usage %',
        'DNS Servers',
        'NTP Server(s)',
        'NTPD running',
        'Serial number',
        'BIOS Date',
        'UUID',
      ],
      [
        'esx1',
        0.25,
        0.5,
        '10.0.0.53, 10.0.0.54',
        'ntp.example',
        'True',
        null,
        '2024-02-01 00:00:00',
        vcenter,
      ],
      ['esx2', 0.5, 1, null, null, null, 'S2', null, null],
    ],
    vNIC: [
      ['Host', 'Network Device', 'Driver', 'Speed', 'Duplex', 'MAC', 'Switch', 'Uplink port', 'PCI'],
      ['esx1', 'vmnic0', 'ixgben', 25000, 'Full', '00:50:56:00:00:0A', 'dvs', 'Uplink 1', '0000:18:00.0'],
    ],
    vSC_VMK: [
      [
        'Host',
        'Port Group',
        'Device',
        'Mac Address',
        'DHCP',
        'IP Address',
        'IP 6 Address',
        'Subnet mask',
        'Gateway',
        'MTU',
      ],
      [
        'esx1',
        'Management',
        'vmk0',
        '00:50:56:00:00:0b',
        'False',
        '10.9.0.1',
        'fe80::1',
        '255.255.255.0',
        '10.9.0.254',
        1500,
      ],
    ],
    vHBA: [
      ['Host', 'Device', 'Type', 'Status', 'Driver', 'Model', 'WWN', 'Pci', 'Bus'],
      [
        'esx1',
        'vmhba2',
        'Fibre Channel',
        'online',
        'lpfc',
        'LPe32002',
        '10:00:00:90:FA:00:00:01',
        '0000:3b:00.0',
        59,
      ],
    ],
    vDatastore: [
      [
        'Name',
        'Capacity MiB',
        'Free %',
        'Address',
        'Version',
        'SIOC enabled',
        'Cluster name',
        'Cluster capacity MiB',
      ],
      ['DS1', 2000, 25, 'naa.1', '6.82', 'False', 'Pod', 4000],
    ],
    vMultiPath: [
      [
        'Host',
        'Datastore',
        'Disk',
        'Display name',
        'Policy',
        'Path 1',
        'Path 1 state',
        'Path 2',
        'Path 2 state',
        'Vendor',
        'Model',
        'Serial #',
        'Queue depth',
      ],
      [
        'esx1',
        'DS1',
        'naa.1',
        'LUN 1',
        'VMW_PSP_RR',
        'vmhba2:C0:T0:L1',
        'active',
        'vmhba3:C0:T0:L1',
        'dead',
        'PURE',
        'FlashArray',
        'S1',
        64,
      ],
      [
        'esx2',
        'DS1',
        'naa.1',
        'LUN 1',
        'VMW_PSP_RR',
        'vmhba2:C0:T0:L1',
        'active',
        null,
        null,
        'PURE',
        'FlashArray',
        'S1',
        64,
      ],
    ],
  })
  expect(facts(read, 'host')).toEqual([
    {
      name: 'esx1',
      cpuUsagePercent: 25,
      memoryUsagePercent: 50,
      dnsServers: ['10.0.0.53', '10.0.0.54'],
      ntpServers: ['ntp.example'],
      ntpRunning: true,
      biosDate: '2024-02-01T00:00:00Z',
      uuid: vcenter,
      physicalNics: [
        {
          name: 'vmnic0',
          speedMbps: 25000,
          switch: 'dvs',
          driver: 'ixgben',
          mac: '00:50:56:00:00:0a',
          fullDuplex: true,
          uplink: 'Uplink 1',
          pci: '0000:18:00.0',
        },
      ],
      addresses: ['10.9.0.1', 'fe80::1'],
      kernelNics: [
        {
          device: 'vmk0',
          portGroup: 'Management',
          mac: '00:50:56:00:00:0b',
          dhcp: false,
          addresses: ['10.9.0.1', 'fe80::1'],
          netmask: '255.255.255.0',
          gateways: ['10.9.0.254'],
          mtu: 1500,
        },
      ],
      storageAdapters: [
        {
          device: 'vmhba2',
          type: 'Fibre Channel',
          status: 'online',
          driver: 'lpfc',
          model: 'LPe32002',
          wwn: '10:00:00:90:fa:00:00:01',
          pci: '0000:3b:00.0',
        },
      ],
      storagePaths: { total: 2, dead: 1 },
    },
    {
      name: 'esx2',
      serialNumber: 'S2',
      cpuUsagePercent: 50,
      memoryUsagePercent: 100,
      storagePaths: { total: 1, dead: 0 },
    },
  ])
  expect(facts(read, 'datastore')).toEqual([
    {
      name: 'DS1',
      capacityMib: 2000,
      freeMib: 500,
      address: 'naa.1',
      version: '6.82',
      ioControl: false,
      cluster: 'Pod',
      clusterCapacityMib: 4000,
      luns: [
        {
          id: 'naa.1',
          label: 'LUN 1',
          vendor: 'PURE',
          model: 'FlashArray',
          serial: 'S1',
          policy: 'VMW_PSP_RR',
          queueDepth: 64,
        },
      ],
    },
  ])
  expect(read.report.decided).toEqual([
    'vHost column CPU usage %: every value lies between 0 and 1; read as a fraction of 100 %',
    'vHost column Memory usage %: every value lies between 0 and 1; read as a fraction of 100 %',
  ])
})

test('files, licences without their keys, complaints, and the vCenter itself', async () => {
  const key = 'CANARY-AAAAA-BBBBB-CCCCC-DDDDD'
  const read = await only({
    vSource: [
      ['Name', 'Fullname', 'Version', 'Build', 'API version', 'VI SDK Server', 'VI SDK UUID'],
      ['vc', 'VMware vCenter Server 8.0.3 build-1', '8.0.3', '1', '8.0.3.0', 'VC1.example', vcenter],
    ],
    vInfo: [
      ['VM', 'Guest Detailed Data'],
      ['app', "prettyName='Debian GNU/Linux 12' kernelVersion='6.1.0'"],
    ],
    vDisk: [
      ['VM', 'Disk', 'Path'],
      ['app', 'Hard disk 1', '[DS1] app/app.vmdk'],
    ],
    vDatastore: [['Name'], ['DS1']],
    vLicense: [
      ['Name', 'Key', 'Cost Unit', 'Total', 'Used', 'Expiration Date', 'Features'],
      ['vSphere 8 Enterprise Plus', key, 'cpuPackage', 96, 88, 'Never', 'vMotion, DRS'],
      ['vCenter 8', key, 'server', 2, 1, new Date('2027-01-01T00:00:00Z'), null],
    ],
    vFileInfo: [
      ['Friendly Path Name', 'File Name', 'File Type', 'File Size in bytes', 'Path'],
      ['app', 'app.vmdk', 'VmDisk', 540, '[DS1] app/'],
      ['app', 'app-flat.vmdk', 'VmDisk', 1_073_741_824, '[DS1] app/'],
      ['app', 'app.vmx', 'VmConfig', 3000, '[DS1] app/'],
    ],
    vHealth: [
      ['Name', 'Message', 'Message type'],
      ['app', 'VM has an active snapshot', 'Snapshot'],
      ['DS1', 'Free disk capacity is low', 'Storage'],
      ['[DS1] old/old.vmdk', 'Possibly a zombie file', 'Zombie'],
    ],
  })
  expect(facts(read, 'vcenter')).toEqual([
    {
      name: 'vc1.example',
      vcenter,
      product: 'VMware vCenter Server 8.0.3 build-1',
      version: '8.0.3',
      build: '1',
      apiVersion: '8.0.3.0',
      licences: [
        {
          name: 'vSphere 8 Enterprise Plus',
          costUnit: 'cpuPackage',
          total: 96,
          used: 88,
          features: ['vMotion', 'DRS'],
        },
        { name: 'vCenter 8', costUnit: 'server', total: 2, used: 1, expiresAt: '2027-01-01T00:00:00Z' },
      ],
      health: [{ kind: 'Zombie', message: 'Possibly a zombie file', about: '[DS1] old/old.vmdk' }],
    },
  ])
  expect(facts(read, 'vm')).toEqual([
    {
      name: 'app',
      vcenter,
      guestDetails: { prettyName: 'Debian GNU/Linux 12', kernelVersion: '6.1.0' },
      health: [{ kind: 'Snapshot', message: 'VM has an active snapshot' }],
      disks: [
        { label: 'Hard disk 1', path: '[DS1] app/app.vmdk', datastore: 'DS1', fileBytes: 1_073_741_824 },
      ],
    },
  ])
  expect(facts(read, 'datastore')).toEqual([
    {
      name: 'DS1',
      vcenter,
      files: { count: 3, bytes: 1_073_745_364 },
      health: [{ kind: 'Storage', message: 'Free disk capacity is low' }],
    },
  ])
  expect(JSON.stringify(read)).not.toContain(key)
})

test('teaming and shaping of port groups, and what their switch adds', async () => {
  const read = await only({
    dvSwitch: [
      ['Switch', 'Datacenter', 'Max MTU', 'LACP Mode', 'Version'],
      ['dvs', 'DC', 9000, 'Active', '8.0.0'],
    ],
    dvPort: [
      [
        'Port',
        'Switch',
        'VLAN',
        'Blocked',
        'Active Uplink',
        'Standby Uplink',
        'Policy',
        'Rolling Order',
        'In Traffic Shaping',
        'In Avg',
        'Out Traffic Shaping',
      ],
      [
        'NET-A',
        'dvs',
        30,
        'False',
        'Uplink 1, Uplink 2',
        null,
        'loadbalance_srcid',
        'False',
        'True',
        1000,
        'False',
      ],
    ],
    vPort: [
      [
        'Host',
        'Port Group',
        'Switch',
        'VLAN',
        'Policy',
        'Notify Switch',
        'Traffic Shaping',
        'Width',
        'Peak',
        'Burst',
      ],
      ['esx1', 'OLD', 'vSwitch0', 5, 'failover_explicit', 'True', 'True', 100, 200, 300],
    ],
  })
  expect(facts(read, 'network')).toEqual([
    {
      name: 'NET-A',
      type: 'distributed',
      switch: 'dvs',
      mtu: 9000,
      datacenter: 'DC',
      lacp: 'active',
      switchVersion: '8.0.0',
      vlan: { kind: 'access', id: 30 },
      teaming: { policy: 'loadbalance_srcid', active: ['Uplink 1', 'Uplink 2'], failback: true },
      shaping: { in: { averageKbps: 1000 } },
      blocked: false,
    },
    {
      name: 'OLD',
      type: 'standard',
      switch: 'vSwitch0',
      vlan: { kind: 'access', id: 5 },
      vlanByHost: { esx1: 5 },
      teaming: { policy: 'failover_explicit', notifySwitches: true },
      shaping: { out: { averageKbps: 100, peakKbps: 200, burstKb: 300 } },
    },
  ])
})

test('columns that nothing is kept of are named apart from those that are read, and what is missing by its facts', async () => {
  const read = await only({
    vInfo: [
      ['VM', 'Powerstate', 'Config status', 'DAS protection', 'In Use MB', 'Mystery'],
      ['a', 'poweredOn', 'green', 'True', 5, '?'],
    ],
    vUSB: [
      ['VM', 'Device Node', 'Speed'],
      ['a', 'USB 1', 'high'],
    ],
  })
  expect(
    read.report.coverage.map(({ part, known, unread, unknown }) => ({ part, known, unread, unknown })),
  ).toEqual([
    {
      part: 'vInfo',
      known: ['VM', 'Powerstate', 'In Use MiB (from In Use MB)'],
      unread: ['Config status', 'DAS protection'],
      unknown: ['Mystery'],
    },
    { part: 'vUSB', known: ['VM', 'Device Node'], unread: ['Speed'], unknown: [] },
  ])
  expect(read.report.gives).toContain('devices[usb]')
  expect(read.report.lacks).toContainEqual({ part: 'vInfo', column: 'CBT', fields: ['changeTracking'] })
  expect(read.report.lacks).toContainEqual({ part: 'vCD', fields: ['devices[cdrom]'] })
})

test('tags and custom attributes of hosts, clusters and datastores are kept, passwords in them masked', async () => {
  const read = await only({
    vHost: [
      ['Host', 'vHost_tags_Licence', 'Rack', 'iLO password'],
      ['esx1', 'Oracle, SQL', 'R12', 'CANARY-ilo'],
    ],
    vCluster: [
      ['Name', 'site-tags'],
      ['C1', 'North'],
    ],
    vDatastore: [
      ['Name', 'Array'],
      ['DS1', 'A1'],
    ],
  })
  expect(facts(read, 'host')).toEqual([
    {
      name: 'esx1',
      tags: [
        { category: 'Licence', name: 'Oracle' },
        { category: 'Licence', name: 'SQL' },
      ],
      attributes: { Rack: 'R12', 'iLO password': expect.not.stringContaining('CANARY') },
    },
  ])
  expect(facts(read, 'cluster')).toEqual([{ name: 'C1', tags: [{ category: 'site', name: 'North' }] }])
  expect(facts(read, 'datastore')).toEqual([{ name: 'DS1', attributes: { Array: 'A1' } }])
})
