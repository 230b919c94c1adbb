import { expect, test } from 'vitest'
import { columnsOf, matchHeader, tabOf, tabs, tagCategory } from './header.ts'

test('tabs are known by sheet and by file name, and other names are not', () => {
  const names = [
    'vInfo',
    'tabvInfo',
    'RVTools_tabvDisk.csv',
    'vc1_RVTools_tabvSC+VMK.csv',
    'vSC_VMK',
    'dvPort',
    'Sheet1',
    'myvInfo',
    'owners.csv',
  ]
  expect(names.map((name) => tabOf(name))).toEqual([
    { tab: 'vInfo', prefix: '' },
    { tab: 'vInfo', prefix: '' },
    { tab: 'vDisk', prefix: 'rvtools_' },
    { tab: 'vSC_VMK', prefix: 'vc1_rvtools_' },
    { tab: 'vSC_VMK', prefix: '' },
    { tab: 'dvPort', prefix: '' },
    undefined,
    undefined,
    undefined,
  ])
})

test('every column of every tab is found under its own name, in any case', () => {
  for (const tab of tabs) {
    const { used, other } = columnsOf(tab)
    const columns = [...Object.keys(used), ...other]
    for (const form of [columns, columns.map((column) => ` ${column.toUpperCase()} `)]) {
      const match = matchHeader(tab, form)
      expect([tab, [...match.index.keys()], match.extra]).toEqual([tab, columns, []])
    }
  }
})

test('headers of 2019, of -DBColumnNames and misspelt ones mean the same columns', () => {
  const found = (tab: 'vInfo' | 'vDisk' | 'vHost', headers: string[]) => [
    ...matchHeader(tab, headers).index.keys(),
  ]
  expect(
    found('vInfo', [
      'vInfoVMName',
      'vInfoGuestHostName',
      'vInfoUUID',
      'vInfoNumVirtualDisks',
      'vInfoOSTools',
      'vInfoVISDKUUID',
      'vInfoNetwork2',
      'vInfoDataCenter',
    ]),
  ).toEqual([
    'VM',
    'DNS Name',
    'VM UUID',
    'Disks',
    'OS according to the VMware Tools',
    'VI SDK UUID',
    'Network #2',
    'Datacenter',
  ])
  expect(
    found('vInfo', ['VM', 'In use MB', 'Provisioned MB', 'VI DSK Server', 'vCenter UUID', 'disk.EnableUUID']),
  ).toEqual(['VM', 'In Use MiB', 'Provisioned MiB', 'VI SDK Server', 'VI SDK UUID', 'EnableUUID'])
  expect(matchHeader('vInfo', ['VM', 'In use MB']).oldUnits).toEqual(new Map([['In Use MiB', 'In use MB']]))
  expect(found('vDisk', ['vDiskVMName', 'vDiskCapacityMB', 'vDiskDiskMode'])).toEqual([
    'VM',
    'Capacity MiB',
    'Disk Mode',
  ])
  expect(found('vHost', ['vHostName', 'vHostNumCpu', 'vHostNumCpuCores', 'vHostMemorySize'])).toEqual([
    'Host',
    '# CPU',
    '# Cores',
    '# Memory',
  ])
})

test('custom columns are attributes between annotation and datacenter, tags by their name, the rest unknown', () => {
  const { extra, repeated } = matchHeader('vInfo', [
    'VM',
    'Before',
    'Annotation',
    'Cost Centre',
    'backup-tags',
    'Datacenter',
    'Later',
    'vInfo_tags_Team',
    'VM',
  ])
  expect(extra.map(({ name, kind }) => [name, kind])).toEqual([
    ['Before', 'unknown'],
    ['Cost Centre', 'attribute'],
    ['backup-tags', 'tag'],
    ['Later', 'unknown'],
    ['vInfo_tags_Team', 'tag'],
  ])
  expect(repeated).toEqual(['VM'])
  expect(['backup-tags', 'vInfo_tags_Team'].map(tagCategory)).toEqual(['backup', 'Team'])
})

test('names of the database columns, where they are not the names of the sheet with the tab before them', () => {
  const found = (tab: Parameters<typeof matchHeader>[0], headers: string[]) => [
    ...matchHeader(tab, headers).index.keys(),
  ]
  expect(found('vInfo', ['vInfoVMName', 'VInfoVersion', 'vInfoUUID', 'vInfoInstanceUUID'])).toEqual([
    'VM',
    'HW version',
    'SMBIOS UUID',
    'VM UUID',
  ])
  expect(found('vInfo', ['vInfoVMName', 'vInfoUUID'])).toEqual(['VM', 'VM UUID'])
  expect(found('vHost', ['vHostName', 'vHostFullName', 'vHostOverallCpuUsage', 'vHostVMs'])).toEqual([
    'Host',
    'ESX Version',
    'CPU usage %',
    '# VMs',
  ])
  expect(found('vDatastore', ['vDatastoreName', 'vDatastoreFreeSpace', 'vDatastoreCluster'])).toEqual([
    'Name',
    'Free MiB',
    'Cluster name',
  ])
  expect(found('vDisk', ['vDiskVMName', 'vDiskName', 'vDiskKey'])).toEqual(['VM', 'Disk', 'Disk Key'])
  expect(found('vNetwork', ['vNetworkVMName', 'vNetworkName'])).toEqual(['VM', 'Network'])
  expect(found('vCD', ['vCDVMName', 'vCDlabel', 'vCDSummary'])).toEqual(['VM', 'Device Node', 'Device Type'])
})

test.each([
  ['vInfo', 'vInfoObjectID', 'VM ID'],
  ['vNetwork', 'vNetworkObjectID', 'VM ID'],
  ['vCluster', 'vClusterObjectID', 'Object ID'],
  ['vInfo', 'vInfoVMmonitoring', 'HA VM Monitoring'],
  ['vInfo', 'vInfoFaultToleranceState', 'FT State'],
  ['vNetwork', 'vNetworkIP4Address', 'IPv4 Address'],
  ['vNetwork', 'vNetworkPortgroup', 'Network'],
  ['vDisk', 'vDiskSCSIUnitNumber', 'SCSI Unit #'],
  ['vDisk', 'vDiskUnitNumber', 'Unit #'],
  ['vPartition', 'vPartitionFreePercentage', 'Free %'],
  ['vMemory', 'vMemoryReservationLockedToMax', 'Memory Reservation Locked To Max'],
  ['vTools', 'vToolsVersion', 'Tools Version'],
  ['vTools', 'vToolsVMVersion', 'VM Version'],
  ['vHost', 'vHostCpuUsage', 'CPU usage %'],
  ['vDatastore', 'vDatastoreVMsTotal', '# VMs total'],
  ['vDatastore', 'vDatastoreClusterCapacity', 'Cluster capacity MiB'],
  ['vRP', 'VMs_total', '# VMs total'],
  ['vRP', 'vRPvCPUs', '# vCPUs'],
  ['vSwitch', 'vSwitchName', 'Switch'],
] as const)('in %s the name %s, as databases have it, means %s', (tab, written, column) => {
  expect([...matchHeader(tab, [written]).index.keys()]).toEqual([column])
})
