import type { Data } from '../wire/value.ts'
import type { Properties } from './inventory.ts'
import { count, entity, siteName, uplinksOf } from './places.ts'
import { uuid } from './random.ts'
import { type Datacenter, every, named } from './topology.ts'

const secure = { inherited: false, allowPromiscuous: no(), macChanges: no(), forgedTransmits: no() }

function no(): Data {
  return { inherited: false, value: false }
}

/** The distributed switch of a datacenter, with private VLANs. */
export function switchProperties(dc: Datacenter): Properties {
  return {
    ...entity(`dvs-${dc.at + 1}`, named.rootFolder('n', dc.at)),
    uuid: () => uuid(66, dc.at),
    portgroup: () => [
      ...count(dc.portgroups, (at) => named.portgroup(dc.firstPortgroup + at)),
      uplinksOf(dc),
    ],
    config: () => ({
      $: 'VMwareDVSConfigInfo',
      uuid: uuid(66, dc.at),
      name: `dvs-${dc.at + 1}`,
      numStandalonePorts: 0,
      numPorts: 4096,
      maxPorts: 2_147_483_647,
      uplinkPortgroup: [uplinksOf(dc)],
      defaultPortConfig: { $: 'VMwareDVSPortSetting', blocked: no() },
      configVersion: '12',
      createTime: '2021-02-03T04:05:06Z',
      networkResourceManagementEnabled: true,
      description: siteName(dc.at),
      pvlanConfig: [
        { primaryVlanId: 2000, secondaryVlanId: 2000, pvlanType: 'promiscuous' },
        { primaryVlanId: 2000, secondaryVlanId: 2003, pvlanType: 'isolated' },
      ],
      maxMtu: 9000,
      lacpApiVersion: 'multipleLag',
    }),
    summary: () => ({
      name: `dvs-${dc.at + 1}`,
      uuid: uuid(66, dc.at),
      numPorts: 4096,
      productInfo: { name: 'DVS', vendor: 'VMware, Inc.', version: '8.0.0' },
    }),
  }
}

/** One distributed port group: a VLAN, a private VLAN or an NSX segment. */
export function portgroupProperties(dc: Datacenter, n: number): Properties {
  const key = named.portgroup(n).id
  const name = portgroupName(n)
  const vlan: Data =
    n % 25 === 24
      ? { $: 'VmwareDistributedVirtualSwitchPvlanSpec', inherited: false, pvlanId: 2003 }
      : { $: 'VmwareDistributedVirtualSwitchVlanIdSpec', inherited: false, vlanId: 100 + (n % 3900) }
  const nsx = n % 15 === 14
  const at = n - dc.firstPortgroup
  return {
    ...network(dc, named.portgroup(n), name),
    key: () => key,
    portKeys: () => [],
    vm: () =>
      every(dc, dc.portgroups, at)
        .filter((m) => m % 9 !== 8)
        .map(named.machine),
    config: () => ({
      key,
      name,
      numPorts: 64,
      distributedVirtualSwitch: named.dvs(dc.at),
      defaultPortConfig: {
        $: 'VMwareDVSPortSetting',
        blocked: no(),
        vlan,
        securityPolicy: secure,
        macManagementPolicy: {
          inherited: false,
          allowPromiscuous: false,
          macChanges: false,
          forgedTransmits: false,
          macLearningPolicy: {
            inherited: false,
            enabled: n % 12 === 6,
            limit: 4096,
            limitPolicy: 'DROP',
            allowUnicastFlooding: true,
          },
        },
      },
      type: 'earlyBinding',
      backingType: nsx ? 'nsx' : 'standard',
      policy: portgroupPolicy,
      configVersion: '1',
      autoExpand: true,
      uplink: false,
      ...(nsx
        ? {
            segmentId: `/infra/segments/shop-${n}`,
            logicalSwitchUuid: uuid(44, n),
            transportZoneName: 'tz-overlay',
          }
        : {}),
    }),
  }
}

/** The port group of a switch's uplinks: a trunk. */
export function uplinkProperties(dc: Datacenter): Properties {
  const { id } = uplinksOf(dc)
  return {
    ...network(dc, uplinksOf(dc), `dvs-${dc.at + 1}-DVUplinks`),
    key: () => id,
    portKeys: () => [],
    vm: () => [],
    config: () => ({
      key: id,
      name: `dvs-${dc.at + 1}-DVUplinks`,
      numPorts: 8,
      distributedVirtualSwitch: named.dvs(dc.at),
      defaultPortConfig: {
        $: 'VMwareDVSPortSetting',
        vlan: {
          $: 'VmwareDistributedVirtualSwitchTrunkVlanSpec',
          inherited: false,
          vlanId: [{ start: 0, end: 4094 }],
        },
        securityPolicy: secure,
      },
      type: 'earlyBinding',
      backingType: 'standard',
      policy: portgroupPolicy,
      uplink: true,
    }),
  }
}

const portgroupPolicy = {
  $: 'VMwareDVSPortgroupPolicy',
  blockOverrideAllowed: true,
  shapingOverrideAllowed: false,
  vendorConfigOverrideAllowed: false,
  livePortMovingAllowed: false,
  portConfigResetAtDisconnect: true,
  vlanOverrideAllowed: false,
  uplinkTeamingOverrideAllowed: false,
  securityPolicyOverrideAllowed: false,
}

/** The plain network that every host of a datacenter has on its standard switch. */
export function plainNetworkProperties(dc: Datacenter): Properties {
  return {
    ...network(dc, named.network(dc.at), 'VM Network'),
    vm: () =>
      every(dc, 1, 0)
        .filter((m) => m % 5 === 0 || m % 9 === 8)
        .map(named.machine),
  }
}

/** The name of port group `n`. */
export function portgroupName(n: number): string {
  return `vlan-${100 + (n % 3900)}-${n % 15 === 14 ? 'nsx' : 'lan'}`
}

function network(dc: Datacenter, self: ReturnType<typeof named.network>, name: string): Properties {
  return {
    ...entity(name, named.rootFolder('n', dc.at)),
    summary: () => ({ network: self, name, accessible: true, ipPoolName: '' }),
    host: () => [],
  }
}
