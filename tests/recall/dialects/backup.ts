import { backupReader } from '../../../src/adapters/monitor/backup/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** Jobs with their machines in one cell, reports of runs, tables that people keep, NetBackup's lists of clients and policies. */
export const backupDialect: Dialect = {
  reader: backupReader,
  write: (estate, size) => [
    jobs(estate, size),
    runs(estate, size),
    kept(estate, size),
    clients(estate, size),
    policies(estate, size),
  ],
}

function jobs(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const quoted = (cells: readonly string[]): number => sheet.line(cells.map((cell) => `"${cell}"`).join(','))
  quoted(['Name', 'JobType', 'Description', 'Sources', 'TargetRepository', 'IsScheduleEnabled'])
  for (let at = 0; at < size; at++) {
    const [one, two, three] = [someHost(estate), someHost(estate), someHost(estate)]
    const line = quoted([
      `Job ${at} of ${two.name}`,
      'Backup',
      at % 3 ? 'nightly, 1.2.3' : `was at ${three.address}`,
      at % 2 ? `${one.name}, vc\\yard\\${two.name.toUpperCase()}` : `${one.name}`,
      'repo-a',
      'True',
    ])
    sheet.fact('monitor-target', 'target', one.name)
    if (at % 2) sheet.fact('monitor-target', 'target', two.name, line)
    if (at % 3 === 0) sheet.fact('monitor-target', 'literal', three.address, line)
  }
  return sheet.written('veeam.csv', '\r\n')
}

/** Two runs of each job: the second one names nothing new. */
function runs(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('Client\tAgent / Instance\tBackup Set / Subclient\tStart Time\tStatus\tFailed Folders')
  for (let at = 0; at < size; at++) {
    const { fqdn, address6 } = someHost(estate)
    const client = at % 4 === 0 ? address6 : fqdn
    for (const day of [1, 2])
      sheet.line(`${client}\tFile System\tdefault/set ${at}\t10/${day}/2026 01:00\tCompleted\t0`)
    sheet.fact('monitor-target', 'target', client, sheet.at - 1)
  }
  return sheet.written('BackupJobSummaryReport.xls')
}

function kept(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('VM Name;IP Address;Job Name;Repository;Last Backup;Job Owner')
  for (let at = 0; at < size; at++) {
    const { name, address } = someHost(estate)
    sheet.line(`${name};${at % 5 ? address : ''};weekly ${at};repo-b;2026-10-01;Shop Applications`)
    sheet.fact('monitor-target', 'target', at % 5 ? address : name)
  }
  return sheet.written('protected.csv')
}

function clients(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('Hardware        OS            Client')
  sheet.line('--------------- ------------- --------------')
  for (const { fqdn } of estate.hosts.slice(0, Math.min(size, 300))) {
    sheet.line(`VMware          Linux         ${fqdn}`)
    sheet.fact('monitor-target', 'target', fqdn)
  }
  return sheet.written('bpplclients.txt')
}

function policies(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (let at = 0; at < size; at++) {
    const [one, two] = [someHost(estate), someHost(estate)]
    sheet.line(`Policy Name:       Nightly_${at}`)
    sheet.line('')
    sheet.line('  Policy Type:         Standard')
    sheet.line('  Active:              yes')
    sheet.line(`  HW/OS/Client:  Linux-x86_64  RedHat2.6.32  ${one.fqdn}`)
    sheet.fact('monitor-target', 'target', one.fqdn)
    if (two !== one) {
      sheet.line(`                 Linux-x86_64  RedHat2.6.32  ${two.name}`)
      sheet.fact('monitor-target', 'target', two.name)
    }
    sheet.line('')
    sheet.line('  Include:  /data')
  }
  return sheet.written('policies.txt')
}
