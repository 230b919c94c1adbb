import { expect, test } from 'vitest'
import { formatAddress, formatIpv4, parseAddress, parseSpan } from '../../lib/ip.ts'
import type { Flow } from '../../model/evidence.ts'
import { estateSubnets, subnetAt } from '../evidence/estate-subnets.ts'
import { groupFlows, type FlowTest } from './flow-groups.ts'
import { collectFlows, openFlows } from './flow-table.ts'

const flows: readonly Flow[] = Array.from({ length: 400 }, (_, at) => ({
  client: formatIpv4(0x0a_00_00_01 + (at % 37)),
  server: formatIpv4(0x0a_00_01_01 + (at % 11)),
  port: at % 3 === 0 ? 443 : 1521,
  protocol: at % 5 === 0 ? ('udp' as const) : ('tcp' as const),
  bytes: at,
  connections: 1,
}))
const tables = (wanted: 'client' | 'server' = 'client') => {
  const collector = collectFlows()
  for (const flow of flows) collector.add(flow)
  return [...collector.chunks()].filter(({ order }) => order === wanted).map(({ data }) => openFlows(data))
}
const span = (text: string) => {
  const found = parseSpan(text)
  if (!found) throw new Error(text)
  return found
}
const subnets = estateSubnets([{ name: 'app', subnets: ['10.0.0.0/24'] }], [parseAddress('10.0.1.9') ?? ''])

function sums(by: 'service' | 'client' | 'server' | 'network', tests: readonly FlowTest[] = []) {
  const grouping = groupFlows(by, tests, subnets)
  for (const table of tables()) grouping.add(table)
  return grouping
}

test('every way of grouping sums the same flows', () => {
  const bytes = flows.reduce((sum, flow) => sum + flow.bytes, 0)
  for (const by of ['service', 'client', 'server', 'network'] as const) {
    const { total, groups } = sums(by)
    expect(total).toMatchObject({ connections: 400, bytes })
    expect(groups().reduce((sum, group) => sum + group.bytes, 0)).toBe(bytes)
  }
})

test('the order of the chunks changes no sum', () => {
  const told = (order: 'client' | 'server') => {
    const grouping = groupFlows('server', [], subnets)
    for (const table of tables(order)) grouping.add(table)
    return grouping
      .groups()
      .map(({ key, ...sum }) => JSON.stringify([key, sum]))
      .sort()
  }
  expect(told('server')).toEqual(told('client'))
})

test('groups are what a scan finds', () => {
  const services = sums('service').groups()
  const https = flows.filter((flow) => flow.port === 443 && flow.protocol === 'tcp')
  expect(
    services.find(({ key }) => key.by === 'service' && key.port === 443 && key.protocol === 'tcp'),
  ).toMatchObject({ connections: https.length, bytes: https.reduce((sum, flow) => sum + flow.bytes, 0) })
  expect(
    sums('network')
      .groups()
      .map(({ key }) => key),
  ).toEqual([{ by: 'network', client: 0, server: 1 }])
  const clients = sums('client')
    .groups()
    .map(({ key }) => (key.by === 'client' ? formatAddress(key.key) : ''))
  expect(new Set(clients)).toEqual(new Set(flows.map((flow) => flow.client)))
})

test('tests are all to be passed', () => {
  const wanted = (flow: Flow) =>
    ['10.0.0.1', '10.0.0.2', '10.0.0.3'].includes(flow.client) &&
    flow.server === '10.0.1.1' &&
    flow.port === 443
  const found = sums('server', [
    { kind: 'end', side: 'client', spans: [span('10.0.0.0/30')] },
    { kind: 'end', side: 'either', spans: [span('10.0.1.1')] },
    { kind: 'service', port: 443 },
  ])
  expect(found.total.connections).toBe(flows.filter(wanted).length)
})

test('subnets of an estate: said ones, narrow before wide, and a /24 for the rest', () => {
  const keys = ['10.1.2.3', '10.9.9.9', '2001:db8::1'].map((text) => parseAddress(text) ?? '')
  const found = estateSubnets(
    [
      { name: 'wide', subnets: ['10.1.0.0/16', 'no subnet'] },
      { name: 'narrow', subnets: ['10.1.2.0/24'] },
      { name: 'same', subnets: ['10.1.2.0/24'] },
    ],
    keys,
  )
  expect(found.map(({ name, networks }) => [name, networks.join()])).toEqual([
    ['10.1.2.0/24', 'narrow,same'],
    ['10.9.9.0/24', ''],
    ['2001:db8::/64', ''],
  ])
  expect(keys.map((key) => subnetAt(found, key))).toEqual([0, 1, 2])
  expect(subnetAt(found, parseAddress('10.1.3.1') ?? '')).toBe(-1)
})
