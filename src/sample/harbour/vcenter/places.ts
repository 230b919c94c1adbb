import { harbourMachines } from '../estate.ts'
import { fillOf } from '../measures.ts'
import { clusters, datastores, networks, resting, vcenter } from '../places.ts'
import { recordedNames } from './recorded-names.ts'

/** A pointer to a managed object. */
export function to(type: string, value: string) {
  return { type, value }
}

const datacenterId = 'datacenter-2'
const folderIds = new Map<string, string>()

/** Id of an inventory folder by its path below the datacenter's `vm` folder; the root is the empty path. */
export function folderId(path: string): string {
  return folderIds.get(path) ?? 'group-v3'
}

/** Id of a host by its name. */
export function hostId(host: string): string {
  return `host-${21 + clusters.flatMap((cluster) => cluster.hosts).indexOf(host)}`
}

/** Id of the root pool of a cluster. */
export function poolId(cluster: string): string {
  return `resgroup-${9 + clusters.findIndex((place) => place.name === cluster)}`
}

/** Datacenter and folders: all that lie above a recorded machine. */
export function folderRecords() {
  const folder = (id: string, name: string, parent: ReturnType<typeof to>) => ({
    type: 'Folder' as const,
    id,
    properties: { name, parent },
  })
  const records = [
    { type: 'Folder' as const, id: 'group-d1', properties: { name: 'Datacenters' } },
    folder('group-v3', 'vm', to('Datacenter', datacenterId)),
    folder('group-h4', 'host', to('Datacenter', datacenterId)),
    folder('group-s5', 'datastore', to('Datacenter', datacenterId)),
    folder('group-n6', 'network', to('Datacenter', datacenterId)),
  ]
  const paths = harbourMachines()
    .filter((machine) => recordedNames.includes(machine.name))
    .flatMap((machine) => machine.folder.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/')))
  for (const path of [...new Set(paths)].sort()) {
    // The same ids however often the recording is made.
    const id = folderIds.get(path) ?? `group-v${31 + folderIds.size}`
    folderIds.set(path, id)
    const above = path.split('/').slice(0, -1).join('/')
    records.push(folder(id, path.split('/').at(-1) ?? path, to('Folder', folderId(above))))
  }
  return records
}

/** The datacenter. */
export function datacenterRecord() {
  return {
    type: 'Datacenter' as const,
    id: datacenterId,
    properties: { name: vcenter.datacenter, parent: to('Folder', 'group-d1') },
  }
}

/** Clusters with their rules, which no sheet carries in full. */
export function clusterRecords() {
  const id = (name: string) =>
    to('VirtualMachine', harbourMachines().find((machine) => machine.name === name)?.moref ?? '')
  const apart = (name: string, machines: readonly string[]) => ({
    type: 'ClusterAntiAffinityRuleSpec',
    name,
    enabled: true,
    mandatory: false,
    vm: machines.map(id),
  })
  return clusters.map((cluster) => ({
    type: 'ClusterComputeResource' as const,
    id: cluster.moref,
    properties: {
      name: cluster.name,
      parent: to('Folder', 'group-h4'),
      configurationEx: {
        type: 'ClusterConfigInfoEx',
        dasConfig: { enabled: true },
        drsConfig: { enabled: cluster.drs, defaultVmBehavior: cluster.drs ? 'fullyAutomated' : 'manual' },
        dpmConfigInfo: { enabled: cluster.dpm, defaultDpmBehavior: cluster.dpm ? 'automated' : 'manual' },
        ...(cluster.name === 'QS-PROD'
          ? {
              group: [
                { type: 'ClusterVmGroup', name: 'licence-vms', vm: [id('license-01')] },
                {
                  type: 'ClusterHostGroup',
                  name: 'licence-hosts',
                  host: [to('HostSystem', hostId('esx03.harbour.example'))],
                },
                { type: 'ClusterVmGroup', name: 'sql-vms', vm: [id('fin-sql-01'), id('fin-sql-02')] },
                {
                  type: 'ClusterHostGroup',
                  name: 'sql-hosts',
                  host: ['esx01.harbour.example', 'esx02.harbour.example'].map((host) =>
                    to('HostSystem', hostId(host)),
                  ),
                },
              ],
              rule: [
                {
                  type: 'ClusterVmHostRuleInfo',
                  name: 'license-on-esx03',
                  enabled: true,
                  mandatory: true,
                  vmGroupName: 'licence-vms',
                  affineHostGroupName: 'licence-hosts',
                },
                {
                  type: 'ClusterVmHostRuleInfo',
                  name: 'fin-sql-licensed-hosts',
                  enabled: true,
                  mandatory: true,
                  vmGroupName: 'sql-vms',
                  affineHostGroupName: 'sql-hosts',
                },
                {
                  type: 'ClusterAffinityRuleSpec',
                  name: 'hr-together',
                  enabled: true,
                  mandatory: true,
                  vm: ['hr-app-01', 'hr-db-01'].map(id),
                },
                apart('fin-sql-apart', ['fin-sql-01', 'fin-sql-02']),
                apart('erp-databases-apart', ['erp-db-01', 'erp-db-02']),
                apart('cargo-rac-apart', ['cargo-rac-01', 'cargo-rac-02']),
                apart('cargo-mq-apart', ['cargo-mq-01', 'cargo-mq-02', 'cargo-mq-03']),
              ],
            }
          : {}),
      },
      summary: { type: 'ClusterComputeResourceSummary', currentEVCModeKey: 'intel-cascadelake' },
    },
  }))
}

/** Hosts. */
export function hostRecords() {
  return clusters.flatMap((cluster) =>
    cluster.hosts.map((host) => ({
      type: 'HostSystem' as const,
      id: hostId(host),
      properties: {
        name: host,
        parent: to('ClusterComputeResource', cluster.moref),
        'runtime.connectionState': 'connected',
        'runtime.inMaintenanceMode': host === resting,
        'summary.hardware': {
          vendor: 'Dell Inc.',
          model: 'PowerEdge R740',
          memorySize: cluster.memoryMib * 1_048_576,
          cpuModel: 'Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz',
          cpuMhz: 2993,
          numCpuPkgs: 2,
          numCpuCores: cluster.cores,
          numCpuThreads: cluster.cores * 2,
        },
        'config.product': {
          version: '8.0.3',
          build: '24280767',
          fullName: 'VMware ESXi 8.0.3 build-24280767',
        },
        'config.dateTimeInfo.timeZone': { type: 'HostDateTimeSystemTimeZone', key: 'UTC', name: 'UTC' },
        ...(cluster.name === 'QS-EDGE'
          ? {
              'config.network.portgroup': [
                {
                  spec: { name: 'QS-CRANE-15', vlanId: 15, vswitchName: 'vSwitch0' },
                  computedPolicy: {
                    security: { allowPromiscuous: false, macChanges: false, forgedTransmits: false },
                  },
                },
              ],
              'config.network.vswitch': [
                { name: 'vSwitch0', mtu: 1500, pnic: ['key-vim.host.PhysicalNic-vmnic2'] },
              ],
            }
          : {}),
      },
    })),
  )
}

/** Datastores. */
export function datastoreRecords() {
  return datastores.map((store) => ({
    type: 'Datastore' as const,
    id: store.moref,
    properties: {
      name: store.name,
      parent: to('Folder', 'group-s5'),
      summary: {
        type: store.type,
        accessible: store.accessible,
        ...(store.accessible
          ? {
              capacity: store.capacityMib * 1_048_576,
              freeSpace: fillOf(store, harbourMachines()).freeMib * 1_048_576,
            }
          : {}),
      },
      host: clusters
        .filter((cluster) => store.clusters.includes(cluster.name))
        .flatMap((cluster) => cluster.hosts.map((host) => ({ key: to('HostSystem', hostId(host)) }))),
    },
  }))
}

/** Root pools. */
export function poolRecords() {
  return clusters.map((cluster) => ({
    type: 'ResourcePool' as const,
    id: poolId(cluster.name),
    properties: {
      name: 'Resources',
      parent: to('ClusterComputeResource', cluster.moref),
      owner: to('ClusterComputeResource', cluster.moref),
    },
  }))
}

const switchUuid = '50 1f 3a 8e 7c 40 4a 52-9d 0e 2f 6b 8c 1d 7e 90'

/** Where a card of a distributed port group hangs. */
export function portOf(portgroupKey: string) {
  return { switchUuid, portgroupKey, portKey: '12' }
}

/** The switch, whose private VLANs no sheet carries. */
export function switchRecord() {
  return {
    type: 'VmwareDistributedVirtualSwitch' as const,
    id: 'dvs-51',
    properties: {
      name: 'QS-DVS',
      parent: to('Folder', 'group-n6'),
      uuid: switchUuid,
      config: {
        type: 'VMwareDVSConfigInfo',
        maxMtu: 9000,
        pvlanConfig: [
          { primaryVlanId: 110, secondaryVlanId: 110, pvlanType: 'promiscuous' },
          { primaryVlanId: 110, secondaryVlanId: 111, pvlanType: 'isolated' },
        ],
      },
    },
  }
}

/** Distributed port groups: private VLANs, trunks and the NSX segment as they really are. */
export function portgroupRecords() {
  return networks
    .filter((network) => network.kind !== 'standard')
    .map((network) => ({
      type: 'DistributedVirtualPortgroup' as const,
      id: network.moref,
      properties: {
        name: network.name,
        parent: to('Folder', 'group-n6'),
        key: network.moref,
        config: {
          key: network.moref,
          name: network.name,
          distributedVirtualSwitch: to('VmwareDistributedVirtualSwitch', 'dvs-51'),
          type: 'earlyBinding',
          backingType: network.kind === 'nsx' ? 'nsx' : 'standard',
          uplink: false,
          ...(network.kind === 'nsx'
            ? {
                segmentId: '/infra/segments/customs-120',
                logicalSwitchUuid: '7b0c9a14-33d5-4d7e-8a61-5f2e90b1c6d8',
                transportZoneName: 'tz-overlay',
              }
            : {}),
          defaultPortConfig: {
            type: 'VMwareDVSPortSetting',
            vlan: vlanOf(network.kind, network.vlan),
            securityPolicy: {
              allowPromiscuous: { inherited: false, value: network.promiscuous === true },
              macChanges: { inherited: false, value: network.forged === true },
              forgedTransmits: { inherited: false, value: network.forged === true },
            },
          },
        },
      },
    }))
}

function vlanOf(kind: string, vlan: string) {
  if (kind === 'private') return { type: 'VmwareDistributedVirtualSwitchPvlanSpec', pvlanId: Number(vlan) }
  if (kind === 'trunk') {
    return { type: 'VmwareDistributedVirtualSwitchTrunkVlanSpec', vlanId: [{ start: 0, end: 4094 }] }
  }
  return { type: 'VmwareDistributedVirtualSwitchVlanIdSpec', vlanId: [{ id: Number(vlan) }] }
}

/** The standard port group. */
export function standardRecords() {
  return networks
    .filter((network) => network.kind === 'standard')
    .map((network) => ({
      type: 'Network' as const,
      id: network.moref,
      properties: {
        name: network.name,
        parent: to('Folder', 'group-n6'),
        host: clusters
          .filter((cluster) => cluster.name === 'QS-EDGE')
          .flatMap((cluster) => cluster.hosts.map((host) => to('HostSystem', hostId(host)))),
        summary: { type: 'NetworkSummary', accessible: true },
      },
    }))
}
