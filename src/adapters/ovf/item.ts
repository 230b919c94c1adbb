import { attributeOf, childrenOf, type XmlElement } from '../../formats/xml/index.ts'
import {
  type OvfController,
  type OvfDevice,
  type OvfDrive,
  type OvfFinding,
  type OvfNic,
  resourceTypes,
} from './schema.ts'
import { configOf, textOf, wholeNumber } from './sections.ts'
import { quantityBytes, unitMhz } from './units.ts'

/** The hardware of a system while it is read. */
export interface ReadHardware {
  cpus?: number
  coresPerSocket?: number
  cpuReservationMhz?: number
  cpuLimitMhz?: number
  memoryMib?: number
  memoryReservationMib?: number
  memoryLimitMib?: number
  readonly controllers: OvfController[]
  readonly drives: OvfDrive[]
  readonly nics: OvfNic[]
  readonly devices: OvfDevice[]
}

const mebibyte = 1024 * 1024
const mostMebibytes = 128 * mebibyte

/** Adds one `Item`, `StorageItem` or `EthernetPortItem` to the hardware. */
export function readItem(
  item: XmlElement,
  hardware: ReadHardware,
  system: string,
  findings: OvfFinding[],
): void {
  const type = wholeNumber(textOf(item, 'ResourceType'))
  const instance = textOf(item, 'InstanceID', 'InstanceId') ?? ''
  const label = textOf(item, 'ElementName', 'Caption', 'Name', 'Description') ?? `item ${instance}`
  const where = `${system}/${label}`
  switch (type) {
    case resourceTypes.cpu:
      readCpu(item, hardware, where, findings)
      break
    case resourceTypes.memory:
      readMemory(item, hardware, where, findings)
      break
    case resourceTypes.ide:
    case resourceTypes.scsi:
    case resourceTypes.otherStorage: {
      const controller = readController(item, type, instance)
      if (controller === undefined) hardware.devices.push(readDevice(item, type, label))
      else hardware.controllers.push(controller)
      break
    }
    case resourceTypes.disk:
    case resourceTypes.logicalDisk:
    case resourceTypes.storageVolume:
      hardware.drives.push(readDrive(item, label, instance))
      break
    case resourceTypes.nic:
    case resourceTypes.ethernetConnection:
      hardware.nics.push(readNic(item, label))
      break
    case undefined:
      findings.push({ where, what: 'it has no resource type' })
      break
    default: {
      const device = readDevice(item, type, label)
      hardware.devices.push(device)
      if (!knownTypes.has(type) && device.required) {
        findings.push({
          where,
          what: `resource type ${type} ${device.model ?? ''}`.trim() + ' is not carried',
        })
      }
    }
  }
}

const knownTypes = new Set<number>([14, 15, 16, 21, 23, 24, 35, 1])

function readCpu(item: XmlElement, hardware: ReadHardware, where: string, findings: OvfFinding[]): void {
  // oVirt writes sockets and their cores, and the product only since 3.6.
  const cores = wholeNumber(textOf(item, 'CoresPerSocket', 'cpu_per_socket'))
  const sockets = wholeNumber(textOf(item, 'num_of_sockets'))
  const cpus = sockets === undefined ? wholeNumber(textOf(item, 'VirtualQuantity')) : sockets * (cores ?? 1)
  if (cpus === undefined || cpus === 0) findings.push({ where, what: 'the number of CPUs is not understood' })
  else hardware.cpus = cpus
  // 0 leaves the grouping to vSphere.
  if (cores !== undefined && cores > 0) hardware.coresPerSocket = cores
  const unit = unitMhz(textOf(item, 'AllocationUnits'))
  const reservation = wholeNumber(textOf(item, 'Reservation'))
  const limit = wholeNumber(textOf(item, 'Limit'))
  if (unit === undefined) return
  if (reservation !== undefined && reservation > 0) hardware.cpuReservationMhz = reservation * unit
  if (limit !== undefined && limit > 0) hardware.cpuLimitMhz = limit * unit
}

function readMemory(item: XmlElement, hardware: ReadHardware, where: string, findings: OvfFinding[]): void {
  const quantity = textOf(item, 'VirtualQuantity')
  const units = textOf(item, 'AllocationUnits', 'VirtualQuantityUnits')
  // Without units memory counts MiB in every exporter seen; bytes would give machines of a few KiB. No machine has
  // 128 TiB: so large a number counts bytes.
  const meant = units ?? ((wholeNumber(quantity) ?? 0) >= mostMebibytes ? 'byte' : 'MegaBytes')
  const bytes = quantityBytes(quantity, meant)
  if (bytes === undefined)
    findings.push({ where, what: `the memory in ${JSON.stringify(units ?? '')} is not understood` })
  else hardware.memoryMib = Math.round(bytes / mebibyte)
  const reserved = quantityBytes(textOf(item, 'Reservation'), meant)
  if (reserved !== undefined && reserved > 0) hardware.memoryReservationMib = Math.round(reserved / mebibyte)
  const limit = quantityBytes(textOf(item, 'Limit'), meant)
  if (limit !== undefined && limit > 0) hardware.memoryLimitMib = Math.round(limit / mebibyte)
}

