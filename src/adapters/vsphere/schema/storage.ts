import { entityProperties } from './entity.ts'
import { anyOf, boolean, integer, list, long, object, reference, string } from './kinds.ts'

/** Properties of a datastore. */
export const datastoreProperties = {
  ...entityProperties,
  summary: object('DatastoreSummary', {
    url: string,
    type: string,
    capacity: long,
    freeSpace: long,
    uncommitted: long,
    accessible: boolean,
    maintenanceMode: string,
  }),
  info: anyOf('DatastoreInfo', {
    nas: object('HostNasVolume', { remoteHost: string, remotePath: string, type: string }),
    vmfs: object('HostVmfsVolume', {
      version: string,
      extent: list(object('HostScsiDiskPartition', { diskName: string, partition: integer })),
    }),
  }),
  'iormConfiguration.enabled': boolean,
  host: list(object('DatastoreHostMount', { key: reference })),
} as const

/** Properties of a datastore cluster. */
export const podProperties = {
  ...entityProperties,
  summary: object('StoragePodSummary', { capacity: long, freeSpace: long }),
} as const
