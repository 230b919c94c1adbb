import type { Cursor, ValueNotes } from '../cursor.ts'
import type { Tab } from '../header.ts'
import { takeDisk, takeDrive, takeNic, takePartition, takeSnapshot, takeUsb } from './devices.ts'
import { takeHealth } from './health.ts'
import { takeHost, takeKernelNic, takePhysicalNic, takeStorageAdapter } from './hosts.ts'
import { takeCluster, takePool } from './infrastructure.ts'
import { takeCpu, takeInfo, takeMemory, takeTools } from './machines.ts'
import { takeDistributedPort, takeStandardPort, takeSwitch } from './networks.ts'
import { takeDatastore, takeFile, takeMultiPath } from './storage.ts'
import { takeLicence, takeMetaData, takeSource } from './vcenters.ts'
import type { Inventory, Vcenter } from './inventory.ts'

/** Adds what a row says; the vCenter it speaks of. */
type Take = (inventory: Inventory, row: Cursor, notes: ValueNotes) => Vcenter | undefined

/** What each tab adds. */
export const takers: Readonly<Record<Tab, Take>> = {
  vMetaData: takeMetaData,
  vSource: takeSource,
  vInfo: takeInfo,
  vCPU: takeCpu,
  vMemory: takeMemory,
  vTools: takeTools,
  vDisk: takeDisk,
  vPartition: takePartition,
  vNetwork: takeNic,
  vSnapshot: takeSnapshot,
  vCD: takeDrive,
  vFloppy: takeDrive,
  vUSB: takeUsb,
  vCluster: takeCluster,
  vHost: takeHost,
  vNIC: takePhysicalNic,
  vSC_VMK: takeKernelNic,
  vDatastore: takeDatastore,
  dvSwitch: takeSwitch,
  vSwitch: takeSwitch,
  dvPort: takeDistributedPort,
  vPort: takeStandardPort,
  vRP: takePool,
  vHBA: takeStorageAdapter,
  vMultiPath: takeMultiPath,
  vLicense: takeLicence,
  vFileInfo: takeFile,
  vHealth: takeHealth,
}
