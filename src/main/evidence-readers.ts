import { haproxyReader } from '../adapters/balancer/haproxy/index.ts'
import { cmdbReader } from '../adapters/cmdb/index.ts'
import { configTreeReader } from '../adapters/config-tree/index.ts'
import { bindReader } from '../adapters/dns/bind/index.ts'
import { markdownReader } from '../adapters/document/markdown/index.ts'
import { ciscoAsaReader, ciscoIosReader } from '../adapters/firewall/cisco/index.ts'
import { iptablesReader } from '../adapters/firewall/iptables/index.ts'
import { nftablesReader } from '../adapters/firewall/nftables/index.ts'
import { panosReader } from '../adapters/firewall/panos/index.ts'
import { flowsCsvReader } from '../adapters/flows/csv/index.ts'
import { nagiosReader } from '../adapters/monitor/nagios/index.ts'
import { prometheusReader } from '../adapters/monitor/prometheus/index.ts'
import type { EvidenceReader } from '../ports/evidence-reader.ts'

/** Every reader of evidence; the order decides between readers that are equally sure. */
export const evidenceReaders: readonly EvidenceReader[] = [
  panosReader,
  ciscoAsaReader,
  ciscoIosReader,
  iptablesReader,
  nftablesReader,
  bindReader,
  haproxyReader,
  prometheusReader,
  nagiosReader,
  flowsCsvReader,
  cmdbReader,
  markdownReader,
  configTreeReader,
]
