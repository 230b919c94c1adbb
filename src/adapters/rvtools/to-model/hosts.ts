import type { HostFacts } from '../../../model/infrastructure.ts'
import type { KernelNic, PhysicalNic, StorageAdapter } from '../../../model/host-hardware.ts'
import type { Cursor } from '../cursor.ts'
import { parseList, parseMac, parseUuid } from '../../../formats/cells/values.ts'
import { type Draft, fill, put } from './draft.ts'
import { objectOf } from './infrastructure.ts'
import { type Inventory, reject, type Vcenter, vcenterOf } from './inventory.ts'
import { takeLabels } from './labels.ts'
import { morefOf } from './paths.ts'

/** vHost. */
export function takeHost(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const facts = objectOf(
    vcenter,
    vcenter.hosts,
    row,
    row.text('Host'),
    (name): Draft<HostFacts> => ({ name }),
  )
  if (facts === undefined) return vcenter
  if (!vcenter.hostsByName.has(facts.name)) vcenter.hostsByName.set(facts.name, facts)
  fill(facts, 'moref', morefOf(row.text('Object ID')))
  fill(facts, 'datacenter', row.text('Datacenter'))
  fill(facts, 'cluster', row.text('Cluster'))
  takeProcessors(facts, row)
  const version = row.text('ESX Version')
  fill(facts, 'version', /(?<!\d)(\d+\.\d+(?:\.\d+)?)/.exec(version ?? '')?.[1] ?? version)
  fill(facts, 'maintenance', row.truth('in Maintenance Mode'))
  fill(facts, 'quarantine', row.truth('in Quarantine Mode'))
  fill(facts, 'faultDomain', row.text('vSAN Fault Domain Name'))
  takeMachine(facts, row)
  takeServices(facts, row)
  takeLabels(facts, row)
  const evc = row.text('Current EVC')
  if (evc !== undefined && facts.cluster !== undefined) vcenter.evcByCluster.set(facts.cluster, evc)
  return vcenter
}

function takeProcessors(facts: Draft<HostFacts>, row: Cursor): void {
  fill(facts, 'cpuModel', row.text('CPU Model'))
  fill(facts, 'sockets', row.whole('# CPU'))
  fill(facts, 'cores', row.whole('# Cores'))
  const hyperthreading = row.truth('HT Active')
  if (facts.cores !== undefined && hyperthreading !== undefined)
    fill(facts, 'threads', facts.cores * (hyperthreading ? 2 : 1))
  fill(facts, 'cpuMhz', row.whole('Speed'))
  const memory = row.whole('# Memory')
  // No host has 128 TiB: some `-DBColumnNames` exports count bytes here.
  fill(facts, 'memoryMib', memory !== undefined && memory >= 2 ** 27 ? Math.round(memory / 2 ** 20) : memory)
  fill(facts, 'cpuUsagePercent', row.percent('CPU usage %'))
  fill(facts, 'memoryUsagePercent', row.percent('Memory usage %'))
  fill(facts, 'maxEvcMode', row.text('Max EVC'))
  fill(facts, 'powerPolicy', row.text('Host Power Policy'))
}

function takeMachine(facts: Draft<HostFacts>, row: Cursor): void {
  fill(facts, 'vendor', row.text('Vendor'))
  fill(facts, 'model', row.text('Model'))
  fill(facts, 'serialNumber', row.text('Serial number') ?? row.text('Service tag'))
  fill(facts, 'biosVersion', row.text('BIOS Version'))
  fill(facts, 'biosDate', row.date('BIOS Date'))
  const uuid = row.text('UUID')
  fill(facts, 'uuid', uuid === undefined ? undefined : parseUuid(uuid))
  fill(facts, 'bootedAt', row.date('Boot time'))
}

/** What the host itself relies on: names, time, its certificate. */
function takeServices(facts: Draft<HostFacts>, row: Cursor): void {
  fill(facts, 'timeZone', row.text('Time Zone'))
  fill(facts, 'dnsServers', listOf(row, 'DNS Servers'))
  fill(facts, 'domain', row.text('Domain'))
  fill(facts, 'ntpServers', listOf(row, 'NTP Server(s)'))
  fill(facts, 'ntpRunning', row.truth('NTPD running'))
  fill(facts, 'certificateExpiresAt', row.date('Certificate Expiry Date'))
}

