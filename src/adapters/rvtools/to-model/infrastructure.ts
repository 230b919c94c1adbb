import type { HostFacts } from '../../../model/infrastructure.ts'
import type { Cursor } from '../cursor.ts'
import { parseList } from '../values.ts'
import { type Draft, fill } from './draft.ts'
import { type Inventory, reject, type Sighted, type Vcenter, vcenterById, vcenterOf } from './inventory.ts'
import { morefOf, poolPathOf } from './paths.ts'

/**
 * The object that a row describes: made when it is new, merged when the same stands there again, undefined and counted
 * as rejected when the row has no name.
 */
export function objectOf<T extends { readonly name: string }>(
  vcenter: Vcenter,
  objects: Map<string, Sighted<T>>,
  row: Cursor,
  name: string | undefined,
  fresh: (name: string) => Draft<T>,
): Draft<T> | undefined {
  if (name === undefined) {
    reject(vcenter, row.place(), 'the row has no name')
    return undefined
  }
  const moref = morefOf(row.text('Object ID'))
  const key = moref ?? name
  vcenter.seen += 1
  const found = objects.get(key)
  if (found) {
    vcenter.merged += 1
    return found.facts
  }
  const facts = fresh(name)
  objects.set(key, { place: row.place(), facts })
  return facts
}

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
  fill(facts, 'moref', morefOf(row.text('Object ID')))
  fill(facts, 'datacenter', row.text('Datacenter'))
  fill(facts, 'cluster', row.text('Cluster'))
  fill(facts, 'cpuModel', row.text('CPU Model'))
  fill(facts, 'sockets', row.whole('# CPU'))
  fill(facts, 'cores', row.whole('# Cores'))
  const hyperthreading = row.truth('HT Active')
  if (facts.cores !== undefined && hyperthreading !== undefined)
    fill(facts, 'threads', facts.cores * (hyperthreading ? 2 : 1))
  fill(facts, 'cpuMhz', row.whole('Speed'))
  fill(facts, 'memoryMib', row.whole('# Memory'))
  const version = row.text('ESX Version')
  fill(facts, 'version', /(\d+\.\d+(?:\.\d+)?)/.exec(version ?? '')?.[1] ?? version)
  fill(facts, 'maintenance', row.truth('in Maintenance Mode'))
  fill(facts, 'vendor', row.text('Vendor'))
  fill(facts, 'model', row.text('Model'))
  fill(facts, 'timeZone', row.text('Time Zone'))
  const evc = row.text('Current EVC')
  if (evc !== undefined && facts.cluster !== undefined) vcenter.evcByCluster.set(facts.cluster, evc)
  return vcenter
}

/** vCluster. */
export function takeCluster(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const facts = objectOf(vcenter, vcenter.clusters, row, row.text('Name'), (name) => ({ name }))
  if (facts === undefined) return vcenter
  fill(facts, 'moref', morefOf(row.text('Object ID')))
  fill(facts, 'ha', row.truth('HA enabled'))
  fill(facts, 'drs', row.truth('DRS enabled'))
  fill(facts, 'drsBehavior', row.text('DRS default VM behavior'))
  fill(facts, 'dpm', row.truth('DPM enabled'))
  return vcenter
}

/** vDatastore. */
export function takeDatastore(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const facts = objectOf(vcenter, vcenter.datastores, row, row.text('Name'), (name) => ({ name }))
  if (facts === undefined) return vcenter
  fill(facts, 'moref', morefOf(row.text('Object ID')))
  fill(facts, 'type', row.text('Type'))
  fill(facts, 'capacityMib', row.whole('Capacity MiB'))
  fill(facts, 'freeMib', row.whole('Free MiB'))
  fill(facts, 'provisionedMib', row.whole('Provisioned MiB'))
  fill(facts, 'accessible', row.truth('Accessible'))
  const hosts = row.text('Hosts')
  fill(facts, 'hosts', hosts === undefined ? undefined : parseList(hosts))
  fill(facts, 'cluster', row.text('Cluster name'))
  return vcenter
}

/** vRP. */
export function takePool(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const path = row.text('Resource Pool path')
  const name = row.text('Resource Pool name') ?? path?.split('/').at(-1)
  const facts = objectOf(
    vcenter,
    vcenter.pools,
    row,
    name === undefined ? undefined : (path ?? name),
    () => ({ name: name ?? '' }),
  )
  if (facts === undefined) return vcenter
  fill(facts, 'moref', morefOf(row.text('Object ID')))
  fill(facts, 'path', poolPathOf(path) ?? (path === undefined ? undefined : ''))
  const parts = path?.split('/').filter((part) => part !== '') ?? []
  const root = parts.indexOf('Resources')
  fill(facts, 'cluster', root > 0 ? parts[root - 1] : undefined)
  fill(facts, 'cpuReservationMhz', row.whole('CPU reservation'))
  fill(facts, 'cpuLimitMhz', row.whole('CPU limit'))
  fill(facts, 'memoryReservationMib', row.whole('Mem reservation'))
  fill(facts, 'memoryLimitMib', row.whole('Mem limit'))
  return vcenter
}

/** vNIC: physical network cards of hosts. */
export function takePhysicalNic(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, host } = hostOf(inventory, row)
  const name = row.text('Network Device')
  if (host === undefined || name === undefined) return vcenter
  const speedMbps = row.whole('Speed')
  const switchName = row.text('Switch')
  host.physicalNics = [
    ...(host.physicalNics ?? []),
    {
      name,
      ...(speedMbps === undefined ? {} : { speedMbps }),
      ...(switchName === undefined ? {} : { switch: switchName }),
    },
  ]
  return vcenter
}

/** vSC_VMK: addresses of hosts. */
export function takeKernelNic(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, host } = hostOf(inventory, row)
  if (host === undefined) return vcenter
  const said = ['IP Address', 'IP 6 Address'].flatMap((column) => parseList(row.text(column) ?? ''))
  host.addresses = [...new Set([...(host.addresses ?? []), ...said])]
  return vcenter
}

/** A host of a detail tab; one that vHost does not have is taken from here. */
function hostOf(inventory: Inventory, row: Cursor): { vcenter: Vcenter; host?: Draft<HostFacts> } {
  const vcenter = vcenterOf(inventory, row)
  const name = row.text('Host')
  if (name === undefined) {
    reject(vcenter, row.place(), 'the row names no host')
    return { vcenter }
  }
  for (const { facts } of vcenter.hosts.values()) if (facts.name === name) return { vcenter, host: facts }
  const facts: Draft<HostFacts> = { name }
  fill(facts, 'datacenter', row.text('Datacenter'))
  fill(facts, 'cluster', row.text('Cluster'))
  vcenter.seen += 1
  vcenter.hosts.set(name, { place: row.place(), facts })
  return { vcenter, host: facts }
}

/** vSource: the vCenters that were read. */
export function takeSource(inventory: Inventory, row: Cursor): Vcenter {
  return vcenterOf(inventory, row)
}

/** vMetaData: version and time of the export. */
export function takeMetaData(inventory: Inventory, row: Cursor): Vcenter | undefined {
  const version = row.text('RVTools version') ?? row.text('RVTools major version')
  if (version !== undefined) inventory.version ??= version
  const made = row.date('xlsx creation datetime')
  if (made !== undefined) inventory.observedAt ??= made
  return inventory.vcenters.size === 1
    ? vcenterById(inventory, [...inventory.vcenters.keys()][0] ?? '')
    : undefined
}
