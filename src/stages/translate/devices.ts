import type { Domain } from '../../model/manifest.ts'
import { isAtLeast } from '../../model/target.ts'
import { preferenceNamed } from '../../model/preference.ts'
import type { Device } from '../../model/hardware.ts'
import type { VmContext } from './input.ts'

type OtherDevices = Pick<Domain['devices'], 'inputs' | 'rng' | 'tpm' | 'sound' | 'watchdog'>

/** Devices that KubeVirt has no equal for, with what to do about it. */
const withoutEqual: Partial<Record<Device['kind'], readonly [grade: 'partial' | 'lost', why: string]>> = {
  'pci-passthrough': [
    'lost',
    'name the device in permittedHostDevices of the cluster, then add it to hostDevices',
  ],
  vgpu: ['lost', 'map the profile to a mediated device of the nodes, then add it to gpus'],
  'sriov-nic': ['partial', 'an SR-IOV card becomes a card on a bridge'],
  'usb-controller': ['partial', 'a USB controller without a device is left out'],
  usb: ['lost', 'a USB device is bound to one node; pass it on from there or replace it by a network device'],
  floppy: ['lost', 'there is no floppy drive'],
  'serial-port': ['lost', 'there is the serial console only; a port on the network needs another way'],
  'parallel-port': ['lost', 'there is no parallel port'],
  'scsi-passthrough': ['lost', 'tape drives and changers cannot be passed through'],
  nvdimm: ['lost', 'there is no persistent memory'],
  'precision-clock': ['partial', 'use ptp_kvm in the guest'],
}

/** Devices other than disks and network cards. */
export function devicesOf(
  { vm, guest, virtio, input, lose }: VmContext,
  preference: string | undefined,
): OtherDevices {
  for (const device of vm.devices ?? []) noteLoss(device, lose)
  const windows = guest.family === 'windows' || guest.family === 'windows-old'
  const has = (kind: Device['kind']): boolean => vm.devices?.some((device) => device.kind === kind) ?? false
  return {
    inputs: [{ name: 'tablet', type: 'tablet', bus: windows && virtio ? 'virtio' : 'usb' }],
    ...(virtio && !windows ? { rng: {} } : {}),
    ...tpmOf(vm.vTpm ?? has('tpm'), preference, input.target, lose),
    ...(has('sound') ? { sound: { name: 'sound', model: 'ich9' } } : {}),
    ...(has('watchdog') ? { watchdog: { name: 'watchdog', i6300esb: { action: 'reset' } } } : {}),
  }
}

function tpmOf(
  present: boolean,
  preference: string | undefined,
  target: { readonly kubevirt: string },
  lose: VmContext['lose'],
): Pick<OtherDevices, 'tpm'> {
  if (present) {
    lose(
      'vTpm',
      'lost',
      'the content of the TPM stays behind: have the BitLocker recovery key at hand and suspend protection before the cut-over',
    )
    return { tpm: isAtLeast(target, 6) ? { enabled: true, persistent: true } : { persistent: true } }
  }
  const added = preference !== undefined && preferenceNamed(preference)?.tpm === true
  return added && isAtLeast(target, 6) ? { tpm: { enabled: false } } : {}
}

function noteLoss(device: Device, lose: VmContext['lose']): void {
  const field = `devices.${device.label ?? device.model}`
  if (device.kind === 'cdrom') {
    if (device.connected && device.backing) lose(field, 'partial', 'the CD-ROM in the drive is taken out')
    return
  }
  const rule = withoutEqual[device.kind]
  if (rule) lose(field, rule[0], rule[1])
}
