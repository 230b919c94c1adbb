import type { Controller, Device, Disk, GuestDisk, Snapshot } from '../../../model/hardware.ts'
import type { Nic } from '../../../model/nic.ts'
import type { Cursor } from '../cursor.ts'
import { parseList, parseMac, parseUuid } from '../../../formats/cells/values.ts'
import { type Draft, put } from './draft.ts'
import { type Inventory, reject, type Vcenter } from './inventory.ts'
import { machineOf } from './machine-row.ts'

const mebibyte = 1_048_576

/** vDisk. */
export function takeDisk(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, machine } = machineOf(inventory, row)
  if (machine === undefined) return vcenter
  const disk: Draft<Disk> = { label: row.text('Disk') ?? `Hard disk ${machine.disks.length + 1}` }
  put(disk, 'key', row.whole('Disk Key'))
  put(disk, 'capacityBytes', bytesOf(row.size('Capacity MiB')))
  if (row.has('Path')) {
    const path = row.text('Path')
    put(disk, 'path', path)
    disk.datastore = /^\[([^\]]*)\]/.exec(path ?? '')?.[1] ?? ''
  }
  const uuid = row.text('Disk UUID')
  put(disk, 'uuid', uuid === undefined ? undefined : (parseUuid(uuid) ?? uuid.toLowerCase()))
  put(disk, 'thin', row.truth('Thin'))
  put(disk, 'eagerZeroed', row.truth('Eagerly Scrub'))
  put(disk, 'mode', row.text('Disk Mode'))
  const sharing = row.text('Sharing mode')?.toLowerCase()
  put(
    disk,
    'sharing',
    sharing === undefined ? undefined : sharing.includes('multi') ? 'multi-writer' : 'none',
  )
  if (row.truth('Raw') === true) disk.rdm = rdmOf(row)
  put(disk, 'writeThrough', row.truth('Write Through'))
  put(disk, 'shares', row.whole('Shares'))
  put(disk, 'iopsLimit', row.whole('Limit'))
  put(disk, 'unit', row.whole('Unit #') ?? row.whole('SCSI Unit #'))
  put(disk, 'controller', controllerOf(row))
  machine.disks.push(disk)
  return vcenter
}

function bytesOf(mib: number | undefined): number | undefined {
  return mib === undefined ? undefined : Math.round(mib * mebibyte)
}

function rdmOf(row: Cursor): NonNullable<Disk['rdm']> {
  const said = row.text('Raw Comp. Mode')?.toLowerCase() ?? ''
  const mode = said.includes('physical') ? 'physical' : said.includes('virtual') ? 'virtual' : 'unknown'
  const lun = row.text('Raw LUN ID')
  return { mode, ...(lun === undefined ? {} : { lun }) }
}

/** How RVTools names controllers, and vSphere's class of each. */
const controllers: readonly (readonly [RegExp, Controller['kind'], string | undefined])[] = [
  [/paravirtual|pvscsi/i, 'scsi', 'ParaVirtualSCSIController'],
  [/lsi ?logic ?sas/i, 'scsi', 'VirtualLsiLogicSASController'],
  [/lsi ?logic|^lsi/i, 'scsi', 'VirtualLsiLogicController'],
  [/bus ?logic/i, 'scsi', 'VirtualBusLogicController'],
  [/nvme/i, 'nvme', 'VirtualNVMEController'],
  [/ahci|sata/i, 'sata', 'VirtualAHCIController'],
  [/\bide\b/i, 'ide', 'VirtualIDEController'],
  [/scsi/i, 'scsi', undefined],
]

const buses = [
  ['nosharing', 'none'],
  ['virtualsharing', 'virtual'],
  ['physicalsharing', 'physical'],
] as const

function controllerOf(row: Cursor): Controller | undefined {
  const said = row.text('Controller')
  const label = row.text('Label')
  const text = said ?? label
  if (text === undefined) return undefined
  const [, kind = 'unknown', model] = controllers.find(([pattern]) => pattern.test(text)) ?? []
  const controller: Draft<Controller> = { kind }
  put(controller, 'model', model ?? text)
  const bus = /(\d{1,3})$/.exec(label ?? '')?.[1] ?? /(\d{1,3})$/.exec(text)?.[1]
  put(controller, 'bus', bus === undefined ? undefined : Number(bus))
  const shared = row.text('Shared Bus')?.toLowerCase()
  put(controller, 'sharedBus', buses.find(([word]) => word === shared)?.[1])
  return controller
}

/** vPartition. */
export function takePartition(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, machine } = machineOf(inventory, row)
  const path = row.text('Disk')
  if (machine === undefined) return vcenter
  if (path === undefined) {
    reject(vcenter, row, 'the row names no file system', machine.facts.name)
    return vcenter
  }
  const disk: Draft<GuestDisk> = { path }
  const capacity = bytesOf(row.size('Capacity MiB'))
  const consumed = bytesOf(row.size('Consumed MiB'))
  put(disk, 'capacityBytes', capacity)
  put(
    disk,
    'freeBytes',
    bytesOf(row.size('Free MiB')) ??
      (capacity === undefined || consumed === undefined ? undefined : capacity - consumed) ??
      freeOf(capacity, row.percent('Free %')),
  )
  put(disk, 'diskKey', row.has('Disk Key') ? diskKeyOf(row) : undefined)
  machine.guestDisks.push(disk)
  return vcenter
}

