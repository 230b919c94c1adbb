import type { DataVolume, DiskDevice, Domain, InterfaceDevice, VirtualMachine } from '../../model/manifest.ts'
import { devicesOf } from './devices.ts'
import { disksOf, type SharedDisk, type TranslatedDisks } from './disks.ts'
import { firmwareOf } from './firmware.ts'
import type { VmContext } from './input.ts'
import { annotationsOf, labelsOf } from './labels.ts'
import type { NetworkTargets } from './networks.ts'
import { nicsOf, type TranslatedNics } from './nics.ts'
import { placementOf } from './placement.ts'
import { preferenceOf } from './preference.ts'
import { cpuOf, memoryOf, resourcesOf } from './processor.ts'
import { clockOf, enlightenments } from './windows.ts'

const windowsGraceSeconds = 3600
const graceSeconds = 180

/** One machine and the DataVolumes that it owns. Everything that a controller would fill in is written out. */
export function virtualMachineOf(
  context: VmContext,
  targets: NetworkTargets,
  shared: ReadonlyMap<string, SharedDisk>,
): { readonly machine: VirtualMachine; readonly dataVolumes: readonly DataVolume[] } {
  const { guest, name, namespace } = context
  noteState(context)
  const windows = guest.family === 'windows' || guest.family === 'windows-old'
  const preference = preferenceOf(context)
  const storage = disksOf(context, shared)
  const cards = nicsOf(context, targets)
  const firmware = firmwareOf(context)
  const placement = placementOf(context)
  const labels = { ...labelsOf(context), ...placement.labels }
  const resources = resourcesOf(context)
  const order = bootOrderOf(context, storage, cards)
  const hole =
    guest.preference === 'legacy' && guest.family === 'windows-old'
      ? { 'kubevirt.io/disablePCIHole64': 'true' }
      : {}
  const templateAnnotations = { ...placement.annotations, ...hole }
  const domain: Domain = {
    machine: { type: 'q35' },
    cpu: cpuOf(context),
    memory: memoryOf(context),
    ...(resources ? { resources } : {}),
    firmware,
    features: featuresOf(firmware, windows && preference === undefined),
    clock: clockOf(context),
    devices: {
      disks: storage.disks.map((disk) => ordered(disk, order)),
      interfaces: cards.interfaces.map((card) => ordered(card, order)),
      autoattachPodInterface: false,
      ...devicesOf(context, preference),
    },
  }
  const machine: VirtualMachine = {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name, namespace, labels, annotations: annotationsOf(context, preference) },
    spec: {
      runStrategy: 'Halted',
      ...(preference === undefined
        ? {}
        : { preference: { kind: 'VirtualMachineClusterPreference', name: preference } }),
      template: {
        metadata: {
          labels,
          ...(Object.keys(templateAnnotations).length > 0 ? { annotations: templateAnnotations } : {}),
        },
        spec: {
          architecture: context.input.target.architecture,
          evictionStrategy: 'LiveMigrateIfPossible',
          terminationGracePeriodSeconds: windows ? windowsGraceSeconds : graceSeconds,
          ...(placement.affinity ? { affinity: placement.affinity } : {}),
          domain,
          networks: cards.networks,
          volumes: storage.volumes,
        },
      },
    },
  }
  return { machine, dataVolumes: storage.dataVolumes }
}

function featuresOf(firmware: Domain['firmware'], inline: boolean): Domain['features'] {
  const smm = firmware.bootloader.efi?.secureBoot ? { smm: { enabled: true } } : {}
  return inline ? { ...enlightenments, ...smm } : { acpi: {}, ...smm }
}

function ordered<Device extends DiskDevice | InterfaceDevice>(
  device: Device,
  order: ReadonlyMap<string, number>,
): Device {
  const bootOrder = order.get(device.name)
  return bootOrder === undefined ? device : { ...device, bootOrder }
}

/**
 * Boot order by name of device. vSphere's entries are `disk:2000`, `ethernet:4000`, `cdrom` and the like; without an entry for
 * a disk the first disk comes first, as in vSphere.
 */
function bootOrderOf(
  context: VmContext,
  storage: TranslatedDisks,
  cards: TranslatedNics,
): ReadonlyMap<string, number> {
  const order = new Map<string, number>()
  const add = (name: string | undefined): void => {
    if (name !== undefined && !order.has(name)) order.set(name, order.size + 1)
  }
  for (const entry of context.vm.bootOrder ?? []) {
    const key = Number(/\d+/.exec(entry)?.[0] ?? Number.NaN)
    if (/disk/i.test(entry)) add(storage.byKey.get(key) ?? storage.disks[0]?.name)
    else if (/eth|net/i.test(entry)) add(cards.byKey.get(key) ?? cards.interfaces[0]?.name)
  }
  if (!storage.disks.some((disk) => order.has(disk.name))) add(storage.disks[0]?.name)
  return order
}

function noteState({ vm, guest, lose }: VmContext): void {
  if (!guest.known)
    lose('guestId', 'partial', `${guest.because}; it is treated as an old guest without drivers`)
  else if (guest.note !== undefined) lose('guestId', 'partial', `${guest.because}: ${guest.note}`)
  if (vm.template)
    lose('template', 'partial', 'a template becomes a halted machine; its customization stays behind')
  if (vm.power === 'suspended')
    lose('power', 'lost', 'what it had in memory is lost: resume it and shut it down before the move')
  if ((vm.snapshots?.length ?? 0) > 0)
    lose(
      'snapshots',
      'lost',
      vm.snapshots?.length === 1
        ? 'its snapshot is not carried'
        : `${vm.snapshots?.length} snapshots are not carried`,
    )
  if (vm.encrypted) lose('encrypted', 'partial', 'decrypt it first, and take an encrypted storage class')
  if (vm.faultTolerance)
    lose('faultTolerance', 'lost', 'there is no lockstep copy; the application must bring its own')
  if (vm.managedBy) lose('managedBy', 'partial', `${vm.managedBy.extension} no longer manages it`)
  if (vm.syncTimeWithHost)
    lose('syncTimeWithHost', 'partial', 'nobody sets its clock any more: configure NTP in the guest')
  const keys = vm.guestInfoKeys ?? []
  if (keys.length > 0)
    lose(
      'guestInfoKeys',
      'lost',
      `whatever reads ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ' …' : ''} in the guest finds nothing`,
    )
}
