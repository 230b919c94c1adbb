import { defined } from '../../lib/defined.ts'
import type { Device } from '../../model/hardware.ts'
import type { Nic } from '../../model/nic.ts'
import { cdSlots, isTrue, wholeNumber } from './disks.ts'
import type { VmxSettings } from './schema.ts'

/** Cards of a machine: ten in vSphere, more is read and no harm. */
const mostOfKind = 64

/** Network cards. The configuration has no addresses of the guest. */
export function nicsOf(settings: VmxSettings): readonly Nic[] {
  const found: Nic[] = []
  for (let at = 0; at < mostOfKind; at++) {
    const value = (key: string): string | undefined => settings.get(`ethernet${at}.${key}`)
    if (!isTrue(value('present'))) continue
    const kind = value('addresstype')?.toLowerCase()
    const mac = value('address') ?? value('generatedaddress')
    found.push(
      defined<Nic>({
        label: `Network adapter ${at + 1}`,
        // Without a model ESX makes the oldest card that the guest knows.
        adapter: value('virtualdev')?.toLowerCase() ?? 'vlance',
        mac: mac?.toLowerCase().replaceAll('-', ':'),
        macAssignment:
          kind === 'static'
            ? 'manual'
            : kind === 'vpx'
              ? 'assigned'
              : kind === 'generated'
                ? kind
                : undefined,
        network: value('networkname'),
        networkKey: value('dvs.portgroupid') ?? value('opaquenetwork.id'),
        switch: value('dvs.switchid'),
        startConnected: value('startconnected') === undefined ? true : isTrue(value('startconnected')),
        pciSlot: wholeNumber(value('pcislotnumber')),
        wakeOnLan: value('wakeonpcktrcv') === undefined ? undefined : isTrue(value('wakeonpcktrcv')),
        directPath: value('uptcompatibility') === undefined ? undefined : isTrue(value('uptcompatibility')),
        key: undefined,
        connected: undefined,
        addresses: undefined,
        addressDetails: undefined,
        gateway: undefined,
      }),
    )
  }
  return found
}

type Kind = readonly [prefix: RegExp, kind: Device['kind'], model: string, label: string]

const kinds: readonly Kind[] = [
  [/^floppy\d$/, 'floppy', 'VirtualFloppy', 'Floppy drive'],
  [/^serial\d$/, 'serial-port', 'VirtualSerialPort', 'Serial port'],
  [/^parallel\d$/, 'parallel-port', 'VirtualParallelPort', 'Parallel port'],
  [/^(?:usb|ehci)$/, 'usb-controller', 'VirtualUSBController', 'USB controller'],
  [/^usb_xhci$/, 'usb-controller', 'VirtualUSBXHCIController', 'USB xHCI controller'],
  [/^usb(?:_xhci)?:\d+$/, 'usb', 'VirtualUSB', 'USB device'],
  [/^sound$/, 'sound', 'VirtualSoundCard', 'Sound card'],
  [/^pcipassthru\d+$/, 'pci-passthrough', 'VirtualPCIPassthrough', 'PCI device'],
  [/^nvdimm\d+:\d+$/, 'nvdimm', 'VirtualNVDIMM', 'NVDIMM'],
  [/^vtpm$/, 'tpm', 'VirtualTPM', 'Virtual TPM'],
  [/^vwdt$/, 'watchdog', 'VirtualWDT', 'Watchdog timer'],
  [/^precisionclock\d$/, 'precision-clock', 'VirtualPrecisionClock', 'Precision clock'],
]

/** Every other device that is present, with what it points at. */
export function devicesOf(settings: VmxSettings): readonly Device[] {
  const found = cdSlots(settings).map((slot, at) => {
    const file = settings.get(`${slot.prefix}.filename`)
    const image = /image/i.test(settings.get(`${slot.prefix}.devicetype`) ?? '')
    return defined<Device>({
      kind: 'cdrom',
      model: 'VirtualCdrom',
      label: `CD/DVD drive ${at + 1}`,
      startConnected: startOf(settings, slot.prefix),
      connected: undefined,
      backing: image ? file : undefined,
    })
  })
  for (const [key, value] of settings) {
    const prefix = key.endsWith('.present') ? key.slice(0, -8) : ''
    const known = kinds.find(([pattern]) => pattern.test(prefix))
    if (!known || !isTrue(value) || found.length >= mostOfKind * 4) continue
    const [, kind, model, label] = known
    const vgpu = settings.get(`${prefix}.vgpu`)
    const at = found.filter((one) => one.label?.startsWith(label)).length + 1
    found.push(
      defined<Device>({
        kind: vgpu === undefined ? kind : 'vgpu',
        model,
        label: `${label} ${at}`,
        startConnected: startOf(settings, prefix),
        connected: undefined,
        backing: vgpu ?? settings.get(`${prefix}.filename`) ?? settings.get(`${prefix}.id`),
      }),
    )
  }
  return found
}

function startOf(settings: VmxSettings, prefix: string): boolean | undefined {
  const value = settings.get(`${prefix}.startconnected`)
  return value === undefined ? undefined : isTrue(value)
}
