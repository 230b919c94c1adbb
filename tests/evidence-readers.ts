import { haproxyReader } from '../src/adapters/balancer/haproxy/index.ts'
import { cmdbReader } from '../src/adapters/cmdb/index.ts'
import { configTreeReader } from '../src/adapters/config-tree/index.ts'
import { bindReader } from '../src/adapters/dns/bind/index.ts'
import { markdownReader } from '../src/adapters/document/markdown/index.ts'
import { iptablesReader } from '../src/adapters/firewall/iptables/index.ts'
import { panosReader } from '../src/adapters/firewall/panos/index.ts'
import { flowsCsvReader } from '../src/adapters/flows/csv/index.ts'
import { nagiosReader } from '../src/adapters/monitor/nagios/index.ts'
import { prometheusReader } from '../src/adapters/monitor/prometheus/index.ts'
import type { EvidenceReader } from '../src/ports/evidence-reader.ts'

/** Every reader of evidence, as the program is composed of them. */
export const evidenceReaders: readonly EvidenceReader[] = [
  panosReader,
  iptablesReader,
  bindReader,
  haproxyReader,
  prometheusReader,
  nagiosReader,
  flowsCsvReader,
  cmdbReader,
  markdownReader,
  configTreeReader,
]
