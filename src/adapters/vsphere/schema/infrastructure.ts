import { entityProperties } from './entity.ts'
import { anyOf, boolean, encode, integer, type Kind, list, object, reference, string } from './kinds.ts'
import { allocation } from './machine.ts'
import { portPolicies, switchPolicies } from './policy.ts'

/** Properties of a network that is no distributed port group. */
export const networkProperties = {
  ...entityProperties,
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
  ...entityProperties,
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
      ...portPolicies,
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
    ...switchPolicies,
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

/** Properties of a resource pool. */
export const poolProperties = {
  ...entityProperties,
  owner: reference,
  'config.cpuAllocation': allocation,
  'config.memoryAllocation': allocation,
} as const

/** Properties of a vApp: a pool whose members start in an order. Its properties may hold passwords and are not read. */
export const vAppProperties = {
  ...poolProperties,
  'vAppConfig.entityConfig': list(
    object('VAppEntityConfigInfo', {
      key: reference,
      startOrder: integer,
      startDelay: integer,
      waitingForGuest: boolean,
    }),
  ),
} as const

/** Properties of a folder or a datacenter. */
export const placeProperties = entityProperties
