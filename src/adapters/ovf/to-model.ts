import { defined } from '../../lib/defined.ts'
import { uuidOf } from '../../lib/uuid.ts'
import type { Controller, Device, Disk } from '../../model/hardware.ts'
import type { Nic } from '../../model/nic.ts'
import type { VmFacts } from '../../model/vm.ts'
import type { OvfController, OvfDescriptor, OvfDevice, OvfNic, OvfSystem } from './schema.ts'

/** The facts of one VM of a descriptor. What the descriptor does not say is absent. */
export function vmOf(system: OvfSystem, descriptor: OvfDescriptor): VmFacts {
  const { config, extraConfig } = system
  const uuid = uuidOf(config['uuid'] ?? extraConfig['uuid.bios'])
  return defined<VmFacts>({
    name: system.name,
    guestId: system.osType,
    guestFullName: system.osDescription,
    hardwareVersion: system.hardwareVersion,
    // vSphere writes the key only when it is not BIOS; with any vmw:Config at all, absence means BIOS.
    firmware:
      config['firmware']?.toLowerCase() === 'efi'
        ? 'efi'
        : (system.firmware ?? (Object.keys(config).length > 0 ? 'bios' : undefined)),
    secureBoot: flag(config['bootOptions.efiSecureBootEnabled']),
    cpus: system.cpus,
    coresPerSocket: system.coresPerSocket,
    cpuHotAdd: flag(config['cpuHotAddEnabled']),
    cpuHotRemove: flag(config['cpuHotRemoveEnabled']),
    cpuReservationMhz: system.cpuReservationMhz,
    cpuLimitMhz: system.cpuLimitMhz,
    memoryMib: system.memoryMib,
    memoryHotAdd: flag(config['memoryHotAddEnabled']),
    memoryReservationMib: system.memoryReservationMib,
    memoryLimitMib: system.memoryLimitMib,
    nestedVirtualization: flag(config['nestedHVEnabled']),
    virtualizationBasedSecurity: flag(config['flags.vbsEnabled']),
    syncTimeWithHost: flag(config['tools.syncTimeWithHost']),
    diskUuidEnabled: flag(extraConfig['disk.EnableUUID']),
    smbiosUuid: uuid,
    vTpm: system.devices.some((device) => /vtpm/i.test(device.model ?? '')) ? true : undefined,
    disks: disksOf(system, descriptor),
    nics: system.nics.map(nicOf),
    devices: system.devices.map(deviceOf),
    annotation: system.annotation ?? system.product,
    guestInfoKeys: Object.keys(extraConfig).filter((key) => key.startsWith('guestinfo.')),
  })
}

function disksOf(system: OvfSystem, descriptor: OvfDescriptor): readonly Disk[] {
  return system.drives.map((drive) => {
    const disk = descriptor.disks.find((one) => one.id === drive.diskId)
    const file = descriptor.files.find((one) => one.id === disk?.fileRef)
    const controller = system.controllers.find((one) => one.instance === drive.controller)
    return defined<Disk>({
      label: drive.label,
      capacityBytes: disk?.capacityBytes ?? drive.capacityBytes,
      path: file?.href,
      mode: drive.backingMode,
      controller: controller === undefined ? undefined : controllerOf(controller),
      unit: drive.unit,
      parents: disk?.parentRef === undefined ? 0 : 1,
    })
  })
}

/** vSphere's class for each sub type that OVF knows. */
const controllerModels: readonly (readonly [pattern: RegExp, model: string])[] = [
  [/virtualscsi|pvscsi/i, 'ParaVirtualSCSIController'],
  [/lsilogicsas/i, 'VirtualLsiLogicSASController'],
  [/lsilogic/i, 'VirtualLsiLogicController'],
  [/buslogic/i, 'VirtualBusLogicController'],
  [/nvme/i, 'VirtualNVMEController'],
  [/ahci|sata/i, 'VirtualAHCIController'],
]

function controllerOf(controller: OvfController): Controller {
  const known = controllerModels.find(([pattern]) => pattern.test(controller.model ?? ''))?.[1]
  const shared = controller.sharedBus?.toLowerCase()
  return defined<Controller>({
    kind: controller.kind,
    model: known ?? controller.model ?? (controller.kind === 'ide' ? 'VirtualIDEController' : undefined),
    bus: controller.bus,
    sharedBus:
      shared === undefined
        ? undefined
        : shared.includes('physical')
          ? 'physical'
          : shared.includes('virtual')
            ? 'virtual'
            : 'none',
  })
}

function nicOf(nic: OvfNic): Nic {
  // Lists such as `vmxnet3 e1000` name the first choice first.
  const adapter = nic.model?.toLowerCase().split(/[\s,]+/)[0]
  return defined<Nic>({
    label: nic.label,
    adapter: adapter === '' ? undefined : adapter,
    mac: nic.mac,
    network: nic.network,
    startConnected: nic.connected,
    pciSlot: nic.pciSlot,
    wakeOnLan: nic.wakeOnLan,
  })
}

const deviceKinds: Readonly<Record<number, Device['kind']>> = {
  14: 'floppy',
  15: 'cdrom',
  16: 'cdrom',
  21: 'serial-port',
  22: 'parallel-port',
  23: 'usb-controller',
  24: 'video',
  35: 'sound',
}

function deviceOf(device: OvfDevice): Device {
  return defined<Device>({
    kind: deviceKind(device),
    model: device.model ?? `CIM resource type ${device.type}`,
    label: device.label,
    backing: device.backing,
  })
}

function deviceKind({ type, model = '' }: OvfDevice): Device['kind'] {
  if (/pcipassthrough/i.test(model)) return 'pci-passthrough'
  if (/nvdimm/i.test(model)) return 'nvdimm'
  if (/vtpm/i.test(model)) return 'tpm'
  return deviceKinds[type] ?? 'other'
}

function flag(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value.toLowerCase() === 'true' || value === '1'
}
