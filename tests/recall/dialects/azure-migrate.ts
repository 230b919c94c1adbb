import { azureMigrateReader } from '../../../src/adapters/flows/azure/index.ts'
import type { Dialect } from '../dialect.ts'
import type { SyntheticEstate } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'
import { flowRows } from './flow-rows.ts'

/** Azure Migrate's exports: the portal's with slots, that of PowerShell in quotes, and an older one without Source IP. */
export const azureMigrateDialect: Dialect = {
  reader: azureMigrateReader,
  write: (estate, size) => [portal(estate, size), powershell(estate, size), older(estate, size)],
}

function portal(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line(
    'Time slot,Source server name,Source IP,Source application,Source process,Destination server name,Destination IP,Destination application,Destination process,Destination port',
  )
  for (const [at, { client, server, port }] of flowRows(estate, size).entries()) {
    const slot = `10/${1 + (at % 28)}/2026 ${['00:00-06:00', '06:00-12:00', '18:00-00:00'][at % 3]}`
    sheet.line(`${slot},box-${at},${client},Tomcat,java,,${server},"SQL, 2019",sqlservr.exe,${port}`)
    sheet.flow(client, server, `tcp/${port}`)
  }
  return sheet.written('dependencies.csv', '\r\n')
}

function powershell(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const quoted = (cells: readonly (string | number)[]): void => {
    sheet.line(cells.map((cell) => `"${cell}"`).join(','))
  }
  const end = (word: string): readonly string[] =>
    ['server name', 'IP', 'application', 'process'].map((field) => `${word} ${field}`)
  quoted([...end('Source'), ...end('Destination'), 'Destination port'])
  for (const { client, server, port } of flowRows(estate, size)) {
    quoted(['', client, 'cron ""daily""', 'curl', '', server, '', '', port])
    sheet.flow(client, server, `tcp/${port}`)
  }
  return sheet.written('AzMig_dependencies.csv', '\r\n')
}

/** Every machine is a destination once, so that its address is in the file. */
function older(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const { hosts } = estate
  sheet.line(
    'Timeslot,Source server name,Source application,Source process,Destination server name,Destination IP,Destination application,Destination process,Destination port',
  )
  for (let at = 0; at < size; at++) {
    const [from, to] = [hosts[at % hosts.length], hosts[(at + 1) % hosts.length]]
    const last = at === size - 1 && size <= hosts.length
    const server = last ? hosts[0] : to
    if (!from || !server || from === server) continue
    sheet.line(
      `10/${13 + (at % 15)}/2026 06:00-12:00,${from.name.toUpperCase()},nginx,nginx,${server.name},${server.address},,,443`,
    )
    sheet.flow(from.address, server.address, 'tcp/443')
  }
  return sheet.written('older.csv')
}
