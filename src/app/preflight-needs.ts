import type { EntityKind } from '../model/access.ts'
import type { PreflightStageName } from '../contract/preflight.ts'

/** One privilege, where it is needed, and what it is good for. */
export interface Need {
  readonly privilege: string
  readonly on: readonly EntityKind[]
  /** What cannot be done, or stays unknown, without it. */
  readonly without: string
  /** Needed only where this is so; its lack does not hold up the stage. */
  readonly onlyFor?: string
}

/** A stage of the journey with what it asks of the vCenter beyond the stages that it builds on. */
export interface StageNeeds {
  readonly stage: PreflightStageName
  readonly title: string
  readonly buildsOn: readonly PreflightStageName[]
  readonly needs: readonly Need[]
}

const everything: readonly EntityKind[] = [
  'root',
  'folder',
  'vm',
  'datastore',
  'host',
  'cluster',
  'network',
  'resource-pool',
]
const vms: readonly EntityKind[] = ['vm']
const datastores: readonly EntityKind[] = ['datastore']
const root: readonly EntityKind[] = ['root']

/** What each stage needs; tags are asked for by reading them, because their interface decides for itself. */
export const stageNeeds: readonly StageNeeds[] = [
  {
    stage: 'read',
    title: 'Read the inventory, its history and performance',
    buildsOn: [],
    needs: [
      {
        privilege: 'System.View',
        on: everything,
        without: 'the object is not listed at all: nobody can count it',
      },
      {
        privilege: 'System.Read',
        on: everything,
        without: 'the object is listed, and nothing of it can be read',
      },
      {
        privilege: 'Global.Licenses',
        on: root,
        without: 'licences and when they end stay unknown',
        onlyFor: 'licences',
      },
      {
        privilege: 'StorageProfile.View',
        on: root,
        without: 'storage policies stay unknown: storage classes are guessed from datastores',
        onlyFor: 'storage policies',
      },
    ],
  },
  {
    stage: 'cold',
    title: 'Copy machines that are shut down',
    buildsOn: ['read'],
    needs: [
      {
        privilege: 'VirtualMachine.Interact.PowerOff',
        on: vms,
        without: 'somebody else must shut each machine down',
      },
      {
        privilege: 'VirtualMachine.Interact.PowerOn',
        on: vms,
        without: 'the way back: the source cannot be started again',
      },
      { privilege: 'VirtualMachine.Provisioning.DiskRandomRead', on: vms, without: 'no disk can be read' },
      { privilege: 'VirtualMachine.Provisioning.GetVmFiles', on: root, without: 'no disk can be downloaded' },
      {
        privilege: 'VirtualMachine.Config.DiskLease',
        on: vms,
        without: 'a disk may change while it is read',
      },
      {
        privilege: 'Sessions.ValidateSession',
        on: root,
        without: 'Forklift cannot tell whether its session still holds',
      },
      {
        privilege: 'VApp.Export',
        on: vms,
        without: 'no export as OVF with its disks',
        onlyFor: 'exports as OVF',
      },
      {
        privilege: 'Datastore.Browse',
        on: datastores,
        without: 'snapshot chains and leftover files cannot be looked up',
        onlyFor: 'disks read from the datastore',
      },
      {
        privilege: 'Datastore.FileManagement',
        on: datastores,
        without:
          'no file of a datastore can be downloaded; it also permits to delete them, so leave it out if you can',
        onlyFor: 'disks read from the datastore',
      },
      {
        privilege: 'Cryptographer.Access',
        on: vms,
        without: 'disks of encrypted machines cannot be opened',
        onlyFor: 'encrypted machines',
      },
    ],
  },
  {
    stage: 'warm',
    title: 'Copy machines while they run',
    buildsOn: ['read', 'cold'],
    needs: [
      { privilege: 'VirtualMachine.State.CreateSnapshot', on: vms, without: 'no point in time to copy from' },
      {
        privilege: 'VirtualMachine.State.RemoveSnapshot',
        on: vms,
        without: 'snapshots stay behind and grow',
      },
      {
        privilege: 'VirtualMachine.Config.ChangeTracking',
        on: vms,
        without: 'changed block tracking cannot be switched on: each round copies everything',
      },
      {
        privilege: 'Global.CancelTask',
        on: vms,
        without: 'a snapshot that takes too long cannot be called off',
      },
      {
        privilege: 'Global.DisableMethods',
        on: vms,
        without: 'a machine may move to another host in the middle of a copy',
        onlyFor: 'estates where machines move by themselves',
      },
      {
        privilege: 'Global.EnableMethods',
        on: vms,
        without: 'what was held for a copy cannot be let go again',
        onlyFor: 'estates where machines move by themselves',
      },
    ],
  },
  {
    stage: 'guest',
    title: 'Look into guests and prepare them, with an account of the guest',
    buildsOn: ['read'],
    needs: [
      {
        privilege: 'VirtualMachine.GuestOperations.Query',
        on: vms,
        without: 'processes, files and settings of a guest cannot be listed',
      },
      {
        privilege: 'VirtualMachine.GuestOperations.Execute',
        on: vms,
        without: 'nothing can be run in a guest',
      },
      {
        privilege: 'VirtualMachine.GuestOperations.Modify',
        on: vms,
        without: 'no file can be put into a guest, so drivers and network settings are prepared by hand',
      },
    ],
  },
]

/** Every privilege that some stage asks for on objects of each kind. */
export function wantedByKind(): Readonly<Record<EntityKind, readonly string[]>> {
  const of = (kind: EntityKind): readonly string[] => [
    ...new Set(
      stageNeeds.flatMap(({ needs }) =>
        needs.filter(({ on }) => on.includes(kind)).map(({ privilege }) => privilege),
      ),
    ),
  ]
  return {
    root: of('root'),
    folder: of('folder'),
    vm: of('vm'),
    datastore: of('datastore'),
    host: of('host'),
    cluster: of('cluster'),
    network: of('network'),
    'resource-pool': of('resource-pool'),
  }
}
