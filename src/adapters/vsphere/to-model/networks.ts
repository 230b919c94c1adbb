import type { NetworkFacts, Vlan } from '../../../model/infrastructure.ts'
import type { AnyRecord, RecordOf } from '../schema.ts'
import { type Context, datacenterOf, nameOf, objectOf, plainName } from './context.ts'
import { known } from './facts.ts'
import { labelsOf } from './labels.ts'
import { hostShaping, hostTeaming, portShaping, portTeaming, type PortSetting } from './policies.ts'

type Portgroup = RecordOf<'DistributedVirtualPortgroup'>

/** A distributed port group, of NSX or of vSphere itself. */
export function portgroupFacts(record: Portgroup, context: Context): NetworkFacts {
  const { config, parent } = record.properties
  const dvs = switchOf(record, context)
  const setting = config?.defaultPortConfig
  const vlan = setting?.vlan === undefined ? undefined : vlanOf(setting.vlan, dvs)
  return known({
    name: plainName(record.properties.name ?? record.id),
    moref: record.id,
    vcenter: context.vcenter,
    datacenter: datacenterOf(context, parent),
    type: config?.backingType === 'nsx' ? nsxType(vlan) : 'distributed',
    switch: nameOf(context, config?.distributedVirtualSwitch),
    vlan,
    segmentId: config?.segmentId ?? config?.logicalSwitchUuid,
    mtu: dvs?.properties.config?.maxMtu,
    ...securityOf(setting),
    teaming: portTeaming(setting),
    shaping: portShaping(setting),
    blocked: setting?.blocked?.value,
    lacp: lacpOf(setting, dvs),
    switchVersion: dvs?.properties.config?.productInfo?.version,
    flowCollector: setting?.ipfixEnabled?.value === true ? collectorOf(dvs) : undefined,
    ...labelsOf(record, context),
    uplink: config?.uplink ?? isUplink(record, dvs),
  } as const)
}

/** NSX gives a segment on a VLAN its number; one in an overlay has none that the port group knows. */
function nsxType(vlan: Vlan | undefined): 'nsx-vlan' | 'nsx-overlay' {
  return vlan === undefined || vlan.kind === 'none' ? 'nsx-overlay' : 'nsx-vlan'
}

/** LACP as a port group of uplinks has it, or the groups of its switch. */
function lacpOf(setting: PortSetting | undefined, dvs: Switch | undefined): string | undefined {
  if (setting?.lacpPolicy?.enable?.value === true) return setting.lacpPolicy.mode?.value
  return dvs?.properties.config?.lacpGroupConfig?.[0]?.mode
}

/** The address that a switch sends records of flows to; none is set until somebody does. */
function collectorOf(dvs: Switch | undefined): string | undefined {
  const { collectorIpAddress, collectorPort } = dvs?.properties.config?.ipfixConfig ?? {}
  if (collectorIpAddress === undefined || collectorIpAddress === '') return undefined
  const host = collectorIpAddress.includes(':') ? `[${collectorIpAddress}]` : collectorIpAddress
  return collectorPort === undefined || collectorPort === 0 ? host : `${host}:${collectorPort}`
}

type Switch = RecordOf<'DistributedVirtualSwitch'> | RecordOf<'VmwareDistributedVirtualSwitch'>

function switchOf(record: Portgroup, context: Context): Switch | undefined {
  const reference = record.properties.config?.distributedVirtualSwitch
  return (
    objectOf(context, reference, 'VmwareDistributedVirtualSwitch') ??
    objectOf(context, reference, 'DistributedVirtualSwitch')
  )
}

function isUplink(record: Portgroup, dvs: Switch | undefined): boolean | undefined {
  return dvs?.properties.config?.uplinkPortgroup?.some((group) => group.value === record.id)
}

function vlanOf(spec: NonNullable<PortSetting['vlan']>, dvs: Switch | undefined): Vlan | undefined {
  if (spec.pvlanId !== undefined) return privateVlan(spec.pvlanId, dvs)
  const numbers = spec.vlanId ?? []
  const id = numbers[0]?.id
  if (id !== undefined) return id === 0 ? { kind: 'none' } : { kind: 'access', id }
  if (!spec.type.includes('Trunk')) return undefined
  const ranges = numbers.flatMap(({ start, end }) =>
    start === undefined || end === undefined ? [] : [{ from: start, to: end }],
  )
  return { kind: 'trunk', ranges }
}

