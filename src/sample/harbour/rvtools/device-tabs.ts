import type { XlsxSheetInput } from '../../../formats/xlsx/write.ts'
import type { HarbourDisk, HarbourMachine } from '../estate.ts'
import { networks } from '../places.ts'
import type { ControllerKind } from '../world.ts'
import { type Cells, head, sheetOf, tail, word } from './cells.ts'

/** Controllers in vSphere's words: summary, and label before the bus number. */
const controllers: Readonly<Record<ControllerKind, readonly [summary: string, label: string]>> = {
  pvscsi: ['VMware paravirtual SCSI', 'SCSI controller'],
  'lsi-sas': ['LSI Logic SAS', 'SCSI controller'],
  lsi: ['LSI Logic', 'SCSI controller'],
  nvme: ['NVME controller 0', 'NVME controller'],
  ahci: ['AHCI', 'SATA controller'],
}

/** vDisk: one row for each virtual disk. */
export function diskTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  return sheetOf(
    'vDisk',
    machines.flatMap((machine) => machine.disks.map((disk, at) => diskRow(machine, disk, at))),
  )
}

function diskRow(machine: HarbourMachine, disk: HarbourDisk, at: number): Cells {
  const [summary, label] = controllers[disk.controller]
  const scsi = label === 'SCSI controller'
  return {
    ...tail(machine),
    ...head(machine),
    Disk: disk.label,
    'Disk Key': disk.key,
    'Disk UUID': disk.uuid,
    'Disk Path':
      machine.partitions
        .filter((part) => part.disk === at)
        .map((part) => part.path)
        .join('; ') || null,
    'Capacity MiB': disk.capacityMib,
    Raw: word(disk.rdm !== undefined),
    'Disk Mode': disk.mode ?? 'persistent',
    'Sharing mode': disk.multiWriter ? 'sharingMultiWriter' : 'sharingNone',
    Thin: word(disk.thin),
    'Eagerly Scrub': word(disk.eager),
    Split: 'False',
    'Write Through': 'False',
    Level: 'normal',
    Shares: 1000,
    Reservation: 0,
    Limit: -1,
    Controller: disk.controller === 'nvme' ? `NVME controller ${disk.bus}` : summary,
    Label: `${label} ${disk.bus}`,
    'SCSI Unit #': scsi ? disk.unit : null,
    'Unit #': disk.unit,
    'Shared Bus': disk.sharedBus ?? 'noSharing',
    Path: disk.file === '' ? null : disk.file,
    'Raw LUN ID': disk.rdm?.lun ?? null,
    'Raw Comp. Mode': disk.rdm?.mode ?? null,
    'Internal Sort Column': `${machine.name}${disk.key}`,
  }
}

/** vPartition: one row for each file system that a guest reports. */
export function partitionTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  const rows = machines.flatMap((machine) =>
    machine.partitions.map(
      (part): Cells => ({
        ...tail(machine),
        ...head(machine),
        'Disk Key': part.disk < 0 ? 0 : (machine.disks[part.disk]?.key ?? 0),
        Disk: part.path,
        'Capacity MiB': part.capacityMib,
        'Consumed MiB': part.capacityMib - part.freeMib,
        'Free MiB': part.freeMib,
        'Free %': Math.floor((part.freeMib * 100) / part.capacityMib),
        'Internal Sort Column': `${machine.name}${part.path}`,
      }),
    ),
  )
  return sheetOf('vPartition', rows)
}

/** vNetwork: one row for each network card. */
export function networkTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  const rows = machines.flatMap((machine) =>
    machine.nics.map(
      (nic): Cells => ({
        ...tail(machine),
        ...head(machine),
        'NIC label': nic.label,
        Adapter: nic.adapter,
        Network: nic.network,
        Switch: networks.find((network) => network.name === nic.network)?.switch ?? null,
        Connected: word(nic.connected),
        'Starts Connected': word(machine.srmPlaceholder !== true),
        'Mac Address': nic.mac,
        Type: 'assigned',
        'IPv4 Address': nic.addresses.filter((address) => !address.includes(':')).join(', ') || null,
        'IPv6 Address': nic.addresses.filter((address) => address.includes(':')).join(', ') || null,
        'Direct Path IO': word(nic.directPath),
        'Internal Sort Column': `${machine.name}${nic.key}`,
      }),
    ),
  )
  return sheetOf('vNetwork', rows)
}

/** vCD: one row for each CD drive; every machine has one. */
export function cdTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  const rows = machines
    .filter((machine) => !machine.name.startsWith('vCLS'))
    .map(
      (machine): Cells => ({
        ...head(machine),
        'Device Node': 'CD/DVD drive 1',
        Connected: word(machine.cdrom !== undefined),
        'Starts Connected': word(machine.cdrom !== undefined),
        'Device Type': machine.cdrom === undefined ? 'Remote device' : `ISO ${machine.cdrom}`,
        ...tail(machine),
        VMRef: machine.moref,
      }),
    )
  return sheetOf('vCD', rows)
}

/** vUSB: one row for each USB device. */
export function usbTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  const rows = machines.flatMap((machine) =>
    (machine.usb ?? []).map(
      (device, at): Cells => ({
        ...head(machine),
        'Device Node': device.node,
        'Device Type': device.type,
        Connected: word(device.connected),
        Family: 'vendorspecific',
        Speed: 'full',
        'EHCI enabled': 'False',
        'Auto connect': 'True',
        'Bus number': 0,
        'Unit number': at,
        ...tail(machine),
        VMRef: machine.moref,
      }),
    ),
  )
  return sheetOf('vUSB', rows)
}
