import type { KernelNic, PhysicalNic, StorageAdapter } from '../../../model/host-hardware.ts'
import type { HostFacts } from '../../../model/infrastructure.ts'
import type { RecordOf } from '../schema.ts'
import { type Context, nameOf, objectOf, plainName } from './context.ts'
import { known } from './facts.ts'
import { healthOf, labelsOf } from './labels.ts'
import { located } from './located.ts'

type HostRecord = RecordOf<'HostSystem'>
type Nic = NonNullable<HostRecord['properties']['config.network.vnic']>[number]

/** An ESXi host: its hardware, its own addresses and what of the network and the storage it is plugged into. */
export function hostFacts(record: HostRecord, context: Context): HostFacts {
  const { properties } = record
  const hardware = properties['summary.hardware']
  const cluster = objectOf(context, properties.parent, 'ClusterComputeResource')
  const nics = nicsOf(record)
  const addresses = nics.flatMap((nic) => nic.spec?.ip?.ipAddress ?? [])
  const stats = properties['summary.quickStats']
  const dns = properties['config.network.dnsConfig']
  const bios = properties['hardware.biosInfo']
  return known({
    ...located(record, context),
    ...labelsOf(record, context),
    cluster: cluster && nameOf(context, { type: cluster.type, value: cluster.id }),
    cpuModel: hardware?.cpuModel,
    sockets: hardware?.numCpuPkgs,
    cores: hardware?.numCpuCores,
    threads: hardware?.numCpuThreads,
    cpuMhz: hardware?.cpuMhz,
    memoryMib: hardware?.memorySize === undefined ? undefined : Math.floor(hardware.memorySize / 1_048_576),
    version: properties['config.product']?.fullName ?? properties['config.product']?.version,
    maintenance: properties['runtime.inMaintenanceMode'],
    quarantine: properties['runtime.inQuarantineMode'],
    connectionState: properties['runtime.connectionState'],
    vendor: hardware?.vendor,
    model: hardware?.model,
    uuid: hardware?.uuid?.toLowerCase(),
    serialNumber: serialOf(record),
    biosVersion: bios?.biosVersion,
    biosDate: bios?.releaseDate?.slice(0, 10),
    bootedAt: properties['runtime.bootTime'],
    maxEvcMode: properties['summary.maxEVCModeKey'],
    powerPolicy: properties['config.powerSystemInfo.currentPolicy']?.shortName,
    cpuUsagePercent: percent(stats?.overallCpuUsage, product(hardware?.cpuMhz, hardware?.numCpuCores)),
    memoryUsagePercent: percent(product(stats?.overallMemoryUsage, 1_048_576), hardware?.memorySize),
    timeZone:
      properties['config.dateTimeInfo.timeZone']?.name ?? properties['config.dateTimeInfo.timeZone']?.key,
    ntpServers: properties['config.dateTimeInfo.ntpConfig']?.server,
    dnsServers: dns?.address,
    domain: dns?.domainName === '' ? undefined : dns?.domainName,
    addresses: addresses.length === 0 ? undefined : [...new Set(addresses)],
    physicalNics: physicalNicsOf(record),
    kernelNics: nics.length === 0 ? undefined : nics.map((nic) => kernelNicOf(nic, record, context)),
    storageAdapters: adaptersOf(record),
    health: healthOf(record, context),
  })
}

function product(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a * b
}

function percent(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || whole === undefined || whole === 0
    ? undefined
    : Math.round((100 * part) / whole)
}

const serials = new Set(['SerialNumberTag', 'EnclosureSerialNumberTag', 'ServiceTag'])

/** Vendors put it under different names; the first that says something counts. */
function serialOf({ properties }: HostRecord): string | undefined {
  const found = (properties['summary.hardware']?.otherIdentifyingInfo ?? []).find(
    ({ identifierType, identifierValue }) =>
      serials.has(identifierType?.key ?? '') && /[A-Za-z0-9]{4}/.test(identifierValue ?? ''),
  )
  return found?.identifierValue?.trim()
}

function nicsOf({ properties }: HostRecord): readonly Nic[] {
  return [...(properties['config.network.vnic'] ?? []), ...(properties['config.network.consoleVnic'] ?? [])]
}

function kernelNicOf({ device, portgroup, spec }: Nic, record: HostRecord, context: Context): KernelNic {
  const ip = spec?.ip
  const key = spec?.distributedVirtualPort?.portgroupKey
  const distributed = key === undefined ? undefined : context.portgroups.get(key)
  const name = portgroup === '' ? undefined : portgroup
  const six = (ip?.ipV6Config?.ipV6Address ?? []).flatMap((one) => one.ipAddress ?? [])
  const addresses = [...(ip?.ipAddress === undefined || ip.ipAddress === '' ? [] : [ip.ipAddress]), ...six]
  const own = spec?.ipRouteSpec?.ipRouteConfig?.defaultGateway
  const gateway = own ?? record.properties['config.network.ipRouteConfig']?.defaultGateway
  return known({
    device: device ?? '',
    portGroup: plain(distributed?.properties.name ?? name),
    mac: spec?.mac?.toLowerCase(),
    dhcp: ip?.dhcp,
    addresses: ip === undefined ? undefined : addresses,
    netmask: ip?.subnetMask === '' ? undefined : ip?.subnetMask,
    gateways: gateway === undefined || gateway === '' ? undefined : [gateway],
    mtu: spec?.mtu,
  })
}

function plain(name: string | undefined): string | undefined {
  return name === undefined ? undefined : plainName(name)
}

function physicalNicsOf({ properties }: HostRecord): PhysicalNic[] | undefined {
  const switches = properties['config.network.vswitch'] ?? []
  const proxies = properties['config.network.proxySwitch'] ?? []
  return properties['config.network.pnic']?.map((nic) => {
    const holds = (one: { readonly pnic?: readonly string[] }): boolean =>
      one.pnic?.includes(nic.key ?? '') === true
    return known({
      name: nic.device ?? nic.key ?? '',
      speedMbps: nic.linkSpeed?.speedMb,
      fullDuplex: nic.linkSpeed?.duplex,
      switch: switches.find(holds)?.name ?? proxies.find(holds)?.dvsName,
      driver: nic.driver,
      mac: nic.mac?.toLowerCase(),
      pci: nic.pci,
    })
  })
}

function adaptersOf({ properties }: HostRecord): StorageAdapter[] | undefined {
  return properties['config.storageDevice.hostBusAdapter']?.map((adapter) =>
    known({
      device: adapter.device ?? '',
      type: adapter.type.replace(/^Host/, '').replace(/Hba$/, ''),
      status: adapter.status,
      driver: adapter.driver,
      model: adapter.model?.trim(),
      wwn: adapter.iScsiName ?? worldWideName(adapter.portWorldWideName),
      pci: adapter.pci,
    }),
  )
}

/** A number of 64 bits in decimal, as the zones of a storage network write it: `20:00:00:25:b5:00:00:0f`. */
function worldWideName(decimal: string | undefined): string | undefined {
  if (decimal === undefined || !/^-?\d{1,20}$/.test(decimal)) return undefined
  const hex = BigInt.asUintN(64, BigInt(decimal)).toString(16).padStart(16, '0')
  return hex.match(/../g)?.join(':')
}
