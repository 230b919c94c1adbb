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

/** What stands in a slot. A drive without a type is a disk, unless it holds an image of a disc. */
type Holds = 'disk' | 'cd' | 'passthrough' | 'nothing'

/** Words that stand where no file is: empty drives, and those that a client lends. */
const noFile = /^(?:emptybackingstring|auto detect|vmware-null-remote-\w+|-1)?$/i

/** The file that a device points at; undefined where the text only stands for none. */
export function fileOf(settings: VmxSettings, prefix: string): string | undefined {
  const file = settings.get(`${prefix}.filename`)?.trim() ?? ''
  return noFile.test(file) ? undefined : file
}

function held(settings: VmxSettings, prefix: string): Holds {
  const type = settings.get(`${prefix}.devicetype`) ?? ''
  const file = fileOf(settings, prefix)
  if (/passthru$/i.test(type)) return /[/\\]cdrom[/\\]/i.test(file ?? '') ? 'cd' : 'passthrough'
  if (/cdrom|atapi/i.test(type) || /\.iso$/i.test(file ?? '')) return 'cd'
  return file === undefined ? 'nothing' : 'disk'
}

/** Slots that hold a disk, in the order of controllers and units. */
export function diskSlots(settings: VmxSettings): readonly Slot[] {
  return slotsHolding(settings, 'disk')
}

/** Slots that hold this, of controllers that are there. */
export function slotsHolding(settings: VmxSettings, what: Holds): readonly Slot[] {
  return slotsOf(settings).filter(
    (slot) => !isWithoutController(settings, slot) && held(settings, slot.prefix) === what,
  )
}

/** Sentences for slots that are on and not read: their controller is off, or a disk has no file. */
export function idleSlots(settings: VmxSettings): readonly string[] {
  return slotsOf(settings).flatMap((slot) => {
    const { prefix, bus, number } = slot
    if (isWithoutController(settings, slot))
      return [`${prefix}: its controller ${bus}${number} is not present; it is left out`]
    return held(settings, prefix) === 'nothing' ? [`${prefix}: it is present and has no file`] : []
  })
}

function isWithoutController(settings: VmxSettings, { bus, number }: Slot): boolean {
  const present = settings.get(`${bus}${number}.present`)
  return present !== undefined && !isTrue(present)
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
  const raw = /^(?:vmfspassthroughrawdevicemap|vmfsrdmp|vmfsraw)$/.test(type) ? 'physical' : 'virtual'
  return defined<Disk>({
    label: `Hard disk ${index + 1}`,
    capacityBytes: account?.virtualBytes,
    path: value('filename'),
    uuid: account?.uuid,
    thin: account?.thin,
    mode: modeOf(value('mode')),
    sharing: value('sharing') === undefined ? undefined : sharingOf(value('sharing')),
    // A disk of Workstation may be a whole disk of its host, or partitions of one.
    rdm:
      mapped.test(type) || hostDisk.test(type) ? { mode: hostDisk.test(type) ? 'physical' : raw } : undefined,
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

const mapped = /rawdevicemap$|^vmfs(?:rdmp?|raw)$/
const hostDisk = /^(?:fulldevice|partitioneddevice)$/

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
