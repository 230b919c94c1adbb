import type {
  DatastoreFacts,
  FolderFacts,
  ResourcePoolFacts,
  StartStep,
} from '../../../model/infrastructure.ts'
import type { FactsByKind, ObjectKind, Observation, ObservationOf } from '../../../model/observation.ts'
import type { AnyRecord, RecordOf, Reference } from '../schema.ts'
import { clusterFacts } from './clusters.ts'
import {
  ancestorsOf,
  type Context,
  folderPathOf,
  nameOf,
  objectOf,
  plainName,
  poolPathOf,
  vcenterKey,
} from './context.ts'
import { known, mebibytes } from './facts.ts'
import { hostFacts } from './hosts.ts'
import { healthOf, labelsOf } from './labels.ts'
import { located } from './located.ts'
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
      const facts = poolFacts(record, context, machineNames)
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

function datastoreFacts(record: RecordOf<'Datastore'>, context: Context): DatastoreFacts {
  const { summary, info, host: mounts, parent } = record.properties
  const above = ancestorsOf(context, parent)[0]
  const pod = objectOf(context, above && { type: above.type, value: above.id }, 'StoragePod')
  const extents = info?.vmfs?.extent?.flatMap(({ diskName }) => diskName ?? [])
  const { remoteHost, remotePath } = info?.nas ?? {}
  return known({
    ...located(record, context),
    ...labelsOf(record, context),
    type: summary?.type,
    capacityMib: mebibytes(summary?.capacity),
    freeMib: mebibytes(summary?.freeSpace),
    provisionedMib:
      summary?.capacity === undefined || summary.freeSpace === undefined
        ? undefined
        : mebibytes(summary.capacity - summary.freeSpace + (summary.uncommitted ?? 0)),
    accessible: summary?.accessible,
    maintenanceMode: summary?.maintenanceMode,
    url: summary?.url,
    address: remoteHost === undefined ? extents?.[0] : `${remoteHost}:${remotePath ?? ''}`,
    version: info?.vmfs?.version,
    ioControl: record.properties['iormConfiguration.enabled'],
    luns: extents?.map((id) => ({ id })),
    hosts: mounts?.map((mount) => nameOf(context, mount.key) ?? mount.key?.value ?? '').sort(),
    cluster: pod && nameOf(context, { type: pod.type, value: pod.id }),
    clusterCapacityMib: mebibytes(pod?.properties.summary?.capacity),
    clusterFreeMib: mebibytes(pod?.properties.summary?.freeSpace),
    health: healthOf(record, context),
  })
}

function poolFacts(
  record: RecordOf<'ResourcePool'> | RecordOf<'VirtualApp'>,
  context: Context,
  machineNames: ReadonlyMap<string, string>,
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
    ...labelsOf(record, context),
    path,
    cluster: nameOf(context, properties.owner),
    cpuReservationMhz: cpu?.reservation,
    cpuLimitMhz: cpu?.limit,
    cpuShares: cpu?.shares?.shares,
    cpuExpandable: cpu?.expandableReservation,
    memoryReservationMib: memory?.reservation,
    memoryLimitMib: memory?.limit,
    memoryShares: memory?.shares?.shares,
    memoryExpandable: memory?.expandableReservation,
    startOrder: record.type === 'VirtualApp' ? startOrderOf(record, context, machineNames) : undefined,
  })
}

/** Members of a vApp in the order in which they start; a member may be a vApp too. */
function startOrderOf(
  { properties }: RecordOf<'VirtualApp'>,
  context: Context,
  machineNames: ReadonlyMap<string, string>,
): StartStep[] | undefined {
  const steps = properties['vAppConfig.entityConfig']?.map((entity) =>
    known({
      name:
        machineNames.get(entity.key?.value ?? '') ?? nameOf(context, entity.key) ?? entity.key?.value ?? '',
      order: entity.startOrder ?? 0,
      delaySeconds: entity.startDelay,
      waitsForGuest: entity.waitingForGuest,
    }),
  )
  return steps?.sort((a, b) => a.order - b.order)
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
  return known({ ...located(record, context), ...labelsOf(record, context), path })
}
