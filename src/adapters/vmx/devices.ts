import { defined } from '../../lib/defined.ts'
import type { Device } from '../../model/hardware.ts'
import type { Nic } from '../../model/nic.ts'
import { fileOf, isTrue, slotsHolding, wholeNumber } from './disks.ts'
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
    found.push(
      defined<Nic>({
        label: `Network adapter ${at + 1}`,
        // Without a model ESX makes the oldest card that the guest knows.
        adapter: adapterOf(value('virtualdev')?.toLowerCase(), value('features')),
        mac: macOf(kind, value('address'), value('generatedaddress')),
        macAssignment:
          kind === 'static'
            ? 'manual'
            : kind === 'vpx'
              ? 'assigned'
              : kind === 'generated'
                ? kind
                : undefined,
        network: networkOf(value),
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

/** `vmxnet` with the features of its second version is that one. */
function adapterOf(model: string | undefined, features: string | undefined): string {
  if (model === undefined || model === '' || model === 'vlance') return 'pcnet32'
  return model === 'vmxnet' && features === '15' ? 'vmxnet2' : model
}

/** The address that counts for the way in which it is given; text that is none is left out. */
function macOf(
  kind: string | undefined,
  fixed: string | undefined,
  generated: string | undefined,
): string | undefined {
  const inOrder = kind === 'generated' || kind === 'vpx' ? [generated, fixed] : [fixed, generated]
  return inOrder
    .map((text) => text?.trim().toLowerCase().replaceAll('-', ':'))
    .find((text) => text !== undefined && /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/.test(text))
}

/** ESX names its port group. Workstation and Fusion name a virtual network of their host, or only the way to it. */
function networkOf(value: (key: string) => string | undefined): string | undefined {
  const name = value('networkname') ?? ''
  if (name !== '') return name
  const vnet = value('vnet')?.split(/[/\\]/).at(-1) ?? ''
  return vnet === '' ? value('connectiontype') || undefined : vnet
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
  const found = slotsHolding(settings, 'cd').map((slot, at) => {
    const file = fileOf(settings, slot.prefix)
    const image = /image/i.test(settings.get(`${slot.prefix}.devicetype`) ?? '') || /\.iso$/i.test(file ?? '')
    return defined<Device>({
      kind: 'cdrom',
      model: 'VirtualCdrom',
      label: `CD/DVD drive ${at + 1}`,
      startConnected: startOf(settings, slot.prefix),
      connected: undefined,
      backing: image ? file : undefined,
    })
  })
  for (const [at, { prefix }] of slotsHolding(settings, 'passthrough').entries()) {
    found.push(
      defined<Device>({
        kind: 'scsi-passthrough',
        model: 'VirtualSCSIPassthrough',
        label: `SCSI device ${at + 1}`,
        startConnected: startOf(settings, prefix),
        connected: undefined,
        backing: fileOf(settings, prefix),
      }),
    )
  }
  for (const [key, value] of settings) {
    const dongle =
      /^usb\.autoconnect\.device\d+$/.test(key) && value !== '' && !/devicetype:virtual/i.test(value)
    if (dongle && found.length < mostOfKind * 4) {
      const label = `USB device ${found.filter(({ kind }) => kind === 'usb').length + 1}`
      found.push({ kind: 'usb', model: 'VirtualUSB', label, backing: value })
      continue
    }
    const prefix = key.endsWith('.present') ? key.slice(0, -8) : ''
    const known = kinds.find(([pattern]) => pattern.test(prefix))
    if (!known || !isTrue(value) || found.length >= mostOfKind * 4) continue
    const [, kind, model, label] = known
    // Hubs, mice and keyboards are made by the hypervisor and stand for nothing of the host.
    if (kind === 'usb' && /^(?:hub|hid|mouse|keyboard)$/i.test(settings.get(`${prefix}.devicetype`) ?? ''))
      continue
    const vgpu = settings.get(`${prefix}.vgpu`)
    const at = found.filter((one) => one.label?.startsWith(label)).length + 1
    found.push(
      defined<Device>({
        kind: vgpu === undefined ? kind : 'vgpu',
        model,
        label: `${label} ${at}`,
        startConnected: startOf(settings, prefix),
        connected: undefined,
        backing: vgpu ?? fileOf(settings, prefix) ?? settings.get(`${prefix}.id`),
      }),
    )
  }
  return found
}

function startOf(settings: VmxSettings, prefix: string): boolean | undefined {
  const value = settings.get(`${prefix}.startconnected`)
  return value === undefined ? undefined : isTrue(value)
}
