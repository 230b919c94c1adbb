import type { Properties } from './inventory.ts'
import { browser, count, entity } from './places.ts'
import { uuid } from './random.ts'
import { type Cluster, every, named } from './topology.ts'

const gib = 1024 ** 3

/** The name of datastore `n`. */
export function datastoreName(n: number): string {
  return `ds-${String(n + 1).padStart(4, '0')}`
}

/** One VMFS datastore of a cluster, mounted on all of its hosts. */
export function datastoreProperties(cluster: Cluster, n: number): Properties {
  const capacity = 8 * 1024 * gib
  const url = `ds:///vmfs/volumes/${uuid(55, n)}/`
  return {
    ...entity(datastoreName(n), named.pod(cluster.at)),
    summary: () => ({
      datastore: named.datastore(n),
      name: datastoreName(n),
      url,
      capacity,
      freeSpace: capacity / 4,
      uncommitted: capacity / 2,
      accessible: true,
      multipleHostAccess: true,
      type: 'VMFS',
      maintenanceMode: 'normal',
    }),
    info: () => ({
      $: 'VmfsDatastoreInfo',
      name: datastoreName(n),
      url,
      freeSpace: capacity / 4,
      maxFileSize: 64 * 1024 * gib,
    }),
    capability: () => ({
      directoryHierarchySupported: true,
      rawDiskMappingsSupported: true,
      perFileThinProvisioningSupported: true,
    }),
    browser: () => browser(n),
    host: () =>
      count(cluster.hosts, (at) => ({
        key: named.host(cluster.firstHost + at),
        mountInfo: {
          path: url.slice(5),
          accessMode: 'readWrite',
          mounted: true,
          accessible: true,
        },
      })),
    vm: () => every(cluster, cluster.datastores, n - cluster.firstDatastore).map(named.machine),
  }
}

/** The datastore cluster of a cluster. */
export function podProperties(cluster: Cluster): Properties {
  return {
    ...entity(`Pod-${cluster.at + 1}`, named.rootFolder('s', cluster.datacenter)),
    childType: () => ['Datastore'],
    childEntity: () => count(cluster.datastores, (at) => named.datastore(cluster.firstDatastore + at)),
  }
}
