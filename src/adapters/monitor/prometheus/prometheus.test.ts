import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { prometheusReader } from './index.ts'

test('scrape targets, probes, alert managers and remote stores', () => {
  const file = recording(import.meta.dirname, 'prometheus.yml')
  expect(prometheusReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(prometheusReader, file)).toEqual({
    references: [
      '3 monitor-target target name metrics.corner.example name=remote_write (remote store) host=metrics.corner.example',
      '6 monitor-target target exact 2001:db8::93 name=alert manager service=tcp/9093',
      '11 monitor-target target exact 192.0.2.11 name=tills service=tcp/9100 owner=shop (label)',
      '11 monitor-target target name till-02.corner.example name=tills service=tcp/9100 host=till-02.corner.example owner=shop (label)',
      '17 monitor-target target name shop.corner.example name=probe host=shop.corner.example',
      '20 monitor-target target name prober name=probe (prober) service=tcp/9115 host=prober',
      '22 monitor-target target exact 192.0.2.99 name=probe (service discovery) service=tcp/8500',
    ],
    understood: '13 of 15',
    unknown: [
      '1 group without targets (line 13)',
      '1 mystery (line 23)',
      '1 targets that consul_sd_configs finds (line 22)',
    ],
    masked: 2,
  })
})

test('a list of targets on one line, as machines write it, with the labels first', () => {
  const text = '[{"labels":{"job":"tills","owner":"Shop"},"targets":["192.0.2.11:9100"]}]'
  const file = textFile('tills.json', text)
  expect(prometheusReader.recognises(file)).toBeGreaterThan(0.8)
  expect(toldReading(prometheusReader, file)).toMatchObject({
    references: [
      '1 monitor-target target exact 192.0.2.11 name=tills.json service=tcp/9100 owner=Shop (label)',
    ],
  })
})

test('who is asked for targets, what a rule names, and what a prober is told', () => {
  const text = `scrape_configs:
  - &shop
    job_name: shop
    proxy_url: http://192.0.2.60:3128
    consul_sd_configs:
      - server: consul.corner.example:8500
        token: CANARY-consul
    ec2_sd_configs: [{ region: north }]
  - <<: *shop
    job_name: cellar
    params: { module: [if_mib], target: [192.0.2.61] }
    static_configs:
      - targets: ['127.0.0.1:9090', localhost, '{{ till }}:9100', '192.0.2.6:80', '192.0.2.62:80']
    relabel_configs:
      - { source_labels: [__address__], regex: '192\\.0\\.2\\.63:9100', target_label: shop, replacement: cellar }
`
  expect(toldReading(prometheusReader, textFile('prometheus.yml', text))).toMatchObject({
    references: [
      '4 monitor-target target exact 192.0.2.60 name=shop (proxy) service=tcp/3128',
      '6 monitor-target target name consul.corner.example name=shop (service discovery) service=tcp/8500 host=consul.corner.example',
      '9 monitor-target target exact 192.0.2.60 name=cellar (proxy) service=tcp/3128',
      '9 monitor-target target name consul.corner.example name=cellar (service discovery) service=tcp/8500 host=consul.corner.example',
      '11 monitor-target target exact 192.0.2.61 name=cellar',
      '13 monitor-target target exact 192.0.2.6 name=cellar service=tcp/80',
      '13 monitor-target target exact 192.0.2.62 name=cellar service=tcp/80',
      '15 monitor-target target exact 192.0.2.63 name=cellar (relabel rule)',
    ],
    masked: 1,
  })
  const columns = [...prometheusReader.read(textFile('prometheus.yml', text)).references].map(
    ({ column }) => column,
  )
  expect(columns.slice(4, 7)).toEqual([42, 68, 84])
})

test('a file of jobs alone', () => {
  const text = '- job_name: tills\n  static_configs:\n    - targets: ["192.0.2.11:9100"]\n'
  const file = textFile('tills.yml', text)
  expect(prometheusReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(prometheusReader, file)).toMatchObject({
    references: ['3 monitor-target target exact 192.0.2.11 name=tills service=tcp/9100'],
    understood: '2 of 2',
  })
})
