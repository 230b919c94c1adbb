import { icinga2Reader } from '../../../src/adapters/monitor/icinga2/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost } from '../estate.ts'
import { Sheet } from '../sheet.ts'

/** Icinga 2: hosts by address, by both families and by name, endpoints, apply rules, commands with addresses. */
export const icinga2Dialect: Dialect = {
  reader: icinga2Reader,
  write(estate, size) {
    const sheet = new Sheet()
    const target = (covers: string): void => sheet.fact('monitor-target', 'target', covers)
    const literal = (covers: string): void => sheet.fact('monitor-target', 'literal', covers)
    const shared = someHost(estate)
    sheet.line(`const Shared = "${shared.address}"`)
    literal(shared.address)
    sheet.line('template Host "shop" {')
    sheet.line('  check_command = "hostalive"')
    sheet.line('  vars.team = "Shop"')
    sheet.line('}')
    for (let at = 0; at < size; at++) {
      const [host, other] = [someHost(estate), someHost(estate)]
      if (at % 5 === 4) {
        sheet.line(`object Host "${host.fqdn}" {`)
        target(host.fqdn)
        sheet.line('  import "shop"')
      } else {
        sheet.line(`object Host "machine-${at}" {`)
        sheet.line('  import "shop"')
        if (at % 5 === 3) {
          sheet.line('  address = Shared')
          target(shared.address)
        } else {
          sheet.line(`  address = "${host.address}" // was ${other.address}`)
          target(host.address)
        }
        sheet.line(`  address6 = "${host.address6}"; zone = "shop"`)
        target(host.address6)
      }
      sheet.line('  vars.http_vhosts["front"] = {')
      sheet.line(`    http_address = "${other.address}", http_port = 8080`)
      literal(other.address)
      sheet.line('  }')
      sheet.line('}')
      if (at % 4 > 0) continue
      sheet.line(`object Endpoint "agent-${at}" {`)
      sheet.line(`  host = "${other.fqdn}"`)
      target(other.fqdn)
      sheet.line('}')
      sheet.line(`apply Service "ask-${at}" {`)
      sheet.line('  check_command = "tcp"')
      sheet.line(`  vars.tcp_address = "${host.address}"`)
      literal(host.address)
      sheet.line('  assign where "linux" in host.groups')
      sheet.line('}')
      sheet.line(`apply Service for (place in [ "${host.address6}", "${other.address}" ]) to Host {`)
      literal(host.address6)
      literal(other.address)
      sheet.line(`  display_name = "beside ${host.address}"`)
      literal(host.address)
      sheet.line('}')
      sheet.line(`object CheckCommand "name-${at}" {`)
      sheet.line('  command = [ PluginDir + "/check_dns" ]')
      sheet.line(`  arguments = { "-s" = "${other.address6}" }`)
      literal(other.address6)
      sheet.line('}')
    }
    return [sheet.written('hosts.conf')]
  },
}
