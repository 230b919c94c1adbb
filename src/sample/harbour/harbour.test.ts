import { expect, test } from 'vitest'
import { concernExamples } from './concerns.ts'
import { harbourMachine, harbourMachines } from './estate.ts'
import { clusters, networks } from './places.ts'
import { hostileNames } from './roster/hostile.ts'
import { columnsOf, type Tab } from './rvtools/cells.ts'
import headers from './rvtools/headers.json' with { type: 'json' }
import { rvtoolsSheets } from './rvtools/workbook.ts'
import { harbourRecording, recordedNames } from './vcenter/index.ts'

const sheets = new Map(rvtoolsSheets(harbourMachines()).map((sheet) => [sheet.name, sheet.rows]))

/** Rows of a tab about one machine (or named so in another column), by column name. */
function rowsOf(tab: Tab, name: string, by = 'VM'): readonly Record<string, unknown>[] {
  const [columns = [], ...rows] = sheets.get(tab) ?? []
  const at = columns.indexOf(by)
  return rows
    .filter((row) => row[at] === name)
    .map((row) => Object.fromEntries(columns.map((column, index) => [String(column), row[index]])))
}

const recording = harbourRecording()
const recordedMachines = new Map(
  recording.records.flatMap((record) =>
    record.type === 'VirtualMachine' ? [[record.properties.name, record.properties]] : [],
  ),
)

function recordedMachine(name: string) {
  const machine = recordedMachines.get(name)
  if (!machine) throw new RangeError(`${name} is not recorded`)
  return machine
}

function recordedDevices(name: string): readonly string[] {
  return recordedMachine(name)['config.hardware.device'].map(({ type }) => type)
}

function recordedOptions(name: string): ReadonlyMap<string, string> {
  return new Map(recordedMachine(name)['config.extraConfig'].map(({ key, value }) => [key, value]))
}

function boundToHosts(name: string): boolean {
  const id = harbourMachine(name).moref
  return recording.records.some(
    (record) =>
      record.type === 'ClusterComputeResource' &&
      (record.properties.configurationEx.group ?? []).some((group) =>
        (group.vm ?? []).some(({ value }) => value === id),
      ),
  )
}

type Shows = (name: string) => boolean

const info =
  (column: string, value: string): Shows =>
  (name) =>
    rowsOf('vInfo', name)[0]?.[column] === value
const someDisk =
  (shows: (disk: Record<string, unknown>) => boolean): Shows =>
  (name) =>
    rowsOf('vDisk', name).some(shows)
const device =
  (type: string): Shows =>
  (name) =>
    recordedDevices(name).includes(type)

function lowOnSpace(name: string): boolean {
  return rowsOf('vPartition', name).some(({ Disk: path, 'Free MiB': free }) => {
    const needed = path === '/' || path === 'C:\\' ? 100 : path === '/boot' ? 50 : 10
    return Number(free) < needed
  })
}

function clusterSays(column: string): Shows {
  return (name) => rowsOf('vCluster', harbourMachine(name).cluster, 'Name')[0]?.[column] === 'True'
}

const supported = /Enterprise Linux (?:[789]|10) |Windows 1[01] |Server 20(?:16|19|22|25)/

/** The conditions of forklift's rules, asked of what the two sources hold. */
const shows: Readonly<Record<string, Shows>> = {
  'changed_block_tracking.disabled': info('CBT', 'False'),
  'changed_block_tracking.disk.disabled': (name) =>
    [...recordedOptions(name)].some(([key, value]) => /^scsi.*ctkEnabled$/.test(key) && value === 'FALSE'),
  consolidation_needed: info('Consolidation Needed', 'True'),
  'cpu_affinity.detected': (name) => recordedMachine(name)['config.cpuAffinity'] !== undefined,
  'cpu_memory.hotplug.enabled': (name) =>
    rowsOf('vCPU', name)[0]?.['Hot Add'] === 'True' || rowsOf('vMemory', name)[0]?.['Hot Add'] === 'True',
  'datastore.missing': someDisk(({ Path: path }) => path === null),
  'disk.count.exceeds.limit': (name) => rowsOf('vDisk', name).length > 165,
  'disk_mode.independent': someDisk(({ 'Disk Mode': mode }) => String(mode).startsWith('independent_')),
  'disk_serial.truncated': info('EnableUUID', 'True'),
  'disk.capacity.invalid': someDisk(({ 'Capacity MiB': capacity }) => Number(capacity) <= 0),
  'dpm.enabled': clusterSays('DPM enabled'),
  'drs.enabled': clusterSays('DRS enabled'),
  'fault_tolerance.enabled': (name) => rowsOf('vInfo', name)[0]?.['FT State'] !== 'notConfigured',
  'guestDisks.freespace': lowOnSpace,
  'guestDisks.key.not_found': (name) =>
    harbourMachine(name).system.family === 'windows' &&
    rowsOf('vPartition', name).some((part) => part['Disk Key'] === 0),
  'host_affinity.detected': boundToHosts,
  'hostname.empty': (name) => rowsOf('vInfo', name)[0]?.['DNS Name'] === null,
  'hostname.default': info('DNS Name', 'localhost.localdomain'),
  'vm_missing_ip.detected': (name) => rowsOf('vNetwork', name).every((nic) => nic['IPv4 Address'] === null),
  'vm.name.invalid': (name) =>
    !/^(([A-Za-z0-9][-A-Za-z0-9.]*)?[A-Za-z0-9])?$/.test(name) || name.length >= 64,
  'numa_affinity.detected': (name) => recordedOptions(name).has('numa.nodeAffinity'),
  'passthrough_device.detected': device('VirtualPCIPassthrough'),
  'disk.rdm.detected': someDisk(({ Raw: raw }) => raw === 'True'),
  'disk.shared.detected': someDisk(
    (disk) => disk['Sharing mode'] !== 'sharingNone' || disk['Shared Bus'] !== 'noSharing',
  ),
  'snapshot.detected': (name) => rowsOf('vSnapshot', name).length > 0,
  'device.sriov.detected': device('VirtualSriovEthernetCard'),
  'tpm.detected': device('VirtualTPM'),
  'usb_controller.detected': (name) => rowsOf('vUSB', name).length > 0,
  'os.unsupported': (name) =>
    !supported.test(String(rowsOf('vInfo', name)[0]?.['OS according to the configuration file'])),
}

