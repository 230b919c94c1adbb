import type { Disk } from '../../../model/hardware.ts'
import type { DatastoreFacts, Lun } from '../../../model/infrastructure.ts'
import { push } from '../../../model/located.ts'
import type { Cursor } from '../cursor.ts'
import { parseList } from '../../../formats/cells/values.ts'
import { type Draft, fill, put } from './draft.ts'
import { hostOf } from './hosts.ts'
import { objectOf } from './infrastructure.ts'
import { type Inventory, reject, type Vcenter, vcenterOf } from './inventory.ts'
import { takeLabels } from './labels.ts'
import { morefOf } from './paths.ts'

/** vDatastore. */
export function takeDatastore(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const facts = objectOf(
    vcenter,
    vcenter.datastores,
    row,
    row.text('Name'),
    (name): Draft<DatastoreFacts> => ({ name }),
  )
  if (facts === undefined) return vcenter
  if (!vcenter.datastoresByName.has(facts.name)) vcenter.datastoresByName.set(facts.name, facts)
  fill(facts, 'moref', morefOf(row.text('Object ID')))
  fill(facts, 'type', row.text('Type'))
  fill(facts, 'capacityMib', row.whole('Capacity MiB'))
  fill(facts, 'freeMib', row.whole('Free MiB'))
  const percent = row.percent('Free %')
  if (percent !== undefined && facts.capacityMib !== undefined)
    fill(facts, 'freeMib', Math.round((facts.capacityMib * percent) / 100))
  fill(facts, 'provisionedMib', row.whole('Provisioned MiB'))
  fill(facts, 'accessible', row.truth('Accessible'))
  const hosts = row.text('Hosts')
  fill(facts, 'hosts', hosts === undefined ? undefined : parseList(hosts))
  fill(facts, 'cluster', row.text('Cluster name'))
  fill(facts, 'clusterCapacityMib', row.whole('Cluster capacity MiB'))
  fill(facts, 'clusterFreeMib', row.whole('Cluster free space MiB'))
  fill(facts, 'address', row.text('Address'))
  fill(facts, 'url', row.text('URL'))
  fill(facts, 'version', row.text('Version'))
  fill(facts, 'ioControl', row.truth('SIOC enabled'))
  takeLabels(facts, row)
  return vcenter
}

/** Paths that RVTools prints of a LUN. */
const mostPaths = 8

/** vMultiPath: the LUNs below datastores, one row for each host that sees them, and the paths of that host. */
export function takeMultiPath(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, host } = hostOf(inventory, row)
  if (host === undefined) return vcenter
  let { total = 0, dead = 0 } = host.storagePaths ?? {}
  for (let at = 1; at <= mostPaths; at += 1) {
    const state = row.text(`Path ${at} state`)
    if (state === undefined && row.text(`Path ${at}`) === undefined) continue
    total += 1
    if (state?.toLowerCase() === 'dead') dead += 1
  }
  if (total > 0) host.storagePaths = { total, dead }
  const datastore = row.text('Datastore')
  const id = row.text('Disk')
  const facts = datastore === undefined ? undefined : vcenter.datastoresByName.get(datastore)
  if (facts === undefined || id === undefined || facts.luns?.some((lun) => lun.id === id)) return vcenter
  const lun: Draft<Lun> = { id }
  put(lun, 'label', row.text('Display name'))
  put(lun, 'vendor', row.text('Vendor'))
  put(lun, 'model', row.text('Model'))
  put(lun, 'serial', row.text('Serial #'))
  put(lun, 'policy', row.text('Policy'))
  put(lun, 'queueDepth', row.whole('Queue depth'))
  facts.luns = [...(facts.luns ?? []), lun]
  return vcenter
}

/** vFileInfo: what lies on datastores; sizes of disk files are kept for the disks that point at them. */
export function takeFile(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const path = pathOf(row)
  if (path === undefined) {
    reject(vcenter, row, 'the row names no file')
    return vcenter
  }
  const bytes = row.whole('File Size in bytes')
  const datastore = vcenter.datastoresByName.get(/^\[([^\]]*)\]/.exec(path)?.[1] ?? '')
  const folder = /folder/i.test(row.text('File Type') ?? '')
  if (datastore !== undefined && !folder) {
    const { count = 0, bytes: before = 0 } = datastore.files ?? {}
    datastore.files = { count: count + 1, bytes: before + (bytes ?? 0) }
  }
  if (bytes !== undefined && /\.vmdk$/i.test(path)) {
    // The data of `x.vmdk` lies in `x-flat.vmdk` or in `x-delta.vmdk`, where a list shows them apart.
    const descriptor = path.replace(/-(?:flat|delta|sesparse|rdmp?)(?=\.vmdk$)/i, '')
    for (const disk of disksAt(vcenter, descriptor)) disk.fileBytes = Math.max(bytes, disk.fileBytes ?? 0)
  }
  return vcenter
}

/** Disks whose descriptor lies there; shared ones are several. The table is made when the first file is read. */
function disksAt(vcenter: Vcenter, path: string): readonly Draft<Disk>[] {
  if (vcenter.disksByPath === undefined) {
    vcenter.disksByPath = new Map()
    for (const disk of vcenter.machines.flatMap(({ disks }) => disks))
      if (disk.path !== undefined) push(vcenter.disksByPath, disk.path, disk)
  }
  return vcenter.disksByPath.get(path) ?? []
}

/** `[datastore] folder/file`, from one column or from folder and name. */
function pathOf(row: Cursor): string | undefined {
  const path = row.text('Path')
  const name = row.text('File Name')
  if (path === undefined || !path.startsWith('[')) return row.text('Friendly Path Name') ?? path ?? name
  if (name === undefined || path.endsWith(name)) return path
  return path.endsWith('/') || path.endsWith('] ')
    ? path + name
    : path.endsWith(']')
      ? `${path} ${name}`
      : `${path}/${name}`
}
