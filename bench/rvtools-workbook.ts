// A vInfo tab as RVTools exports it, of any size, the same bytes every time.
import { writeXlsx, type XlsxValue } from '../src/formats/xlsx/write.ts'
import { entryBytes, memorySource, readZip } from '../src/formats/zip/read.ts'
import { writeZip, type ZipInput } from '../src/formats/zip/write.ts'

const leading = [
  'VM',
  'Powerstate',
  'Template',
  'SRM Placeholder',
  'Config status',
  'DNS Name',
  'Connection state',
  'Guest state',
  'Heartbeat',
  'Consolidation Needed',
  'PowerOn',
  'Creation date',
  'Change Version',
  'CPUs',
  'Overall Cpu Readiness',
  'Memory',
  'Active Memory',
  'NICs',
  'Disks',
  'Total disk capacity MiB',
  'Latency Sensitivity',
  'EnableUUID',
  'CBT',
  'Primary IP Address',
  'Network #1',
  'Network #2',
  'Num Monitors',
  'Video Ram KiB',
  'Resource pool',
  'Folder',
  'DAS protection',
  'FT State',
  'Provisioned MiB',
  'In Use MiB',
  'Unshared MiB',
  'HA Restart Priority',
  'HA Isolation Response',
  'HA VM Monitoring',
  'Boot Required',
  'Boot delay',
  'Boot retry delay',
  'Boot retry enabled',
  'Boot BIOS setup',
  'EFI Secure boot',
  'Firmware',
  'HW version',
  'HW upgrade status',
  'HW upgrade policy',
  'Path',
  'Log directory',
  'Annotation',
  'Owner',
  'Application',
  'Environment',
  'backup-tags',
  'Datacenter',
  'Cluster',
  'Host',
  'OS according to the configuration file',
  'OS according to the VMware Tools',
  'Customization Info',
  'Guest Detailed Data',
  'VM ID',
  'SMBIOS UUID',
  'VM UUID',
  'VI SDK Server type',
  'VI SDK API Version',
  'VI SDK Server',
  'VI SDK UUID',
  'min Required EVC Mode Key',
] as const

/** Rows of a vInfo tab of `count` VMs and 70 columns, header first. */
export function vInfoRows(count: number): XlsxValue[][] {
  const rows: XlsxValue[][] = [[...leading]]
  for (let at = 0; at < count; at += 1) rows.push(leading.map((column) => cellOf(column, at)))
  return rows
}

/** A workbook with that tab and a vMetaData tab. */
export function vInfoWorkbook(count: number): Uint8Array {
  return writeXlsx([
    { name: 'vInfo', rows: vInfoRows(count) },
    {
      name: 'vMetaData',
      rows: [
        ['RVTools major version', 'RVTools version', 'xlsx creation datetime', 'Server'],
        ['4.8', '4.8.1.0', '2026-09-01 08:00:00', 'vcenter.bench.example'],
      ],
    },
  ])
}

/** A small workbook whose sheet declares the last row that a sheet can have, as some tools write it. */
export async function declaredWorkbook(count: number): Promise<Uint8Array> {
  const zip = await readZip(memorySource(writeXlsx([{ name: 'vInfo', rows: vInfoRows(count) }])))
  const parts: ZipInput[] = []
  for (const entry of zip.entries.values()) {
    const data = await entryBytes(zip, entry, 2 ** 24)
    const sheet = entry.name.startsWith('xl/worksheets/')
    const text = Buffer.from(data).toString('utf8')
    const declared = text.replace('<sheetData>', '<dimension ref="A1:CL1048576"/><sheetData>')
    parts.push({ name: entry.name, data: sheet ? Buffer.from(declared, 'utf8') : data })
  }
  return writeZip(parts)
}

const words = ['erp', 'web', 'crm', 'batch', 'mail', 'file', 'print', 'report', 'queue', 'cache']
const systems = [
  'Red Hat Enterprise Linux 8 (64-bit)',
  'Microsoft Windows Server 2019 (64-bit)',
  'Ubuntu Linux (64-bit)',
  'SUSE Linux Enterprise 15 (64-bit)',
]

