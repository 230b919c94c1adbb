import type { DataVolume, DiskDevice, Volume } from '../../model/manifest.ts'
import type { Disk } from '../../model/hardware.ts'
import type { Vm } from '../../model/vm.ts'
import type { VmContext } from './input.ts'
import { datastoreName } from './site.ts'

/** Argo CD must neither prune nor delete what data lives in. */
export const keepData = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' }

/** Beyond this many disks the PCIe slots of a virtio machine run out; scsi takes them all on one. */
const mostVirtioDisks = 25
const mibBytes = 1_048_576

/** Who owns the DataVolume of a disk that several machines attach. */
export interface SharedDisk {
  readonly volume: string
  readonly namespace: string
  readonly owner: string
}

/** The disks of a machine, and the DataVolumes that it owns. */
export interface TranslatedDisks {
  readonly disks: readonly DiskDevice[]
  readonly volumes: readonly Volume[]
  readonly dataVolumes: readonly DataVolume[]
  /** Name of the target disk by device key in vSphere, for the boot order. */
  readonly byKey: ReadonlyMap<number, string>
}

/** Key of a disk that machines may share: a LUN is the same everywhere, a path within its datacenter. */
export function diskKey(vm: Vm, disk: Disk): string | undefined {
  if (disk.rdm?.lun) return `lun:${disk.rdm.lun}`
  return disk.path ? `file:${vm.vcenter ?? ''}/${vm.datacenter ?? ''}/${disk.path}` : undefined
}

/** The name of a disk within its machine: `disk-scsi0-1`, after controller and unit, else its place in the list. */
export function diskNames(disks: readonly Disk[]): readonly string[] {
  const taken = new Set<string>()
  return disks.map((disk, index) => {
    const { controller, unit } = disk
    const placed =
      controller && controller.kind !== 'unknown' && controller.bus !== undefined && unit !== undefined
    const wanted = placed ? `disk-${controller.kind}${controller.bus % 10}-${unit % 100}` : `disk-${index}`
    const name = taken.has(wanted) ? `disk-${index}x` : wanted
    taken.add(name)
    return name
  })
}

/** Translates every disk; `shared` holds those that more than one planned machine attaches. */
export function disksOf(context: VmContext, shared: ReadonlyMap<string, SharedDisk>): TranslatedDisks {
  const { vm, virtio, lose } = context
  const source = vm.disks ?? []
  if (vm.disks === undefined) lose('disks', 'lost', 'no source lists the disks')
  const bus = !virtio ? 'sata' : source.length > mostVirtioDisks ? 'scsi' : 'virtio'
  const names = diskNames(source)
  const disks: DiskDevice[] = []
  const volumes: Volume[] = []
  const dataVolumes: DataVolume[] = []
  const byKey = new Map<number, string>()
  source.forEach((disk, index) => {
    const name = names[index] ?? `disk-${index}`
    const field = `disks.${disk.label}`
    noteLosses(context, disk, field, bus)
    const key = diskKey(vm, disk)
    const share = key === undefined ? undefined : shared.get(key)
    if (share && share.namespace !== context.namespace) {
      lose(
        field,
        'lost',
        `shared with ${share.owner}, which is in another namespace; map both folders to one`,
      )
      return
    }
    const own = `${context.name}-${name}`
    const claim = share?.volume ?? own
    if (disk.rdm && disk.rdm.mode !== 'virtual') {
      disks.push({ name, lun: { bus: 'scsi', ...(isClustered(disk) ? { reservation: true } : {}) } })
      volumes.push({ name, persistentVolumeClaim: { claimName: claim } })
    } else if (disk.capacityBytes === undefined || disk.capacityBytes <= 0) {
      lose(field, 'lost', 'no source says its size')
      return
    } else {
      disks.push({ name, disk: { bus }, ...serialOf(disk), ...sharing(disk, share) })
      volumes.push({ name, dataVolume: { name: claim } })
      if (claim === own)
        dataVolumes.push(dataVolume(context, disk, own, disk.capacityBytes, share !== undefined))
    }
    if (disk.key !== undefined) byKey.set(disk.key, name)
  })
  return { disks, volumes, dataVolumes, byKey }
}