test('every one of the 29 concerns has a machine at Harbour that shows it and one that does not', () => {
  expect(concernExamples.map(({ id }) => id).sort()).toEqual(Object.keys(shows).sort())
  expect(concernExamples).toHaveLength(29)
  for (const { id, fires, silent } of concernExamples) {
    expect({ id, fires: fires.filter((name) => shows[id]?.(name)) }).toEqual({ id, fires })
    expect({ id, silent: silent.filter((name) => !shows[id]?.(name)) }).toEqual({ id, silent })
  }
})

test('what the workbook cannot say is shown by the twelve recorded machines, both ways', () => {
  expect(recordedNames).toHaveLength(12)
  for (const { carriedBy, fires, silent, id } of concernExamples) {
    if (!carriedBy.includes('vcenter')) continue
    expect({ id, fires: fires.some((name) => recordedNames.includes(name)) }).toEqual({ id, fires: true })
    expect({ id, silent: silent.some((name) => recordedNames.includes(name)) }).toEqual({ id, silent: true })
  }
})

test('Harbour is as large as its page says', () => {
  const machines = harbourMachines()
  const templates = machines.filter((machine) => machine.template)
  expect({
    vms: machines.length - templates.length,
    templates: templates.length,
    clusters: clusters.length,
    hosts: clusters.flatMap((cluster) => cluster.hosts).length,
    networks: networks.length,
    off: machines.filter((machine) => machine.power === 'off' && !machine.template).length,
    hostile: hostileNames.length,
  }).toEqual({ vms: 119, templates: 4, clusters: 3, hosts: 12, networks: 14, off: 11, hostile: 11 })
  for (const key of ['name', 'moref', 'instanceUuid', 'smbiosUuid'] as const)
    expect(new Set(machines.map((machine) => machine[key])).size).toBe(machines.length)
  const macs = machines.flatMap((machine) => machine.nics.map((nic) => nic.mac))
  expect(new Set(macs).size).toBe(macs.length)
})

test('the workbook has the tabs and columns of RVTools 4.8, and nothing unnamed', () => {
  const counts = Object.fromEntries([...sheets].map(([name, [columns = []]]) => [name, columns.length]))
  expect(counts).toEqual({
    vInfo: 93, // 90 and Harbour's three: two custom attributes and a tag category
    vCPU: 29,
    vMemory: 33,
    vDisk: 40,
    vPartition: 22,
    vNetwork: 27,
    vCD: 20,
    vUSB: 25,
    vSnapshot: 21,
    vTools: 29,
    vSource: 14,
    vRP: 49,
    vCluster: 34,
    vHost: 70,
    vHBA: 13,
    vNIC: 14,
    vSwitch: 23,
    vPort: 22,
    dvSwitch: 30,
    dvPort: 41,
    vSC_VMK: 15,
    vDatastore: 30, // the reference counts 31 and names these 30
    vMultiPath: 35,
    vLicense: 10,
    vFileInfo: 8,
    vHealth: 5,
    vMetaData: 4,
  })
  expect([...sheets.keys()]).toEqual(Object.keys(counts))
  expect(Object.keys(headers).sort()).toEqual([...sheets.keys()].sort())
  expect(new Set(columnsOf('vInfo')).size).toBe(93)
})

test('shared disks are one file and one UUID on both machines', () => {
  const shared = (name: string) =>
    harbourMachine(name)
      .disks.filter((disk) => disk.multiWriter || disk.rdm)
      .map(({ file, uuid }) => ({ file, uuid }))
  expect(shared('cargo-rac-01')).toEqual(shared('cargo-rac-02'))
  expect(shared('fin-sql-01')).toEqual(shared('fin-sql-02'))
  expect(shared('fin-sql-01')).toHaveLength(2)
})

test('workbook and vCenter differ on purpose in one size and in one note', () => {
  const differences = recordedNames.flatMap((name) => {
    const row = rowsOf('vInfo', name)[0]
    const seen = recordedMachine(name)
    return [
      ...(row?.['Memory'] === seen['config.hardware.memoryMB'] ? [] : [`${name} memory`]),
      ...(row?.['CPUs'] === seen['config.hardware.numCPU'] ? [] : [`${name} CPUs`]),
      ...((row?.['Annotation'] ?? '') === seen['config.annotation'] ? [] : [`${name} note`]),
    ]
  })
  expect(differences).toEqual(['cargo-batch-01 note', 'erp-app-01 memory'])
})
