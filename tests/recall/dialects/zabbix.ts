import { zabbixReader } from '../../../src/adapters/monitor/zabbix/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** Exports of Zabbix in YAML, as today's versions write them, in XML, as older ones do, and in JSON. */
export const zabbixDialect: Dialect = {
  reader: zabbixReader,
  write: (estate, size) => [
    yaml(estate, size),
    xml(estate, size),
    version1(estate, size),
    json(estate, Math.ceil(size / 2)),
  ],
}

function yaml(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('zabbix_export:')
  sheet.line("  version: '7.0'")
  sheet.line('  hosts:')
  for (let at = 0; at < size; at++) {
    const [host, other] = [someHost(estate), someHost(estate)]
    sheet.line(`    - host: machine-${at}`)
    sheet.line(`      name: 'machine ${at}'`)
    sheet.line('      interfaces:')
    if (at % 3 === 0) {
      sheet.line("        - useip: 'NO'")
      sheet.line(`          dns: ${host.fqdn}`)
      sheet.fact('monitor-target', 'target', host.fqdn)
    } else {
      sheet.line(`        - ip: ${at % 3 === 1 ? host.address : `'${host.address6}'`}`)
      sheet.fact('monitor-target', 'target', at % 3 === 1 ? host.address : host.address6)
    }
    sheet.line('          interface_ref: if1')
    sheet.line('      items:')
    sheet.line(`        - name: 'front ${at}'`)
    sheet.line('          snmp_oid: 1.3.6.1.4.1')
    sheet.line(`          key: 'net.tcp.service[https,${other.address},443]'`)
    sheet.fact('monitor-target', 'literal', other.address)
    sheet.line('      macros:')
    sheet.line("        - macro: '{$GATEWAY}'")
    sheet.line(`          value: '${other.address6}'`)
    sheet.fact('monitor-target', 'literal', other.address6)
  }
  return sheet.written('hosts.yaml')
}

function xml(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('<?xml version="1.0" encoding="UTF-8"?>')
  sheet.line('<zabbix_export>')
  sheet.line('<version>5.0</version>')
  sheet.line('<hosts>')
  for (let at = 0; at < size; at++) {
    const [host, other] = [someHost(estate), someHost(estate)]
    sheet.line(`  <host><host>machine-${at}</host>`)
    sheet.line('    <interfaces><interface><type>SNMP</type>')
    sheet.line(`      <ip>${host.address}</ip><port>161</port>`)
    sheet.fact('monitor-target', 'target', host.address)
    sheet.line('    </interface></interfaces>')
    sheet.line('    <httptests><httptest><name>front</name><steps><step>')
    sheet.line(`      <url>https://${other.fqdn}/health</url>`)
    sheet.fact('monitor-target', 'literal', other.fqdn)
    sheet.line('    </step></steps></httptest></httptests>')
    sheet.line('  </host>')
  }
  sheet.line('</hosts>')
  sheet.line('</zabbix_export>')
  return sheet.written('hosts.xml')
}

/** The first form, whose hosts are their own interface. */
function version1(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('<zabbix_export version="1.0" date="01.02.13" time="19.26"><hosts>')
  for (let at = 0; at < size; at++) {
    const [host, other] = [someHost(estate), someHost(estate)]
    sheet.line(`  <host name="machine-${at}"><proxy_hostid>0</proxy_hostid><useip>1</useip>`)
    sheet.line(`    <dns>${host.fqdn}</dns>`)
    sheet.fact('monitor-target', 'literal', host.fqdn)
    sheet.line(`    <ip>${host.address}</ip><port>10050</port>`)
    sheet.fact('monitor-target', 'target', host.address)
    sheet.line(`    <items><item type="3" key="icmpping[${other.address},4]" value_type="3">`)
    sheet.fact('monitor-target', 'literal', other.address)
    sheet.line('      <delay>30</delay></item></items></host>')
  }
  sheet.line('</hosts></zabbix_export>')
  return sheet.written('version1.xml')
}

function json(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('{ "zabbix_export": { "version": "6.0", "hosts": [')
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    sheet.line(`  ${at === 0 ? '' : ','}{ "host": "machine-${at}", "interfaces": [`)
    sheet.line(`    { "ip": "${host.address}", "dns": "${host.fqdn}", "interface_ref": "if1" } ] }`)
    sheet.fact('monitor-target', 'target', host.address)
    sheet.fact('monitor-target', 'literal', host.fqdn)
  }
  sheet.line('] } }')
  return sheet.written('hosts.json')
}
