import { cmdbReader } from '../../../src/adapters/cmdb/index.ts'
import { pick } from '../../../src/sample/random.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost, someNetwork } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

const teams = ['Shop Applications', 'Databases', 'Network Security', 'Workplace'] as const

/** A table of configuration items as ServiceNow exports it, and a list of owners that somebody keeps. */
export const cmdbDialect: Dialect = {
  reader: cmdbReader,
  write: (estate, size) => [
    items(estate, size),
    relations(estate, size),
    list(estate, size, ','),
    list(estate, size, ';'),
    dotted(estate, size),
    described(estate, size),
  ],
}

function items(estate: SyntheticEstate, size: number): Written {
  const { random } = estate
  const sheet = new Sheet()
  const note = (covers: string): void => sheet.fact('cmdb-record', 'literal', covers)
  sheet.line('sys_class_name,name,ip_address,fqdn,support_group,assigned_to,u_application,u_notes')
  for (let at = 0; at < size; at++) {
    const team = pick(random, teams)
    if (at % 4 === 0) {
      const { cidr } = someNetwork(estate)
      sheet.line(`cmdb_ci_ip_network,Range ${at},${cidr},,${team},,,`)
      note(cidr)
      for (const subject of [`range ${at}`, cidr]) sheet.owner(subject, team)
      continue
    }
    const { name, fqdn, address, address6 } = someHost(estate)
    const addresses = at % 4 === 1 ? [address, address6] : [address]
    const full = at % 4 === 2 ? `www-${at}.corner.example` : fqdn
    const cells = [name.toUpperCase(), `"${addresses.join(', ')}"`, full, team, '"Byron, Ada"', 'Shop']
    sheet.line(`cmdb_ci_server,${cells.join(',')},"in ""rack ${at}"""`)
    for (const covers of addresses) note(covers)
    for (const subject of [name, ...(full === fqdn ? [] : [full]), ...addresses]) sheet.owner(subject, team)
  }
  return sheet.written('cmdb_ci.csv', '\r\n')
}

/** Relations of ServiceNow with the owners and addresses of both ends. Every server has one application. */
function relations(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const ends = ['name', 'sys_class_name', 'support_group', 'ip_address']
  const columns = (end: string): string => ends.map((field) => `"${end}.${field}"`).join(',')
  sheet.line(`${columns('parent')},"type",${columns('child')}`)
  for (const [at, { name, address }] of estate.hosts.slice(0, size).entries()) {
    const application = `App ${at}`
    const team = pick(estate.random, teams)
    const own = at % 3 === 0 ? pick(estate.random, teams) : ''
    const type = at % 2 === 0 ? 'Runs on::Runs' : 'Depends on::Used by'
    sheet.line(
      `"${application}","cmdb_ci_appl","${team}","","${type}","${name}","cmdb_ci_linux_server","${own}","${address}"`,
    )
    sheet.fact('cmdb-record', 'literal', address)
    sheet.owner(application.toLowerCase(), team)
    sheet.owner(name, own === '' ? team : own)
    sheet.owner(address, own === '' ? team : own)
  }
  return sheet.written('cmdb_rel_ci.csv')
}

function list(estate: SyntheticEstate, size: number, delimiter: string): Written {
  const sheet = new Sheet()
  sheet.line(['subject', 'team', 'person'].join(delimiter))
  for (let at = 0; at < size; at++) {
    const { name, address } = someHost(estate)
    const team = pick(estate.random, teams)
    const subject = at % 3 === 0 ? name : at % 3 === 1 ? address : someNetwork(estate).cidr
    sheet.line([subject, team, 'Joan Clarke'].join(delimiter))
    sheet.owner(subject, team)
    if (at % 3 !== 0) sheet.fact('cmdb-record', 'literal', subject)
  }
  return sheet.written(delimiter === ',' ? 'owners.csv' : 'owners-semicolon.csv')
}

/** Columns as ServiceNow reaches them from other tables. */
function dotted(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('name;u_ip_address;cmdb_ci.u_support_group.name;sys_class_name')
  for (let at = 0; at < size; at++) {
    const { name, address } = someHost(estate)
    const team = pick(estate.random, teams)
    sheet.line(`${name};${address};${team};cmdb_ci_linux_server`)
    sheet.fact('cmdb-record', 'literal', address)
    for (const subject of [name, address]) sheet.owner(subject, team)
  }
  return sheet.written('cmdb_dotted.csv')
}

/** Several columns of addresses, a card behind one of them, and addresses within a description. */
function described(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('VM Name,Guest IP,mgmtIpAddress,assigned_to,Ownership,Short description')
  for (let at = 0; at < size; at++) {
    const { name, address, address6 } = someHost(estate)
    const behind = `10.65.2.${at % 250}`
    sheet.line(`${name},${address} (eth0),${address6},Ada Byron,leased,"behind ${behind}, see ${address}"`)
    for (const covers of [address, address6, behind]) sheet.fact('cmdb-record', 'literal', covers)
    for (const subject of [name, address, address6]) sheet.owner(subject, 'Ada Byron')
  }
  return sheet.written('cmdb_described.csv')
}
