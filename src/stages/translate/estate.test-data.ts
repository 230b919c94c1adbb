import { type Estate, emptyEstate } from '../../model/estate.ts'
import type { Network } from '../../model/infrastructure.ts'
import type { Plan, Wave } from '../../model/plan.ts'
import { type TargetProfile, targetProfile } from '../../model/target.ts'
import type { Merged, Vm, VmFacts } from '../../model/vm.ts'
import type { TranslateInput } from './input.ts'

// A small cast: a database, a web server with a hostile name, a Windows machine that never had drivers, two cluster
// nodes that share a disk, an old appliance, and a machine in a folder that nobody mapped.

const gib = 1024 ** 3
const origin = { source: 'workbook', place: { file: 'harbour.xlsx' }, observedAt: '2026-11-20T08:00:00Z' }

function merged(id: string): Merged {
  return { id, origins: [origin], from: {}, conflicts: [] }
}

/** A machine with the given facts. */
export function machine(id: string, facts: VmFacts): Vm {
  return { kind: 'vm', ...merged(id), ...facts }
}

function network(name: string, facts: Partial<Network>): Network {
  return {
    kind: 'network',
    ...merged(`network-${name}`),
    name,
    type: 'distributed',
    switch: 'dvs-prod',
    ...facts,
  }
}

const scsi = { kind: 'scsi', model: 'ParaVirtualSCSIController', bus: 0 } as const

