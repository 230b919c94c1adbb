import { haproxyReader } from '../adapters/balancer/haproxy/index.ts'
import { cmdbReader } from '../adapters/cmdb/index.ts'
import { configTreeReader } from '../adapters/config-tree/index.ts'
import { bindReader } from '../adapters/dns/bind/index.ts'
import { markdownReader } from '../adapters/document/markdown/index.ts'
import { iptablesReader } from '../adapters/firewall/iptables/index.ts'
import { panosReader } from '../adapters/firewall/panos/index.ts'
import { flowsCsvReader } from '../adapters/flows/csv/index.ts'
import { gitPublisher, gitReader } from '../adapters/git/index.ts'
import { checkObject } from '../adapters/kubernetes/check-object.ts'
import { nagiosReader } from '../adapters/monitor/nagios/index.ts'
import { prometheusReader } from '../adapters/monitor/prometheus/index.ts'
import { overlayReader } from '../adapters/overlay/index.ts'
import { ovfReader } from '../adapters/ovf/index.ts'
import { rvtoolsReader } from '../adapters/rvtools/index.ts'
import { vsphereReader } from '../adapters/vsphere/index.ts'
import type { Adapters } from '../app/context.ts'
import { moveSteps } from '../steps/index.ts'
import { diskPackages, diskSizeOf } from './disk-packages.ts'
import { diskOpener } from './disks.ts'

/** Every adapter there is; the order decides between readers that are equally sure. */
export const adapters: Adapters = {
  sources: [vsphereReader, rvtoolsReader, ovfReader(diskSizeOf), overlayReader],
  evidence: [
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
  ],
  steps: moveSteps({ opener: diskOpener, packages: diskPackages }),
  publisher: gitPublisher({ now: () => new Date().toISOString() }),
  repository: gitReader,
  checkManifest: checkObject,
  packages: diskPackages,
}
