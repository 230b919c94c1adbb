import type { FamilySpec } from '../world.ts'

const cargo = 'QS-CARGO-50'
const db = 'QS-ERP-DB-30'

const rac = (node: number) =>
  [
    { gib: 80 },
    {
      gib: 20,
      bus: 1,
      multiWriter: true,
      eager: true,
      path: '[QS-ORACLE-01] cargo-rac-01/cargo-rac-01_1.vmdk',
    },
    {
      gib: 300,
      bus: 1,
      multiWriter: true,
      eager: true,
      path: '[QS-ORACLE-01] cargo-rac-01/cargo-rac-01_2.vmdk',
    },
    ...(node === 1 ? [{ gib: 50, thin: true }] : []),
  ] as const

/** Cargo tracking and the booking site. */
export const cargoAndBooking: readonly FamilySpec[] = [
  {
    family: {
      team: 'Cargo Tracking',
      application: 'Cargo tracking',
      environment: 'Production',
      criticality: 1,
      cluster: 'QS-PROD',
      folder: 'Production/Cargo',
      datastore: 'QS-PROD-01',
      os: 'rhel8',
    },
    machines: [
      { name: 'cargo-web-01', size: [2, 4096], disks: [40], nics: [[cargo, '10.20.50.11']] },
      { name: 'cargo-web-02', size: [2, 4096], disks: [40], nics: [[cargo, '10.20.50.12']] },
      { name: 'cargo-api-01', size: [4, 8192], disks: [40], nics: [[cargo, '10.20.50.21']] },
      { name: 'cargo-api-02', size: [4, 8192], disks: [40], nics: [[cargo, '10.20.50.22']] },
      {
        name: 'cargo-api-03',
        size: [4, 8192],
        disks: [40],
        nics: [[cargo, '10.20.50.23']],
        consolidate: true,
      },
      {
        name: 'cargo-api-04',
        size: [4, 8192],
        disks: [40],
        nics: [[cargo, '10.20.50.24']],
        power: 'suspended',
      },
      {
        name: 'cargo-mq-01',
        size: [2, 8192],
        disks: [40, 100],
        nics: [[cargo, '10.20.50.31']],
        rules: ['cargo-mq-apart'],
      },
      {
        name: 'cargo-mq-02',
        size: [2, 8192],
        disks: [40, 100],
        nics: [[cargo, '10.20.50.32']],
        rules: ['cargo-mq-apart'],
      },
      {
        name: 'cargo-mq-03',
        size: [2, 8192],
        disks: [40, 100],
        nics: [[cargo, '10.20.50.33']],
        rules: ['cargo-mq-apart'],
      },
      {
        name: 'cargo-batch-01',
        size: [2, 4096],
        disks: [40],
        nics: [[cargo, '10.20.50.41']],
        criticality: 3,
        note: 'Nightly batch. Owner: Lars Brandt',
        os: 'rhel7',
      },
      {
        name: 'cargo-rac-01',
        size: [8, 65_536],
        disks: rac(1),
        nics: [
          [db, '10.20.30.51'],
          ['QS-HEARTBEAT-100', '10.20.100.51'],
        ],
        datastore: 'QS-ORACLE-01',
        os: 'ol8',
        note: 'Oracle RAC, node 1.',
        rules: ['cargo-rac-apart'],
      },
      {
        name: 'cargo-rac-02',
        size: [8, 65_536],
        disks: rac(2),
        nics: [
          [db, '10.20.30.52'],
          ['QS-HEARTBEAT-100', '10.20.100.52'],
        ],
        datastore: 'QS-ORACLE-01',
        os: 'ol8',
        note: 'Oracle RAC, node 2.',
        rules: ['cargo-rac-apart'],
      },
      {
        name: 'ais-collector-01',
        size: [4, 8192],
        disks: [40, { gib: 200, thin: true }],
        nics: [[cargo, '10.20.50.61']],
        os: 'debian',
        criticality: 2,
        partitions: [
          { path: '/', capacityMib: 38_912, freeMib: 42, disk: 0 },
          { path: '/boot', capacityMib: 976, freeMib: 611, disk: 0 },
          { path: '/srv/ais', capacityMib: 204_000, freeMib: 31_220, disk: 1 },
        ],
      },
      {
        name: 'mq-old-01',
        size: [2, 4096],
        disks: [60],
        nics: [[cargo]],
        power: 'off',
        os: 'centos6',
        criticality: 4,
        owner: null,
      },
    ],
  },
  {
    family: {
      team: 'Booking',
      application: 'Booking',
      environment: 'Production',
      criticality: 1,
      cluster: 'QS-PROD',
      folder: 'Production/Booking',
      datastore: 'QS-PROD-02',
      os: 'ubuntu',
    },
    machines: [
      { name: 'booking-web-01', size: [2, 4096], disks: [40], nics: [['QS-DMZ-90', '10.20.90.11']] },
      { name: 'booking-web-02', size: [2, 4096], disks: [40], nics: [['QS-DMZ-90', '10.20.90.12']] },
      { name: 'booking-web-03', size: [2, 4096], disks: [40], nics: [['QS-DMZ-90', '10.20.90.13']] },
      { name: 'booking-web-04', size: [2, 4096], disks: [40], nics: [['QS-DMZ-90', '10.20.90.14']] },
      { name: 'booking-api-01', size: [4, 8192], disks: [40], nics: [['QS-DMZ-90', '10.20.90.21']] },
      { name: 'booking-api-02', size: [4, 8192], disks: [40], nics: [['QS-DMZ-90', '10.20.90.22']] },
      { name: 'booking-db-01', size: [4, 32_768], disks: [40, 300], nics: [[cargo, '10.20.50.71']] },
      {
        name: 'lb-dmz-01',
        size: [2, 4096],
        disks: [20],
        nics: [{ network: 'QS-DMZ-90', addresses: ['10.20.90.4', '10.20.90.5', '2001:db8:90::5'] }],
        team: 'Network Services',
        application: 'Load balancing',
        os: 'freebsd',
        cluster: 'QS-EDGE',
        datastore: 'QS-EDGE-01',
      },
    ],
  },
]
