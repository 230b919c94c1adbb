import { defined } from '../../lib/defined.ts'
import { uuidOf } from '../../lib/uuid.ts'
import type { Controller, Disk } from '../../model/hardware.ts'
import type { DiskChain, VmxSettings } from './schema.ts'

/** A slot of a controller: `scsi0:1`. */
export interface Slot {
  readonly bus: 'scsi' | 'sata' | 'ide' | 'nvme'
  readonly number: number
  readonly unit: number
  readonly prefix: string
}

/** Drives whose media is no disk of the machine. */
const media = /cdrom|passthru$|atapi/i

/** Slots that hold a disk, in the order of controllers and units. */
export function diskSlots(settings: VmxSettings): readonly Slot[] {
  return slotsOf(settings).filter(({ prefix }) => {
    const type = settings.get(`${prefix}.devicetype`) ?? ''
    const file = settings.get(`${prefix}.filename`) ?? ''
    return (
      !media.test(type) && !/\.iso$/i.test(file) && file !== '' && file.toLowerCase() !== 'emptybackingstring'
    )
  })
}

/** Slots that hold a CD or DVD drive. */
export function cdSlots(settings: VmxSettings): readonly Slot[] {
  return slotsOf(settings).filter(({ prefix }) => /cdrom/i.test(settings.get(`${prefix}.devicetype`) ?? ''))
}

function slotsOf(settings: VmxSettings): readonly Slot[] {
  const found: Slot[] = []
  for (const [key, value] of settings) {
    const slot = /^((scsi|sata|ide|nvme)(\d{1,2}):(\d{1,3}))\.present$/.exec(key)
    if (!slot || !isTrue(value)) continue
    const bus = slot[2]
    if (bus !== 'scsi' && bus !== 'sata' && bus !== 'ide' && bus !== 'nvme') continue
    found.push({ prefix: slot[1] ?? '', bus, number: Number(slot[3]), unit: Number(slot[4]) })
  }
  const order = ['ide', 'scsi', 'sata', 'nvme']
  return found.sort(
    (a, b) => order.indexOf(a.bus) - order.indexOf(b.bus) || a.number - b.number || a.unit - b.unit,
  )
}

/** What vSphere says of the disk in a slot, from the configuration and from the disk's own file. */
export function diskOf(settings: VmxSettings, slot: Slot, index: number, chain: DiskChain): Disk {
  const value = (key: string): string | undefined => settings.get(`${slot.prefix}.${key}`)
  const { account } = chain
  const type = account?.createType.toLowerCase() ?? ''
  const raw = type === 'vmfspassthroughrawdevicemap' ? 'physical' : 'virtual'
  return defined<Disk>({
    label: `Hard disk ${index + 1}`,
    capacityBytes: account?.virtualBytes,
    path: value('filename'),
    uuid: account?.uuid,
    thin: account?.thin,
    mode: modeOf(value('mode')),
    sharing: value('sharing') === undefined ? undefined : sharingOf(value('sharing')),
    rdm: type.endsWith('rawdevicemap') ? { mode: raw } : undefined,
    changeTracking: isTrue(value('ctkenabled')) ? true : undefined,
    controller: controllerOf(settings, slot),
    unit: slot.unit,
    parents: chain.parents,
    writeThrough: isTrue(value('writethrough')) ? true : undefined,
    iopsLimit: wholeNumber(settings.get(`sched.${slot.prefix}.throughputcap`)),
    key: undefined,
    datastore: undefined,
    eagerZeroed: undefined,
    shares: wholeNumber(settings.get(`sched.${slot.prefix}.shares`)),
    fileBytes: undefined,
  })
}

function sharingOf(text: string | undefined): Disk['sharing'] {
  return text?.toLowerCase() === 'multi-writer' ? 'multi-writer' : 'none'
}

/** `independent-persistent` of a .vmx is `independent_persistent` in vSphere. */
function modeOf(mode: string | undefined): string | undefined {
  return mode === undefined || mode === '' ? 'persistent' : mode.toLowerCase().replace('-', '_')
}

const models: Readonly<Record<string, string>> = {
  pvscsi: 'ParaVirtualSCSIController',
  lsilogic: 'VirtualLsiLogicController',
  lsisas1068: 'VirtualLsiLogicSASController',
  buslogic: 'VirtualBusLogicController',
}

const plain: Readonly<Record<Slot['bus'], string>> = {
  // ESX takes a SCSI controller without a model for this one.
  scsi: 'VirtualBusLogicController',
  sata: 'VirtualAHCIController',
  ide: 'VirtualIDEController',
  nvme: 'VirtualNVMEController',
}

function controllerOf(settings: VmxSettings, { bus, number }: Slot): Controller {
  const model = settings.get(`${bus}${number}.virtualdev`)?.toLowerCase()
  const shared = settings.get(`${bus}${number}.sharedbus`)?.toLowerCase()
  return defined<Controller>({
    kind: bus,
    model: model === undefined ? plain[bus] : (models[model] ?? model),
    bus: number,
    sharedBus: bus !== 'scsi' ? undefined : shared === 'physical' || shared === 'virtual' ? shared : 'none',
  })
}

/** Whether a setting says yes. */
export function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:true|yes|on|1)$/i.test(value)
}

/** A whole number, with its sign; undefined for anything else. */
export function wholeNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^-?\d{1,12}$/.test(value) ? Number(value) : undefined
}

/** The UUID that the configuration gives under a key. */
export function uuidAt(settings: VmxSettings, key: string): string | undefined {
  return uuidOf(settings.get(key))
}
