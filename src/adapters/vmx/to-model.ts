import { defined } from '../../lib/defined.ts'
import type { Disk, Snapshot } from '../../model/hardware.ts'
import type { VmFacts } from '../../model/vm.ts'
import { devicesOf, nicsOf } from './devices.ts'
import { isTrue, uuidAt, wholeNumber } from './disks.ts'
import { guestIdOf } from './guest-os.ts'
import type { VmxSettings } from './schema.ts'

/** The facts of a machine. What its configuration leaves to the default of ESX is stated; nothing else is. */
export function vmOf(
  settings: VmxSettings,
  name: string,
  disks: readonly Disk[],
  snapshots: readonly Snapshot[] | undefined,
): VmFacts {
  const value = (key: string): string | undefined => settings.get(key)
  const flag = (key: string): boolean | undefined =>
    settings.has(key) ? isTrue(settings.get(key)) : undefined
  const number = (key: string): number | undefined => wholeNumber(settings.get(key))
  const affinity = listOf(value('sched.cpu.affinity'))
  // Workstation puts all settings of an encrypted machine behind one: what is not there is then not the default.
  const hidden = settings.has('encryption.data') && !settings.has('memsize')
  const off = hidden ? undefined : false
  const facts: Partial<VmFacts> = defined<Partial<VmFacts>>({
    name: value('displayname') ?? name,
    annotation: value('annotation') || undefined,
    instanceUuid: uuidAt(settings, 'vc.uuid'),
    smbiosUuid: uuidAt(settings, 'uuid.bios'),
    guestId: guestIdOf(value('guestos')),
    guestFullName: value('guestosaltname') || undefined,
    power: value('checkpoint.vmstate') ? 'suspended' : undefined,
    hardwareVersion: number('virtualhw.version'),
    firmware:
      value('firmware')?.toLowerCase() === 'efi' ? 'efi' : hidden && !value('firmware') ? undefined : 'bios',
    secureBoot: flag('uefi.secureboot.enabled'),
    cpus: number('numvcpus') ?? (hidden ? undefined : 1),
    // 0 leaves the grouping to ESX.
    coresPerSocket: number('cpuid.corespersocket') || undefined,
    cpuHotAdd: flag('vcpu.hotadd') ?? off,
    cpuHotRemove: flag('vcpu.hotremove') ?? off,
    cpuReservationMhz: number('sched.cpu.min'),
    cpuLimitMhz: number('sched.cpu.max'),
    cpuShares: number('sched.cpu.shares'),
    cpuAffinity: affinity,
    numaAffinity: listOf(value('numa.nodeaffinity')),
    memoryMib: number('memsize'),
    memoryHotAdd: flag('mem.hotadd') ?? off,
    memoryReservationMib: number('sched.mem.min') ?? number('sched.mem.minsize'),
    memoryLimitMib: number('sched.mem.max'),
    memoryReservationLocked: flag('sched.mem.pin'),
    memoryShares: number('sched.mem.shares'),
    latencySensitivity: value('sched.cpu.latencysensitivity'),
    changeTracking: flag('ctkenabled'),
    vTpm: flag('vtpm.present') ?? (value('managedvm.autoaddvtpm') ? true : undefined),
    encrypted: settings.has('encryption.keysafe') || settings.has('encryption.data') ? true : undefined,
    nestedVirtualization: flag('vhv.enable'),
    virtualizationBasedSecurity: flag('windows.vbs.enabled') ?? flag('vbs.enabled'),
    diskUuidEnabled: flag('disk.enableuuid'),
    syncTimeWithHost: flag('tools.synctime'),
    bootDelayMilliseconds: number('bios.bootdelay'),
    bootOrder: value('bios.bootorder')?.split(',').slice(0, 20),
    enterBiosSetup: flag('bios.forcesetuponce'),
    disks,
    nics: nicsOf(settings),
    devices: devicesOf(settings),
    snapshots,
    guestInfoKeys: [...settings.keys()].filter((key) => key.startsWith('guestinfo.')),
  })
  return { ...facts, name: facts.name ?? name }
}

/** Processors by number; `all` is no affinity. */
function listOf(text: string | undefined): readonly number[] | undefined {
  if (text === undefined || text === '' || text.toLowerCase() === 'all') return undefined
  return text
    .split(',', 1024)
    .map(Number)
    .filter((one) => Number.isInteger(one) && one >= 0)
}
