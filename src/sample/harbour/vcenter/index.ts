import { vcenter } from '../places.ts'
import { machineRecords } from './machines.ts'
import {
  clusterRecords,
  datacenterRecord,
  datastoreRecords,
  folderRecords,
  hostRecords,
  poolRecords,
  portgroupRecords,
  standardRecords,
  switchRecord,
  to,
} from './places.ts'
import { harbourMachine } from '../estate.ts'
import { recordedNames } from './recorded-names.ts'

export { recordedNames }

/** What Harbour's vCenter answered an hour after the workbook was made, asked for the twelve machines only. */
export function harbourRecording() {
  const folders = folderRecords()
  return {
    host: vcenter.name,
    recordedAt: '2026-11-13T19:00:00Z',
    about: {
      name: 'VMware vCenter Server',
      fullName: `VMware vCenter Server ${vcenter.version} build-${vcenter.build}`,
      version: vcenter.version,
      build: vcenter.build,
      apiVersion: '8.0.3.0',
      apiType: 'VirtualCenter',
      instanceUuid: vcenter.uuid,
    },
    records: [
      datacenterRecord(),
      ...folders,
      ...clusterRecords(),
      ...hostRecords(),
      ...datastoreRecords(),
      ...poolRecords(),
      switchRecord(),
      ...portgroupRecords(),
      ...standardRecords(),
      {
        type: 'CustomFieldsManager' as const,
        id: 'CustomFieldsManager',
        properties: {
          field: [
            { key: 101, name: 'Cost Centre' },
            { key: 102, name: 'Service Owner' },
          ],
        },
      },
      ...machineRecords(),
    ],
    tags: [...new Set(recordedNames.map((name) => harbourMachine(name).environment))].map((name) => ({
      category: 'Environment',
      name,
      objects: recordedNames.filter((one) => harbourMachine(one).environment === name).map(machine),
    })),
  }
}

function machine(name: string) {
  return to('VirtualMachine', harbourMachine(name).moref)
}
