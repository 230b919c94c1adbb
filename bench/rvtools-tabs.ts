// A whole export of RVTools, all 27 tabs, of any size, the same bytes every time: 33 rows for each VM.
import { writeXlsx, type XlsxSheetSource, type XlsxValue } from '../src/formats/xlsx/write.ts'
import { columnsOf, type Tab } from '../src/sample/harbour/rvtools/cells.ts'

/** How many rows of a tab there are for so many VMs. */
const rowsOf: Readonly<Record<Tab, (vms: number) => number>> = {
  vInfo: (vms) => vms,
  vCPU: (vms) => vms,
  vMemory: (vms) => vms,
  vTools: (vms) => vms,
  vDisk: (vms) => vms * 3,
  vPartition: (vms) => vms * 3,
  vNetwork: (vms) => vms * 2,
  vCD: (vms) => vms,
  vUSB: (vms) => Math.ceil(vms / 20),
  vSnapshot: (vms) => Math.ceil(vms / 4),
  vSource: () => 1,
  vMetaData: () => 1,
  vRP: (vms) => Math.ceil(vms / 200),
  vCluster: (vms) => clustersOf(vms),
  vHost: (vms) => hostsOf(vms),
  vHBA: (vms) => hostsOf(vms) * 4,
  vNIC: (vms) => hostsOf(vms) * 4,
  vSC_VMK: (vms) => hostsOf(vms) * 3,
  vSwitch: (vms) => hostsOf(vms),
  vPort: (vms) => hostsOf(vms) * 2,
  dvSwitch: (vms) => clustersOf(vms),
  dvPort: (vms) => clustersOf(vms) * 20,
  vDatastore: (vms) => datastoresOf(vms),
  vMultiPath: (vms) => hostsOf(vms) * 40,
  vLicense: () => 4,
  vFileInfo: (vms) => vms * 17,
  vHealth: (vms) => Math.ceil(vms / 2),
}

const hostsOf = (vms: number) => Math.ceil(vms / 30)
const clustersOf = (vms: number) => Math.ceil(vms / 500)
const datastoresOf = (vms: number) => Math.ceil(vms / 50)

/** A workbook of an estate, and how many rows it has. */
export function wholeWorkbook(vms: number): { readonly bytes: Uint8Array; readonly rows: number } {
  let rows = 0
  const tabs = Object.keys(rowsOf).filter((tab): tab is Tab => tab in rowsOf)
  const bytes = writeXlsx(
    tabs.map((tab): XlsxSheetSource => {
      const count = rowsOf[tab](vms)
      rows += count
      return { name: tab, rows: sheetRows(tab, count, vms) }
    }),
  )
  return { bytes, rows }
}

function* sheetRows(tab: Tab, count: number, vms: number): Generator<XlsxValue[]> {
  const columns = columnsOf(tab)
  yield [...columns]
  const each = Math.max(1, Math.round(count / vms))
  for (let at = 0; at < count; at += 1) {
    const about = tabsOfHosts.has(tab)
      ? { vm: 0, host: at % hostsOf(vms), nth: Math.floor(at / hostsOf(vms)), vms }
      : { vm: Math.floor(at / each), host: Math.floor(Math.floor(at / each) / 30), nth: at % each, vms }
    yield columns.map((column) => cellOf(tab, column, about, at))
  }
}

const tabsOfHosts: ReadonlySet<Tab> = new Set([
  'vHost',
  'vHBA',
  'vNIC',
  'vSC_VMK',
  'vSwitch',
  'vPort',
  'vMultiPath',
])

interface About {
  readonly vm: number
  readonly host: number
  /** Which of the VM's or host's rows. */
  readonly nth: number
  readonly vms: number
}

const systems = [
  'Red Hat Enterprise Linux 8 (64-bit)',
  'Microsoft Windows Server 2019 (64-bit)',
  'Ubuntu Linux (64-bit)',
]
const placed: ReadonlySet<string> = new Set(['vInfo', 'vDisk', 'vFileInfo'])

const hex = (at: number) => String(at).padStart(12, '0')
const nameOf = (vm: number) => `app-${String(vm).padStart(6, '0')}`
const datastore = ({ vm, vms }: About) => `datastore-${vm % datastoresOf(vms)}`

