import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { prometheusReader } from './index.ts'

test('scrape targets, probes, alert managers and remote stores', () => {
  const file = recording(import.meta.dirname, 'prometheus.yml')
  expect(prometheusReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(prometheusReader, file)).toEqual({
    references: [
      '3 monitor-target target name metrics.corner.example name=remote_write (remote store) host=metrics.corner.example',
      '6 monitor-target target exact 2001:db8::93 name=alert manager (alert manager) service=tcp/9093',
      '11 monitor-target target exact 192.0.2.11 name=tills service=tcp/9100 owner=shop (label)',
      '11 monitor-target target name till-02.corner.example name=tills service=tcp/9100 host=till-02.corner.example owner=shop (label)',
      '17 monitor-target target name shop.corner.example name=probe host=shop.corner.example',
      '20 monitor-target target name prober name=probe (prober) service=tcp/9115 host=prober',
    ],
    understood: '12 of 15',
    unknown: ['1 consul_sd_configs (line 22)', '1 group without targets (line 13)', '1 mystery (line 23)'],
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