function readController(item: XmlElement, type: number, instance: string): OvfController | undefined {
  const model = textOf(item, 'ResourceSubType')
  const kind = controllerKind(type, model)
  if (kind === undefined) return undefined
  const bus = wholeNumber(textOf(item, 'Address', 'BusNumber'))
  const sharedBus = configOf(item, 'Config')['sharedBus'] ?? configOf(item, 'Config')['slotInfo.sharedBus']
  return {
    instance,
    kind,
    ...(model === undefined ? {} : { model }),
    ...(bus === undefined ? {} : { bus }),
    ...(sharedBus === undefined ? {} : { sharedBus }),
  }
}

function controllerKind(type: number, model: string | undefined): OvfController['kind'] | undefined {
  if (type === resourceTypes.ide) return 'ide'
  if (type === resourceTypes.scsi) return 'scsi'
  const lower = model?.toLowerCase() ?? ''
  if (lower.includes('nvme')) return 'nvme'
  if (lower.includes('ahci') || lower.includes('sata')) return 'sata'
  // VirtualBox counts its SAS and virtio controllers among the others.
  return /scsi|lsilogic|\bsas\b/.test(lower) ? 'scsi' : undefined
}

function readDrive(item: XmlElement, label: string, instance: string): OvfDrive {
  const controller = textOf(item, 'Parent')
  const unit = wholeNumber(textOf(item, 'AddressOnParent'))
  const backingMode = configOf(item, 'Config')['backing.diskMode']
  const capacityBytes = ownCapacity(item)
  return {
    label,
    resource: textOf(item, 'HostResource') ?? '',
    instance,
    ...(capacityBytes === undefined ? {} : { capacityBytes }),
    ...(controller === undefined ? {} : { controller }),
    ...(unit === undefined ? {} : { unit }),
    ...(backingMode === undefined ? {} : { backingMode }),
  }
}

/**
 * Cloud Director says the size of a disk in its item, in bytes or as an attribute in MiB; so may any disk that names no
 * other. What is reserved of a disk is never more than it has.
 */
function ownCapacity(item: XmlElement): number | undefined {
  const [resource] = childrenOf(item, 'HostResource')
  const written = resource === undefined ? undefined : attributeOf(resource, 'capacity')
  const units = [textOf(item, 'VirtualQuantityUnits'), textOf(item, 'AllocationUnits')].find((text) =>
    /byte/i.test(text ?? ''),
  )
  if (units === undefined) return quantityBytes(written, 'MegaBytes')
  const sizes = [textOf(item, 'VirtualQuantity'), textOf(item, 'Reservation')].map((text) =>
    quantityBytes(text, units),
  )
  const most = Math.max(...sizes.map((size) => size ?? 0))
  return most > 0 ? most : quantityBytes(written, 'MegaBytes')
}

/** oVirt numbers the models of cards. */
const numberedCards = ['virtio', 'rtl8139', 'e1000', 'virtio', 'spapr-vlan', 'passthrough', 'e1000e']

function readNic(item: XmlElement, label: string): OvfNic {
  const written = textOf(item, 'ResourceSubType')
  const model = /^\d$/.test(written ?? '') ? (numberedCards[Number(written)] ?? written) : written
  const network = textOf(item, 'Connection')
  const mac = macOf(textOf(item, 'MACAddress')) ?? macOf(textOf(item, 'Address'))
  const automatic = textOf(item, 'AutomaticAllocation')
  const config = configOf(item, 'Config')
  const pciSlot = wholeNumber(config['slotInfo.pciSlotNumber'])
  const wake = config['wakeOnLanEnabled']
  return {
    label,
    ...(model === undefined ? {} : { model }),
    ...(network === undefined ? {} : { network }),
    ...(mac === undefined ? {} : { mac }),
    ...(automatic === undefined ? {} : { connected: automatic.toLowerCase() === 'true' }),
    ...(pciSlot === undefined ? {} : { pciSlot }),
    ...(wake === undefined ? {} : { wakeOnLan: wake === 'true' }),
  }
}

/** An address of a card in lower case with colons; undefined = it is none. */
export function macOf(text: string | undefined): string | undefined {
  if (text === undefined || !/^[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5}$/i.test(text)) return undefined
  const digits = text.toLowerCase().replace(/[^0-9a-f]/g, '')
  return (digits.match(/../g) ?? []).join(':')
}

function readDevice(item: XmlElement, type: number, label: string): OvfDevice {
  const model = textOf(item, 'ResourceSubType')
  const backing = childrenOf(item, 'HostResource')[0]?.text.trim()
  return {
    type,
    label,
    ...(model === undefined ? {} : { model }),
    ...(backing === undefined || backing === '' ? {} : { backing }),
    required: attributeOf(item, 'required') !== 'false',
  }
}
