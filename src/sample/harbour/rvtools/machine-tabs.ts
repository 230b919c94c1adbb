import type { XlsxSheetInput } from '../../../formats/xlsx/write.ts'
import { seedOf } from '../../random.ts'
import type { HarbourMachine } from '../estate.ts'
import { attributesOf, daysBefore, measuresOf } from '../measures.ts'
import { type Cells, folderOf, head, server, sheetOf, tail, word } from './cells.ts'

/** vInfo: one row for each machine. */
export function infoTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  return sheetOf('vInfo', machines.map(infoRow))
}

function infoRow(machine: HarbourMachine): Cells {
  const measures = measuresOf(machine)
  const [cpus, memoryMib] = machine.size
  const tools = machine.on && !machine.toolsOff && machine.dnsName !== ''
  const files = `[${machine.datastore}] ${machine.files}/`
  const networks: Record<string, string> = {}
  machine.nics.slice(0, 8).forEach((nic, at) => {
    networks[`Network #${at + 1}`] = nic.network
  })
  return {
    ...tail(machine),
    ...head(machine),
    ...networks,
    'Config status': 'green',
    'DNS Name': machine.dnsName === '' ? null : machine.dnsName,
    'Connection state': machine.connection ?? 'connected',
    'Guest state': tools ? 'running' : 'notRunning',
    Heartbeat: tools ? 'green' : 'gray',
    'Consolidation Needed': word(machine.consolidate),
    PowerOn: machine.on ? measures.poweredOn : null,
    'Suspended To Memory': 'False',
    'Suspend time': machine.power === 'suspended' ? daysBefore(40) : null,
    'Suspend Interval': 0,
    'Creation date': measures.created,
    'Change Version': '2026-10-01T08:00:00.000000Z',
    CPUs: cpus,
    'Overall Cpu Readiness': measures.cpuReadiness,
    Memory: memoryMib,
    'Active Memory': measures.activeMib,
    NICs: machine.nics.length,
    Disks: machine.disks.length,
    'Total disk capacity MiB': measures.capacityMib,
    'Fixed Passthru HotPlug': 'False',
    'Latency Sensitivity': machine.latency ?? 'normal',
    'Op Notification Timeout': 0,
    EnableUUID: word(machine.diskUuid),
    CBT: word(machine.changeTracking ?? machine.on),
    'Primary IP Address': machine.nics[0]?.addresses[0] ?? null,
    'Num Monitors': 1,
    'Video Ram KiB': 4096,
    'Resource pool': `/${machine.cluster}/Resources`,
    'Folder ID': `group-v${seedOf(machine.folder) % 900}`,
    Folder: folderOf(machine),
    vApp: machine.vApp ?? null,
    'DAS protection': machine.on ? 'True' : 'False',
    'FT State': machine.faultTolerance ? 'running' : 'notConfigured',
    'FT Role': machine.faultTolerance ? 1 : null,
    'FT Latency': -1,
    'FT Bandwidth': -1,
    'FT Sec. Latency': -1,
    'Vm Failover In Progress': 'False',
    'Provisioned MiB': measures.provisionedMib,
    'In Use MiB': measures.inUseMib,
    'Unshared MiB': measures.inUseMib,
    'HA Restart Priority': machine.criticality === 1 ? 'high' : 'medium',
    'HA Isolation Response': 'none',
    'HA VM Monitoring': 'vmMonitoringDisabled',
    'Cluster rule(s)': machine.rules?.map(ruleType).join(', ') ?? null,
    'Cluster rule name(s)': machine.rules?.join(', ') ?? null,
    'Boot Required': 'False',
    'Boot delay': 0,
    'Boot retry delay': 10_000,
    'Boot retry enabled': 'False',
    'Boot BIOS setup': 'False',
    'Reboot PowerOff': 'False',
    'EFI Secure boot': word(machine.secureBoot),
    Firmware: machine.system.firmware,
    'HW version': machine.hardware ?? (machine.cluster === 'QS-EDGE' ? 14 : 19),
    'HW upgrade status': 'none',
    'HW upgrade policy': 'never',
    Path: `${files}${machine.files}.vmx`,
    'Log directory': files,
    'Snapshot directory': files,
    'Suspend directory': files,
    ...attributesOf(machine),
    Environment: machine.environment,
    'Customization Info': 'TOOLSDEPLOYPKG_IDLE',
    'Guest Detailed Data': tools ? detailedData(machine) : null,
    'SMBIOS UUID': machine.smbiosUuid,
    'VI SDK Server type': 'VMware vCenter Server',
    'VI SDK API Version': '8.0.3.0',
    ...server,
  }
}

