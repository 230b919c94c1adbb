import type { VmRow } from '../../../src/contract/vms.ts'
import { size } from '../../words/measure.ts'

/** A column of the estate table. */
export interface EstateColumn {
  readonly key: string
  readonly title: string
  /** Width in pixels. */
  readonly width: number
  readonly numeric?: boolean
  readonly text: (row: VmRow) => string
  /** What it is sorted by. */
  readonly order: (row: VmRow) => string | number
}

const rank = { block: 0, act: 1, inform: 2 } as const

/** Addresses in numeric order for IPv4; others as text, rows without an address last. */
function addressOrder(row: VmRow): string {
  const first = row.addresses[0]
  if (first === undefined) return '~'
  return first.includes(':')
    ? first
    : first
        .split('.')
        .map((part) => part.padStart(3, '0'))
        .join('.')
}

function word(key: keyof VmRow, title: string, width: number): EstateColumn {
  const text = (row: VmRow) => String(row[key] ?? '')
  return { key, title, width, text, order: (row) => text(row).toLowerCase() }
}

function amount(
  key: 'cpus' | 'disks' | 'nics' | 'criticality' | 'references' | 'conflicts',
  title: string,
  width: number,
): EstateColumn {
  return {
    key,
    title,
    width,
    numeric: true,
    text: (row) => String(row[key] ?? ''),
    order: (row) => row[key] ?? -1,
  }
}

/** Every column there is. */
export const columns: readonly EstateColumn[] = [
  word('name', 'Name', 230),
  { ...word('power', 'Power', 105), text: (row) => (row.template ? 'template' : row.power) },
  amount('cpus', 'CPUs', 70),
  {
    key: 'memoryMib',
    title: 'Memory',
    width: 90,
    numeric: true,
    text: (row) => size(row.memoryMib),
    order: (row) => row.memoryMib ?? -1,
  },
  {
    key: 'diskMib',
    title: 'Disk',
    width: 90,
    numeric: true,
    text: (row) => size(row.diskMib),
    order: (row) => row.diskMib,
  },
  {
    key: 'addresses',
    title: 'Addresses',
    width: 190,
    text: (row) => row.addresses.join(', '),
    order: addressOrder,
  },
  {
    key: 'networks',
    title: 'Networks',
    width: 190,
    text: (row) => row.networks.join(', '),
    order: (row) => row.networks.join(',').toLowerCase(),
  },
  word('cluster', 'Cluster', 130),
  word('host', 'Host', 190),
  word('folder', 'Folder', 200),
  word('os', 'Operating system', 250),
  word('firmware', 'Firmware', 92),
  word('owner', 'Owner', 170),
  word('team', 'Team', 150),
  word('application', 'Application', 160),
  word('environment', 'Environment', 130),
  amount('criticality', 'Criticality', 100),
  {
    key: 'findings',
    title: 'Findings',
    width: 110,
    text: (row) => (row.findings ? `${row.findings.length}${row.worst ? ` · ${row.worst}` : ''}` : ''),
    order: (row) => (row.worst ? rank[row.worst] : 3) * 1000 - (row.findings?.length ?? 0),
  },
  word('disposition', 'Disposition', 120),
  word('wave', 'Wave', 100),
  amount('references', 'References', 110),
  amount('conflicts', 'Contradictions', 130),
  word('platform', 'Platform', 130),
  amount('disks', 'Disks', 70),
  amount('nics', 'NICs', 70),
]

/** The columns that are shown at first. */
export const firstColumns: readonly string[] = [
  'name',
  'power',
  'cpus',
  'memoryMib',
  'diskMib',
  'addresses',
  'networks',
  'cluster',
  'owner',
  'findings',
  'disposition',
  'wave',
]
