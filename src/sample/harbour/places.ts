import type { ClusterName } from './world.ts'

/** The vCenter of Harbour, as RVTools and the recorded answers name it. */
export const vcenter = {
  name: 'vcsa-01.harbour.example',
  uuid: '5b1f3a8e-7c40-4a52-9d0e-2f6b8c1d7e90',
  version: '8.0.3',
  build: '24322831',
  datacenter: 'Quayside',
} as const

/** When the workbook was made; nothing in Harbour is younger, but the vCenter read an hour later. */
export const workbookTime = new Date('2026-11-13T18:00:00Z')

/** A team of Harbour. */
export interface Team {
  readonly name: string
  readonly slug: string
  readonly lead: string
}

function team(name: string, lead: string): Team {
  return { name, slug: name.toLowerCase().replaceAll(' ', '-'), lead }
}

/** All teams that answer for something. */
export const teams: readonly Team[] = [
  team('ERP Applications', 'Ines Okafor'),
  team('Cargo Tracking', 'Lars Brandt'),
  team('Booking', 'Mei Sato'),
  team('Finance Systems', 'Ruth Adeyemi'),
  team('Data Office', 'Tomás Rivas'),
  team('Customs', 'Anouk Peeters'),
  team('Terminal Automation', 'Olav Nygaard'),
  team('Network Security', 'Sam Kowalski'),
  team('Network Services', 'Priya Nair'),
  team('Observability', 'M. de Vries'),
  team('Compliance Office', 'Elena Costa'),
  team('Workplace', 'Jonas Weber'),
  team('Platform', 'Dana Fields'),
]

/** A cluster and its hosts. */
export interface ClusterPlace {
  readonly name: ClusterName
  readonly moref: string
  readonly drs: boolean
  readonly dpm: boolean
  readonly hosts: readonly string[]
  readonly cores: number
  readonly memoryMib: number
}

/** The clusters of Quayside. */
export const clusters: readonly ClusterPlace[] = [
  {
    name: 'QS-PROD',
    moref: 'domain-c8',
    drs: true,
    dpm: false,
    hosts: hostNames(1, 6),
    cores: 48,
    memoryMib: 786_432,
  },
  {
    name: 'QS-DEV',
    moref: 'domain-c9',
    drs: true,
    dpm: true,
    hosts: hostNames(11, 3),
    cores: 32,
    memoryMib: 393_216,
  },
  {
    name: 'QS-EDGE',
    moref: 'domain-c10',
    drs: false,
    dpm: false,
    hosts: hostNames(21, 3),
    cores: 32,
    memoryMib: 262_144,
  },
]

function hostNames(first: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `esx${String(first + at).padStart(2, '0')}.harbour.example`)
}

/** The host in maintenance mode; nothing runs on it. */
export const resting = 'esx13.harbour.example'

/** A datastore of Quayside. */
export interface DatastorePlace {
  readonly name: string
  readonly moref: string
  readonly type: 'VMFS' | 'NFS'
  readonly capacityMib: number
  readonly clusters: readonly ClusterName[]
  readonly accessible: boolean
}

/** The datastores; the old one lost its array. */
export const datastores: readonly DatastorePlace[] = [
  {
    name: 'QS-PROD-01',
    moref: 'datastore-11',
    type: 'VMFS',
    capacityMib: 20_971_520,
    clusters: ['QS-PROD'],
    accessible: true,
  },
  {
    name: 'QS-PROD-02',
    moref: 'datastore-12',
    type: 'VMFS',
    capacityMib: 20_971_520,
    clusters: ['QS-PROD'],
    accessible: true,
  },
  {
    name: 'QS-ORACLE-01',
    moref: 'datastore-13',
    type: 'VMFS',
    capacityMib: 31_457_280,
    clusters: ['QS-PROD'],
    accessible: true,
  },
  {
    name: 'QS-DEV-01',
    moref: 'datastore-14',
    type: 'VMFS',
    capacityMib: 15_728_640,
    clusters: ['QS-DEV'],
    accessible: true,
  },
  {
    name: 'QS-EDGE-01',
    moref: 'datastore-15',
    type: 'VMFS',
    capacityMib: 8_388_608,
    clusters: ['QS-EDGE'],
    accessible: true,
  },
  {
    name: 'QS-ISO',
    moref: 'datastore-16',
    type: 'NFS',
    capacityMib: 2_097_152,
    clusters: ['QS-PROD', 'QS-DEV', 'QS-EDGE'],
    accessible: true,
  },
  {
    name: 'QS-OLD-SAN',
    moref: 'datastore-17',
    type: 'VMFS',
    capacityMib: 4_194_304,
    clusters: ['QS-DEV'],
    accessible: false,
  },
]

/** A port group or segment of Quayside. */
export interface NetworkPlace {
  readonly name: string
  readonly moref: string
  readonly switch: 'QS-DVS' | 'vSwitch0'
  readonly kind: 'access' | 'trunk' | 'private' | 'nsx' | 'standard'
  /** What RVTools prints in its VLAN column. */
  readonly vlan: string
  readonly subnet?: string
  readonly promiscuous?: boolean
  readonly forged?: boolean
}

function access(id: number, name: string, third = id): NetworkPlace {
  return {
    name,
    moref: `dvportgroup-${100 + id}`,
    switch: 'QS-DVS',
    kind: 'access',
    vlan: String(id),
    subnet: `10.20.${third}.0/${id === 80 ? 22 : 24}`,
  }
}

/** The fourteen networks. */
export const networks: readonly NetworkPlace[] = [
  access(10, 'QS-MGMT-10'),
  access(20, 'QS-ERP-APP-20'),
  access(30, 'QS-ERP-DB-30'),
  access(40, 'QS-WEB-40'),
  access(50, 'QS-CARGO-50'),
  access(60, 'QS-SHARED-60'),
  access(70, 'QS-DEV-70'),
  access(80, 'QS-VDI-80'),
  access(90, 'QS-DMZ-90'),
  { ...access(100, 'QS-HEARTBEAT-100'), forged: true },
  {
    name: 'QS-TRUNK',
    moref: 'dvportgroup-301',
    switch: 'QS-DVS',
    kind: 'trunk',
    vlan: '0-4094',
    promiscuous: true,
    forged: true,
  },
  {
    name: 'QS-PARTNER-110',
    moref: 'dvportgroup-302',
    switch: 'QS-DVS',
    kind: 'private',
    vlan: '111',
    subnet: '10.20.110.0/24',
  },
  {
    name: 'NSX-CUSTOMS-120',
    moref: 'dvportgroup-303',
    switch: 'QS-DVS',
    kind: 'nsx',
    vlan: '',
    subnet: '10.20.120.0/24',
  },
  {
    name: 'QS-CRANE-15',
    moref: 'network-401',
    switch: 'vSwitch0',
    kind: 'standard',
    vlan: '15',
    subnet: '10.20.15.0/24',
  },
]
