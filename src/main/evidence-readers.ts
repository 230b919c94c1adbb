import { aviReader } from '../adapters/balancer/avi/index.ts'
import { f5Reader } from '../adapters/balancer/f5/index.ts'
import { haproxyReader } from '../adapters/balancer/haproxy/index.ts'
import { netScalerReader } from '../adapters/balancer/netscaler/index.ts'
import { nginxReader } from '../adapters/balancer/nginx/index.ts'
import { cmdbReader } from '../adapters/cmdb/index.ts'
import { configTreeReader } from '../adapters/config-tree/index.ts'
import { bindReader } from '../adapters/dns/bind/index.ts'
import { hostsReader } from '../adapters/dns/hosts/index.ts'
import { infobloxReader } from '../adapters/dns/infoblox/index.ts'
import { microsoftDnsReader } from '../adapters/dns/microsoft/index.ts'
import { namedConfReader } from '../adapters/dns/named/index.ts'
import { docxReader } from '../adapters/document/docx/index.ts'
import { markdownReader } from '../adapters/document/markdown/index.ts'
import { pdfReader } from '../adapters/document/pdf/index.ts'
import { xlsxReader } from '../adapters/document/xlsx/index.ts'
import { checkPointReader } from '../adapters/firewall/checkpoint/index.ts'
import { ciscoAsaReader, ciscoIosReader } from '../adapters/firewall/cisco/index.ts'
import { fortigateReader } from '../adapters/firewall/fortigate/index.ts'
import { iptablesReader } from '../adapters/firewall/iptables/index.ts'
import { junosReader } from '../adapters/firewall/junos/index.ts'
import { nftablesReader } from '../adapters/firewall/nftables/index.ts'
import { nsxReader } from '../adapters/firewall/nsx/index.ts'
import { terraformReader } from '../adapters/firewall/nsx/terraform/index.ts'
import { panosReader, panosXmlReader } from '../adapters/firewall/panos/index.ts'
import { azureMigrateReader } from '../adapters/flows/azure/index.ts'
import { conntrackReader } from '../adapters/flows/conntrack/index.ts'
import { flowsCsvReader } from '../adapters/flows/csv/index.ts'
import { nfdumpReader } from '../adapters/flows/nfdump/index.ts'
import { socketsReader } from '../adapters/flows/sockets/index.ts'
import { vrniReader } from '../adapters/flows/vrni/index.ts'
import { arpReader } from '../adapters/ipam/arp/index.ts'
import { dhcpReader } from '../adapters/ipam/dhcp/index.ts'
import { netBoxReader } from '../adapters/ipam/netbox/index.ts'
import { phpIpamReader } from '../adapters/ipam/phpipam/index.ts'
import { backupReader } from '../adapters/monitor/backup/index.ts'
import { icinga2Reader } from '../adapters/monitor/icinga2/index.ts'
import { nagiosReader } from '../adapters/monitor/nagios/index.ts'
import { prometheusReader } from '../adapters/monitor/prometheus/index.ts'
import { snmpdReader } from '../adapters/monitor/snmpd/index.ts'
import { zabbixReader } from '../adapters/monitor/zabbix/index.ts'
import type { EvidenceReader } from '../ports/evidence-reader.ts'

/** Every reader of evidence; the order decides between readers that are equally sure. */
export const evidenceReaders: readonly EvidenceReader[] = [
  panosReader,
  panosXmlReader,
  nsxReader,
  terraformReader,
  checkPointReader,
  ciscoAsaReader,
  ciscoIosReader,
  fortigateReader,
  junosReader,
  iptablesReader,
  nftablesReader,
  bindReader,
  namedConfReader,
  infobloxReader,
  microsoftDnsReader,
  hostsReader,
  f5Reader,
  haproxyReader,
  netScalerReader,
  aviReader,
  nginxReader,
  prometheusReader,
  nagiosReader,
  icinga2Reader,
  zabbixReader,
  snmpdReader,
  backupReader,
  nfdumpReader,
  vrniReader,
  azureMigrateReader,
  conntrackReader,
  socketsReader,
  flowsCsvReader,
  netBoxReader,
  phpIpamReader,
  dhcpReader,
  arpReader,
  cmdbReader,
  docxReader,
  pdfReader,
  xlsxReader,
  markdownReader,
  configTreeReader,
]