function listOf(row: Cursor, column: string): readonly string[] | undefined {
  const said = row.text(column)
  return said === undefined ? undefined : parseList(said)
}

/** vNIC: physical network cards of hosts. */
export function takePhysicalNic(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, host } = hostOf(inventory, row)
  const name = row.text('Network Device')
  if (host === undefined || name === undefined) return vcenter
  const nic: Draft<PhysicalNic> = { name }
  put(nic, 'speedMbps', row.whole('Speed'))
  put(nic, 'switch', row.text('Switch'))
  put(nic, 'driver', row.text('Driver'))
  put(nic, 'mac', macOf(row, 'MAC'))
  const duplex = /^(?:full|half)/i.exec(row.text('Duplex') ?? '')?.[0].toLowerCase()
  put(nic, 'fullDuplex', duplex === undefined ? row.truth('Duplex') : duplex === 'full')
  put(nic, 'uplink', row.text('Uplink port'))
  put(nic, 'pci', row.text('PCI'))
  host.physicalNics = [...(host.physicalNics ?? []), nic]
  return vcenter
}

function macOf(row: Cursor, column: string): string | undefined {
  const said = row.text(column)
  return said === undefined ? undefined : parseMac(said)
}

/** vSC_VMK: addresses of hosts. */
export function takeKernelNic(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, host } = hostOf(inventory, row)
  if (host === undefined) return vcenter
  const addresses = ['IP Address', 'IP 6 Address'].flatMap((column) => parseList(row.text(column) ?? ''))
  host.addresses = [...new Set([...(host.addresses ?? []), ...addresses])]
  const device = row.text('Device')
  if (device === undefined) return vcenter
  const nic: Draft<KernelNic> = { device }
  put(nic, 'portGroup', row.text('Port Group'))
  put(nic, 'mac', macOf(row, 'Mac Address'))
  put(nic, 'dhcp', row.truth('DHCP'))
  if (addresses.length > 0) nic.addresses = addresses
  put(nic, 'netmask', row.text('Subnet mask'))
  const gateways = ['Gateway', 'IP 6 Gateway'].flatMap((column) => parseList(row.text(column) ?? ''))
  if (gateways.length > 0) nic.gateways = gateways
  put(nic, 'mtu', row.whole('MTU'))
  host.kernelNics = [...(host.kernelNics ?? []), nic]
  return vcenter
}

/** vHBA. */
export function takeStorageAdapter(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, host } = hostOf(inventory, row)
  const device = row.text('Device')
  if (host === undefined || device === undefined) return vcenter
  const adapter: Draft<StorageAdapter> = { device }
  put(adapter, 'type', row.text('Type'))
  put(adapter, 'status', row.text('Status'))
  put(adapter, 'driver', row.text('Driver'))
  put(adapter, 'model', row.text('Model'))
  put(adapter, 'wwn', row.text('WWN')?.toLowerCase())
  put(adapter, 'pci', row.text('Pci'))
  host.storageAdapters = [...(host.storageAdapters ?? []), adapter]
  return vcenter
}

/** The host of a detail tab's row; one that vHost does not have is taken from here. */
export function hostOf(inventory: Inventory, row: Cursor): { vcenter: Vcenter; host?: Draft<HostFacts> } {
  const vcenter = vcenterOf(inventory, row)
  const name = row.text('Host')
  if (name === undefined) {
    reject(vcenter, row, 'the row names no host')
    return { vcenter }
  }
  const known = vcenter.hostsByName.get(name)
  if (known) return { vcenter, host: known }
  const facts: Draft<HostFacts> = { name }
  fill(facts, 'datacenter', row.text('Datacenter'))
  fill(facts, 'cluster', row.text('Cluster'))
  vcenter.seen += 1
  vcenter.hosts.set(name, { place: row.place(), facts })
  vcenter.hostsByName.set(name, facts)
  return { vcenter, host: facts }
}
