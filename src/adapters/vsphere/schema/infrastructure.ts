import { anyOf, boolean, encode, integer, type Kind, list, long, object, reference, string } from './kinds.ts'
import { allocation } from './machine.ts'

function inheritable<T>(value: Kind<T>) {
  return object('BoolPolicy', { inherited: boolean, value })
}

const standardSecurity = object('HostNetworkSecurityPolicy', {
  allowPromiscuous: boolean,
  macChanges: boolean,
  forgedTransmits: boolean,
})

/** Properties of an ESXi host. */
export const hostProperties = {
  name: string,
  parent: reference,
  'runtime.connectionState': string,
  'runtime.inMaintenanceMode': boolean,
  'summary.hardware': object('HostHardwareSummary', {
    vendor: string,
    model: string,
    uuid: string,
    memorySize: long,
    cpuModel: string,
    cpuMhz: integer,
    numCpuPkgs: integer,
    numCpuCores: integer,
    numCpuThreads: integer,
  }),
  'config.product': object('AboutInfo', { version: string, build: string, fullName: string }),
  'config.dateTimeInfo.timeZone': anyOf('HostDateTimeSystemTimeZone', { key: string, name: string }),
  'config.network.portgroup': list(
    object('HostPortGroup', {
      spec: object('HostPortGroupSpec', {
        name: string,
        vlanId: integer,
        vswitchName: string,
      }),
      computedPolicy: object('HostNetworkPolicy', { security: standardSecurity }),
    }),
  ),
  'config.network.vswitch': list(
    object('HostVirtualSwitch', { name: string, mtu: integer, pnic: list(string) }),
  ),
  'config.network.pnic': list(
    object('PhysicalNic', {
      key: string,
      device: string,
      linkSpeed: object('PhysicalNicLinkInfo', { speedMb: integer, duplex: boolean }),
    }),
  ),
  'config.network.vnic': list(
    object('HostVirtualNic', {
      device: string,
      portgroup: string,
      spec: object('HostVirtualNicSpec', {
        ip: object('HostIpConfig', { ipAddress: string, subnetMask: string }),
      }),
    }),
  ),
} as const

const member = { vm: list(reference), host: list(reference) } as const

/** Properties of a cluster, or of the holder of a standalone host. */
export const computeProperties = {
  name: string,
  parent: reference,
  configurationEx: anyOf('ClusterConfigInfoEx', {
    dasConfig: object('ClusterDasConfigInfo', { enabled: boolean }),
    drsConfig: object('ClusterDrsConfigInfo', { enabled: boolean, defaultVmBehavior: string }),
    dpmConfigInfo: object('ClusterDpmConfigInfo', { enabled: boolean, defaultDpmBehavior: string }),
    dasVmConfig: list(
      object('ClusterDasVmConfigInfo', {
        key: reference,
        restartPriority: string,
        dasSettings: object('ClusterDasVmSettings', { restartPriority: string }),
      }),
    ),
    drsVmConfig: list(
      object('ClusterDrsVmConfigInfo', { key: reference, enabled: boolean, behavior: string }),
    ),
    group: list(anyOf('ClusterGroupInfo', { name: string, ...member })),
    rule: list(
      anyOf('ClusterRuleInfo', {
        name: string,
        enabled: boolean,
        mandatory: boolean,
        vm: list(reference),
        vmGroupName: string,
        affineHostGroupName: string,
        antiAffineHostGroupName: string,
        vmGroup: string,
        dependsOnVmGroup: string,
      }),
    ),
  }),
  summary: anyOf('ClusterComputeResourceSummary', { currentEVCModeKey: string }),
} as const

/** Properties of a datastore. */
export const datastoreProperties = {
  name: string,
  parent: reference,
  summary: object('DatastoreSummary', {
    url: string,
    type: string,
    capacity: long,
    freeSpace: long,
    uncommitted: long,
    accessible: boolean,
  }),
  host: list(object('DatastoreHostMount', { key: reference })),
} as const

/** Properties of a network that is no distributed port group. */
export const networkProperties = {
  name: string,
  parent: reference,
  host: list(reference),
  summary: anyOf('NetworkSummary', {
    accessible: boolean,
    opaqueNetworkId: string,
    opaqueNetworkType: string,
  }),
} as const

const range = object('NumericRange', { start: integer, end: integer })

/** `vlanId` of a port group: one number, or one range of a trunk. The wire uses the same element name for both. */
export interface VlanNumbers {
  readonly id?: number
  readonly start?: number
  readonly end?: number
}

const vlanNumbers: Kind<VlanNumbers> = {
  type: 'NumericRange',
  decode(element, keep) {
    if (element.children.length > 0) return range.decode(element, keep)
    const id = integer.decode(element, keep)
    return id === undefined ? undefined : { id }
  },
  content({ id, start, end }) {
    if (id !== undefined) return integer.content(id)
    return encode('start', start ?? 0, integer) + encode('end', end ?? 0, integer)
  },
}

/** Properties of a distributed port group. */
export const portgroupProperties = {
  name: string,
  parent: reference,
  key: string,
  config: object('DVPortgroupConfigInfo', {
    key: string,
    name: string,
    distributedVirtualSwitch: reference,
    type: string,
    backingType: string,
    uplink: boolean,
    segmentId: string,
    logicalSwitchUuid: string,
    transportZoneName: string,
    defaultPortConfig: anyOf('VMwareDVSPortSetting', {
      vlan: anyOf('VmwareDistributedVirtualSwitchVlanSpec', {
        vlanId: list(vlanNumbers),
        pvlanId: integer,
      }),
      securityPolicy: object('DVSSecurityPolicy', {
        allowPromiscuous: inheritable(boolean),
        macChanges: inheritable(boolean),
        forgedTransmits: inheritable(boolean),
      }),
      macManagementPolicy: object('DVSMacManagementPolicy', {
        allowPromiscuous: boolean,
        macChanges: boolean,
        forgedTransmits: boolean,
        macLearningPolicy: object('DVSMacLearningPolicy', { enabled: boolean }),
      }),
    }),
  }),
} as const

/** Properties of a distributed switch. */
export const switchProperties = {
  name: string,
  parent: reference,
  uuid: string,
  config: anyOf('VMwareDVSConfigInfo', {
    maxMtu: integer,
    uplinkPortgroup: list(reference),
    pvlanConfig: list(
      object('VMwareDVSPvlanMapEntry', {
        primaryVlanId: integer,
        secondaryVlanId: integer,
        pvlanType: string,
      }),
    ),
  }),
} as const

/** Properties of a resource pool or a vApp. */
export const poolProperties = {
  name: string,
  parent: reference,
  owner: reference,
  'config.cpuAllocation': allocation,
  'config.memoryAllocation': allocation,
} as const

/** Properties of a folder, a datacenter or a datastore cluster. */
export const placeProperties = { name: string, parent: reference } as const

/** Properties of the list of custom attributes. */
export const fieldProperties = {
  field: list(object('CustomFieldDef', { key: integer, name: string })),
} as const
