import { anyOf, boolean, integer, type Kind, list, long, object, string } from './kinds.ts'

function inheritable<T>(type: string, value: Kind<T>) {
  return object(type, { inherited: boolean, value })
}

const truth = inheritable('BoolPolicy', boolean)
const word = inheritable('StringPolicy', string)
const number = inheritable('LongPolicy', long)

/** Security, teaming and shaping of a standard port group, as they are in force. */
export const standardPolicy = object('HostNetworkPolicy', {
  security: object('HostNetworkSecurityPolicy', {
    allowPromiscuous: boolean,
    macChanges: boolean,
    forgedTransmits: boolean,
  }),
  nicTeaming: object('HostNicTeamingPolicy', {
    policy: string,
    notifySwitches: boolean,
    rollingOrder: boolean,
    failureCriteria: object('HostNicFailureCriteria', { checkBeacon: boolean }),
    nicOrder: object('HostNicOrderPolicy', { activeNic: list(string), standbyNic: list(string) }),
  }),
  shapingPolicy: object('HostNetworkTrafficShapingPolicy', {
    enabled: boolean,
    averageBandwidth: long,
    peakBandwidth: long,
    burstSize: long,
  }),
})

const shaping = object('DVSTrafficShapingPolicy', {
  enabled: truth,
  averageBandwidth: number,
  peakBandwidth: number,
  burstSize: number,
})

/** What a distributed port group sets beside its VLAN. */
export const portPolicies = {
  blocked: truth,
  ipfixEnabled: truth,
  inShapingPolicy: shaping,
  outShapingPolicy: shaping,
  uplinkTeamingPolicy: object('VmwareUplinkPortTeamingPolicy', {
    policy: word,
    notifySwitches: truth,
    rollingOrder: truth,
    failureCriteria: object('DVSFailureCriteria', { checkBeacon: truth }),
    uplinkPortOrder: object('VMwareUplinkPortOrderPolicy', {
      activeUplinkPort: list(string),
      standbyUplinkPort: list(string),
    }),
  }),
  securityPolicy: object('DVSSecurityPolicy', {
    allowPromiscuous: truth,
    macChanges: truth,
    forgedTransmits: truth,
  }),
  lacpPolicy: object('VMwareUplinkLacpPolicy', { enable: truth, mode: word }),
  macManagementPolicy: object('DVSMacManagementPolicy', {
    allowPromiscuous: boolean,
    macChanges: boolean,
    forgedTransmits: boolean,
    macLearningPolicy: object('DVSMacLearningPolicy', { enabled: boolean }),
  }),
} as const

/** What a distributed switch says of all its ports: flow export, LACP groups, its version. */
export const switchPolicies = {
  ipfixConfig: object('VMwareIpfixConfig', {
    collectorIpAddress: string,
    collectorPort: integer,
    samplingRate: integer,
  }),
  lacpGroupConfig: list(object('VMwareDvsLacpGroupConfig', { name: string, mode: string })),
  productInfo: anyOf('DistributedVirtualSwitchProductSpec', { version: string }),
} as const