function freeOf(capacity: number | undefined, percent: number | undefined): number | undefined {
  return capacity === undefined || percent === undefined ? undefined : Math.round((capacity * percent) / 100)
}

/** One file system may lie on several disks; the first is kept. Empty = Tools could not say, which vSphere writes as 0. */
function diskKeyOf(row: Cursor): number {
  return Number(/\d{1,9}/.exec(row.text('Disk Key') ?? '')?.[0] ?? 0)
}

const adapters: readonly (readonly [RegExp, string])[] = [
  [/vmxnet ?3.{0,100}rdma/i, 'vmxnet3-rdma'],
  [/vmxnet ?3/i, 'vmxnet3'],
  [/vmxnet ?2|enhanced/i, 'vmxnet2'],
  [/vmxnet/i, 'vmxnet'],
  [/e1000e/i, 'e1000e'],
  [/e1000/i, 'e1000'],
  [/pcnet|flexible/i, 'pcnet32'],
  [/sr-?iov/i, 'sriov'],
]

/** vNetwork. */
export function takeNic(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, machine } = machineOf(inventory, row)
  if (machine === undefined) return vcenter
  const nic: Draft<Nic> = { label: row.text('NIC label') ?? `Network adapter ${machine.nics.length + 1}` }
  const adapter = row.text('Adapter')
  if (adapter !== undefined)
    nic.adapter = adapters.find(([pattern]) => pattern.test(adapter))?.[1] ?? adapter.toLowerCase()
  const mac = row.text('Mac Address')
  put(nic, 'mac', mac === undefined ? undefined : parseMac(mac))
  const assignment = row.text('Type')?.toLowerCase()
  put(
    nic,
    'macAssignment',
    (['assigned', 'generated', 'manual'] as const).find((word) => word === assignment),
  )
  put(nic, 'network', row.text('Network'))
  put(nic, 'switch', row.text('Switch'))
  put(nic, 'connected', row.truth('Connected'))
  put(nic, 'startConnected', row.truth('Starts Connected'))
  put(nic, 'directPath', row.truth('Direct Path IO'))
  if (['IPv4 Address', 'IPv6 Address', 'IP Address'].some((column) => row.has(column))) {
    const said = ['IPv4 Address', 'IP Address', 'IPv6 Address'].flatMap((column) =>
      parseList(row.text(column) ?? ''),
    )
    const plain = [...new Set(said.map((address) => address.replace(/\/\d{1,3}$/, '')))]
    nic.addresses = [
      ...plain.filter((one) => !one.includes(':')),
      ...plain.filter((one) => one.includes(':')),
    ]
  }
  machine.nics.push(nic)
  return vcenter
}

/** vSnapshot. RVTools prints no tree, so no depth. */
export function takeSnapshot(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, machine } = machineOf(inventory, row)
  if (machine === undefined) return vcenter
  const snapshot: Draft<Snapshot> = { name: row.text('Name') ?? '' }
  put(snapshot, 'description', row.text('Description'))
  put(snapshot, 'createdAt', row.date('Date / time'))
  put(snapshot, 'sizeMib', row.decimal('Size MiB (total)'))
  put(snapshot, 'quiesced', row.truth('Quiesced'))
  put(snapshot, 'power', row.text('State'))
  put(snapshot, 'memoryMib', row.decimal('Size MiB (vmsn)'))
  put(snapshot, 'file', row.text('Filename'))
  machine.snapshots.push(snapshot)
  return vcenter
}

/** vCD and vFloppy: drives, and what lies in them. */
export function takeDrive(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, machine } = machineOf(inventory, row)
  if (machine === undefined) return vcenter
  const floppy = row.tab === 'vFloppy'
  const device = deviceOf(row, floppy ? 'floppy' : 'cdrom', floppy ? 'VirtualFloppy' : 'VirtualCdrom')
  put(device, 'startConnected', row.truth('Starts Connected'))
  const said = row.text('Device Type')
  // `Remote device` and `Client device` mean an empty drive that a console may fill.
  if (said !== undefined && !/^(remote|client)\b/i.test(said))
    device.backing = said.replace(/^(iso|image)\s+(?=\[)/i, '')
  machine.devices.push(device)
  return vcenter
}

/** vUSB: devices that are plugged in, and controllers where an export lists them. */
export function takeUsb(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, machine } = machineOf(inventory, row)
  if (machine === undefined) return vcenter
  const said = `${row.text('Device Type') ?? ''} ${row.text('Device Node') ?? ''}`
  const controller = /controller|xhci/i.test(said)
  const model = /xhci/i.test(said) ? 'VirtualUSBXHCIController' : 'VirtualUSBController'
  const device = deviceOf(row, controller ? 'usb-controller' : 'usb', controller ? model : 'VirtualUSB')
  if (!controller) put(device, 'backing', row.text('Device Type'))
  machine.devices.push(device)
  return vcenter
}

function deviceOf(row: Cursor, kind: Device['kind'], model: string): Draft<Device> {
  const device: Draft<Device> = { kind, model }
  put(device, 'label', row.text('Device Node'))
  put(device, 'connected', row.truth('Connected'))
  return device
}