const vms: readonly Vm[] = [
  machine('vm-erp', {
    name: 'erp-db-01',
    power: 'on',
    smbiosUuid: '4221a2c0-1f2b-4d5e-8a9b-0123456789ab',
    instanceUuid: '5021a2c0-1f2b-4d5e-8a9b-0123456789ab',
    moref: 'vm-1001',
    cluster: 'prod',
    host: 'esx01',
    folder: 'Apps/ERP',
    guestFullName: 'Red Hat Enterprise Linux 8 (64-bit)',
    firmware: 'efi',
    secureBoot: true,
    cpus: 8,
    coresPerSocket: 4,
    cpuHotAdd: true,
    cpuReservationMhz: 4400,
    memoryMib: 65_536,
    memoryHotAdd: true,
    diskUuidEnabled: true,
    drsBehavior: 'manual',
    application: 'ERP',
    environment: 'production',
    tags: [
      { category: 'Backup Tier', name: 'Gold' },
      { category: 'Scope', name: 'PCI' },
      { category: 'Scope', name: 'SOX' },
    ],
    attributes: { Contact: 'nina', Password: 'CANARY-attr-1234' },
    annotation: 'Oracle.\npassword: CANARY-note-5678\n---\nkind: Secret',
    bootOrder: ['ethernet:4000', 'disk:2000'],
    disks: [
      {
        key: 2000,
        label: 'Hard disk 1',
        capacityBytes: 100 * gib,
        path: '[vmfs-01] erp/erp.vmdk',
        uuid: '6000C29a-e5a6-8f12-3a4b-000000000001',
        controller: scsi,
        unit: 0,
        eagerZeroed: true,
      },
      {
        key: 2001,
        label: 'Hard disk 2',
        capacityBytes: 2048 * gib + 1,
        path: '[nfs-01] erp/erp_1.vmdk',
        controller: scsi,
        unit: 1,
        mode: 'independent_persistent',
      },
    ],
    nics: [
      {
        key: 4000,
        label: 'Network adapter 1',
        adapter: 'vmxnet3',
        mac: '00:50:56:aa:00:01',
        network: 'VLAN110 App',
        addresses: ['10.20.1.15'],
        pciSlot: 192,
      },
      {
        key: 4001,
        label: 'Network adapter 2',
        adapter: 'vmxnet3',
        mac: '00:50:56:aa:00:02',
        network: 'Trunk',
        startConnected: false,
      },
    ],
    snapshots: [{ name: 'before patch' }],
  }),
  machine('vm-web', {
    name: '=cmd()|y\n# <img src=x> ../../`id`\u202e',
    power: 'off',
    folder: 'Apps/ERP',
    guestId: 'ubuntu64Guest',
    firmware: 'bios',
    cpus: 3,
    coresPerSocket: 2,
    memoryMib: 2047,
    smbiosUuid: '4221a2c0-1f2b-4d5e-8a9b-0123456789ac',
    memoryHotAdd: true,
    disks: [{ label: 'Hard disk 1', capacityBytes: 20 * gib, path: '[vmfs-01] web/web.vmdk' }],
    nics: [{ label: 'Network adapter 1', adapter: 'e1000', mac: '00:50:56:aa:00:03', network: 'yes' }],
  }),
  machine('vm-win', {
    name: 'WIN_APP-7',
    power: 'suspended',
    folder: 'Apps/ERP/Windows',
    host: 'esx01',
    guestFullName: 'Microsoft Windows Server 2022 (64-bit)',
    firmware: 'efi',
    secureBoot: false,
    cpus: 2,
    coresPerSocket: 1,
    memoryMib: 8192,
    smbiosUuid: '4221a2c0-1f2b-4d5e-8a9b-0123456789ad',
    disks: [{ label: 'Hard disk 1', capacityBytes: 60 * gib, path: '[vmfs-01] win/win.vmdk' }],
    nics: [
      { label: 'Network adapter 1', adapter: 'vmxnet3', mac: '00:50:56:aa:00:04', network: 'VLAN110 App' },
    ],
    devices: [
      { kind: 'serial-port', model: 'VirtualSerialPort', label: 'Serial port 1' },
      { kind: 'sound', model: 'VirtualHdAudioCard' },
    ],
  }),
  ...['a', 'b'].map((letter, index) =>
    machine(`vm-node-${letter}`, {
      name: `SQL Node ${letter.toUpperCase()}`,
      power: 'on',
      cluster: 'prod',
      folder: 'SQL',
      guestFullName: 'Microsoft Windows 11 (64-bit)',
      firmware: 'efi',
      vTpm: letter === 'a',
      cpus: 1,
      memoryMib: 2048,
      smbiosUuid: `4221a2c0-1f2b-4d5e-8a9b-0123456789b${index}`,
      disks: [
        {
          label: 'Hard disk 1',
          capacityBytes: 40 * gib,
          path: `[vmfs-01] ${letter}/${letter}.vmdk`,
          controller: scsi,
          unit: 0,
        },
        {
          label: 'Hard disk 2',
          capacityBytes: 10 * gib,
          path: '[vmfs-01] shared/quorum.vmdk',
          sharing: 'multi-writer',
          controller: { ...scsi, bus: 1, sharedBus: 'physical' },
          unit: 0,
        },
        {
          label: 'Hard disk 3',
          capacityBytes: 10 * gib,
          rdm: { mode: 'physical', lun: 'naa.6000' },
          controller: { ...scsi, bus: 1, sharedBus: 'physical' },
          unit: 1,
        },
      ],
      nics: [
        { label: 'Network adapter 1', adapter: 'vmxnet3', mac: `00:50:56:aa:00:1${index}`, network: 'PVLAN' },
      ],
    }),
  ),
  machine('vm-old', {
    name: 'appliance',
    power: 'on',
    folder: 'SQL',
    cpus: 1,
    memoryMib: 512,
    disks: [{ label: 'Hard disk 1', capacityBytes: gib }],
    nics: [
      { label: 'Network adapter 1', mac: '00:50:56:aa:00:20', network: 'Overlay' },
      { label: 'Network adapter 2', mac: '01:00:5e:00:00:01', network: 'Legacy' },
    ],
  }),
  machine('vm-lost', { name: 'nowhere', folder: 'Unmapped', cpus: 1, memoryMib: 512 }),
]

