import { nagiosReader } from '../../../src/adapters/monitor/nagios/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost } from '../estate.ts'
import { Sheet } from '../sheet.ts'

/** Object definitions of Nagios: templates, hosts in both families and by name, groups, contacts, checks with addresses. */
export const nagiosDialect: Dialect = {
  reader: nagiosReader,
  write(estate, size) {
    const sheet = new Sheet()
    const define = (type: string, directives: Readonly<Record<string, string>>): number => {
      const first = sheet.line(`define ${type} {`)
      for (const [name, value] of Object.entries(directives)) sheet.line(`    ${name.padEnd(20)}${value}`)
      sheet.line('}')
      return first
    }
    define('timeperiod', { timeperiod_name: 'always', alias: 'always', monday: '00:00-24:00' })
    define('contact', { contact_name: 'shop', email: 'shop@corner.example' })
    define('contactgroup', { contactgroup_name: 'shop-team', members: 'shop' })
    define('host', {
      name: 'shop-host',
      check_command: 'check-host-alive',
      contact_groups: 'shop-team',
      register: '0',
    })
    define('service', { name: 'shop-service', max_check_attempts: '3', register: '0' })
    for (let at = 0; at < size; at++) {
      const host = someHost(estate)
      const other = someHost(estate)
      const place = [host.address, host.address6, host.fqdn][at % 3] ?? host.address
      const first = define('host', {
        use: 'shop-host',
        host_name: `${host.name}-${at}`,
        address: at % 4 === 0 ? `${place} ; was ${other.address}` : place,
        parents: other.name,
        _CONSOLE: other.address,
      })
      sheet.fact('monitor-target', 'target', place, first + 3)
      sheet.fact('monitor-target', 'literal', other.address, first + 5)
      const service = define('service', {
        use: 'shop-service',
        host_name: `${host.name}-${at}`,
        service_description: `database of ${at}`,
        check_command: `check_tcp_at!${other.address}!1521`,
      })
      sheet.fact('monitor-target', 'literal', other.address, service + 4)
      if (at % 10 > 0) continue
      const further = define('hostextinfo', {
        host_name: `${host.name}-${at}`,
        notes_url: `https://${other.fqdn}/${at}`,
        notes: `beside ${other.address}`,
      })
      sheet.fact('monitor-target', 'literal', other.fqdn, further + 2)
      sheet.fact('monitor-target', 'literal', other.address, further + 3)
      define('servicedependency', { host_name: `${host.name}-${at}`, dependent_host_name: other.name })
      define('hostgroup', { hostgroup_name: `group-${at}`, members: `${host.name}-${at}` })
      const command = define('command', {
        command_name: `ask-${at}`,
        command_line: `$USER1$/check_dns -s ${host.address} -H $HOSTADDRESS$`,
      })
      sheet.fact('monitor-target', 'literal', host.address, command + 2)
    }
    return [sheet.written('objects.cfg')]
  },
}
