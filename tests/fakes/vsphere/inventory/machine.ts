import { type Data, ref, type Ref, Typed } from '../wire/value.ts'
import { devicesOf, type Moment, type Plugs } from './devices.ts'
import { guestOf, guestSummaryOf } from './guest.ts'
import type { Properties } from './inventory.ts'
import { type MachineState, snapshotsOf, type SnapshotState } from './machine-state.ts'
import { configSummary, layoutOf, quickStats, storageFigures, storageSummary } from './machine-summary.ts'
import type { Traits } from './traits.ts'

/** A machine as the generator sees it. */
export interface Machine {
  readonly self: Ref
  readonly traits: Traits
  readonly state: MachineState
  readonly plugs: Plugs
  readonly host: Ref
  readonly folder: Ref
  readonly pool: Ref
}

/** The properties of a machine; nothing is made before it is asked for. */
export function machineProperties(machine: Machine): Properties {
  const { self, traits, state, plugs } = machine
  const now = { epoch: state.epoch, cbt: state.cbt }
  const config = (): Data => configOf(machine, now)
  const runtime = (): Data => runtimeOf(machine)
  const networks = [plugs.portgroup, ...(traits.nics > 1 || traits.n % 9 === 8 ? [plugs.network] : [])]
  return {
    name: () => state.name,
    parent: () => machine.folder,
    overallStatus: () => 'green',
    configStatus: () => 'green',
    effectiveRole: () => [-1],
    permission: () => [],
    disabledMethod: () => [],
    recentTask: () => [],
    declaredAlarmState: () => [],
    triggeredAlarmState: () => [],
    alarmActionsEnabled: () => true,
    customValue: () => customValue(traits),
    value: () => customValue(traits),
    availableField: () => [],
    config,
    runtime,
    guest: () => guestOf(traits, state, plugs.networkName),
    summary: () => ({
      vm: self,
      runtime: runtime(),
      guest: guestSummaryOf(traits, state),
      config: configSummary(traits, state),
      storage: storageSummary(traits),
      quickStats: quickStats(traits, state),
      overallStatus: 'green',
      customValue: customValue(traits),
    }),
    resourcePool: traits.template ? undefined : () => machine.pool,
    datastore: () => [plugs.datastore],
    network: () => networks,
    environmentBrowser: () => ref('EnvironmentBrowser', `envbrowser-${traits.n + 1}`),
    guestHeartbeatStatus: () => (state.on && traits.tools ? 'green' : 'gray'),
    storage: () => ({
      perDatastoreUsage: [{ datastore: plugs.datastore, ...storageFigures(traits) }],
      timestamp: '2026-09-01T05:00:00Z',
    }),
    layoutEx: () => layoutOf(traits),
    snapshot:
      state.snapshots.length === 0
        ? undefined
        : () => ({
            ...(state.current === undefined ? {} : { currentSnapshot: snapshotRef(state.current) }),
            rootSnapshotList: state.snapshots.map((snapshot) => treeOf(self, snapshot)),
          }),
    rootSnapshot: () => state.snapshots.map((snapshot) => snapshotRef(snapshot.id)),
  }
}

/** The properties of one snapshot of a machine: its devices carry the change ids of that moment. */
export function snapshotProperties(machine: Machine, id: string): Properties | undefined {
  const found = [...snapshotsOf(machine.state.snapshots)].find((snapshot) => snapshot.id === id)
  if (found === undefined) return undefined
  return {
    config: () => configOf(machine, found),
    childSnapshot: () => found.children.map((child) => snapshotRef(child.id)),
    vm: () => machine.self,
  }
}

function snapshotRef(id: string): Ref {
  return ref('VirtualMachineSnapshot', id)
}

function treeOf(vm: Ref, snapshot: SnapshotState): Data {
  return {
    snapshot: snapshotRef(snapshot.id),
    vm,
    name: snapshot.name,
    description: snapshot.description,
    id: snapshot.number,
    createTime: snapshot.createTime,
    state: 'poweredOn',
    quiesced: snapshot.quiesced,
    childSnapshotList: snapshot.children.map((child) => treeOf(vm, child)),
    replaySupported: false,
  }
}

function customValue({ n }: Traits): Data[] {
  return n % 3 === 0
    ? [
        {
          $: 'CustomFieldStringValue',
          key: 101,
          value: ['Platform & <Services>', 'Shop', 'Finance'][n % 9 === 0 ? 0 : n % 9 === 3 ? 1 : 2],
        },
        { $: 'CustomFieldStringValue', key: 102, value: `KST-${4000 + (n % 37)}` },
      ]
    : []
}

function runtimeOf({ state, host, traits }: Machine): Data {
  return {
    host,
    connectionState: traits.n % 5000 === 4321 ? 'disconnected' : 'connected',
    powerState: state.on ? 'poweredOn' : 'poweredOff',
    vmFailoverInProgress: false,
    faultToleranceState: 'notConfigured',
    toolsInstallerMounted: false,
    suspendInterval: 0,
    ...(state.on ? { bootTime: '2026-03-04T05:06:07.000Z' } : {}),
    memoryOverhead: 68_157_440,
    maxCpuUsage: traits.cpus * 2600,
    maxMemoryUsage: traits.memoryMib,
    numMksConnections: 0,
    recordReplayState: 'inactive',
    minRequiredEVCModeKey: 'intel-skylake',
    consolidationNeeded: traits.n % 700 === 650,
    featureRequirement: [],
    featureMask: [],
    paused: false,
    snapshotInBackground: false,
    cryptoState: 'safe',
    suspendedToMemory: false,
  }
}

