import { writeXlsx, type XlsxSheetInput } from '../../../formats/xlsx/write.ts'
import { type HarbourMachine, harbourMachines } from '../estate.ts'
import { datastores, vcenter, workbookTime } from '../places.ts'
import { type Cells, server, sheetOf } from './cells.ts'
import { cdTab, diskTab, networkTab, partitionTab, usbTab } from './device-tabs.ts'
import { clusterTab, distributedTabs, hostDeviceTabs, hostTab, poolTab, storageTabs } from './host-tabs.ts'
import { cpuTab, infoTab, memoryTab, snapshotTab, toolsTab } from './machine-tabs.ts'

/** The tabs of an RVTools 4.8 workbook of these machines, in RVTools' order. */
export function rvtoolsSheets(machines: readonly HarbourMachine[]): readonly XlsxSheetInput[] {
  const byName = new Map(
    [
      infoTab(machines),
      cpuTab(machines),
      memoryTab(machines),
      diskTab(machines),
      partitionTab(machines),
      networkTab(machines),
      cdTab(machines),
      usbTab(machines),
      snapshotTab(machines),
      toolsTab(machines),
      sourceTab(),
      poolTab(machines),
      clusterTab(),
      hostTab(machines),
      ...hostDeviceTabs(),
      ...distributedTabs(machines),
      ...storageTabs(machines),
      ...closingTabs(machines),
    ].map((sheet) => [sheet.name, sheet]),
  )
  return order.flatMap((name) => byName.get(name) ?? [])
}

const order = (
  'vInfo vCPU vMemory vDisk vPartition vNetwork vCD vUSB vSnapshot vTools vSource vRP vCluster vHost vHBA vNIC ' +
  'vSwitch vPort dvSwitch dvPort vSC_VMK vDatastore vMultiPath vLicense vFileInfo vHealth vMetaData'
).split(' ')

function sourceTab(): XlsxSheetInput {
  const row: Cells = {
    Name: 'VMware vCenter Server',
    'OS type': 'linux-x64',
    'API type': 'VirtualCenter',
    'API version': '8.0.3.0',
    Version: vcenter.version,
    'Patch level': '00200',
    Build: vcenter.build,
    Fullname: `VMware vCenter Server ${vcenter.version} build-${vcenter.build}`,
    'Product name': 'VMware vCenter Server',
    'Product version': vcenter.version,
    'Product line': 'vpx',
    Vendor: 'VMware, Inc.',
    ...server,
  }
  return sheetOf('vSource', [row])
}

function closingTabs(machines: readonly HarbourMachine[]): readonly XlsxSheetInput[] {
  const health = machines
    .filter((machine) => machine.snapshots !== undefined || machine.consolidate)
    .map(
      (machine): Cells => ({
        Name: machine.name,
        Message: machine.consolidate ? 'VM disks consolidation is needed.' : 'VM has an active snapshot!',
        'Message type': machine.consolidate ? 'Consolidate' : 'Snapshot',
        ...server,
      }),
    )
  return [
    sheetOf('vLicense', [
      {
        Name: 'VMware vSphere 8 Enterprise Plus',
        Key: 'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX',
        'Cost Unit': 'cpuPackage:32core',
        Total: 28,
        Used: 24,
        'Expiration Date': new Date('2027-06-30T00:00:00Z'),
        Features: 'vMotion, DRS, HA, FT',
        ...server,
      },
    ]),
    sheetOf('vFileInfo', [
      {
        'Friendly Path Name': `[${datastores[5]?.name}] windows/2022.iso`,
        'File Name': '2022.iso',
        'File Type': 'IsoImageFile',
        'File Size in bytes': 5_044_094_976,
        Path: 'windows/',
        'Internal Sort Column': '1',
        ...server,
      },
    ]),
    sheetOf('vHealth', health),
    sheetOf('vMetaData', [
      {
        'RVTools major version': 4.8,
        'RVTools version': '4.8.1.0',
        'xlsx creation datetime': workbookTime,
        Server: vcenter.name,
      },
    ]),
  ]
}

/** The bytes of Harbour's workbook: the same every time. */
export function harbourWorkbook(): Uint8Array {
  return writeXlsx(rvtoolsSheets(harbourMachines()))
}
