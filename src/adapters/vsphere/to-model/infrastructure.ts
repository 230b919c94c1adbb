import type {
  ClusterFacts,
  ClusterRule,
  DatastoreFacts,
  FolderFacts,
  HostFacts,
  ResourcePoolFacts,
} from '../../../model/infrastructure.ts'
import type { FactsByKind, ObjectKind, Observation, ObservationOf } from '../../../model/observation.ts'
import type { AnyRecord, RecordOf, Reference } from '../schema.ts'
import {
  ancestorsOf,
  type Context,
  datacenterOf,
  folderPathOf,
  nameOf,
  objectOf,
  plainName,
  poolPathOf,
  vcenterKey,
} from './context.ts'
import { known, mebibytes } from './facts.ts'
import { opaqueFacts, portgroupFacts, standardFacts } from './networks.ts'

/**
 * One object that is no machine as an observation; undefined for those that only hold others (datacenters, hidden root
 * folders and pools, switches). `machineNames` resolves the members of rules.
 */
export function infrastructureObservation(
  record: AnyRecord,
  context: Context,
  machineNames: ReadonlyMap<string, string>,
): Observation | undefined {
  switch (record.type) {
    case 'HostSystem':
      return observed('host', record, hostFacts(record, context), context)
    case 'ClusterComputeResource':
      return observed('cluster', record, clusterFacts(record, context, machineNames), context)
    case 'Datastore':
      return observed('datastore', record, datastoreFacts(record, context), context)
    case 'Network':
      return observed('network', record, standardFacts(record, context), context)
    case 'OpaqueNetwork':
      return observed('network', record, opaqueFacts(record, context), context)
    case 'DistributedVirtualPortgroup':
      return observed('network', record, portgroupFacts(record, context), context)
    case 'ResourcePool':
    case 'VirtualApp': {
      const facts = poolFacts(record, context)
      return facts && observed('resource-pool', record, facts, context)
    }
    case 'Folder': {
      const facts = folderFacts(record, context)
      return facts && observed('folder', record, facts, context)
    }
    default:
      return undefined
  }
}

function observed<K extends ObjectKind>(
  kind: K,
  record: AnyRecord,
  facts: FactsByKind[K],
  context: Context,
): ObservationOf<K> {
  const identities = [vcenterKey(context, record.id), `name:${context.vcenter}/${nameWithin(facts)}`]
  return { kind, key: record.id, identities, place: { file: context.host, object: record.id }, facts }
}

/** Names of pools are unique per cluster and those of folders per datacenter at best; others stand alone. */
function nameWithin(facts: FactsByKind[ObjectKind]): string {
  if (!('path' in facts)) return facts.name
  const above = 'cluster' in facts ? facts.cluster : 'datacenter' in facts ? facts.datacenter : undefined
  return `${above ?? ''}/${facts.path ?? facts.name}`
}

function located(
  record: AnyRecord & { readonly properties: { readonly name?: string; readonly parent?: Reference } },
  context: Context,
) {
  return {
    name: plainName(record.properties.name ?? record.id),
    moref: record.id,
    vcenter: context.vcenter,
    datacenter: datacenterOf(context, record.properties.parent),
  }
}

function hostFacts(record: RecordOf<'HostSystem'>, context: Context): HostFacts {
  const { properties } = record
  const hardware = properties['summary.hardware']
  const cluster = objectOf(context, properties.parent, 'ClusterComputeResource')
  const addresses = (properties['config.network.vnic'] ?? []).flatMap((nic) => nic.spec?.ip?.ipAddress ?? [])
  return known({
    ...located(record, context),
    cluster: cluster && nameOf(context, { type: cluster.type, value: cluster.id }),
    cpuModel: hardware?.cpuModel,
    sockets: hardware?.numCpuPkgs,
    cores: hardware?.numCpuCores,
    threads: hardware?.numCpuThreads,
    cpuMhz: hardware?.cpuMhz,
    memoryMib: hardware?.memorySize === undefined ? undefined : Math.floor(hardware.memorySize / 1_048_576),
    version: properties['config.product']?.fullName ?? properties['config.product']?.version,
    maintenance: properties['runtime.inMaintenanceMode'],
    connectionState: properties['runtime.connectionState'],
    vendor: hardware?.vendor,
    model: hardware?.model,
    timeZone:
      properties['config.dateTimeInfo.timeZone']?.name ?? properties['config.dateTimeInfo.timeZone']?.key,
    addresses: addresses.length === 0 ? undefined : [...new Set(addresses)],
    physicalNics: physicalNicsOf(record),
  })
}

function physicalNicsOf({ properties }: RecordOf<'HostSystem'>): HostFacts['physicalNics'] {
  const switches = properties['config.network.vswitch'] ?? []
  return properties['config.network.pnic']?.map((nic) =>
    known({
      name: nic.device ?? nic.key ?? '',
      speedMbps: nic.linkSpeed?.speedMb,
      switch: switches.find((one) => one.pnic?.includes(nic.key ?? ''))?.name,
    }),
  )
}

