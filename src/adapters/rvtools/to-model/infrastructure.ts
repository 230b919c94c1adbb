import type { ClusterFacts } from '../../../model/infrastructure.ts'
import type { Cursor } from '../cursor.ts'
import { type Draft, fill } from './draft.ts'
import { type Inventory, reject, type Sighted, type Vcenter, vcenterOf } from './inventory.ts'
import { takeLabels } from './labels.ts'
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
    reject(vcenter, row, 'the row has no name')
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

/** vCluster. */
export function takeCluster(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const facts = objectOf(
    vcenter,
    vcenter.clusters,
    row,
    row.text('Name'),
    (name): Draft<ClusterFacts> => ({ name }),
  )
  if (facts === undefined) return vcenter
  fill(facts, 'moref', morefOf(row.text('Object ID')))
  fill(facts, 'ha', row.truth('HA enabled'))
  fill(facts, 'drs', row.truth('DRS enabled'))
  fill(facts, 'drsBehavior', row.text('DRS default VM behavior'))
  fill(facts, 'dpm', row.truth('DPM enabled'))
  fill(facts, 'hostCount', row.whole('NumHosts'))
  fill(facts, 'effectiveCpuMhz', row.whole('Effective Cpu'))
  fill(facts, 'effectiveMemoryMib', memoryOf(row.whole('Effective Memory')))
  fill(facts, 'admissionControl', row.truth('AdmissionControlEnabled'))
  fill(facts, 'failoverLevel', row.whole('Failover Level'))
  fill(facts, 'restartPriority', row.text('Restart Priority'))
  fill(facts, 'isolationResponse', row.text('Isolation Response'))
  fill(facts, 'vmMonitoring', row.text('VM Monitoring'))
  takeLabels(facts, row)
  return vcenter
}

/** vSphere gives MiB; older versions of RVTools print bytes. No cluster has a pebibyte of memory. */
function memoryOf(value: number | undefined): number | undefined {
  return value !== undefined && value >= 2 ** 30 ? Math.round(value / 1_048_576) : value
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
  fill(facts, 'cpuShares', row.whole('CPU shares'))
  fill(facts, 'cpuExpandable', row.truth('CPU expandableReservation'))
  fill(facts, 'memoryShares', row.whole('Mem shares'))
  fill(facts, 'memoryExpandable', row.truth('Mem expandableReservation'))
  takeLabels(facts, row)
  return vcenter
}