/** What columns hold whatever the tab. */
const common: Readonly<Record<string, (about: About, at: number) => XlsxValue>> = {
  VM: ({ vm }) => nameOf(vm),
  Powerstate: ({ vm }) => (vm % 9 === 0 ? 'poweredOff' : 'poweredOn'),
  Template: () => 'False',
  'SRM Placeholder': () => 'False',
  Annotation: ({ vm }) => (vm % 3 === 0 ? `Requested by team ${vm % 31}, ticket ${vm}` : null),
  Datacenter: () => 'Bench',
  Cluster: ({ host }) => `cluster-${Math.floor(host / 17)}`,
  Host: ({ host }) => `esx-${host}.bench.example`,
  Folder: ({ vm }) => `/Bench/vm/team-${vm % 31}`,
  'OS according to the configuration file': ({ vm }) => systems[vm % 3] ?? null,
  'OS according to the VMware Tools': ({ vm }) => systems[vm % 3] ?? null,
  'VM ID': ({ vm }) => `vm-${1000 + vm}`,
  'VM UUID': ({ vm }) => `50210000-0000-4000-8000-${hex(vm)}`,
  'SMBIOS UUID': ({ vm }) => `42210000-0000-4000-8000-${hex(vm)}`,
  'VI SDK Server': () => 'vcenter.bench.example',
  'VI SDK UUID': () => '0f4c7c2e-5a1d-4a5c-9b7e-3d2f1a0b9c8d',
  Port: (_, at) => `net-${at}`,
  'Port Group': ({ nth }) => `standard-${nth}`,
  Switch: (_, at) => `switch-${at % 90}`,
  VLAN: (_, at) => 100 + (at % 900),
  Network: ({ vm }) => `net-${vm % 1800}`,
  'Mac Address': ({ vm, nth }) =>
    `00:50:56:${(vm >> 8).toString(16).padStart(2, '0').slice(-2)}:${(vm & 255).toString(16).padStart(2, '0')}:0${nth}`,
  'IPv4 Address': ({ vm, nth }) => `10.${(vm >> 14) * 2 + nth}.${(vm >> 6) & 255}.${(vm & 63) + 1}`,
  'Primary IP Address': ({ vm }) => `10.${(vm >> 14) * 2}.${(vm >> 6) & 255}.${(vm & 63) + 1}`,
  'DNS Name': ({ vm }) => `${nameOf(vm)}.bench.example`,
  'NIC label': ({ nth }) => `Network adapter ${nth + 1}`,
  Device: ({ nth }) => `vmhba${nth}`,
  'Network Device': ({ nth }) => `vmnic${nth}`,
  'Resource Pool name': (_, at) => `pool-${at}`,
  'Resource Pool path': (_, at) => `/Bench/cluster-0/Resources/pool-${at}`,
  Datastore: ({ nth }) => `datastore-${nth}`,
  'Display name': ({ nth }) => `LUN ${nth}`,
  'Path 1 state': () => 'active',
  'Path 2 state': () => 'active',
  'Message type': () => 'Snapshot',
  Message: () => 'VM has an active snapshot!',
  'File Type': () => 'VmDisk',
  'File Name': ({ vm, nth }) => `${nameOf(vm)}_${nth}.vmdk`,
  'Friendly Path Name': ({ vm }) => nameOf(vm),
  'RVTools version': () => '4.8.1.0',
  'xlsx creation datetime': () => '2026-09-01 08:00:00',
  Disk: ({ nth }) => `Hard disk ${nth + 1}`,
  'Disk Key': ({ nth }) => 2000 + nth,
  'Device Node': ({ nth }) => `CD/DVD drive ${nth + 1}`,
}

function cellOf(tab: Tab, column: string, about: About, at: number): XlsxValue {
  if (column === 'Name') {
    if (tab === 'vHealth') return nameOf(about.vm)
    return tab === 'vCluster' ? `cluster-${at}` : tab === 'vSnapshot' ? 'before patch' : `datastore-${at}`
  }
  if (column === 'Object ID') return `${tab.toLowerCase()}-${at}`
  if (column === 'Path' && placed.has(tab))
    return `[${datastore(about)}] ${nameOf(about.vm)}/${tab === 'vFileInfo' ? '' : `${nameOf(about.vm)}_${about.nth}.vmdk`}`
  if (column === 'Disk' && tab === 'vMultiPath') return `naa.6000000000${about.nth}`
  if (column === 'Disk' && tab === 'vPartition') return `/data${about.nth}`
  const known = common[column]
  if (known) return known(about, at)
  if (/MiB|KiB|bytes|^CPUs$|Memory$|^Speed$|Shares|# /.test(column)) return 1024 * (1 + (at % 97))
  if (/date|time$|PowerOn|Boot time/i.test(column)) return new Date(1_700_000_000_000 + at * 7_777_000)
  if (/enabled|Hot|Connected|Raw|Thin|Scrub|EnableUUID|CBT|Active$/i.test(column))
    return at % 2 === 0 ? 'True' : 'False'
  // The rest of an export is half empty, and the same few words.
  return (at + column.length) % 2 === 0 ? `value ${column.length}` : null
}
