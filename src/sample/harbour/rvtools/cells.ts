import type { XlsxSheetInput, XlsxValue } from '../../../formats/xlsx/write.ts'
import type { HarbourMachine } from '../estate.ts'
import { vcenter } from '../places.ts'
import headers from './headers.json' with { type: 'json' }

/** Tabs of a workbook. */
export type Tab = keyof typeof headers

/** Cells of a row by column name; columns that are left out stay empty. */
export type Cells = Readonly<Record<string, XlsxValue>>

const groups: Readonly<Record<string, readonly string[]>> = {
  '@T': ['VM', 'Powerstate', 'Template', 'SRM Placeholder'],
  '@E': [
    'Annotation',
    'Datacenter',
    'Cluster',
    'Host',
    'Folder',
    'OS according to the configuration file',
    'OS according to the VMware Tools',
    'VM ID',
    'VM UUID',
    'VI SDK Server',
    'VI SDK UUID',
  ],
  '@V': ['VI SDK Server', 'VI SDK UUID'],
}

/** The columns of a tab as RVTools 4.6 to 4.8 writes them, Harbour's three custom columns of vInfo included. */
export function columnsOf(tab: Tab): readonly string[] {
  return headers[tab].flatMap((column) => groups[column] ?? [column])
}

/** A tab from its rows. Throws RangeError for a column that the tab does not have. */
export function sheetOf(tab: Tab, rows: readonly Cells[]): XlsxSheetInput {
  const columns = columnsOf(tab)
  const known = new Set(columns)
  const body = rows.map((row) => {
    for (const column of Object.keys(row))
      if (!known.has(column)) throw new RangeError(`${tab} has no ${column}`)
    return columns.map((column) => row[column] ?? null)
  })
  return { name: tab, rows: [columns, ...body] }
}

/** RVTools writes booleans as words. */
export function word(value: boolean | undefined): 'True' | 'False' {
  return value ? 'True' : 'False'
}

/** The first columns of every tab about machines. */
export function head(machine: HarbourMachine): Cells {
  return {
    VM: machine.name,
    Powerstate: { on: 'poweredOn', off: 'poweredOff', suspended: 'suspended' }[machine.power ?? 'on'],
    Template: word(machine.template),
    'SRM Placeholder': word(machine.srmPlaceholder),
  }
}

/** The last columns of every tab about machines. */
export function tail(machine: HarbourMachine): Cells {
  return {
    Annotation: machine.note ?? null,
    Datacenter: vcenter.datacenter,
    Cluster: machine.cluster,
    Host: machine.host,
    Folder: folderOf(machine),
    'OS according to the configuration file': machine.system.configured,
    'OS according to the VMware Tools': machine.dnsName === '' || !machine.on ? null : machine.system.tools,
    'VM ID': machine.moref,
    'VM UUID': machine.instanceUuid,
    ...server,
  }
}

/** Folder as RVTools prints it: under the datacenter's root folder. */
export function folderOf(machine: HarbourMachine): string {
  return `/${vcenter.datacenter}/vm/${machine.folder}`
}

/** The two columns that name the vCenter. */
export const server: Cells = { 'VI SDK Server': vcenter.name, 'VI SDK UUID': vcenter.uuid }

/** Where a host or a cluster stands. */
export function standing(host: string, cluster: string): Cells {
  return { Host: host, Datacenter: vcenter.datacenter, Cluster: cluster, ...server }
}