function cellOf(column: string, at: number): XlsxValue {
  const name = `${words[at % words.length]}-${words[(at >> 3) % words.length]}-${String(at).padStart(5, '0')}`
  const memory = 2048 << (at % 5)
  switch (column) {
    case 'VM':
      return name
    case 'DNS Name':
      return `${name}.bench.example`
    case 'Powerstate':
      return at % 9 === 0 ? 'poweredOff' : 'poweredOn'
    case 'PowerOn':
    case 'Creation date':
      return new Date(1_700_000_000_000 + at * 77_777_000)
    case 'Change Version':
      return `2026-0${(at % 9) + 1}-01T00:00:${String(at % 60).padStart(2, '0')}.${at}Z`
    case 'CPUs':
      return 1 << (at % 5)
    case 'Memory':
    case 'Active Memory':
      return memory
    case 'NICs':
    case 'Disks':
    case 'Num Monitors':
      return 1 + (at % 3)
    case 'Total disk capacity MiB':
    case 'Provisioned MiB':
    case 'In Use MiB':
    case 'Unshared MiB':
      return 20_480 * (1 + (at % 11)) + (at % 97)
    case 'Primary IP Address':
      return `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`
    case 'Network #1':
      return `vlan-${at % 60}`
    case 'Network #2':
      return at % 4 === 0 ? 'backup' : null
    case 'Path':
    case 'Log directory':
      return `[datastore-${at % 40}] ${name}/${name}.vmx`
    case 'Annotation':
      return at % 3 === 0 ? `Requested by team ${at % 31} & approved <${at}>` : null
    case 'Owner':
      return `team-${at % 31}`
    case 'Application':
      return words[at % words.length] ?? null
    case 'Environment':
      return at % 5 === 0 ? 'Test' : 'Production'
    case 'Folder':
      return `/Bench/${words[at % words.length]}`
    case 'Datacenter':
      return 'Bench'
    case 'Cluster':
      return `cluster-${at % 12}`
    case 'Host':
      return `esx-${at % 240}.bench.example`
    case 'OS according to the configuration file':
    case 'OS according to the VMware Tools':
      return systems[at % systems.length] ?? null
    case 'Guest Detailed Data':
      return `architecture='X86' bitness='64' familyName='Linux' kernelVersion='5.${at % 20}'`
    case 'VM ID':
      return `vm-${1000 + at}`
    case 'SMBIOS UUID':
      return uuidOf('4221', at)
    case 'VM UUID':
      return uuidOf('5021', at)
    case 'VI SDK UUID':
      return '0f4c7c2e-5a1d-4a5c-9b7e-3d2f1a0b9c8d'
    case 'VI SDK Server':
      return 'vcenter.bench.example'
    case 'VI SDK Server type':
      return 'VMware vCenter Server 8.0.3 build-24022515'
    case 'VI SDK API Version':
      return '8.0.3.0'
    case 'HW version':
      return 19
    case 'Firmware':
      return at % 2 === 0 ? 'efi' : 'bios'
    case 'Config status':
    case 'Heartbeat':
      return 'green'
    case 'Connection state':
      return 'connected'
    case 'Guest state':
      return 'running'
    case 'Resource pool':
      return `/Bench/cluster-${at % 12}/Resources`
    default:
      return (column.startsWith('Boot') && !column.endsWith('delay')) ||
        column.endsWith('boot') ||
        column === 'CBT' ||
        column === 'Template'
        ? 'False'
        : null
  }
}

function uuidOf(start: string, at: number): string {
  const hex = Math.imul(at + 1, 2_654_435_761 >>> 0) >>> 0
  const tail = hex.toString(16).padStart(8, '0')
  return `${start}${tail.slice(0, 4)}-${tail.slice(4)}-4a5b-8c6d-${String(at).padStart(12, '0')}`
}