function clusterFacts(
  record: RecordOf<'ClusterComputeResource'>,
  context: Context,
  machineNames: ReadonlyMap<string, string>,
): ClusterFacts {
  const { configurationEx, summary } = record.properties
  return known({
    ...located(record, context),
    // A cluster whose settings may be seen leaves out what was never switched on.
    drs: configurationEx && (configurationEx.drsConfig?.enabled ?? false),
    drsBehavior: configurationEx?.drsConfig?.defaultVmBehavior,
    ha: configurationEx && (configurationEx.dasConfig?.enabled ?? false),
    dpm: configurationEx && (configurationEx.dpmConfigInfo?.enabled ?? false),
    evcMode: summary?.currentEVCModeKey,
    rules: configurationEx && rulesOf(record, context, machineNames),
  })
}

const ruleKinds: ReadonlyMap<string, ClusterRule['kind']> = new Map([
  ['ClusterAffinityRuleSpec', 'affinity'],
  ['ClusterAntiAffinityRuleSpec', 'anti-affinity'],
  ['ClusterVmHostRuleInfo', 'vm-host'],
  ['ClusterDependencyRuleInfo', 'dependency'],
])

function rulesOf(
  record: RecordOf<'ClusterComputeResource'>,
  context: Context,
  machineNames: ReadonlyMap<string, string>,
): ClusterRule[] {
  const { rule: rules = [], group: groups = [] } = record.properties.configurationEx ?? {}
  const members = (name: string | undefined, kind: 'vm' | 'host'): readonly Reference[] =>
    groups.find((group) => group.name !== undefined && group.name === name)?.[kind] ?? []
  const machine = (vm: Reference): string => machineNames.get(vm.value) ?? vm.value
  return rules.flatMap((rule) => {
    const kind = ruleKinds.get(rule.type)
    if (kind === undefined) return []
    const groupName = rule.vmGroupName ?? rule.vmGroup
    const vms = [...(rule.vm ?? []), ...members(groupName, 'vm'), ...members(rule.dependsOnVmGroup, 'vm')]
    const hosts = members(rule.affineHostGroupName ?? rule.antiAffineHostGroupName, 'host')
    return [
      known({
        kind,
        name: rule.name ?? '',
        enabled: rule.enabled,
        mandatory: rule.mandatory,
        vms: vms.map(machine),
        hosts: kind === 'vm-host' ? hosts.map((host) => nameOf(context, host) ?? host.value) : undefined,
      }),
    ]
  })
}

function datastoreFacts(record: RecordOf<'Datastore'>, context: Context): DatastoreFacts {
  const { summary, host: mounts, parent } = record.properties
  const pod = ancestorsOf(context, parent)[0]
  return known({
    ...located(record, context),
    type: summary?.type,
    capacityMib: mebibytes(summary?.capacity),
    freeMib: mebibytes(summary?.freeSpace),
    provisionedMib:
      summary?.capacity === undefined || summary.freeSpace === undefined
        ? undefined
        : mebibytes(summary.capacity - summary.freeSpace + (summary.uncommitted ?? 0)),
    accessible: summary?.accessible,
    hosts: mounts?.map((mount) => nameOf(context, mount.key) ?? mount.key?.value ?? '').sort(),
    cluster: pod?.type === 'StoragePod' ? nameOf(context, { type: pod.type, value: pod.id }) : undefined,
  })
}

function poolFacts(
  record: RecordOf<'ResourcePool'> | RecordOf<'VirtualApp'>,
  context: Context,
): ResourcePoolFacts | undefined {
  const { properties } = record
  const path = poolPathOf(context, { type: record.type, value: record.id })
  if (path === '') return undefined
  const cpu = properties['config.cpuAllocation']
  const memory = properties['config.memoryAllocation']
  return known({
    name: plainName(properties.name ?? record.id),
    moref: record.id,
    vcenter: context.vcenter,
    path,
    cluster: nameOf(context, properties.owner),
    cpuReservationMhz: cpu?.reservation,
    cpuLimitMhz: cpu?.limit,
    memoryReservationMib: memory?.reservation,
    memoryLimitMib: memory?.limit,
  })
}

/** Only folders of machines: those of hosts, networks and datastores hold nothing that moves. */
function folderFacts(record: RecordOf<'Folder'>, context: Context): FolderFacts | undefined {
  const self: Reference = { type: record.type, value: record.id }
  const path = folderPathOf(context, self)
  const chain = ancestorsOf(context, self).filter((one) => one.type === 'Folder' || one.type === 'Datacenter')
  const datacenterAt = chain.findIndex((one) => one.type === 'Datacenter')
  const root = chain[datacenterAt - 1]
  if (path === undefined || path === '' || root?.type !== 'Folder' || root.properties.name !== 'vm')
    return undefined
  return known({ ...located(record, context), path })
}