const privateTypes = { isolated: 'isolated', community: 'community', promiscuous: 'promiscuous' } as const

/** The switch's map says which primary VLAN a secondary one belongs to. */
function privateVlan(secondary: number, dvs: Switch | undefined): Vlan {
  const entry = dvs?.properties.config?.pvlanConfig?.find((one) => one.secondaryVlanId === secondary)
  const type = entry?.pvlanType
  return known({
    kind: 'private',
    secondary,
    primary: entry?.primaryVlanId,
    type:
      type !== undefined && type in privateTypes
        ? privateTypes[type as keyof typeof privateTypes]
        : undefined,
  } as const)
}

function securityOf(setting: PortSetting | undefined): Partial<NetworkFacts> {
  const newer = setting?.macManagementPolicy
  const older = setting?.securityPolicy
  return known({
    promiscuous: newer?.allowPromiscuous ?? older?.allowPromiscuous?.value,
    macChanges: newer?.macChanges ?? older?.macChanges?.value,
    forgedTransmits: newer?.forgedTransmits ?? older?.forgedTransmits?.value,
    macLearning: newer?.macLearningPolicy?.enabled,
  })
}

/** A network of NSX-T before it used port groups, known by name and id only. */
export function opaqueFacts(record: RecordOf<'OpaqueNetwork'>, context: Context): NetworkFacts {
  return known({
    name: plainName(record.properties.name ?? record.id),
    moref: record.id,
    vcenter: context.vcenter,
    datacenter: datacenterOf(context, record.properties.parent),
    type: 'opaque',
    segmentId: record.properties.summary?.opaqueNetworkId,
    ...labelsOf(record, context),
  } as const)
}

/**
 * A standard port group: one name on many hosts, each with its own VLAN. Where they differ the VLAN is said per host.
 */
export function standardFacts(record: RecordOf<'Network'>, context: Context): NetworkFacts {
  const name = record.properties.name ?? record.id
  const groups = hostsOf(record, context).flatMap((host) => {
    const group = host.properties['config.network.portgroup']?.find((one) => one.spec?.name === name)
    const vswitch = host.properties['config.network.vswitch']?.find(
      (one) => one.name === group?.spec?.vswitchName,
    )
    return group === undefined
      ? []
      : [{ host: plainName(host.properties.name ?? host.id), group, mtu: vswitch?.mtu }]
  })
  const first = groups[0]
  const ids = new Set(groups.map(({ group }) => group.spec?.vlanId))
  const id = first?.group.spec?.vlanId
  const policy = first?.group.computedPolicy
  const security = policy?.security
  return known({
    name: plainName(name),
    moref: record.id,
    vcenter: context.vcenter,
    datacenter: datacenterOf(context, record.properties.parent),
    type: 'standard',
    switch: first?.group.spec?.vswitchName,
    vlan: ids.size === 1 && id !== undefined ? standardVlan(id) : undefined,
    vlanByHost:
      ids.size > 1
        ? Object.fromEntries(groups.map(({ host, group }) => [host, group.spec?.vlanId ?? 0]))
        : undefined,
    mtu: first?.mtu,
    promiscuous: security?.allowPromiscuous,
    macChanges: security?.macChanges,
    forgedTransmits: security?.forgedTransmits,
    teaming: hostTeaming(policy),
    shaping: hostShaping(policy),
    ...labelsOf(record, context),
  } as const)
}

/** The hosts that the network names, else (a simulator leaves the list empty) all that have a port group of the name. */
function hostsOf(record: RecordOf<'Network'>, context: Context): RecordOf<'HostSystem'>[] {
  const named = (record.properties.host ?? []).flatMap((host) => objectOf(context, host, 'HostSystem') ?? [])
  if (named.length > 0) return named
  const datacenter = datacenterOf(context, record.properties.parent)
  return [...context.objects.values()].filter(
    (one: AnyRecord): one is RecordOf<'HostSystem'> =>
      one.type === 'HostSystem' && datacenterOf(context, one.properties.parent) === datacenter,
  )
}

/** 4095 on a standard switch hands all VLANs to the guest. */
function standardVlan(id: number): Vlan {
  if (id === 0) return { kind: 'none' }
  return id === 4095 ? { kind: 'trunk', ranges: [{ from: 0, to: 4094 }] } : { kind: 'access', id }
}
