import { cmdbDialect } from './cmdb.ts'
import { docxDialect } from './docx.ts'
import { pdfDialect } from './pdf.ts'
import { xlsxDialect } from './xlsx.ts'
import { configTreeDialect } from './config-tree.ts'
import type { Dialect } from '../dialect.ts'
import { bindDialect } from './bind.ts'
import { namedConfDialect } from './named-conf.ts'
import { hostsDialect } from './hosts.ts'
import { microsoftDnsDialect } from './microsoft-dns.ts'
import { checkPointDialect } from './check-point.ts'
import { ciscoAsaDialect } from './cisco-asa.ts'
import { ciscoIosDialect } from './cisco-ios.ts'
import { f5Dialect } from './f5.ts'
import { flowsCsvDialect } from './flows-csv.ts'
import { junosDialect } from './junos.ts'
import { fortigateDialect } from './fortigate.ts'
import { haproxyDialect } from './haproxy.ts'
import { infobloxDialect } from './infoblox.ts'
import { iptablesDialect } from './iptables.ts'
import { nftablesDialect } from './nftables.ts'
import { markdownDialect } from './markdown.ts'
import { nagiosDialect } from './nagios.ts'
import { icinga2Dialect } from './icinga2.ts'
import { zabbixDialect } from './zabbix.ts'
import { snmpdDialect } from './snmpd.ts'
import { backupDialect } from './backup.ts'
import { netScalerDialect } from './netscaler.ts'
import { aviDialect } from './avi.ts'
import { nginxDialect } from './nginx.ts'
import { nsxDialect } from './nsx.ts'
import { terraformDialect } from './terraform.ts'
import { panosDialect } from './panos.ts'
import { prometheusDialect } from './prometheus.ts'
import { panosXmlDialect } from './panos-xml.ts'
import { conntrackDialect } from './conntrack.ts'
import { netBoxDialect } from './netbox.ts'
import { phpIpamDialect } from './phpipam.ts'
import { dhcpDialect } from './dhcp.ts'
import { arpDialect } from './arp.ts'
import { nfdumpDialect } from './nfdump.ts'
import { socketsDialect } from './sockets.ts'
import { vrniDialect } from './vrni.ts'
import { azureMigrateDialect } from './azure-migrate.ts'

/** Every dialect that is written with a known answer: one for each reader of evidence. */
export const dialects: readonly Dialect[] = [
  docxDialect,
  pdfDialect,
  xlsxDialect,
  configTreeDialect,
  ciscoAsaDialect,
  ciscoIosDialect,
  fortigateDialect,
  junosDialect,
  panosDialect,
  panosXmlDialect,
  nsxDialect,
  terraformDialect,
  checkPointDialect,
  iptablesDialect,
  nftablesDialect,
  bindDialect,
  namedConfDialect,
  infobloxDialect,
  microsoftDnsDialect,
  hostsDialect,
  cmdbDialect,
  netBoxDialect,
  phpIpamDialect,
  dhcpDialect,
  arpDialect,
  f5Dialect,
  haproxyDialect,
  netScalerDialect,
  aviDialect,
  nginxDialect,
  nagiosDialect,
  icinga2Dialect,
  zabbixDialect,
  snmpdDialect,
  backupDialect,
  prometheusDialect,
  conntrackDialect,
  nfdumpDialect,
  socketsDialect,
  vrniDialect,
  azureMigrateDialect,
  flowsCsvDialect,
  markdownDialect,
]