function ruleType(rule: string): string {
  if (rule.endsWith('-apart')) return 'VirtualMachines apart'
  if (rule.endsWith('-together')) return 'VirtualMachines together'
  return 'VM-Host'
}

function detailedData(machine: HarbourMachine): string {
  const family = machine.system.family === 'windows' ? 'Windows' : 'Linux'
  return `architecture='X86' bitness='64' familyName='${family}' prettyName='${machine.system.tools.replace(' (64-bit)', '')}'`
}

/** vCPU: one row for each machine. */
export function cpuTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  const rows = machines.map((machine): Cells => {
    const [cpus] = machine.size
    const cores = machine.coresPerSocket ?? 1
    return {
      ...head(machine),
      CPUs: cpus,
      Sockets: cpus / cores,
      'Cores p/s': cores,
      Max: cpus * 2600,
      Overall: measuresOf(machine).cpuMhz,
      Level: 'normal',
      Shares: cpus * 1000,
      Reservation: machine.latency === 'high' ? cpus * 2600 : 0,
      Entitlement: 0,
      'DRS Entitlement': 0,
      Limit: machine.cpuLimitMhz ?? -1,
      'Hot Add': word(machine.cpuHotAdd),
      'Hot Remove': 'False',
      'Numa Hotadd Exposed': 'False',
      ...tail(machine),
    }
  })
  return sheetOf('vCPU', rows)
}

/** vMemory: one row for each machine. */
export function memoryTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  const rows = machines.map((machine): Cells => {
    const [, memoryMib] = machine.size
    const consumed = machine.on ? Math.floor(memoryMib * 0.8) : 0
    return {
      ...head(machine),
      'Size MiB': memoryMib,
      'Memory Reservation Locked To Max': word(machine.memoryReservationMib === memoryMib),
      Overhead: 60,
      Max: memoryMib,
      Consumed: consumed,
      'Consumed Overhead': machine.on ? 48 : 0,
      Private: consumed,
      Shared: 0,
      Swapped: 0,
      Ballooned: 0,
      Active: measuresOf(machine).activeMib,
      Entitlement: consumed,
      'DRS Entitlement': consumed,
      Level: 'normal',
      Shares: memoryMib * 10,
      Reservation: machine.memoryReservationMib ?? 0,
      Limit: -1,
      'Hot Add': word(machine.memoryHotAdd),
      ...tail(machine),
    }
  })
  return sheetOf('vMemory', rows)
}

/** vSnapshot: one row for each snapshot. */
export function snapshotTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  const rows = machines.flatMap((machine) =>
    (machine.snapshots ?? []).map(
      (snapshot, at): Cells => ({
        ...tail(machine),
        VM: machine.name,
        Powerstate: machine.on ? 'poweredOn' : 'poweredOff',
        Name: snapshot.name,
        Description: snapshot.description ?? null,
        'Date / time': new Date(snapshot.at),
        Filename: `[${machine.datastore}] ${machine.files}/${machine.files}-Snapshot${at + 1}.vmsn`,
        'Size MiB (vmsn)': 0.03,
        'Size MiB (total)': snapshot.sizeMib,
        Quiesced: 'False',
        State: 'poweredOff',
      }),
    ),
  )
  return sheetOf('vSnapshot', rows)
}

/** vTools: one row for each machine. */
export function toolsTab(machines: readonly HarbourMachine[]): XlsxSheetInput {
  const rows = machines.map((machine): Cells => {
    const tools = machine.on && !machine.toolsOff && machine.dnsName !== ''
    const old = machine.hardware === 7
    return {
      ...head(machine),
      'VM Version': `vmx-${String(machine.hardware ?? 19).padStart(2, '0')}`,
      Tools: tools
        ? old
          ? 'toolsOld'
          : 'toolsOk'
        : machine.toolsOff
          ? 'toolsNotInstalled'
          : 'toolsNotRunning',
      'Tools Version': tools ? (old ? 8300 : 12_416) : 0,
      'Required Version': 12_416,
      Upgradeable: old ? 'Yes' : 'No',
      'Upgrade Policy': 'manual',
      'Sync time': word(machine.system.family === 'windows' && old),
      'App status': 'none',
      'Heartbeat status': tools ? 'green' : 'gray',
      'Operation Ready': word(tools),
      'State change support': word(tools),
      'Interactive Guest': 'False',
      ...tail(machine),
      VMRef: machine.moref,
    }
  })
  return sheetOf('vTools', rows)
}