/** The estate of the tests. */
export const estate: Estate = {
  ...emptyEstate,
  vms,
  hosts: [{ kind: 'host', ...merged('host-1'), name: 'esx01', cpuMhz: 2200, timeZone: 'Europe/Berlin' }],
  clusters: [
    {
      kind: 'cluster',
      ...merged('cluster-1'),
      name: 'prod',
      rules: [
        {
          kind: 'anti-affinity',
          name: 'SQL apart',
          mandatory: true,
          enabled: true,
          vms: ['SQL Node A', 'SQL Node B'],
        },
      ],
    },
  ],
  datastores: [
    { kind: 'datastore', ...merged('ds-1'), name: 'vmfs-01', type: 'VMFS' },
    { kind: 'datastore', ...merged('ds-2'), name: 'nfs-01', type: 'NFS' },
  ],
  networks: [
    network('VLAN110 App', { vlan: { kind: 'access', id: 110 }, mtu: 9000 }),
    network('Trunk', {
      vlan: {
        kind: 'trunk',
        ranges: [
          { from: 10, to: 20 },
          { from: 15, to: 30 },
          { from: 0, to: 0 },
        ],
      },
      forgedTransmits: true,
    }),
    network('yes', { type: 'standard', switch: 'vSwitch0', vlan: { kind: 'none' } }),
    network('PVLAN', { vlan: { kind: 'private', primary: 200, secondary: 201, type: 'isolated' } }),
    network('Overlay', { type: 'nsx-overlay' }),
  ],
}

function wave(id: string, vmIds: readonly string[]): Wave {
  return {
    id,
    kind: 'production',
    start: '2026-12-05T22:00:00+01:00',
    end: '2026-12-06T04:00:00+01:00',
    window: { start: '2026-12-05T22:00:00+01:00', end: '2026-12-06T04:00:00+01:00', minutes: 360 },
    groups: [],
    vms: vmIds,
    gates: [{ id: 'backup', text: 'backup *done*', before: 'start' }],
    bytes: 0,
    workMinutes: 60,
  }
}

/** Its plan: two waves. */
export const plan: Plan = {
  hash: 'abcdef0123456789',
  start: '2026-11-23',
  timezone: 'Europe/Berlin',
  bridges: [],
  bridged: 0,
  groups: [],
  waves: [
    wave('wave-01', ['vm-erp', 'vm-web', 'vm-lost']),
    wave('wave-02', ['vm-win', 'vm-node-a', 'vm-node-b', 'vm-old']),
  ],
  unplanned: [],
  conflicts: [],
}

/** Its target, with changes. */
export function target(changes: Readonly<Record<string, unknown>> = {}): TargetProfile {
  return targetProfile.parse({
    kubevirt: '1.9',
    repository: { url: 'https://git.harbour.example/vms.git' },
    network: { bridges: { 'dvs-prod': 'br-prod', '*': 'br-vm' } },
    storage: {
      classes: {
        'ceph-block': { access: 'ReadWriteMany', mode: 'Block' },
        'nfs-file': { mode: 'Filesystem' },
      },
    },
    nodes: { cpu: 'intel' },
    ...changes,
  })
}

/** The whole input of a translation. */
export function input(changes: Partial<TranslateInput> = {}): TranslateInput {
  return {
    estate,
    plan,
    target: target(),
    mappings: {
      networks: {
        'VLAN110 App': 'vlan110-app',
        Trunk: 'trunk',
        yes: 'existing:infra/mgmt',
        PVLAN: 'pvlan',
        Overlay: 'overlay',
        Legacy: null,
      },
      datastores: { 'vmfs-01': 'ceph-block', 'nfs-01': 'nfs-file' },
      folders: { 'Apps/ERP': 'erp', SQL: 'sql' },
    },
    where: {
      mappings: (path) => `mappings.yaml (${path.join(' → ')})`,
      target: (path) => `target.yaml (${path.join(' → ')})`,
    },
    ...changes,
  }
}