function configOf({ traits, state, plugs }: Machine, moment: Moment): Data {
  const [guestId, guestFullName] = traits.system
  const file = traits.disks[0]?.file ?? ''
  return {
    changeVersion: '2026-02-03T04:05:06.000007Z',
    modified: '1970-01-01T00:00:00Z',
    name: state.name,
    guestFullName,
    version: traits.hardware,
    uuid: traits.uuid,
    createDate: '2022-06-07T08:09:10.111213Z',
    instanceUuid: traits.instanceUuid,
    npivTemporaryDisabled: true,
    template: traits.template,
    guestId,
    alternateGuestName: '',
    annotation: traits.n % 4 === 1 ? `Owner: team-${traits.n % 12}\nrestarts on Sundays & on patch days` : '',
    files: {
      vmPathName: file.replace(/\.vmdk$/, '.vmx'),
      snapshotDirectory: file.replace(/[^/]+$/, ''),
      suspendDirectory: file.replace(/[^/]+$/, ''),
      logDirectory: file.replace(/[^/]+$/, ''),
    },
    tools: {
      toolsVersion: traits.tools ? 12_352 : 0,
      toolsInstallType: traits.tools ? 'guestToolsTypeOpenVMTools' : 'guestToolsTypeUnknown',
      afterPowerOn: true,
      afterResume: true,
      beforeGuestStandby: true,
      beforeGuestShutdown: true,
      toolsUpgradePolicy: 'manual',
      syncTimeWithHost: traits.n % 17 === 0,
    },
    flags: {
      disableAcceleration: false,
      enableLogging: true,
      useToe: false,
      diskUuidEnabled: traits.n % 2 === 0,
      vbsEnabled: traits.tpm,
      vvtdEnabled: traits.tpm,
      cbrcCacheEnabled: false,
    },
    defaultPowerOps: { powerOffType: 'soft', suspendType: 'hard', resetType: 'soft' },
    hardware: {
      numCPU: traits.cpus,
      numCoresPerSocket: Math.min(traits.cpus, 2),
      autoCoresPerSocket: false,
      memoryMB: traits.memoryMib,
      virtualICH7MPresent: false,
      virtualSMCPresent: false,
      device: devicesOf(traits, state, plugs, moment),
      motherboardLayout: 'i440bxHostBridge',
      simultaneousThreads: 1,
    },
    cpuAllocation: allocation(traits.cpus * 1000),
    memoryAllocation: allocation(traits.memoryMib * 10),
    latencySensitivity: { level: 'normal' },
    memoryHotAddEnabled: traits.n % 4 === 0,
    cpuHotAddEnabled: traits.n % 4 === 0,
    cpuHotRemoveEnabled: false,
    hotPlugMemoryLimit: 3072,
    hotPlugMemoryIncrementSize: 128,
    ...(traits.service ? { managedBy: { extensionKey: 'com.vmware.vim.eam', type: 'cluster-agent' } } : {}),
    extraConfig: extraConfig(traits, state),
    bootOptions: {
      bootDelay: 0,
      enterBIOSSetup: false,
      efiSecureBootEnabled: traits.efi && traits.n % 2 === 0,
    },
    memoryReservationLockedToMax: traits.gpu,
    initialOverhead: { initialMemoryReservation: 140_640_256, initialSwapReservation: 0 },
    nestedHVEnabled: traits.n % 300 === 21,
    vPMCEnabled: false,
    firmware: traits.efi ? 'efi' : 'bios',
    maxMksConnections: -1,
    guestAutoLockEnabled: true,
    changeTrackingEnabled: state.cbt,
  }
}

function allocation(shares: number): Data {
  return { reservation: 0, expandableReservation: false, limit: -1, shares: { shares, level: 'normal' } }
}

function extraConfig(traits: Traits, state: MachineState): Data[] {
  const options: Record<string, string> = {
    nvram: 'vm.nvram',
    'svga.present': 'TRUE',
    'pciBridge0.present': 'TRUE',
    'pciBridge4.present': 'TRUE',
    'pciBridge4.virtualDev': 'pcieRootPort',
    'pciBridge4.functions': '8',
    'hpet0.present': 'TRUE',
    viv: '1',
    'disk.EnableUUID': 'TRUE',
    'sched.cpu.latencySensitivity': 'normal',
    'tools.guest.desktop.autolock': 'TRUE',
    'vmware.tools.internalversion': '12352',
    'migrate.hostLog': 'srv.hlog',
    ...(state.cbt ? { ctkEnabled: 'TRUE', 'scsi0:0.ctkEnabled': 'TRUE' } : {}),
    ...(traits.n % 29 === 3 ? { 'guestinfo.password': 'CANARY-guestinfo-4711' } : {}),
  }
  return Object.entries(options).map(([key, value]) => ({
    $: 'OptionValue',
    key,
    value: new Typed('xsd:string', value),
  }))
}
