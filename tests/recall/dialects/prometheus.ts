import { prometheusReader } from '../../../src/adapters/monitor/prometheus/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost } from '../estate.ts'
import { Sheet } from '../sheet.ts'

/** `prometheus.yml` with static targets, probes behind a prober and a remote store; a file of targets in YAML and one in JSON. */
export const prometheusDialect: Dialect = {
  reader: prometheusReader,
  write(estate, size) {
    const main = new Sheet()
    const yaml = new Sheet()
    const json = new Sheet()
    const first = someHost(estate)
    main.line('global:')
    main.line('  scrape_interval: 30s')
    main.line('alerting:')
    main.line('  alertmanagers:')
    main.line('    - static_configs:')
    main.line(`        - targets: ['${first.address}:9093']`)
    main.fact('monitor-target', 'target', first.address)
    main.line('scrape_configs:')
    json.line('[')
    for (let at = 0; at < size; at++) {
      const host = someHost(estate)
      const other = someHost(estate)
      main.line(`  - job_name: shop-${at}`)
      main.line('    metrics_path: /metrics')
      main.line('    static_configs:')
      main.line('      - targets:')
      main.line(`          - ${host.address}:9100`)
      main.fact('monitor-target', 'target', host.address)
      main.line(`          - '[${other.address6}]:9100'`)
      main.fact('monitor-target', 'target', other.address6)
      main.line(`          - ${other.fqdn}:9100`)
      main.fact('monitor-target', 'target', other.fqdn)
      main.line('        labels: { team: shop }')
      yaml.line(`- targets: ['${host.address}:9187', '${other.fqdn}:9187']`)
      yaml.fact('monitor-target', 'target', host.address)
      yaml.fact('monitor-target', 'target', other.fqdn)
      yaml.line('  labels:')
      yaml.line('    team: shop')
      json.line(`  { "targets": ["${other.address}:9100"],`)
      json.fact('monitor-target', 'target', other.address)
      json.line(`    "labels": { "env": "prod" } }${at === size - 1 ? '' : ','}`)
      if (at % 10 > 0) continue
      main.line(`  - job_name: probe-${at}`)
      main.line('    params: { module: [http_2xx] }')
      main.line(`    consul_sd_configs: [{ server: '${other.address}:8500', services: [shop] }]`)
      main.fact('monitor-target', 'target', other.address)
      main.line('    static_configs:')
      main.line(`      - targets: ['https://${host.address}/health', 'http://${other.fqdn}:8080']`)
      main.fact('monitor-target', 'target', host.address)
      main.fact('monitor-target', 'target', other.fqdn)
      main.line('    relabel_configs:')
      main.line('      - source_labels: [__address__]')
      main.line('        target_label: __param_target')
      main.line('      - target_label: __address__')
      main.line(`        replacement: ${first.address}:9115`)
      main.fact('monitor-target', 'target', first.address)
    }
    json.line(']')
    return [main.written('prometheus.yml'), yaml.written('targets/db.yml'), json.written('targets/shop.json')]
  },
}