function dataVolume(
  context: VmContext,
  disk: Disk,
  name: string,
  capacityBytes: number,
  shared: boolean,
): DataVolume {
  const { vm, input, site, wave, namespace } = context
  const datastore = datastoreName(disk)
  const key = datastore === undefined ? undefined : site.datastoreKey(vm, datastore)
  const mapped = key === undefined ? undefined : input.mappings.datastores?.[key]
  const storageClass = mapped ?? input.target.storage.default ?? undefined
  if (!mapped) {
    const line =
      key === undefined
        ? 'no source names its datastore'
        : `datastore ${key} has no storage class: ${input.where.mappings(['datastores', key])}`
    context.lose(
      `disks.${disk.label}`,
      'partial',
      `${line}; ${storageClass ? `${storageClass} is taken` : 'the cluster’s default is taken'}`,
    )
  }
  const known = storageClass === undefined ? undefined : input.target.storage.classes[storageClass]
  const access = shared ? 'ReadWriteMany' : known?.access
  const mode = shared ? 'Block' : known?.mode
  return {
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataVolume',
    metadata: {
      name,
      namespace,
      labels: {
        'app.kubernetes.io/managed-by': 'causeway',
        'causeway.dev/vm': context.name,
        'causeway.dev/wave': wave,
      },
      annotations: {
        ...keepData,
        // The copy starts before any machine does, so the claim must not wait for one.
        'cdi.kubevirt.io/storage.bind.immediate.requested': 'true',
        'causeway.dev/source-disk': disk.label,
        ...(disk.path === undefined ? {} : { 'causeway.dev/source-path': disk.path }),
        'causeway.dev/source-vm': vm.name,
      },
    },
    spec: {
      source: { upload: {} },
      ...(disk.eagerZeroed ? { preallocation: true } : {}),
      storage: {
        ...(access === undefined ? {} : { accessModes: [access] }),
        ...(mode === undefined ? {} : { volumeMode: mode }),
        resources: { requests: { storage: `${Math.ceil(capacityBytes / mibBytes)}Mi` } },
        ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
      },
    },
  }
}

function serialOf(disk: Disk): { serial?: string } {
  const serial = disk.uuid?.replace(/[^A-Za-z0-9]/g, '').toLowerCase() ?? ''
  return serial === '' ? {} : { serial: serial.slice(0, 256) }
}

function sharing(disk: Disk, share: SharedDisk | undefined): Partial<DiskDevice> {
  return share || disk.sharing === 'multi-writer'
    ? { shareable: true, cache: 'none', errorPolicy: 'report' }
    : {}
}

function isClustered(disk: Disk): boolean {
  return disk.controller?.sharedBus === 'physical' || disk.controller?.sharedBus === 'virtual'
}

function noteLosses({ vm, lose }: VmContext, disk: Disk, field: string, bus: string): void {
  const mode = disk.mode?.toLowerCase() ?? ''
  if (mode.includes('nonpersistent'))
    lose(field, 'partial', 'changes are kept, vSphere throws them away at power off')
  else if (mode.includes('independent'))
    lose(
      field,
      'partial',
      'an independent disk is part of every snapshot in KubeVirt, and is copied while the machine is off',
    )
  if (disk.rdm && disk.rdm.mode !== 'virtual') {
    lose(
      field,
      'partial',
      `raw LUN ${disk.rdm.lun ?? '(not named)'}: write the PersistentVolume and its claim by hand, or copy it in the guest`,
    )
  }
  if (disk.sharing === 'multi-writer')
    lose(
      field,
      'partial',
      'a shared disk cannot move between storage classes, and all its machines go in one wave',
    )
  if (isClustered(disk))
    lose(
      field,
      'partial',
      `bus sharing ${disk.controller?.sharedBus}: persistent reservations need storage that knows them`,
    )
  if ((disk.parents ?? 0) > 0) lose(field, 'lost', `a chain of ${disk.parents} snapshots becomes one disk`)
  if (vm.diskUuidEnabled && bus === 'virtio' && disk.uuid)
    lose(field, 'partial', 'the guest sees the first 20 characters of the serial number only')
  if (disk.shares !== undefined && disk.shares !== 1000) lose(field, 'lost', 'disk shares have no equal')
  if ((disk.iopsLimit ?? -1) > 0)
    lose(field, 'lost', `the limit of ${disk.iopsLimit} IOPS is a matter of the storage class`)
}
