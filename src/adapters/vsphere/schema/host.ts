import { entityProperties } from './entity.ts'
import { anyOf, boolean, date, integer, list, long, object, string } from './kinds.ts'
import { standardPolicy } from './policy.ts'

const identifying = list(
  object('HostSystemIdentificationInfo', {
    identifierValue: string,
    identifierType: object('ElementDescription', { key: string }),
  }),
)

const vnic = object('HostVirtualNic', {
  device: string,
  portgroup: string,
  spec: object('HostVirtualNicSpec', {
    ip: object('HostIpConfig', {
      dhcp: boolean,
      ipAddress: string,
      subnetMask: string,
      ipV6Config: object('HostIpConfigIpV6AddressConfiguration', {
        ipV6Address: list(object('HostIpConfigIpV6Address', { ipAddress: string })),
      }),
    }),
    mac: string,
    mtu: integer,
    distributedVirtualPort: object('DistributedVirtualSwitchPortConnection', { portgroupKey: string }),
    ipRouteSpec: object('HostVirtualNicIpRouteSpec', {
      ipRouteConfig: anyOf('HostIpRouteConfig', { defaultGateway: string }),
    }),
  }),
})

/** Properties of an ESXi host. */
export const hostProperties = {
  ...entityProperties,
  'runtime.connectionState': string,
  'runtime.inMaintenanceMode': boolean,
  'runtime.inQuarantineMode': boolean,
  'runtime.bootTime': date,
  'summary.maxEVCModeKey': string,
  'summary.quickStats': object('HostListSummaryQuickStats', {
    overallCpuUsage: integer,
    overallMemoryUsage: integer,
  }),
  'summary.hardware': object('HostHardwareSummary', {
    vendor: string,
    model: string,
    uuid: string,
    otherIdentifyingInfo: identifying,
    memorySize: long,
    cpuModel: string,
    cpuMhz: integer,
    numCpuPkgs: integer,
    numCpuCores: integer,
    numCpuThreads: integer,
  }),
  'hardware.biosInfo': object('HostBIOSInfo', { biosVersion: string, releaseDate: date }),
  'config.product': object('AboutInfo', { version: string, build: string, fullName: string }),
  'config.dateTimeInfo.timeZone': anyOf('HostDateTimeSystemTimeZone', { key: string, name: string }),
  'config.dateTimeInfo.ntpConfig': object('HostNtpConfig', { server: list(string) }),
  'config.powerSystemInfo.currentPolicy': object('HostPowerPolicy', { shortName: string }),
  'config.network.portgroup': list(
    object('HostPortGroup', {
      spec: object('HostPortGroupSpec', {
        name: string,
        vlanId: integer,
        vswitchName: string,
      }),
      computedPolicy: standardPolicy,
    }),
  ),
  'config.network.vswitch': list(
    object('HostVirtualSwitch', { name: string, mtu: integer, pnic: list(string) }),
  ),
  'config.network.proxySwitch': list(
    object('HostProxySwitch', { dvsName: string, dvsUuid: string, mtu: integer, pnic: list(string) }),
  ),
  'config.network.pnic': list(
    object('PhysicalNic', {
      key: string,
      device: string,
      pci: string,
      driver: string,
      mac: string,
      linkSpeed: object('PhysicalNicLinkInfo', { speedMb: integer, duplex: boolean }),
    }),
  ),
  'config.network.vnic': list(vnic),
  'config.network.consoleVnic': list(vnic),
  'config.network.dnsConfig': anyOf('HostDnsConfig', {
    hostName: string,
    domainName: string,
    address: list(string),
    searchDomain: list(string),
  }),
  'config.network.ipRouteConfig': anyOf('HostIpRouteConfig', {
    defaultGateway: string,
    ipV6DefaultGateway: string,
  }),
  'config.storageDevice.hostBusAdapter': list(
    anyOf('HostHostBusAdapter', {
      device: string,
      status: string,
      model: string,
      driver: string,
      pci: string,
      portWorldWideName: string,
      iScsiName: string,
    }),
  ),
} as const
