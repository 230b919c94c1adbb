import { harbourMachines, type HarbourMachine } from '../estate.ts'
import { teams } from '../places.ts'

const cmdbColumns = [
  'sys_class_name',
  'name',
  'ip_address',
  'mac_address',
  'fqdn',
  'support_group',
  'assigned_to',
  'owned_by',
  'u_application',
  'u_criticality',
  'install_status',
  'u_notes',
] as const

type CmdbRow = Partial<Readonly<Record<(typeof cmdbColumns)[number], string>>>

/** What is not a virtual machine and still has an owner, and the records that lead nowhere. */
const otherItems: readonly CmdbRow[] = [
  {
    sys_class_name: 'cmdb_ci_ip_firewall',
    name: 'fw-core-01',
    ip_address: '10.20.10.2',
    support_group: 'Network Security',
    u_notes: 'snmp community: CANARY-community-9f3c29',
  },
  {
    sys_class_name: 'cmdb_ci_ip_firewall',
    name: 'gw-dock-01',
    ip_address: '10.20.15.250',
    support_group: 'Network Security',
  },
  {
    sys_class_name: 'cmdb_ci_lb_haproxy',
    name: 'lb-int-01',
    ip_address: '10.20.60.20',
    support_group: 'Network Services',
  },
  { sys_class_name: 'cmdb_ci_dns_zone', name: 'harbour.example', support_group: 'Network Services' },
  { sys_class_name: 'cmdb_ci_dns_zone', name: '20.10.in-addr.arpa', support_group: 'Network Services' },
  { sys_class_name: 'cmdb_ci_appl', name: 'cargo-tracking', support_group: 'Cargo Tracking' },
  { sys_class_name: 'cmdb_ci_appl', name: 'terminal-automation', support_group: 'Terminal Automation' },
  {
    sys_class_name: 'cmdb_ci_server',
    name: 'intranet-01',
    ip_address: '10.20.40.99',
    support_group: 'Communications (closed 2022)',
    assigned_to: 'J. Verhoeven',
    u_notes: 'scrapped? root password = CANARY-password-9f3c30',
  },
  {
    sys_class_name: 'cmdb_ci_server',
    name: 'fax-01',
    ip_address: '10.20.60.99',
    assigned_to: 'J. Verhoeven',
    u_notes: 'ask reception',
  },
  {
    sys_class_name: 'cmdb_ci_server',
    name: '=HYPERLINK("http://203.0.113.9/")',
    ip_address: 'not-an-address',
    support_group: 'Platform',
  },
  {
    sys_class_name: 'cmdb_ci_ip_network',
    name: 'dock cameras',
    ip_address: '10.20.15.40/29',
    support_group: 'Terminal Automation',
  },
]

/** The owner records as the CMDB exports them, with ServiceNow's column names. */
export function cmdbCsv(): string {
  const machines = harbourMachines()
    .filter((machine) => machine.team !== '' && machine.template !== true && !machine.name.startsWith('vCLS'))
    .filter(
      (machine) => !/^vdi-\d/.test(machine.name) && machine.name !== 'fax-01' && machine.name !== 'lb-int-01',
    )
    .map(machineItem)
  return csv(
    cmdbColumns,
    [...machines, ...otherItems].map((row) => cmdbColumns.map((column) => row[column] ?? '')),
  )
}

function machineItem(machine: HarbourMachine): CmdbRow {
  const lead = teams.find((team) => team.name === machine.team)?.lead ?? ''
  return {
    sys_class_name: machine.system.family === 'windows' ? 'cmdb_ci_win_server' : 'cmdb_ci_linux_server',
    name: machine.name,
    ip_address: cmdbAddress(machine),
    mac_address: machine.nics[0]?.mac ?? '',
    fqdn: machine.name === 'erp-db-01' ? '' : `${machine.name}.harbour.example`,
    support_group: machine.name === 'probe-01' ? '' : machine.team,
    assigned_to: lead,
    owned_by: lead,
    u_application: machine.application,
    u_criticality: String(machine.criticality),
    install_status: machine.on ? 'Installed' : 'Retired',
    u_notes: machine.note ?? '',
  }
}

/** One row is stale: booking-db-01 moved from .70 to .71 and nobody told the CMDB. erp-db-01's row has no address. */
function cmdbAddress(machine: HarbourMachine): string {
  if (machine.name === 'erp-db-01') return ''
  if (machine.name === 'booking-db-01') return '10.20.50.70'
  return machine.nics[0]?.addresses[0] ?? ''
}

const words: Readonly<Record<string, string>> = {
  ERP: 'mission critical',
  Finance: 'tier 2',
  Warehouse: 'Tier 2',
}

/** The overlay that the migration lead keeps: vm, owner, application, criticality, environment. */
export function overlayCsv(): string {
  const rows = harbourMachines()
    .filter(
      (machine) =>
        machine.template !== true && !machine.name.startsWith('vCLS') && !/^vdi-\d/.test(machine.name),
    )
    .map((machine) => [
      machine.name,
      machine.owner === undefined ? machine.team : (machine.owner ?? ''),
      machine.application,
      machine.criticality === 1 && words[machine.application] !== undefined
        ? (words[machine.application] ?? '')
        : machine.application === 'Finance'
          ? (words['Finance'] ?? '')
          : machine.team === ''
            ? ''
            : String(machine.criticality),
      machine.environment.toLowerCase(),
    ])
  return csv(
    ['vm', 'owner', 'application', 'criticality', 'environment'],
    [...rows, ['berth-planner-01', 'Terminal Automation', 'Berth planning', '2', 'production']],
  )
}

function csv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return `${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
